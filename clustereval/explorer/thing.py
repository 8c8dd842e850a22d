"""The profile of a thing: everything known, everything that points to it, each statement with its passage and its voice."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from clustereval.cases import ambiguities
from clustereval.errors import UsageError
from clustereval.explorer.choices import paged
from clustereval.explorer.claims import claims_of, groups, told, wordings
from clustereval.explorer.files import KINDS, Download
from clustereval.explorer.source import place_in_source
from clustereval.explorer.words import WORDS
from clustereval.labels import item
from clustereval.linked import describe, serialise
from clustereval.namespaces import CE, INFERRED, PREFIXES, Iri, shorten
from clustereval.passages import cite, passage_items
from clustereval.queries import run_query
from clustereval.tables import snake_case

if TYPE_CHECKING:
    from clustereval.desk import Desk
    from clustereval.explorer.frame import Address

__all__ = ["content", "turtle"]

SKIPPED = {PREFIXES["skos"] + "prefLabel", PREFIXES["rdfs"] + "label", CE + "nameAsPrinted", PREFIXES["skos"] + "altLabel"}
TYPE = PREFIXES["rdf"] + "type"
DESCRIPTION = PREFIXES["dcterms"] + "description"
FEW = 6
"""Claims of one kind that stand open; those of a longer group are folded."""
MOST = 60
"""Claims of one kind that a profile holds at most, folded or not; of more the first few, and a page of their own for all."""
PAGE = 100
OTHER = "other"
"""The name of the group of what is said of other things themselves, in an address."""


def content(desk: Desk, place: Address, kind: str, slug: str) -> dict[str, Any]:
    """Return what the page of a thing shows. Raises UsageError when the graph does not know it."""
    thing = Iri(f"{base_of(desk)}/{kind}/{slug}")
    given = {"thing": thing, "lang": desk.lang}
    own = list(run_query(desk.store, desk.query("own_statements"), given).records())
    about = list(run_query(desk.store, desk.query("claims_of_thing"), given).records())
    if not own and not about and str(thing) not in desk.passages:
        raise unknown(desk, slug)
    inside = statements_inside(desk, thing) if kind == "passage" else []
    ratings = list(run_query(desk.store, desk.query("interpretations_of_thing"), given).records())
    labels = desk.labels([thing, *(cell for row in [*own, *ratings] for name, cell in row.items() if name not in {"subject", "passage"})])
    labels |= wordings(desk, labels)
    passage = passage_items(desk.passages, [thing])
    claims = listed(desk, place, [row for row in about if row["subject"] != thing], thing)
    inner = listed(desk, place, inside, thing)
    if place.one("group") and not claims and not inner:
        raise UsageError(WORDS["no_group"][desk.lang].format(given=place.one("group")))
    description = next((str(row["value"]) for row in own if row["property"] == DESCRIPTION), "")
    return {
        "title": labels[thing] if not passage else cite(passage, desk.lang),
        "iri": str(thing),
        "kind": kind,
        "passage": passage[0] if passage else None,
        "neighbours": neighbours(desk, thing) if passage else {},
        "in_source": place_in_source(desk, str(thing)) if passage else {},
        "kinds": kinds(desk, own, labels),
        "names": sorted({str(row["value"]) for row in own if row["property"] in SKIPPED and str(row["value"]) != labels[thing]}),
        "description": description if description != labels[thing] else "",
        "short": shorten(thing),
        "statements": grouped(desk, thing, [row for row in own if row["property"] not in {*SKIPPED, TYPE, DESCRIPTION} and row["value"] != thing], labels),
        "claims": claims,
        "inside": inner,
        "group": place.one("group"),
        "ratings": rated(desk, ratings, labels, thing),
        "few": FEW,
        "market": any(row["property"] == TYPE and row["value"] == CE + "LeadMarket" for row in own),
        **(analyses(desk, thing) if kind == "actor" else {"cases": [], "reviewed": [], "cluster": False}),
        "citation": citation(desk, passage, labels[thing], thing),
    }


def listed(desk: Desk, place: Address, rows: list[dict[str, Any]], thing: Iri) -> list[dict[str, Any]]:
    """Return claims by kind, of a long group the first few; or of the one group that the address chooses a page."""
    made = []
    wanted = place.one("group")
    for kind, claims in groups(desk, claims_of(rows)):
        name = kind["iri"].removeprefix(CE) if kind else OTHER
        if wanted in {"", name}:
            part = paged(claims, place, desk.lang, PAGE) if wanted else None
            shown = part["rows"] if part else claims if len(claims) <= MOST else claims[:FEW]
            made.append({"kind": kind, "name": name, "number": len(claims), "claims": told(desk, shown, thing), "part": part})
    return made


def turtle(desk: Desk, kind: str, slug: str, here: str) -> Download:
    """Return what the graph says about a thing as a file in Turtle; `here` is the address under which a reader reaches the application."""
    quads = describe(desk, f"{base_of(desk)}/{kind}/{slug}", here)
    if quads is None:
        raise unknown(desk, slug)
    return Download(f"{slug.replace('/', '-')}.ttl", KINDS["ttl"], serialise(quads, "text/turtle").decode())


def unknown(desk: Desk, slug: str) -> UsageError:
    """Return what to tell of a thing that the graph does not know."""
    return UsageError({"de": f"Der Graph kennt {slug!r} nicht.", "en": f"The graph does not know {slug!r}."}[desk.lang])


def kinds(desk: Desk, own: list[dict[str, Any]], labels: dict[str, str]) -> list[dict[str, str]]:
    """Return the kinds of a thing, each once, without those above another of them."""
    found = dict.fromkeys(row["value"] for row in own if row["property"] == TYPE and str(row["value"]).startswith(CE))
    above: dict[str, set[str]] = defaultdict(set)
    for row in desk.run("classes").records():
        if row["parent"]:
            above[row["term"]].add(row["parent"])
    general: set[str] = set()
    rest = list(found)
    while rest:
        fresh = above[rest.pop()] - general
        general |= fresh
        rest += fresh
    return [item(kind, labels) for kind in found if kind not in general]


def neighbours(desk: Desk, passage: Iri) -> dict[str, dict[str, str] | None]:
    """Return the passages before and after one, in the order of its source; None before the first and after the last."""
    own = desk.passages[str(passage)].source
    order = passage_items(desk.passages, [iri for iri, one in desk.passages.items() if one.source == own])
    number = next(number for number, one in enumerate(order) if one["iri"] == passage)
    near = {"previous": order[number - 1] if number else None, "next": order[number + 1] if number + 1 < len(order) else None}
    return {key: {"iri": one["iri"], "label": cite([one], desk.lang)} if one else None for key, one in near.items()}


def analyses(desk: Desk, thing: Iri) -> dict[str, Any]:
    """Return what the analyses hold of an actor: its cases of unclear roles, what readers decided on them, and whether it is an evaluated cluster."""
    cases = ambiguities(desk, actor=str(thing)).items
    clusters = {str(cluster) for cluster in desk.sides.column("cluster")}
    return {"cases": cases, "reviewed": [case for case in cases if case["review"]], "cluster": str(thing) in clusters}


def rated(desk: Desk, rows: list[dict[str, Any]], labels: dict[str, str], thing: Iri) -> list[dict[str, Any]]:
    """Return the ratings by this project, each with its reason and the passages of what it rates; those of a criterion by cluster, else by criterion."""
    found: dict[Any, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        found[row["subject"]].append(row)
    made = [
        {
            "about": item(same[0]["bearer" if any(row["about"] == thing for row in same) else "about"], labels),
            "value": item(same[0]["value"], labels),
            "voice": labels[same[0]["perspective"]] if same[0]["perspective"] else "",
            "reason": str(same[0]["reason"]),
            "passages": passage_items(desk.passages, [str(row["passage"]) for row in same if row["passage"]]),
        }
        for same in found.values()
    ]
    return sorted(made, key=lambda one: (one["about"]["label"], one["voice"]))


def base_of(desk: Desk) -> str:
    """Return the beginning of all IRIs of the data set."""
    return next(iter(desk.passages), "https://w3id.org/clustereval/project/passage/x").rsplit("/", 2)[0]


def voice(passage: object, desk: Desk) -> str:
    """Return whether a statement is said by the source, derived by a rule, interpreted here, or recorded here to tell things apart."""
    if passage is None:
        return "recorded"
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


def grouped(desk: Desk, thing: Iri, rows: list[dict[str, Any]], labels: dict[str, str]) -> list[dict[str, Any]]:
    """Return statements by property and value, each with its voices and passages; what a rule derived with those from which it did."""
    found: dict[tuple[str, Any], list[Any]] = defaultdict(list)
    for row in rows:
        found[row["property"], row["value"]].append(row["passage"])
    grounds = {key: evidence(desk, key, thing) for key in {key for (key, _), where in found.items() if INFERRED in map(str, where)}}
    made = [
        {
            "property": item(key, labels),
            "value": shown(value, labels),
            "voices": list(dict.fromkeys(filter(None, (voice(one, desk) for one in where)))),
            "passages": passage_items(desk.passages, [*(str(one) for one in where if one), *grounds.get(key, {}).get(str(value), [])]),
        }
        for (key, value), where in found.items()
    ]
    return sorted(made, key=lambda one: (one["property"]["label"], one["value"]["label"].casefold()))


def evidence(desk: Desk, key: str, thing: Iri) -> dict[str, list[str]]:
    """Return the passages from which the rule of a property derived its values for a thing, by value; nothing where the rule needs no passage."""
    name = f"{snake_case(key.removeprefix(CE))}.evidence.rq"
    path = next((path for folder in desk.folders if (path := folder / "rules" / name).is_file()), None)
    found: dict[str, list[str]] = defaultdict(list)
    if path is not None:
        for row in desk.store.select(path.read_text(encoding="utf-8"), {"subject": thing}).records():
            found[str(row["object"])].append(str(row["passage"]))
    return found


def citation(desk: Desk, passage: list[dict[str, Any]], label: str, thing: Iri) -> str:
    """Return a citation ready to paste: source, place and IRI for a passage; name, all sources and IRI for a thing."""
    titles = {str(source): str(title) for source, title in desk.run("source_titles").rows}
    title = titles.get(desk.passages[str(thing)].source, "") if passage else "; ".join(titles.values())
    where = f", {WORDS['section'][desk.lang]} {cite([{**one, 'source': ''} for one in passage], desk.lang)}" if passage else ""
    version = str(desk.store.manifest["digest"])
    return f"{'' if passage else label + '. '}{title}{where}. clustereval, {WORDS['version'][desk.lang]} {version}. {thing}"
