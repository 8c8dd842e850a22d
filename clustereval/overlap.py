"""Overlap: what two clusters share in each dimension or in all, how much that is, and whether a cooperation coordinates it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from clustereval.chance import hypergeometric, null_model
from clustereval.labels import item
from clustereval.namespaces import Iri
from clustereval.passages import Passage, passage_items
from clustereval.tables import Table

__all__ = ["DIMENSIONS", "TOGETHER", "Overlap", "coefficient", "field_of", "find_overlaps", "jaccard", "overlap_items"]

DIMENSIONS = {
    "partners": "partners_of_clusters",
    "members": "members_of_clusters",
    "themes": "themes_of_clusters",
    "lead-markets": "lead_markets_of_clusters",
    "services": "services_of_clusters",
    "target-groups": "target_groups_of_clusters",
    "people": "people_of_clusters",
    "carriers": "carriers_of_clusters",
    "regions": "regions_of_clusters",
}
"""Each dimension and the query that gives the items of every cluster in it."""
TOGETHER = "together"
"""The name of all dimensions taken as one."""

Thing = tuple[str, str]
"""A dimension and an item in it: an actor that is partner here and member there is two things."""


@dataclass(frozen=True)
class Overlap:
    """What two clusters share in one dimension, or in all of them together.

    Of the `count` things that they share, `deciding` are in a dimension that decides on the field.
    `shared` maps each shared thing (dimension, item) to the passages that give it to either cluster; `jaccard` and `coefficient` lie
    between 0 and 1; `chance` is the probability of sharing that many or more if both had drawn their items blindly; `expected` and
    `null_chance` are what the null model gives, None where it was not asked;
    `field` is coordinated_overlap, uncoordinated_overlap, complementary_cooperation or apart.
    """

    a: Iri
    b: Iri
    dimension: str
    count: int
    deciding: int
    jaccard: float
    coefficient: float
    chance: float
    expected: float | None
    null_chance: float | None
    shared: Mapping[Thing, tuple[str, ...]]
    cooperation: bool
    field: str


def jaccard(one: frozenset[Any], other: frozenset[Any]) -> float:
    """Return the share of common items among all items of two sets, 0 for two empty ones (Jaccard 1901)."""
    together = one | other
    return len(one & other) / len(together) if together else 0.0


def coefficient(one: frozenset[Any], other: frozenset[Any]) -> float:
    """Return the share of the smaller set that lies in the larger one, 0 when one is empty (Szymkiewicz 1934, Simpson 1943)."""
    smaller = min(len(one), len(other))
    return len(one & other) / smaller if smaller else 0.0


def find_overlaps(
    rows: Mapping[str, Table],
    clusters: Iterable[str],
    cooperating: frozenset[frozenset[str]],
    general: Iterable[str] = (),
    least: int = 1,
    samples: int = 0,
    seed: int = 1,
) -> list[Overlap]:
    """Return the overlap of every pair of clusters in the given dimensions taken as one, largest first.

    `rows` has, for each dimension, a table with the columns cluster, via, item, passage; `cooperating` holds the pairs between which a
    cooperation exists. A pair overlaps when it shares `least` things or more outside the dimensions in `general`, which are counted but decide
    nothing. With `samples` the null model is asked too, with that many random networks.
    """
    evidence: dict[str, dict[Thing, list[str]]] = {cluster: defaultdict(list) for cluster in clusters}
    for dimension, table in rows.items():
        for row in table.records():
            if row["cluster"] in evidence:
                evidence[str(row["cluster"])][dimension, str(row["item"])].append(str(row["passage"]))
    universe = len(set().union(*evidence.values())) if evidence else 0
    drawn = null_model({cluster: frozenset(things) for cluster, things in evidence.items()}, samples, seed) if samples else {}
    found = []
    for a, b in combinations(sorted(evidence), 2):
        one, other = frozenset(evidence[a]), frozenset(evidence[b])
        cooperation = frozenset((a, b)) in cooperating
        shared = {thing: tuple(dict.fromkeys([*evidence[a][thing], *evidence[b][thing]])) for thing in sorted(one & other)}
        expected, null_chance = drawn.get((a, b), (None, None))
        deciding = sum(dimension not in general for dimension, _ in shared)
        found.append(
            Overlap(
                a=Iri(a),
                b=Iri(b),
                dimension=next(iter(rows)) if len(rows) == 1 else TOGETHER,
                count=len(shared),
                deciding=deciding,
                jaccard=jaccard(one, other),
                coefficient=coefficient(one, other),
                chance=hypergeometric(len(shared), len(one), len(other), universe),
                expected=expected,
                null_chance=null_chance,
                shared=shared,
                cooperation=cooperation,
                field=field_of(deciding >= least, cooperation),
            )
        )
    return sorted(found, key=lambda overlap: (-overlap.count, -overlap.jaccard, overlap.a, overlap.b))


def field_of(overlapping: bool, cooperation: bool) -> str:
    """Return in which of four fields a pair lies."""
    if overlapping:
        return "coordinated_overlap" if cooperation else "uncoordinated_overlap"
    return "complementary_cooperation" if cooperation else "apart"


def overlap_items(overlaps: Iterable[Overlap], labels: Mapping[str, str], passages: Mapping[str, Passage]) -> list[dict[str, Any]]:
    """Return overlaps as the objects of the JSON answer; each shared item has its dimension and its passages."""
    return [
        {
            "a": item(overlap.a, labels),
            "b": item(overlap.b, labels),
            "dimension": overlap.dimension,
            "count": overlap.count,
            "deciding": overlap.deciding,
            "counts": dict(Counter(dimension for dimension, _ in overlap.shared)),
            "jaccard": round(overlap.jaccard, 3),
            "coefficient": round(overlap.coefficient, 3),
            "chance": round(overlap.chance, 3),
            "expected": None if overlap.expected is None else round(overlap.expected, 2),
            "null_chance": None if overlap.null_chance is None else round(overlap.null_chance, 3),
            "shared": [
                {**item(iri, labels), "dimension": dimension, "passages": passage_items(passages, where)} for (dimension, iri), where in overlap.shared.items()
            ],
            "cooperation": overlap.cooperation,
            "field": overlap.field,
        }
        for overlap in overlaps
    ]
