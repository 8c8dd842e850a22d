"""Drawings: what a view shows of the graph, that is a network, the numbers of its finding, and where it has them a list and parts to choose."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from clustereval.answers import tie_answer
from clustereval.cooperation import Tie, find_ties
from clustereval.namespaces import shorten
from clustereval.network import Edge, Node, build_network

if TYPE_CHECKING:
    import networkx as nx

    from clustereval.desk import Desk
    from clustereval.findings import Figures
    from clustereval.views import View

__all__ = ["Drawing", "Listing", "Row", "edges_of", "network_of", "nodes_of", "ties_from"]


@dataclass(frozen=True)
class Row:
    """A line of a list: its cells, what a click selects (a node, or a piece of evidence by its id), and the parts in which it stands."""

    cells: tuple[str, ...]
    target: str = ""
    scopes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Listing:
    """A list beside a network: headings and lines, in an order that means something."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Drawing:
    """What a view shows: the network, the numbers of its finding, a list, and the parts of the network that may be chosen, by label.

    A page opens with the part `start`, or with the whole. In a `steady` drawing each part keeps the places of the whole.
    """

    graph: nx.MultiDiGraph
    figures: Figures
    listing: Listing | None = None
    scopes: Mapping[str, str] = field(default_factory=dict)
    start: str = ""
    steady: bool = False


def nodes_of(desk: Desk, view: View) -> list[Node]:
    """Return a node for each named thing of the graph, in the group to whose classes it belongs."""
    kinds = desk.run("kinds")
    group_of = {name: key for key, group in view.groups.items() for name in group.classes}
    names: dict[str, list[str]] = defaultdict(list)
    for row in desk.names.records():
        names[str(row["entity"])].append(str(row["name"]))
    labels = desk.labels([*kinds.column("thing"), *kinds.column("class")])
    nodes: dict[str, Node] = {}
    for row in kinds.records():
        thing, kind = str(row["thing"]), str(row["class"])
        local = shorten(kind).partition(":")[2]
        group = group_of.get(local) or group_of.get("*", "")
        if thing not in nodes or (nodes[thing].group == group_of.get("*", "") and local in group_of):
            nodes[thing] = Node(thing, labels[thing], group, tuple(dict.fromkeys(names[thing])), str(row["description"] or ""), labels[kind])
    return list(nodes.values())


def network_of(nodes: Iterable[Node], edges: Iterable[Edge], alone: Iterable[str] = ()) -> nx.MultiDiGraph:
    """Return the network of the edges between things that belong to a group of the legend; those of `alone` stay without an edge too."""
    known = {node.iri: node for node in nodes if node.group}
    between = [edge for edge in edges if edge.source in known and edge.target in known]
    return build_network(known.values(), between, [iri for iri in alone if iri in known])


def ties_from(desk: Desk, queries: Iterable[str]) -> list[Tie]:
    """Return the ties of several questions with the columns of queries/cooperation."""
    return [tie for name in queries for tie in find_ties(desk.run(name), desk.sides)]


def edges_of(desk: Desk, ties: Sequence[Tie]) -> list[Edge]:
    """Return an edge for each tie, with who says so and where."""
    edges = []
    for item in tie_answer(desk, ties).items:
        said = "; ".join(voice["label"] for voice in item["claimed_by"])
        evidence: dict[str, Any] = {"text": item["subject"], "claimed_by": said, "passages": item["passages"]}
        edges.append(
            Edge(
                source=item["source"]["iri"],
                target=item["target"]["iri"],
                kind=item["kind"]["iri"],
                kind_label=item["kind"]["label"],
                status=item["status"],
                label=item["kind"]["label"],
                directed=not item["kind"]["iri"].endswith(("Cooperation", "Partnership", "Agreement", "Networking", "Interface")),
                evidence=(evidence,),
            )
        )
    return edges
