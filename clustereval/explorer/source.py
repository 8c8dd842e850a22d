"""The source: its passages in order, with our paraphrase and what was transcribed from each."""

from __future__ import annotations

from collections import defaultdict
from itertools import groupby
from typing import TYPE_CHECKING, Any

from clustereval.errors import UsageError
from clustereval.explorer.choices import paged
from clustereval.explorer.claims import Claim, claims_of, told
from clustereval.explorer.words import WORDS
from clustereval.namespaces import Iri
from clustereval.passages import passage_items
from clustereval.queries import run_query

if TYPE_CHECKING:
    from clustereval.desk import Desk
    from clustereval.explorer.frame import Address
    from clustereval.passages import Passage

__all__ = ["content", "place_in_source"]

SIZE = 30
"""Passages on one page; a section may have a hundred, each with some ten statements."""
MOST = 25
"""Claims shown of one passage; its own page has them all."""


def content(desk: Desk, place: Address) -> dict[str, Any]:
    """Return the passages of the section that is asked for, those of the same lines together. Raises UsageError for a section that is not there."""
    found = sections(desk)
    section = place.one("section")
    if section and section not in found:
        raise UsageError(WORDS["no_such"][desk.lang].format(given=section, known=", ".join(found)))
    part = paged(found.get(section, ()), place, desk.lang, SIZE)
    said = transcribed(desk, part["rows"])
    rows = [
        [{**item, "claims": said[item["iri"]][0], "more": said[item["iri"]][1]} for item in passage_items(desk.passages, [passage.iri for passage in same])]
        for _, same in groupby(part["rows"], key=lambda passage: passage.lines)
    ]
    return {
        "title": WORDS["source"][desk.lang],
        "sections": [(name, len(passages)) for name, passages in found.items()],
        "section": section,
        "part": part,
        "rows": rows,
        "sources": list(desk.run("source_titles").column("title")),
    }


def sections(desk: Desk) -> dict[str, list[Passage]]:
    """Return the passages of each section in order; where there are several sources, a section is called SOURCE:SECTION."""
    found: dict[str, list[Passage]] = defaultdict(list)
    for passage in sorted(desk.passages.values(), key=lambda one: one.order):
        found[f"{passage.document}:{passage.section}" if passage.document else passage.section].append(passage)
    return dict(found)


def place_in_source(desk: Desk, passage: str) -> dict[str, Any]:
    """Return where the page of the source shows a passage: its section, and the page."""
    for section, passages in sections(desk).items():
        for number, one in enumerate(passages):
            if one.iri == passage:
                return {"section": section, "page": number // SIZE + 1}
    raise KeyError(passage)


def transcribed(desk: Desk, passages: list[Passage]) -> dict[str, tuple[list[dict[str, Any]], int]]:
    """Return what was transcribed from each of some passages of one section: the first claims as sentences, and how many more there are."""
    wanted = {passage.iri for passage in passages}
    rows: list[dict[str, Any]] = []
    for section in {passage.section for passage in passages}:
        table = run_query(desk.store, desk.query("statements_in_section"), {"section": section, "lang": desk.lang})
        rows += [row for row in table.records() if str(row["passage"]) in wanted]
    found: dict[str, list[Claim]] = {iri: [] for iri in wanted}
    for claim in claims_of(rows):
        found[claim.passage].append(claim)
    return {iri: (told(desk, claims[:MOST], Iri("")), len(claims) - MOST) for iri, claims in found.items()}
