"""The timeline: foundings, renamings, funding, rounds, events and dated claims by year, each with its passage; what has no date stands apart."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from clustereval.errors import UsageError
from clustereval.explorer.choices import clusters_of
from clustereval.explorer.words import WORDS
from clustereval.timeline import QUESTIONS, timeline

if TYPE_CHECKING:
    from clustereval.desk import Desk
    from clustereval.explorer.frame import Address

__all__ = ["content"]

SHOWN_PASSAGES = 3
"""Of a round hundreds of passages speak; its own page has them all."""


def content(desk: Desk, place: Address) -> dict[str, Any]:
    """Return what the parameters actor and kind choose, by year. Raises UsageError for a kind that there is not."""
    kind = place.one("kind")
    if kind and kind not in QUESTIONS:
        raise UsageError(WORDS["no_such"][desk.lang].format(given=kind, known=", ".join(QUESTIONS)))
    answer = timeline(desk, place.one("actor") or None, kind or None)
    items = [
        {**entry, "shown": entry["passages"][:SHOWN_PASSAGES] if entry["group"] == "round" else entry["passages"], "number": len(entry["passages"])}
        for entry in answer.items
    ]
    dated = [entry for entry in items if entry["year"] is not None]
    chosen = desk.labels([desk.actor(place.one("actor"))]) if place.one("actor") else {}
    return {
        "title": WORDS["timeline"][desk.lang],
        "answers": {WORDS["timeline"][desk.lang]: answer},
        "years": [(year, list(entries)) for year, entries in groupby(dated, key=lambda entry: entry["year"])],
        "dated": len(dated),
        "undated": [entry for entry in items if entry["year"] is None],
        "clusters": clusters_of(desk),
        "kinds": [(key, WORDS[f"time_{key}"][desk.lang]) for key in QUESTIONS],
        "chosen": next(iter(chosen.values()), ""),
        "chosen_iri": next(iter(chosen), ""),
    }
