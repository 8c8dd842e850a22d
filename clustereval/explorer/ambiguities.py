"""Role ambiguities: the cases by cluster, kind, severity and basis, each with evidence, innocent explanation and remedy."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from clustereval.cases import ambiguities
from clustereval.explorer.words import WORDS
from clustereval.labels import item, word
from clustereval.namespaces import Iri

if TYPE_CHECKING:
    from clustereval.desk import Desk
    from clustereval.explorer.frame import Address

__all__ = ["content"]

SEVERITIES = ("high", "medium", "low")
BASES = ("stated", "implied", "detected")


def content(desk: Desk, place: Address) -> dict[str, Any]:
    """Return the cases that the parameters of the address choose: actor, kind, severity, basis."""
    found = ambiguities(desk, actor=place.one("actor") or None).items
    kinds = {case["kind"]["iri"]: case["kind"]["label"] for case in ambiguities(desk).items}
    for key, value in (("severity", place.one("severity")), ("basis", place.one("basis"))):
        found = [case for case in found if not value or case[key] == value]
    found = [case for case in found if not place.one("kind") or case["kind"]["iri"] == place.one("kind")]
    clusters = sorted({str(cluster) for cluster in desk.sides.column("cluster")})
    labels = desk.labels(Iri(cluster) for cluster in clusters)
    return {
        "title": WORDS["ambiguities"][desk.lang],
        "cases": found,
        "number": Counter(case["severity"] for case in found),
        "clusters": [item(Iri(cluster), labels) for cluster in clusters],
        "kinds": sorted(kinds.items(), key=lambda kind: kind[1]),
        "severities": [(key, word(key, desk.lang)) for key in SEVERITIES],
        "bases": [(key, word(key, desk.lang)) for key in BASES],
    }
