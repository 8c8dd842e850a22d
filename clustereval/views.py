"""Views: pictures declared as files in visualisations/, and the network that each of them shows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from clustereval.answers import tie_answer
from clustereval.cases import all_cases
from clustereval.cooperation import Tie, find_ties
from clustereval.errors import DataError, Problem
from clustereval.labels import word
from clustereval.namespaces import Iri, shorten
from clustereval.network import Edge, Node, build_network
from clustereval.overlap import DIMENSIONS
from clustereval.pages import read_declaration
from clustereval.passages import passage_items
from clustereval.queries import run_query

if TYPE_CHECKING:
    import networkx as nx

    from clustereval.desk import Desk

__all__ = ["Group", "Style", "View", "find_views", "read_view", "view_network", "view_page"]

Texts = Mapping[str, str]


@dataclass(frozen=True)
class Group:
    """A group of nodes in the legend: its label by language, colour, shape, and the classes that belong to it."""

    label: Texts
    colour: str
    shape: str
    classes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Style:
    """A style of edges in the legend: its label by language, colour, dashes and width in pixels."""

    label: Texts
    colour: str
    dash: list[int] | None
    width: int


@dataclass(frozen=True)
class View:
    """A picture: its title and reading by language, which network it shows from which queries, and its legend."""

    name: str
    title: Texts
    reading: Texts
    network: str
    edges: tuple[str, ...]
    groups: Mapping[str, Group]
    statuses: Mapping[str, Style]


def read_view(path: Path) -> View | None:
    """Return the view in a file, or None when it declares a board. Raises DataError when the file is no TOML or lacks a key."""
    data = read_declaration(path)
    if "board" in data:
        return None
    try:
        groups = {key: Group(g["label"], g["colour"], g["shape"], tuple(g.get("classes", ()))) for key, g in data["groups"].items()}
        statuses = {key: Style(s["label"], s["colour"], s.get("dash"), s.get("width", 2)) for key, s in data["statuses"].items()}
        if data["network"] not in NETWORKS:
            raise DataError("A view cannot be used.", [Problem(str(path), f"network is {data['network']!r}; it must be one of {', '.join(NETWORKS)}.")])
        return View(path.stem, data["title"], data["reading"], data["network"], tuple(data["edges"]), groups, statuses)
    except KeyError as error:
        raise DataError("A view cannot be used.", [Problem(str(path), f"The key {error} is missing.")]) from error


def find_views(folders: Iterable[Path]) -> dict[str, View]:
    """Return the views in the given folders by name; a project's own view replaces a built-in one of the same name."""
    views = (read_view(path) for folder in folders for path in sorted(folder.glob("*.toml")))
    return {view.name: view for view in views if view is not None}


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


def ties_from(desk: Desk, queries: Iterable[str]) -> list[Tie]:
    """Return the ties of several questions with the columns of queries/cooperation."""
    return [tie for name in queries for tie in find_ties(desk.run(name), desk.sides)]


def tie_edges(desk: Desk, view: View) -> list[Edge]:
    """Return an edge for each tie whose status is in the view's legend."""
    return edges_of(desk, [tie for tie in ties_from(desk, view.edges) if tie.status in view.statuses])


def edges_of(desk: Desk, ties: list[Tie]) -> list[Edge]:
    """Return an edge for each tie, with who says so and where."""
    edges = []
    for item in tie_answer(desk, ties).items:
        said = "; ".join(voice["label"] for voice in item["claimed_by"])
        edges.append(
            Edge(
                source=item["source"]["iri"],
                target=item["target"]["iri"],
                kind=item["kind"]["iri"],
                kind_label=item["kind"]["label"],
                status=item["status"],
                label=item["kind"]["label"],
                directed=not item["kind"]["iri"].endswith(("Cooperation", "Partnership", "Agreement", "Networking", "Interface")),
                evidence=({"text": item["subject"], "claimed_by": said, "passages": item["passages"]},),
            )
        )
    return edges


def overlap_edges(desk: Desk, view: View) -> list[Edge]:
    """Return an edge from each evaluated cluster to each thing that it shares with another one."""
    clusters = {str(cluster) for cluster in desk.sides.column("cluster")}
    edges = []
    for name in view.edges:
        dimension = next(key for key, query in DIMENSIONS.items() if query == name)
        holders: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for row in run_query(desk.store, desk.query(name)).records():
            if row["cluster"] in clusters:
                holders[str(row["item"])][str(row["cluster"])].append(str(row["passage"]))
        for item, by_cluster in holders.items():
            if len(by_cluster) > 1:
                for cluster, where in by_cluster.items():
                    evidence = {"text": "", "claimed_by": "", "passages": passage_items(desk.passages, where)}
                    label = view.statuses[dimension].label[desk.lang]
                    edges.append(Edge(cluster, item, dimension, label, dimension, label, evidence=(evidence,)))
    return edges


def role_edges(desk: Desk, view: View) -> list[Edge]:
    """Return the ties of carriers, managements and clusters, and a marked edge between the parties of each ambiguity.

    The first party of a case is linked with each of the others; a case with one party is no edge.
    """
    edges = edges_of(desk, ties_from(desk, view.edges))
    cases = all_cases(desk)
    labels = desk.labels(case.kind for case in cases)
    groups: dict[Any, list[Any]] = defaultdict(list)
    for case in cases:
        first, *others = [party for party in case.parties if "/actor/" in party] or [Iri("")]
        for other in others:
            groups[first, other, case.kind, case.severity].append(case)
    for (first, other, kind, severity), found in groups.items():
        evidence = tuple(
            {"text": case.explanation, "claimed_by": view.statuses[case.basis].label[desk.lang], "passages": passage_items(desk.passages, case.passages)}
            for case in found
        )
        basis = min((case.basis for case in found), key=["stated", "implied", "detected"].index)
        edges.append(Edge(str(first), str(other), str(kind), labels[kind], basis, labels[kind], marked=True, note=word(severity, desk.lang), evidence=evidence))
    return edges


NETWORKS: dict[str, Callable[[Desk, View], list[Edge]]] = {"ties": tie_edges, "overlaps": overlap_edges, "roles": role_edges}


def view_network(desk: Desk, view: View) -> nx.MultiDiGraph:
    """Return the network that a view shows: the edges between things that belong to a group of its legend."""
    nodes = [node for node in nodes_of(desk, view) if node.group]
    shown = {node.iri for node in nodes}
    return build_network(nodes, [edge for edge in NETWORKS[view.network](desk, view) if edge.source in shown and edge.target in shown])


def view_page(desk: Desk, view: View) -> str:
    """Return the view as one self-contained HTML page in the language of the desk."""
    from clustereval.picture import page

    return page(view_network(desk, view), view, desk.lang, str(desk.store.manifest["digest"]))
