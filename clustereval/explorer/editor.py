"""The editor: a reader's own SPARQL question, run by a server process that can be stopped, with its answer as table, chart, network or file."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from clustereval.endpoint import unless_gone
from clustereval.errors import UsageError
from clustereval.explorer.files import FILES, KINDS, Download, download
from clustereval.explorer.grid import bars, ends, grid
from clustereval.explorer.pictured import Picture, draw_answer
from clustereval.explorer.words import TOLD, WORDS
from clustereval.labels import word
from clustereval.namespaces import PREFIXES, Iri, shorten
from clustereval.protocol import Asked, Refusal, disarmed, refuse_update
from clustereval.store import DECIMALS, INTEGERS
from clustereval.tables import Table

if TYPE_CHECKING:
    from starlette.requests import Request

    from clustereval.desk import Desk
    from clustereval.endpoint import Endpoint
    from clustereval.explorer.frame import Address

__all__ = ["Result", "ask", "content", "declared", "mistake", "read_result"]

ACCEPT = "application/sparql-results+json, text/turtle"
LONGEST = 20_000
"""Characters of a question that still fit into an address."""
SHOWN = 20_000
"""Characters of Turtle that a page shows; the file holds all."""
EXAMPLES = ("ties_between_clusters", "carriers", "lead_markets", "classes")
"""Questions of the catalogue with which a reader may begin."""


@dataclass(frozen=True)
class Result:
    """What became of a question: a table, yes or no, a graph in Turtle, or why there is no answer, with the place of a mistake (line, column)."""

    table: Table | None = None
    truth: bool | None = None
    turtle: str = ""
    problem: str = ""
    where: tuple[int, int] | None = None


def declared(text: str) -> str:
    """Return a question with our prefixes before it, on one line of their own; one that the question declares itself overrides ours."""
    return " ".join(f"PREFIX {name}: <{iri}>" for name, iri in PREFIXES.items()) + "\n" + text


async def ask(request: Request, asked: Endpoint, text: str, lang: str) -> Result:
    """Run a question in a server process; it is stopped when the reader goes away, or when it takes longer than the endpoint allows."""
    from starlette.concurrency import run_in_threadpool

    if len(text) > LONGEST:
        return Result(problem=TOLD[413][lang].format(longest=f"{LONGEST:,}"))
    try:
        refuse_update(declared(text))
    except Refusal:
        return Result(problem=WORDS["no_update"][lang])
    try:
        if asked.servers is None:
            raise Refusal(503, "")
        reply = await unless_gone(request, asked.servers.ask(Asked(disarmed(declared(text))), ACCEPT))
    except Refusal as refusal:
        limits = asked.limits
        told = TOLD.get(refusal.status, {}).get(lang, str(refusal))
        return Result(problem=told.format(seconds=f"{limits.seconds:g}", memory=f"{limits.memory_bytes >> 20:,}", longest=f"{LONGEST:,}"))
    with reply.body:
        return await run_in_threadpool(read_result, reply.status, reply.kind, reply.body.read().decode(), lang)


def read_result(status: int, kind: str, body: str, lang: str) -> Result:
    """Return what a server answered."""
    if status != 200:
        return mistake(body.strip(), lang)
    if kind == "text/turtle":
        return Result(turtle=body)
    answer = json.loads(body)
    if "boolean" in answer:
        return Result(truth=answer["boolean"])
    columns = tuple(answer["head"]["vars"])
    return Result(Table(columns, tuple(tuple(cell(row.get(column)) for column in columns) for row in answer["results"]["bindings"])))


def cell(term: dict[str, str] | None) -> Iri | str | int | float | bool | None:
    """Return a term of the JSON format of results (https://www.w3.org/TR/sparql11-results-json/) as a cell of a table."""
    if term is None:
        return None
    value, datatype = str(term["value"]), term.get("datatype")
    if term["type"] == "uri":
        return Iri(value)
    try:
        if datatype in INTEGERS:
            return int(value)
        if datatype in DECIMALS:
            return float(value)
    except ValueError:  # an ill-formed number is shown as it stands
        return value
    return value in {"true", "1"} if datatype == PREFIXES["xsd"] + "boolean" else value


def mistake(said: str, lang: str) -> Result:
    """Return what to tell of a text that is no question: line and column as the reader wrote it, without the line of our prefixes."""
    found = re.match(r"error at (\d+):(\d+): (.*)", said, re.S)
    if found is None:
        return Result(problem=TOLD[400][lang] + f" {said}")
    line, column, why = max(1, int(found[1]) - 1), int(found[2]), found[3]
    if "Prefix not found" in why:
        why = WORDS["no_prefix"][lang]
    elif "expected" in why:
        # What a parser would have taken instead is a list of characters and rare keywords; it helps nobody who only forgot a word.
        why = {
            "de": "Hier kann es so nicht weitergehen; oft fehlt kurz davor etwas.",
            "en": "It cannot go on like this here; often something is missing just before.",
        }[lang]
    why = " ".join(why.split())
    return Result(problem=WORDS["mistake"][lang].format(line=line, column=column, why=why), where=(line, column))


def content(desk: Desk, place: Address, result: Result | None, seconds: float) -> dict[str, Any] | Download | Picture:
    """Return what the editor shows, or the answer as a file. Raises UsageError for a file that this answer does not give."""
    form, table = place.one("format"), result.table if result else None
    if form and result is not None:
        if form == "ttl" and result.turtle:
            return Download("answer.ttl", KINDS["ttl"], result.turtle)
        if form in (*FILES, "md") and table is not None:
            return download(desk, table, form, "answer")
        raise UsageError(result.problem or WORDS["no_file"][desk.lang])
    if place.one("as") == "picture" and table is not None:
        return draw_answer(desk, table)
    text = place.one("text") or start(desk, place)
    lines = text.splitlines()
    where = result.where if result else None
    return {
        "title": WORDS["sparql"][desk.lang],
        "text": text,
        "result": result,
        "seconds": f"{seconds:g}",
        "line": lines[where[0] - 1] if where and where[0] <= len(lines) else "",
        "grid": grid(desk, table, place) if table is not None else None,
        "bars": bars(desk, table) if table is not None else None,
        "network": table is not None and bool(table.rows) and ends(table) is not None,
        "turtle": result.turtle[:SHOWN] if result else "",
        "cut": bool(result and len(result.turtle) > SHOWN),
        "files": (*FILES, "md"),
        "examples": [(name, desk.query(name).title[desk.lang]) for name in EXAMPLES],
        "terms": completions(desk),
        "prefixes": PREFIXES,
    }


def start(desk: Desk, place: Address) -> str:
    """Return the question with which the editor opens: one of the catalogue, the things of a class, or a first example."""
    if place.one("query"):
        return body_of(desk.query(place.one("query")).text)
    kind = place.one("example")
    chosen = kind if re.fullmatch(r"ce:[A-Za-z]+", kind) else "ce:ClusterInitiative"
    return body_of(desk.query("things_of_class").text).replace("ce:ClusterInitiative", chosen)


def body_of(text: str) -> str:
    """Return the text of a question without its header and the prefixes that are known anyway."""
    known = {f"PREFIX {name}: <{iri}>" for name, iri in PREFIXES.items()}
    return "\n".join(line for line in text.splitlines() if not line.startswith("#+") and line.strip() not in known).strip() + "\n"


def completions(desk: Desk) -> list[list[str]]:
    """Return what the editor may complete: each term of the ontology in short form with its label and the word for what it is."""
    found = []
    for name, kind in (("classes", "class"), ("properties", "property"), ("value_lists", "value")):
        rows = {row["term"]: row[f"label_{desk.lang}"] for row in desk.run(name).records()}
        found += [[shorten(iri), str(label), word(kind, desk.lang)] for iri, label in rows.items()]
    return sorted(found, key=lambda one: one[0].casefold())
