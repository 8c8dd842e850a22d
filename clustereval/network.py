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
    """A node: its IRI, label, group (key of the view's legend), other names, description and the label of its kind."""

    iri: str
    label: str
    group: str
    names: tuple[str, ...] = ()
    text: str = ""
    kind_label: str = ""


@dataclass(frozen=True)
class Edge:
    """An edge: its ends, kind and status with labels, whether it is directed or marked as ambiguous, and its evidence."""

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


def build_network(nodes: Iterable[Node], edges: Iterable[Edge]) -> nx.MultiDiGraph:
    """Return the network of the edges and the nodes at their ends; a node without an edge is left out."""
    import networkx as nx

    known = {node.iri: node for node in nodes}
    graph = nx.MultiDiGraph()
    for edge in edges:
        for end in (edge.source, edge.target):
            if end not in graph:
                node = known.get(end, Node(end, end, ""))
                graph.add_node(end, label=node.label, group=node.group, names=list(node.names), text=node.text, kind_label=node.kind_label)
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
        )
    return graph
