"""Claims in a sentence each: what a passage says of a thing, by kind, with the words that matter first."""

from __future__ import annotations

import textwrap
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from clustereval.labels import item
from clustereval.namespaces import BASE, CE, CEC, PREFIXES, Iri, shorten
from clustereval.passages import passage_items

if TYPE_CHECKING:
    from clustereval.desk import Desk

__all__ = ["Claim", "claims_of", "groups", "sentence", "told", "wordings"]

TYPE = PREFIXES["rdf"] + "type"
DESCRIPTION = PREFIXES["dcterms"] + "description"
ORDER = [
    "Cooperation",
    "Membership",
    "Carriage",
    "Funding",
    "ServiceOffer",
    "TargetGroupClaim",
    "RoleAssignment",
    "BodyClaim",
    "Absence",
    "ThematicFocus",
    "MarketContribution",
    "Involvement",
    "ChangeEvent",
    "StatedAmbiguity",
    "PossibleIdentity",
    "Recommendation",
    "ImplementationAssessment",
    "Finding",
    "Obstacle",
    "Measurement",
    "Interview",
    "SourceIssue",
]
"""Kinds of claims in the order in which a reader of a profile asks for them; others follow by name."""
ENDS = ("linksFrom", "linksTo")
MAIN = [
    "bearer",
    "holder",
    "involves",
    "kind",
    "role",
    "within",
    "bodyKind",
    "body",
    "missing",
    "service",
    "targetGroup",
    "concerns",
    "quantity",
    "topic",
    "scope",
]
"""What a claim is about: shown without the name of the property, in this order."""
TEXTS = ("description", "subject", "asPrinted", "dateAsPrinted")
"""What a claim says in words; a description says all that a subject says."""
LEFT_OUT = [
    "status",
    "perspective",
    "value",
    "unit",
    "planned",
    "precision",
    "placement",
    "asksFor",
    "seeAlsoPassage",
    "nameAsPrinted",
    "prefLabel",
    "isPartOf",
]
"""Told in another form, in words already, or of use only to machines; the file of the thing holds all of it."""
USUAL = CEC + "Existing"
WIDTH = 100
"""Letters of a description that stand for a thing without a label."""


@dataclass(frozen=True)
class Claim:
    """What a passage says of one thing: its `kind` ('' for what is said of a thing itself), its IRI, the passage, and the statements."""

    kind: str
    iri: str
    passage: str
    said: tuple[dict[str, Any], ...]


def claims_of(rows: Iterable[dict[str, Any]]) -> list[Claim]:
    """Return statements of passages, each with subject, property, value and passage, as claims."""
    found: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        found[str(row["passage"]), str(row["subject"])].append(row)
    kinds = {key: next((str(row["value"]) for row in said if row["property"] == TYPE), "") for key, said in found.items()}
    return [Claim(kinds[passage, subject], subject, passage, tuple(said)) for (passage, subject), said in found.items()]


def groups(desk: Desk, claims: Iterable[Claim]) -> list[tuple[dict[str, str] | None, list[Claim]]]:
    """Return claims by kind, as an item or None, in the order in which a reader asks for them, each in the order of the source."""
    by_kind: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_kind[claim.kind].append(claim)
    names = desk.labels(Iri(kind) for kind in by_kind if kind)

    def rank(kind: str) -> tuple[int, str]:
        local = kind.removeprefix(CE)
        return (ORDER.index(local) if local in ORDER else len(ORDER), names.get(kind, "~"))

    return [
        (
            item(kind, names) if kind else None,
            sorted(by_kind[kind], key=lambda one: (desk.passages[one.passage].order[:2], one.iri)),
        )
        for kind in sorted(by_kind, key=rank)
    ]


def told(desk: Desk, claims: Iterable[Claim], thing: Iri) -> list[dict[str, Any]]:
    """Return claims as sentences, each with its IRI, the label of its kind, and its passage; `thing` is that on whose page they stand."""
    shown = list(claims)
    subjects = (Iri(claim.iri) for claim in shown)
    labels = desk.labels([*subjects, *(cell for claim in shown for row in claim.said for cell in (row["property"], row["value"]))])
    labels |= wordings(desk, labels)
    made = []
    for claim in shown:
        one = sentence(claim.said, thing, labels)
        # A kind alone ("research institute") would not say of what.
        if claim.iri != thing and (not claim.kind or not any(one[key] for key in ("ends", "parts", "text", "amounts", "facts"))):
            one["parts"].insert(0, {**item(Iri(claim.iri), labels), "here": False})
        made.append({**one, "iri": claim.iri, "label": labels.get(claim.kind, ""), "passages": passage_items(desk.passages, [claim.passage])})
    return made


def wordings(desk: Desk, labels: Mapping[str, str]) -> dict[str, str]:
    """Return words for each thing that has no label: the beginning of its description, or the ends of a tie, what it is about, and its subject."""
    bare = [iri for iri, label in labels.items() if label == shorten(iri) and iri.startswith(BASE)]
    found = {iri: desk.store.texts_of(iri, DESCRIPTION).get(desk.lang, "") for iri in bare}
    rest = [iri for iri, text in found.items() if not text]
    ends = {iri: [thing for key in ENDS for thing in desk.store.things_of(iri, CE + key)] for iri in rest}
    about = {iri: [thing for key in MAIN if key != "involves" or not ends[iri] for thing in desk.store.things_of(iri, CE + key)] for iri in rest}
    names = desk.labels(Iri(thing) for things in (*ends.values(), *about.values()) for thing in things)
    for iri in rest:
        subject = desk.store.texts_of(iri, CE + "subject").get(desk.lang, "")
        told = [" – ".join(names[thing] for thing in ends[iri]), ", ".join(names[thing] for thing in about[iri]), subject]
        found[iri] = ": ".join(filter(None, told))
    return {iri: textwrap.shorten(text, WIDTH, placeholder=" …") for iri, text in found.items() if text}


def sentence(said: Iterable[dict[str, Any]], thing: Iri, labels: dict[str, str]) -> dict[str, Any]:
    """Return a claim: `ends` of a tie, `parts` (what it is about), `amounts` with their `unit`, `text` in words, `status`, `facts` else.

    The status of what simply exists is left out. The thing on whose page the claim stands is left out of the parts, and stands as its bare name among the ends.
    """
    values: dict[str, list[Any]] = defaultdict(list)
    names: dict[str, Iri] = {}
    for row in said:
        local = str(row["property"]).removeprefix(CE).rsplit("/", 1)[-1].rsplit("#", 1)[-1]
        values[local].append(row["value"])
        names[local] = row["property"]

    def shown(value: Any) -> dict[str, Any]:
        if isinstance(value, Iri):
            return {**item(value, labels), "here": value == thing}
        return {"iri": "", "label": str(value), "here": False}

    text = next((str(value) for key in TEXTS for value in values.get(key, [])), "")
    status = next(iter(values.get("status", [])), None)
    told = {*ENDS, *MAIN, *TEXTS, *LEFT_OUT, "type"}
    return {
        "amounts": [value for value in values.get("value", []) if isinstance(value, int | float)],
        "unit": next((labels[value] for value in values.get("unit", []) if isinstance(value, Iri)), ""),
        "ends": [shown(value) for key in ENDS for value in values.get(key, [])],
        "parts": [shown(value) for key in MAIN for value in values.get(key, []) if value != thing],
        "text": text,
        "voice": next((labels[value] for value in values.get("perspective", []) if isinstance(value, Iri)), ""),
        "status": labels.get(status, "") if status is not None and str(status) != USUAL else "",
        "planned": "True" in map(str, values.get("planned", [])),
        "facts": [
            {"property": item(names[key], labels), "values": [shown(value) for value in sorted(found, key=str)]}
            for key, found in sorted(values.items())
            if key not in told and any(value != thing for value in found)
        ],
    }
