"""Layers and levels: a network of many kinds of ties, and of actors of several ranks, taken apart.

A layer is all ties of one kind and status (Kivelä and others 2014); a level is the rank of an actor: cluster, management, carrier,
partner network, other organisation.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations_with_replacement
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["LEVELS", "Layer", "Mixing", "find_layers", "find_mixing", "level_mixing"]

LEVELS = ("cluster", "management", "carrier", "partner_network", "organisation")


@dataclass(frozen=True)
class Layer:
    """All ties of one kind and status: how many, between how many actors and pairs, and how many pairs another layer of that status ties too."""

    kind: str
    status: str
    ties: int
    actors: int
    pairs: int
    shared_pairs: int


@dataclass(frozen=True)
class Mixing:
    """Ties between two levels: how many pairs are tied, of how many that could be."""

    one: str
    other: str
    pairs: int
    possible: int

    @property
    def density(self) -> float:
        """The share of possible pairs that are tied, 0 where none is possible."""
        return self.pairs / self.possible if self.possible else 0.0


def find_layers(graph: nx.MultiDiGraph) -> list[Layer]:
    """Return the layers of a network whose edges bear kind and status, in the order of their size; marked edges (cases) are no ties."""
    ties: dict[tuple[str, str], list[frozenset[str]]] = defaultdict(list)
    for a, b, data in graph.edges(data=True):
        if a != b and not data.get("marked"):
            ties[data["status"], data["kind"]].append(frozenset((a, b)))
    layers = []
    for (status, kind), pairs in ties.items():
        others = {pair for (other_status, other), found in ties.items() if other_status == status and other != kind for pair in found}
        layers.append(Layer(kind, status, len(pairs), len(frozenset().union(*pairs)), len(set(pairs)), len(set(pairs) & others)))
    return sorted(layers, key=lambda layer: (-layer.pairs, layer.status, layer.kind))


def find_mixing(graph: nx.Graph, levels: Mapping[str, str]) -> list[Mixing]:
    """Return how many ties there are within and between the levels, for all pairs of levels that have actors."""
    size: dict[str, int] = defaultdict(int)
    for node in graph:
        size[levels[node]] += 1
    tied: dict[frozenset[str], int] = defaultdict(int)
    for a, b in graph.edges():
        tied[frozenset((levels[a], levels[b]))] += 1
    present = [level for level in LEVELS if size[level]]
    return [
        Mixing(one, other, tied[frozenset((one, other))], size[one] * (size[one] - 1) // 2 if one == other else size[one] * size[other])
        for one, other in combinations_with_replacement(present, 2)
    ]


def level_mixing(graph: nx.Graph, levels: Mapping[str, str]) -> float:
    """Return the assortativity of the levels (Newman 2003): 1 when actors are tied within their level only, 0 as by chance, negative when across.

    Where all ties lie within one single level it is not defined, and NaN is returned.
    """
    import networkx as nx

    graph = graph.copy()
    nx.set_node_attributes(graph, dict(levels), "level")
    return float(nx.attribute_assortativity_coefficient(graph, "level"))
