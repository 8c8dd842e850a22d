"""Networks: from rows of the graph to a networkx graph whose nodes and edges bear what a picture or an analysis needs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["Edge", "Node", "build_network"]


@dataclass(frozen=True)
class Node:
    """A node: its IRI, label, group (key of the view's legend), other names, description and the label of its kind.

    A view may give it a size in pixels (0: by its ties), facts (term and value), a mark with evidence, and parts in which it is shown.
    """

    iri: str
    label: str
    group: str
    names: tuple[str, ...] = ()
    text: str = ""
    kind_label: str = ""
    size: float = 0.0
    facts: tuple[tuple[str, str], ...] = ()
    marked: bool = False
    evidence: tuple[Mapping[str, Any], ...] = ()
    scopes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Edge:
    """An edge: its ends, kind and status with labels, whether it is directed or marked as ambiguous, its evidence, parts in which it is shown."""

    source: str
    target: str
    kind: str
    kind_label: str
    status: str
    label: str = ""
    weight: float = 1.0
    directed: bool = False
    marked: bool = False
    note: str = ""
    evidence: tuple[Mapping[str, Any], ...] = ()
    scopes: tuple[str, ...] = ()


def build_network(nodes: Iterable[Node], edges: Iterable[Edge], alone: Iterable[str] = ()) -> nx.MultiDiGraph:
    """Return the network of the edges and the nodes at their ends; a node without an edge is left out, unless it is one of `alone`."""
    import networkx as nx

    known = {node.iri: node for node in nodes}
    graph = nx.MultiDiGraph()

    def enter(iri: str) -> None:
        node = known.get(iri, Node(iri, iri, ""))
        plain = {"label": node.label, "group": node.group, "names": list(node.names), "text": node.text, "kind_label": node.kind_label}
        facts = [list(fact) for fact in node.facts]
        evidence = [dict(piece) for piece in node.evidence]
        graph.add_node(iri, **plain, size=node.size, facts=facts, marked=node.marked, evidence=evidence, scopes=list(node.scopes))

    for iri in alone:
        enter(iri)
    for edge in edges:
        for end in (edge.source, edge.target):
            if end not in graph:
                enter(end)
        graph.add_edge(
            edge.source,
            edge.target,
            kind=edge.kind,
            kind_label=edge.kind_label,
            status=edge.status,
            label=edge.label,
            weight=edge.weight,
            directed=edge.directed,
            marked=edge.marked,
            note=edge.note,
            evidence=[dict(piece) for piece in edge.evidence],
            scopes=list(edge.scopes),
        )
    return graph
