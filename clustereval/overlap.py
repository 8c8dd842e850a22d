"""Overlap: what two clusters share in each dimension, how much that is, and whether a cooperation coordinates it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from math import comb
from typing import Any

from clustereval.labels import item
from clustereval.namespaces import Iri
from clustereval.passages import Passage, passage_items
from clustereval.tables import Table

__all__ = ["DIMENSIONS", "Overlap", "chance", "coefficient", "field_of", "find_overlaps", "jaccard", "overlap_items"]

DIMENSIONS = {
    "partners": "partners_of_clusters",
    "members": "members_of_clusters",
    "themes": "themes_of_clusters",
    "lead-markets": "lead_markets_of_clusters",
    "services": "services_of_clusters",
    "target-groups": "target_groups_of_clusters",
    "people": "people_of_clusters",
    "carriers": "carriers_of_clusters",
}
"""Each dimension and the query that gives the items of every cluster in it."""


@dataclass(frozen=True)
class Overlap:
    """What two clusters share in one dimension.

    `shared` maps each shared item to the passages that give it to either cluster; `jaccard` and `coefficient` lie between 0 and 1;
    `chance` is the probability of sharing that many or more if both had drawn their items blindly;
    `field` is coordinated_overlap, uncoordinated_overlap, complementary_cooperation or apart.
    """

    a: Iri
    b: Iri
    dimension: str
    count: int
    jaccard: float
    coefficient: float
    chance: float
    shared: Mapping[str, tuple[str, ...]]
    cooperation: bool
    field: str


def jaccard(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the share of common items among all items of two sets, 0 for two empty ones (Jaccard 1901)."""
    together = one | other
    return len(one & other) / len(together) if together else 0.0


def coefficient(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the share of the smaller set that lies in the larger one, 0 when one is empty (Szymkiewicz 1934, Simpson 1943)."""
    smaller = min(len(one), len(other))
    return len(one & other) / smaller if smaller else 0.0


def chance(shared: int, one: int, other: int, universe: int) -> float:
    """Return the probability that two sets of the given sizes, drawn blindly from a universe, share `shared` items or more.

    It is the upper tail of the hypergeometric distribution, computed exactly. The universe is what any cluster has in the dimension: of
    what none has, the source does not speak.
    """
    ways = sum(comb(one, k) * comb(universe - one, other - k) for k in range(shared, min(one, other) + 1))
    return ways / comb(universe, other)


def find_overlaps(rows: Table, dimension: str, clusters: Iterable[str], cooperating: frozenset[frozenset[str]]) -> list[Overlap]:
    """Return the overlap of every pair of clusters in one dimension, largest first.

    `rows` has the columns cluster, via, item, passage; `cooperating` holds the pairs between which a cooperation exists.
    """
    evidence: dict[str, dict[str, list[str]]] = {cluster: defaultdict(list) for cluster in clusters}
    for row in rows.records():
        if row["cluster"] in evidence:
            evidence[str(row["cluster"])][str(row["item"])].append(str(row["passage"]))
    universe = len(set().union(*evidence.values())) if evidence else 0
    found = []
    for a, b in combinations(sorted(evidence), 2):
        one, other = frozenset(evidence[a]), frozenset(evidence[b])
        cooperation = frozenset((a, b)) in cooperating
        shared = {item: tuple(dict.fromkeys([*evidence[a][item], *evidence[b][item]])) for item in sorted(one & other)}
        found.append(
            Overlap(
                a=Iri(a),
                b=Iri(b),
                dimension=dimension,
                count=len(shared),
                jaccard=jaccard(one, other),
                coefficient=coefficient(one, other),
                chance=chance(len(shared), len(one), len(other), universe),
                shared=shared,
                cooperation=cooperation,
                field=field_of(bool(shared), cooperation),
            )
        )
    return sorted(found, key=lambda overlap: (-overlap.count, -overlap.jaccard, overlap.a, overlap.b))


def field_of(overlapping: bool, cooperation: bool) -> str:
    """Return in which of four fields a pair lies."""
    if overlapping:
        return "coordinated_overlap" if cooperation else "uncoordinated_overlap"
    return "complementary_cooperation" if cooperation else "apart"


def overlap_items(overlaps: Iterable[Overlap], labels: Mapping[str, str], passages: Mapping[str, Passage]) -> list[dict[str, Any]]:
    """Return overlaps as the objects of the JSON answer; each shared item has its passages."""
    return [
        {
            "a": item(overlap.a, labels),
            "b": item(overlap.b, labels),
            "dimension": overlap.dimension,
            "count": overlap.count,
            "jaccard": round(overlap.jaccard, 3),
            "coefficient": round(overlap.coefficient, 3),
            "chance": round(overlap.chance, 3),
            "shared": [{**item(iri, labels), "passages": passage_items(passages, where)} for iri, where in overlap.shared.items()],
            "cooperation": overlap.cooperation,
            "field": overlap.field,
        }
        for overlap in overlaps
    ]
