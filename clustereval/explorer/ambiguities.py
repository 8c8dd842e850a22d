"""Role ambiguities: the cases by cluster, kind, severity and basis, each with evidence, innocent explanation and remedy."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
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
    wanted = {key: place.one(key) for key in ("kind", "severity", "basis", "review")}
    answer = ambiguities(desk, actor=place.one("actor") or None, explain=place.one("case") or None).only(lambda case: is_wanted(case, wanted))
    found = answer.items
    kinds = {case["kind"]["iri"]: case["kind"]["label"] for case in everything}
    return {
        "title": WORDS["ambiguities"][desk.lang],
        "answers": {WORDS["ambiguities"][desk.lang]: answer},
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


def is_wanted(case: Mapping[str, Any], wanted: Mapping[str, str]) -> bool:
    """Return whether a case has the kind, severity, basis and review that a reader chose; what is '' was not chosen."""
    has = {
        "kind": case["kind"]["iri"],
        "severity": case["severity"],
        "basis": case["basis"],
        "review": case["review"]["verdict"] if case["review"] else "open",
    }
    return all(not value or has[key] == value for key, value in wanted.items())
