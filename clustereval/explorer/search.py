"""The search: things by their names, short names and spellings; similar ones where nothing fits."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any

from clustereval.explorer.words import WORDS
from clustereval.labels import fold, item
from clustereval.namespaces import Iri

if TYPE_CHECKING:
    from clustereval.desk import Desk
    from clustereval.explorer.frame import Address

__all__ = ["content", "find"]

MOST = 60
WRITTEN_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})
SIMILAR = 0.72
"""Share of letters in common (Ratcliff and Metzener 1988) from which a name is offered for a misspelt one."""


def content(desk: Desk, place: Address) -> dict[str, Any]:
    """Return what is found for the words of the address, the best first."""
    text = place.one("q")
    found, near = find(desk, text)
    labels = desk.labels(found)
    kinds = {str(row["thing"]): row for row in desk.run("kinds").records()}
    classes = desk.labels(row["class"] for row in kinds.values())
    hits = [
        {**item(iri, labels), "kind": classes.get(str(kinds.get(iri, {}).get("class")), ""), "text": str(kinds.get(iri, {}).get("description") or "")}
        for iri in found
    ]
    return {"title": WORDS["search"][desk.lang], "text": text, "hits": hits, "near": near}


def find(desk: Desk, text: str) -> tuple[list[Iri], bool]:
    """Return the things whose name begins with, has a word that begins with, or holds the text; else those with similar names (True)."""
    wanted = fold(text)
    if not wanted:
        return [], False
    names = [(name, row["entity"]) for row in desk.names.records() for name in spellings(str(row["name"]))]
    best: dict[Iri, float] = {}
    for name, iri in names:
        rank = 0 if name == wanted else 1 if name.startswith(wanted) else 2 if f" {wanted}" in name else 3 if wanted in name else None
        if rank is not None:
            best[iri] = min(best.get(iri, 9), rank + len(name) / 1000)
    chosen = best or similar(wanted, names)
    return sorted(chosen, key=lambda iri: (chosen[iri], iri))[:MOST], not best


def spellings(name: str) -> set[str]:
    """Return a name as names are compared: without umlauts, and with those written out, as some keyboards want it."""
    return {fold(name), fold(name.translate(WRITTEN_OUT))}


def similar(wanted: str, names: Iterable[tuple[str, Iri]]) -> dict[Iri, float]:
    """Return the things with a name, or a word of it, that shares enough letters with what is wanted; the less they differ, the smaller the number."""
    found: dict[Iri, float] = {}
    matcher = SequenceMatcher(None, b=wanted)
    for name, iri in names:
        for part in {name, *name.split()}:
            matcher.set_seq1(part)
            # The two quick bounds leave few for the slow count.
            if matcher.real_quick_ratio() >= SIMILAR and matcher.quick_ratio() >= SIMILAR and (ratio := matcher.ratio()) >= SIMILAR:
                found[iri] = min(found.get(iri, 9), 1 - ratio)
    return found
