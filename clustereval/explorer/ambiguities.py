"""Role ambiguities: the cases by cluster, kind, severity and basis, each with evidence, innocent explanation and remedy."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from clustereval.cases import ambiguities, compare, recall_table, sentence, where_to_act
from clustereval.explorer.choices import clusters_of, paged
from clustereval.explorer.words import WORDS
from clustereval.labels import word
from clustereval.reviews import VERDICTS

if TYPE_CHECKING:
    from clustereval.desk import Desk
    from clustereval.explorer.frame import Address

__all__ = ["content"]

SEVERITIES = ("high", "medium", "low")
SIZE = 20
"""Cases on one page: as many as somebody reads at a stretch."""
BASES = ("stated", "implied", "detected")


def content(desk: Desk, place: Address) -> dict[str, Any]:
    """Return the cases that the parameters of the address choose: actor, kind, severity, basis."""
    everything = ambiguities(desk).items
    found = ambiguities(desk, actor=place.one("actor") or None, explain=place.one("case") or None).items
    kinds = {case["kind"]["iri"]: case["kind"]["label"] for case in everything}
    for key, value in (("severity", place.one("severity")), ("basis", place.one("basis"))):
        found = [case for case in found if not value or case[key] == value]
    wanted = place.one("review")
    found = [case for case in found if not wanted or (case["review"]["verdict"] if case["review"] else "open") == wanted]
    found = [case for case in found if not place.one("kind") or case["kind"]["iri"] == place.one("kind")]
    return {
        "title": WORDS["ambiguities"][desk.lang],
        "part": paged(found, place, desk.lang, SIZE),
        "number": Counter(case["severity"] for case in found),
        "clusters": clusters_of(desk),
        "chosen": str(desk.actor(place.one("actor"))) if place.one("actor") else "",
        "kinds": sorted(kinds.items(), key=lambda kind: kind[1]),
        "severities": [(key, word(key, desk.lang)) for key in SEVERITIES],
        "bases": [(key, word(key, desk.lang)) for key in BASES],
        "reviews": [(key, word(key, desk.lang)) for key in ("open", "confirmed", "dismissed")],
        "verdicts": [(key, word(key, desk.lang)) for key in VERDICTS],
        "sentence": sentence(everything, desk.lang),
        "act": where_to_act(desk, everything),
        "compared": recall_table(desk, compare(desk).items) if place.one("compare") else None,
    }
