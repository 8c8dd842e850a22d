"""The profile of a thing: everything known, everything that points to it, each statement with its passage and its voice."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from clustereval.errors import UsageError
from clustereval.explorer.words import WORDS
from clustereval.labels import item
from clustereval.namespaces import CE, INFERRED, PREFIXES, Iri
from clustereval.passages import cite, passage_items
from clustereval.queries import run_query

if TYPE_CHECKING:
    from clustereval.desk import Desk
    from clustereval.explorer.frame import Address

__all__ = ["content"]

SKIPPED = {PREFIXES["skos"] + "prefLabel", PREFIXES["rdfs"] + "label", CE + "nameAsPrinted", PREFIXES["skos"] + "altLabel"}
TYPE = PREFIXES["rdf"] + "type"
DESCRIPTION = PREFIXES["dcterms"] + "description"


def content(desk: Desk, place: Address, kind: str, slug: str) -> dict[str, Any]:
    """Return what the page of a thing shows. Raises UsageError when the graph does not know it."""
    thing = Iri(f"{base_of(desk)}/{kind}/{slug}")
    given = {"thing": thing, "lang": desk.lang}
    own = list(run_query(desk.store, desk.query("own_statements"), given).records())
    about = list(run_query(desk.store, desk.query("claims_of_thing"), given).records())
    if not own and not about and str(thing) not in desk.passages:
        raise UsageError({"de": f"Der Graph kennt {slug!r} nicht.", "en": f"The graph does not know {slug!r}."}[desk.lang])
    inside = statements_inside(desk, thing) if kind == "passage" else []
    labels = desk.labels([thing, *(cell for row in [*own, *about, *inside] for cell in row.values() if isinstance(cell, Iri))])
    passage = passage_items(desk.passages, [thing])
    return {
        "title": labels[thing] if not passage else cite(passage, desk.lang),
        "iri": str(thing),
        "kind": kind,
        "passage": passage[0] if passage else None,
        "kinds": [item(row["value"], labels) for row in own if row["property"] == TYPE and str(row["value"]).startswith(CE)],
        "names": sorted({str(row["value"]) for row in own if row["property"] in SKIPPED and str(row["value"]) != labels[thing]}),
        "description": next((str(row["value"]) for row in own if row["property"] == DESCRIPTION), ""),
        "statements": grouped(desk, [row for row in own if row["property"] not in {*SKIPPED, TYPE, DESCRIPTION}], labels),
        "claims": claims(desk, about, thing, labels),
        "inside": claims(desk, inside, thing, labels),
        "citation": citation(desk, passage, labels[thing], thing),
    }


def base_of(desk: Desk) -> str:
    """Return the beginning of all IRIs of the data set."""
    return next(iter(desk.passages), "https://w3id.org/clustereval/project/passage/x").rsplit("/", 2)[0]


def voice(passage: object, desk: Desk) -> str:
    """Return whether a statement is said by the source, derived by a rule, interpreted here, or plain identity."""
    if passage is None:
        return ""
    if str(passage) == INFERRED:
        return "derived"
    return "said" if str(passage) in desk.passages else "interpreted"


def statements_inside(desk: Desk, passage: Iri) -> list[dict[str, Any]]:
    """Return what was transcribed from a passage."""
    found = run_query(desk.store, desk.query("statements_in_passage"), {"thing": passage, "lang": desk.lang})
    return list(found.records())


def shown(value: Any, labels: dict[str, str]) -> dict[str, Any]:
    """Return a value as the template needs it: a link for a thing, a text otherwise."""
    return {**item(value, labels), "link": True} if isinstance(value, Iri) else {"label": str(value), "iri": "", "link": False}


def grouped(desk: Desk, rows: list[dict[str, Any]], labels: dict[str, str]) -> list[dict[str, Any]]:
    """Return statements by property and value, each with its voices and passages."""
    found: dict[tuple[str, Any], list[Any]] = defaultdict(list)
    for row in rows:
        found[row["property"], row["value"]].append(row["passage"])
    return [
        {
            "property": item(key, labels),
            "value": shown(value, labels),
            "voices": list(dict.fromkeys(filter(None, (voice(one, desk) for one in where)))),
            "passages": passage_items(desk.passages, [str(one) for one in where if one]),
        }
        for (key, value), where in found.items()
    ]


def claims(desk: Desk, rows: list[dict[str, Any]], thing: Iri, labels: dict[str, str]) -> list[dict[str, Any]]:
    """Return claims, each with its kind, what it says and where; a claim's own type stands as its title."""
    found: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        found[str(row["passage"]), str(row["subject"])].append(row)
    result = []
    for (passage, subject), said in found.items():
        title = next((labels[row["value"]] for row in said if row["property"] == TYPE), labels.get(subject, subject))
        facts = [
            {"property": item(row["property"], labels), "value": shown(row["value"], labels)}
            for row in said
            if row["property"] not in {TYPE, *SKIPPED} and row["value"] != thing
        ]
        result.append({"title": title, "iri": subject, "facts": facts, "passages": passage_items(desk.passages, [passage])})
    return sorted(result, key=lambda claim: (claim["title"], [passage["lines"] for passage in claim["passages"]], claim["iri"]))


def citation(desk: Desk, passage: list[dict[str, Any]], label: str, thing: Iri) -> str:
    """Return a citation ready to paste: source, place and IRI for a passage; name, data set and IRI for a thing."""
    title = next(iter(desk.run("source_titles").column("title")), "")
    where = f", {WORDS['section'][desk.lang]} {cite(passage, desk.lang)}" if passage else ""
    version = str(desk.store.manifest["digest"])
    return f"{'' if passage else label + '. '}{title}{where}. clustereval, {WORDS['version'][desk.lang]} {version}. {thing}"
