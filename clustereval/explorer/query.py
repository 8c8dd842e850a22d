"""The catalogue: every question by folder, and one question with its parameters as fields, its answer, its text and its files."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from clustereval.desk import named_query
from clustereval.errors import UsageError
from clustereval.explorer.files import FILES, KINDS, Download, download
from clustereval.explorer.grid import bars, ends, grid
from clustereval.explorer.pictured import Picture, draw_answer
from clustereval.explorer.words import FOLDERS, WORDS
from clustereval.labels import fold
from clustereval.namespaces import shorten
from clustereval.queries import LITERALS, find_queries, of_kind

if TYPE_CHECKING:
    from clustereval.desk import Desk
    from clustereval.explorer.frame import Address
    from clustereval.queries import Query
    from clustereval.tables import Table

__all__ = ["content"]

SUGGESTED = 1000
"""Names that a field suggests at most; whoever types another name of the graph is understood all the same."""


def content(desk: Desk, place: Address) -> dict[str, Any] | Download | Picture:
    """Return the list of questions, or one question with its answer, or that answer as a file."""
    if not place.one("name"):
        return catalogue(desk, place)
    query = desk.query(place.one("name"))
    given = {parameter.name: place.one(parameter.name) for parameter in query.parameters if parameter.name != "lang" and place.one(parameter.name)}
    form = place.one("format")
    if form == "rq":
        return Download(f"{query.name}.rq", KINDS["rq"], query.text)
    table, problem = answer(desk, query, given)
    if form and table is None:
        raise UsageError(problem or WORDS["fill_in"][desk.lang])
    if form and table is not None:
        return download(desk, table, form, query.name, query.title[desk.lang])
    if place.one("as") == "picture" and table is not None:
        return draw_answer(desk, table)
    return {
        "title": query.title[desk.lang],
        "query": query,
        "question": query.question[desk.lang],
        "reading": query.reading[desk.lang],
        "fields": fields(desk, query, given),
        "problem": problem,
        "grid": grid(desk, table, place, query) if table is not None else None,
        "bars": bars(desk, table) if table is not None else None,
        "network": table is not None and bool(table.rows) and ends(table) is not None,
        "files": (*FILES, "md"),
        "folder": FOLDERS.get(query.folder, {}).get(desk.lang, query.folder),
    }


def catalogue(desk: Desk, place: Address) -> dict[str, Any]:
    """Return the questions by folder, those in whose title, question or name every word of the filter occurs."""
    wanted = fold(place.one("find")).split()
    folders: dict[str, list[dict[str, str]]] = {}
    everything = find_queries(desk.folders).values()
    for query in everything:
        text = fold(f"{query.name} {query.title[desk.lang]} {query.question[desk.lang]}")
        if all(part in text for part in wanted):
            entry = {"name": query.name, "title": query.title[desk.lang], "question": query.question[desk.lang]}
            folders.setdefault(FOLDERS.get(query.folder, {}).get(desk.lang, query.folder), []).append(entry)
    return {
        "title": WORDS["query"][desk.lang],
        "query": None,
        "folders": [(name, sorted(entries, key=lambda entry: entry["title"].casefold())) for name, entries in sorted(folders.items())],
        "found": sum(map(len, folders.values())),
        "all": len(everything),
    }


def answer(desk: Desk, query: Query, given: dict[str, str]) -> tuple[Table | None, str]:
    """Return the answer, and a sentence where what was given does not fit; no answer while a parameter is still to be filled in."""
    if any(parameter.name not in given for parameter in query.parameters if not parameter.optional):
        return None, ""
    try:
        return named_query(desk, query.name, given), ""
    except UsageError as error:
        return None, error.told(desk.lang)


def fields(desk: Desk, query: Query, given: dict[str, str]) -> list[dict[str, Any]]:
    """Return a field for each parameter of a question, with names of the right kind to choose from."""
    made = []
    for parameter in query.parameters:
        if parameter.name == "lang":
            continue
        names: list[str] = []
        if parameter.kind not in LITERALS:
            names = suggestions(desk, parameter.kind)
        made.append(
            {
                "name": parameter.name,
                "label": WORDS.get(f"parameter_{parameter.name}", {}).get(desk.lang, parameter.name),
                "number": parameter.kind == "number",
                "value": given.get(parameter.name, ""),
                "example": parameter.example,
                "optional": parameter.optional,
                "names": names,
            }
        )
    return made


def suggestions(desk: Desk, kind: str) -> list[str]:
    """Return the names of things of one kind that are understood as they stand: the label, or the short IRI where several share one.

    Where any thing will do, passages and concepts are left out: they are many, and nobody knows them by name.
    """
    entities = dict.fromkeys(of_kind(desk.names, kind).column("entity"))
    labels = desk.labels(iri for iri in entities if kind != "thing" or str(iri).split("/")[-2] not in {"passage", "concept"})
    common = Counter(labels.values())
    names = (shorten(iri) if kind == "passage" or common[label] > 1 else label for iri, label in labels.items())
    return sorted(names, key=str.casefold)[:SUGGESTED]
