"""The source: its passages in order, with our paraphrase and how much was transcribed from each."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from clustereval.explorer.words import WORDS
from clustereval.passages import passage_items

if TYPE_CHECKING:
    from clustereval.desk import Desk
    from clustereval.explorer.frame import Address

__all__ = ["content"]


def content(desk: Desk, place: Address) -> dict[str, Any]:
    """Return the passages of one section, or the list of sections when none is named."""
    sections: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for passage in passage_items(desk.passages, desk.passages):
        sections[passage["section"]].append(passage)
    section = place.one("section")
    shown = sections.get(section, [])
    order = sorted(sections, key=lambda name: (sections[name][0]["lines"], name))
    return {
        "title": WORDS["source"][desk.lang],
        "sections": [(name, len(sections[name])) for name in order],
        "section": section,
        "shown": shown,
        "sources": list(desk.run("source_titles").column("title")),
    }
