"""Measures of a network: how dense and centralised it is, who stands in the middle, who brokers, who belongs together.

All are computed on a plain undirected graph: one edge between two actors, however many ties they have; Gould–Fernandez roles
alone use directions when there are any. Each function names its definition and its source; all give the same result twice.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["BROKERAGE", "Communities", "Shape", "betweenness", "brokerage", "centralisation", "communities", "constraint", "plain", "shape", "similar"]

EXACT = 2000
"""Nodes up to which betweenness is exact; beyond, it is estimated from SAMPLE pivots."""
SAMPLE = 500
SEEDS = 20
BROKERAGE = ("coordinator", "gatekeeper", "representative", "consultant", "liaison")


@dataclass(frozen=True)
class Shape:
    """A network as a whole: size, density, components, how centralised it is, how closed its triads are."""

    nodes: int
    edges: int
    density: float
    components: int
    largest: int
    degree_centralisation: float
    betweenness_centralisation: float
    transitivity: float


@dataclass(frozen=True)
class Communities:
    """A partition, its modularity, and how stable it is: the mean share of pairs on which partitions of other seeds agree with it."""

    of: Mapping[str, int]
    modularity: float
    stability: float


def plain(graph: nx.MultiDiGraph) -> nx.Graph:
    """Return the undirected simple graph of a network, without loops, with nodes and edges in a fixed order."""
    import networkx as nx

    simple = nx.Graph()
    simple.add_nodes_from((node, graph.nodes[node]) for node in sorted(graph))
    simple.add_edges_from(sorted({(min(a, b), max(a, b)) for a, b in graph.edges() if a != b}))
    return simple


def shape(graph: nx.Graph) -> Shape:
    """Return the measures of a network as a whole.

    Density is the share of possible edges that exist; transitivity is three times the triangles over the connected triples
    (Newman, Watts and Strogatz 2002). Centralisation: see `centralisation`.
    """
    import networkx as nx

    parts = [len(part) for part in nx.connected_components(graph)]
    degrees = dict(graph.degree())
    scores, _ = betweenness(graph)
    return Shape(
        nodes=len(graph),
        edges=graph.number_of_edges(),
        density=nx.density(graph),
        components=len(parts),
        largest=max(parts, default=0),
        degree_centralisation=centralisation(degrees, (len(graph) - 1) * (len(graph) - 2)),
        betweenness_centralisation=centralisation(scores, len(graph) - 1),
        transitivity=nx.transitivity(graph),
    )


def centralisation(scores: Mapping[str, float], most: float) -> float:
    """Return how far the scores of a network are those of a star: the sum of the distances to the highest over the most it can be (Freeman 1979).

    `most` is (n - 1)(n - 2) for degrees and n - 1 for normalised betweenness; 0 is returned where it is not positive.
    """
    top = max(scores.values(), default=0)
    return sum(top - score for score in scores.values()) / most if most > 0 else 0.0


def betweenness(graph: nx.Graph, exact: int = EXACT, sample: int = SAMPLE, seed: int = 1) -> tuple[dict[str, float], float | None]:
    """Return, for each node, the share of shortest paths between others that lead through it (Freeman 1977), and its standard error.

    Up to `exact` nodes it is exact (Brandes 2001) and the error is None. Beyond, it is estimated from `sample` random sources
    (Brandes and Pich 2007), and the largest standard error over the nodes, from ten batches of sources, is returned.
    """
    import random
    from statistics import mean, stdev

    import networkx as nx

    if len(graph) <= exact:
        return nx.betweenness_centrality(graph), None
    chance = random.Random(seed)
    sources = chance.sample(sorted(graph), min(sample, len(graph)))
    size = max(1, len(sources) // 10)
    scale = 1 / (size * (len(graph) - 2))
    batches = []
    for start in range(0, size * 10, size):
        batch = nx.betweenness_centrality_subset(graph, sources=sources[start : start + size], targets=list(graph), normalized=False)
        batches.append({node: 2 * value * scale for node, value in batch.items()})
    scores = {node: mean(batch[node] for batch in batches) for node in graph}
    return scores, max(stdev(batch[node] for batch in batches) / 10**0.5 for node in graph)


def communities(graph: nx.Graph, seed: int = 1, seeds: int = SEEDS) -> Communities:
    """Return the communities of a network (Louvain: Blondel and others 2008), the largest first, with modularity and stability.

    The best of `seeds` partitions by modularity is returned. Stability is the mean, over the others, of the share of pairs of nodes that both
    put together or both keep apart (Rand 1971): 1 means that every seed finds the same.
    """
    import networkx as nx

    found = []
    for number in range(seed, seed + seeds):
        parts = sorted((sorted(part) for part in nx.community.louvain_communities(graph, seed=number)), key=lambda part: (-len(part), part[0]))
        quality = nx.community.modularity(graph, parts) if graph.number_of_edges() else 0.0
        found.append((quality, {node: index for index, part in enumerate(parts, 1) for node in part}))
    best = max(range(len(found)), key=lambda index: (found[index][0], -index))
    modularity, of = found[best]
    others = [partition for index, (_, partition) in enumerate(found) if index != best]
    pairs = list(combinations(sorted(graph), 2)) if others else []
    agree = [sum((of[a] == of[b]) == (other[a] == other[b]) for a, b in pairs) / len(pairs) for other in others] if pairs else []
    return Communities(of, modularity, sum(agree) / len(agree) if agree else 1.0)


def constraint(graph: nx.Graph) -> dict[str, tuple[float, float]]:
    """Return, for each node with neighbours, Burt's constraint and effective size (Burt 1992).

    Constraint is high where all contacts know one another, and low for a broker; effective size is the number of contacts less their mean
    number of ties among themselves.
    """
    import networkx as nx

    constraints, sizes = nx.constraint(graph), nx.effective_size(graph)
    return {node: (constraints[node], sizes[node]) for node in graph if graph.degree(node)}


def brokerage(graph: nx.Graph, groups: Mapping[str, str]) -> dict[str, dict[str, int]]:
    """Return how often each node brokers between two that have no edge of their own, by role (Gould and Fernandez 1989).

    For a path a – b – c with no edge a – c: b is coordinator when all are of one group, consultant when a and c are of one and b of another,
    gatekeeper or representative when b shares the group of one of them, liaison when all differ. Without directions a path counts in both
    of its directions, so that gatekeeper and representative are equal.
    """
    roles = {node: dict.fromkeys(BROKERAGE, 0) for node in graph}
    for broker in graph:
        for a, c in combinations(sorted(graph[broker]), 2):
            if graph.has_edge(a, c):
                continue
            first, own, last = groups[a], groups[broker], groups[c]
            if first == own == last:
                roles[broker]["coordinator"] += 2
            elif first == last:
                roles[broker]["consultant"] += 2
            elif own in {first, last}:
                roles[broker]["gatekeeper"] += 1
                roles[broker]["representative"] += 1
            else:
                roles[broker]["liaison"] += 2
    return roles


def similar(graph: nx.Graph) -> dict[str, tuple[str, float]]:
    """Return, for each node with neighbours, the one whose neighbours are most like its own, with their Jaccard index.

    1 means structurally equivalent (Lorrain and White 1971): the same neighbours, apart from one another.
    """
    best: dict[str, tuple[str, float]] = {}
    near = {node: {other for first in graph[node] for other in graph[first]} | set(graph[node]) for node in graph}
    for node in sorted(graph):
        for other in sorted(near[node] - {node}):
            mine, theirs = set(graph[node]) - {other}, set(graph[other]) - {node}
            index = len(mine & theirs) / len(mine | theirs) if mine | theirs else 0.0
            if index > best.get(node, ("", 0.0))[1]:
                best[node] = (other, index)
    return best
