"""Files: answers that a reader takes away, as an Excel workbook, as CSV or as JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from clustereval.errors import UsageError
from clustereval.explorer.words import WORDS
from clustereval.labels import word
from clustereval.namespaces import Iri, shorten
from clustereval.passages import cite, passage_items, passages_within
from clustereval.tables import Table, write_table
from clustereval.workbook import Link, Sheet, write_workbook

if TYPE_CHECKING:
    from clustereval.answers import Answer
    from clustereval.desk import Desk
    from clustereval.workbook import Cell

__all__ = ["FILES", "KINDS", "Download", "download", "take"]

KINDS = {
    "csv": "text/csv",
    "json": "application/json",
    "md": "text/markdown",
    "ttl": "text/turtle",
    "rq": "application/sparql-query",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
FILES = ("xlsx", "csv", "json")
"""Formats in which every answer can be taken away."""


@dataclass(frozen=True)
class Download:
    """A file that a reader takes away: its name, media type and content."""

    name: str
    kind: str
    content: str | bytes


def download(desk: Desk, table: Table, form: str, name: str, heading: str = "") -> Download:
    """Return a table as a file, with labels in the language of the desk. Raises UsageError for a format that there is not."""
    known = (*FILES, "md")
    if form not in known:
        raise UsageError(WORDS["no_format"][desk.lang].format(form=form, known=", ".join(known)))
    file = f"{name}.{desk.lang}.{form}"
    if form == "xlsx":
        return Download(file, KINDS[form], write_workbook([sheet_of(desk, heading or name, table)]))
    cells = {cell for row in table.rows for cell in row if isinstance(cell, Iri)}
    cited: dict[str, str] = {str(cell): cite(passage_items(desk.passages, [cell]), desk.lang) for cell in cells if cell in desk.passages}
    labels: dict[str, str] = {**{column: word(column, desk.lang) for column in table.columns}, **desk.labels(cells), **cited}
    # Without this mark, Excel takes the letters of a CSV file for those of another alphabet.
    return Download(file, KINDS[form], ("\ufeff" if form == "csv" else "") + write_table(table, form, labels))


def take(desk: Desk, form: str, name: str, answers: Mapping[str, Answer], about: Mapping[str, str]) -> Download:
    """Return the answers of a page, by heading, as a file: a workbook of all with their passages and `about`, or the first as CSV or JSON.

    Raises UsageError for a format that there is not.
    """
    if form not in FILES:
        raise UsageError(WORDS["no_format"][desk.lang].format(form=form, known=", ".join(FILES)))
    first = next(iter(answers.values()))
    if form == "csv":
        return download(desk, first.table, form, name)
    if form == "json":
        return Download(f"{name}.{desk.lang}.json", KINDS[form], json.dumps(first.items, ensure_ascii=False, indent=2) + "\n")
    sheets = [sheet_of(desk, heading, answer.table) for heading, answer in answers.items()]
    sheets += [passage_sheet(desk, [answer.items for answer in answers.values()]), about_sheet(desk, answers, about)]
    return Download(f"{name}.{desk.lang}.xlsx", KINDS[form], write_workbook(sheets))


def sheet_of(desk: Desk, name: str, table: Table) -> Sheet:
    """Return a table as a sheet: headings in words, a thing as its name that leads to its IRI."""
    labels = desk.labels(cell for row in table.rows for cell in row)

    def cell(value: Any) -> Cell:
        if isinstance(value, Iri) and value in desk.passages:
            return Link(cite(passage_items(desk.passages, [value]), desk.lang), value)
        if isinstance(value, Iri):
            return Link(labels.get(value) or shorten(value), value)
        return value if value is None or isinstance(value, str | int | float) else str(value)

    return Sheet(name, [word(column, desk.lang) for column in table.columns], [[cell(value) for value in row] for row in table.rows])


def passage_sheet(desk: Desk, items: object) -> Sheet:
    """Return the passages on which answers rest, each with its place, our paraphrase, and its lines where the text was given."""
    found = passages_within(items)
    lines = ["original"] if any("original" in one for one in found) else []
    heads = [WORDS[key][desk.lang] for key in ("citation_place", "row", "paraphrase", *lines)]
    rows = [[Link(cite([one], desk.lang), one["iri"]), one["row"], one["text"], *(one.get(key, "") for key in lines)] for one in found]
    return Sheet(WORDS["passages"][desk.lang], heads, rows)


def about_sheet(desk: Desk, answers: Mapping[str, Answer], about: Mapping[str, str]) -> Sheet:
    """Return where the answers come from: what is told in `about`, the parameters with which they were computed, the data version."""
    computed = {
        f"{heading}: {word(key, desk.lang)}": ", ".join(word(str(one), desk.lang) for one in (value if isinstance(value, list | tuple) else [value]))
        for heading, answer in answers.items()
        for key, value in answer.parameters.items()
    }
    rows = [*about.items(), *computed.items(), (WORDS["version"][desk.lang], str(desk.store.manifest["digest"])), ("", WORDS["lead"][desk.lang])]
    return Sheet(WORDS["about"][desk.lang], [WORDS["about"][desk.lang], ""], rows)
