"""The timeline: foundings, renamings, funding, rounds, events and dated claims in order of time; and what the source leaves undated.

A date stands as the source prints it. The order follows the first year: that which was transcribed, else the first year in the printed date.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from clustereval.answers import Answer
from clustereval.labels import code, item, word
from clustereval.namespaces import Iri
from clustereval.passages import cite, passage_items
from clustereval.tables import Table

if TYPE_CHECKING:
    from clustereval.desk import Desk

__all__ = ["QUESTIONS", "Entry", "find_entries", "timeline"]

QUESTIONS = {"change": "dated_changes", "funding": "dated_fundings", "round": "dated_rounds", "event": "dated_events", "claim": "dated_claims"}
"""The groups of entries, and the question that finds each."""
CLAIMED = ("change", "funding", "claim")
"""The groups whose entries are claims of the source; rounds and events are things of their own."""
YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True)
class Entry:
    """One thing in time: its group and kind, who and what it concerns, its years, the dates as printed, status, text, passages."""

    iri: Iri
    group: str
    kind: Iri
    actors: tuple[Iri, ...]
    other: Iri | None
    first: int | None
    last: int | None
    printed: tuple[str, ...]
    status: str
    text: str
    passages: tuple[str, ...]

    @property
    def year(self) -> int | None:
        """The year under which it stands; None where the source gives none."""
        if self.first is not None:
            return self.first
        years = [int(found) for printed in self.printed for found in YEAR.findall(printed)]
        return min(years) if years else self.last

    @property
    def span(self) -> str:
        """The years in figures: one, from – to, or up to the last."""
        if self.first is not None and self.last not in {None, self.first}:
            return f"{self.first}–{self.last}"
        return f"–{self.last}" if self.first is None and self.last is not None else str(self.year or "")


def find_entries(tables: Mapping[str, Table]) -> list[Entry]:
    """Return the entries of all groups in order of time, those without a year last; the tables have the columns of queries/timeline.

    The rows of one thing become one entry with all its actors, printed dates and passages; so do claims that say the same in several places.
    """
    merged: dict[tuple[object, ...], Entry] = {}
    for group, table in tables.items():
        rows: dict[Iri, list[dict[str, Any]]] = {}
        for row in table.records():
            rows.setdefault(row["entry"], []).append(row)
        for iri, found in rows.items():
            row = found[0]
            entry = Entry(
                iri=iri,
                group=group,
                kind=row["kind"],
                actors=once(row["actor"] for row in found),
                other=row["other"],
                first=row["first"],
                last=row["last"],
                printed=once(row["printed"] for row in found),
                status=code(row["status"]) if row["status"] else "",
                text=row["text"],
                passages=once(str(row["passage"]) for row in found),
            )
            said = (entry.kind, entry.actors, entry.other, entry.first, entry.last, entry.printed, entry.status, entry.text)
            key = (group, *said) if group in CLAIMED else (iri,)
            known = merged.get(key, entry)
            merged[key] = replace(known, passages=once((*known.passages, *entry.passages)))
    order = list(tables)
    return sorted(merged.values(), key=lambda e: (e.year is None, e.year or 0, order.index(e.group), e.kind, e.iri))


def once(cells: Iterable[Any]) -> tuple[Any, ...]:
    """Return each cell once, without the empty ones."""
    return tuple(dict.fromkeys(cell for cell in cells if cell))


def timeline(desk: Desk, actor: str | None = None, group: str | None = None) -> Answer:
    """Return what happened when, of all, or of an actor with those who act for the same cluster; and of one group where one is named.

    The rounds concern all clusters and stay whoever is asked for.
    """
    entries = find_entries({name: desk.run(question) for name, question in QUESTIONS.items() if group in {None, name}})
    if actor is not None:
        one = desk.actor(actor)
        circle = {one} | {row["actor"] for row in desk.sides.records() if row["cluster"] == one}
        entries = [entry for entry in entries if entry.group == "round" or circle & {*entry.actors, entry.other}]
    labels = desk.labels(iri for e in entries for iri in (e.iri, e.kind, e.other, *e.actors) if iri)
    items: list[dict[str, Any]] = [
        {
            "iri": str(e.iri),
            "label": labels[e.iri],
            "group": e.group,
            "kind": item(e.kind, labels),
            "actors": [item(one, labels) for one in e.actors],
            "other": item(e.other, labels) if e.other else None,
            "year": e.year,
            "span": e.span,
            "printed": list(e.printed),
            "status": e.status,
            "text": e.text,
            "passages": passage_items(desk.passages, e.passages),
        }
        for e in entries
    ]
    rows = tuple(
        (
            e["span"] or word("not_stated", desk.lang),
            e["kind"]["label"],
            "; ".join(one["label"] for one in e["actors"]) or e["label"],
            e["other"]["label"] if e["other"] else "",
            "; ".join(e["printed"]),
            e["text"],
            cite(e["passages"], desk.lang),
        )
        for e in items
    )
    return Answer(items, Table(("year", "kind", "actors", "other", "printed", "text", "passages"), rows))
