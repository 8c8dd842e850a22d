"""Overlaps: what pairs of clusters share in a dimension or in all, by chance or not, coordinated or not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from clustereval.answers import overlaps
from clustereval.explorer.choices import clusters_of
from clustereval.explorer.words import WORDS
from clustereval.labels import word
from clustereval.overlap import DIMENSIONS, TOGETHER

if TYPE_CHECKING:
    from clustereval.desk import Desk
    from clustereval.explorer.frame import Address

__all__ = ["content"]

FIELDS = ("coordinated_overlap", "uncoordinated_overlap", "complementary_cooperation", "apart")


def content(desk: Desk, place: Address) -> dict[str, Any]:
    """Return the matrix of pairs in the dimension `by`, the four fields, and the pair `a`, `b` in full."""
    by = place.one("by", TOGETHER)
    answer = overlaps(desk, by)
    pairs = {(entry["a"]["iri"], entry["b"]["iri"]): entry for entry in answer.items}
    together = overlaps(desk, TOGETHER)
    general = cast("list[str]", together.parameters.get("general", []))
    listed = clusters_of(desk)
    clusters = [cluster["iri"] for cluster in listed]
    chosen = pairs.get((min(place.one("a"), place.one("b")), max(place.one("a"), place.one("b"))))
    return {
        "title": WORDS["overlaps"][desk.lang],
        "answers": {f"{WORDS['overlaps'][desk.lang]}, {word(by, desk.lang)}": answer},
        "by": by,
        "dimensions": [(name, word(name, desk.lang)) for name in (TOGETHER, *DIMENSIONS)],
        "clusters": listed,
        "pairs": {f"{one} {other}": pairs.get((min(one, other), max(one, other))) for one in clusters for other in clusters if one != other},
        "most": max((entry["count"] for entry in pairs.values()), default=0),
        "fields": [(word(field, desk.lang), [entry for entry in together.items if entry["field"] == field]) for field in FIELDS],
        "least": together.parameters.get("least", 1),
        "general": [word(name, desk.lang) for name in general],
        "chosen": chosen,
        "asked": bool(place.one("a") and place.one("b")),
        "shared": grouped(chosen, desk.lang) if chosen else [],
    }


def grouped(entry: dict[str, Any], lang: str) -> list[tuple[str, list[dict[str, Any]]]]:
    """Return what a pair shares by dimension."""
    return [(word(name, lang), [thing for thing in entry["shared"] if thing["dimension"] == name]) for name in DIMENSIONS if name in entry["counts"]]
