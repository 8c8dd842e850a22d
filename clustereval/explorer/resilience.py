"""Resilience: what would be lost if a body fell away, as a ranking and for one body in full."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from clustereval.explorer.choices import paged
from clustereval.explorer.words import WORDS
from clustereval.labels import word
from clustereval.resilience import KINDS, LOSSES, resilience

if TYPE_CHECKING:
    from clustereval.desk import Desk
    from clustereval.explorer.frame import Address

__all__ = ["content"]

SIZE = 20


def content(desk: Desk, place: Address) -> dict[str, Any]:
    """Return the ranking of losses, of one kind or of all; or with `thing` all that one loss breaks. Raises UsageError for what is not known."""
    thing = place.one("thing")
    answer = resilience(desk, thing or None, None if thing else place.one("kind") or None)
    found = answer.items
    return {
        "title": WORDS["resilience"][desk.lang],
        "answers": {WORDS["resilience"][desk.lang]: answer},
        "thing": found[0]["actor"] if thing else None,
        "broken": found if thing else [],
        "part": paged([] if thing else found, place, desk.lang, SIZE),
        "kinds": [(kind, word(kind, desk.lang)) for kind in KINDS],
        "losses": LOSSES,
    }
