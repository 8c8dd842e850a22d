"""Role ambiguity: the cases that the source states, and those that rules detect in structural facts, each with its passages.

Nothing is decided here: a case is named for a reader to judge, with the most innocent explanation and a remedy.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from clustereval.labels import item
from clustereval.namespaces import CEC, Iri
from clustereval.passages import Passage, passage_items
from clustereval.queries import Query
from clustereval.tables import Table

__all__ = ["Ambiguity", "ambiguity_items", "detected_cases", "gravity", "stated_cases"]

SEVERITIES = ("high", "medium", "low")
BASES = {CEC + "Stated": "stated", CEC + "Implied": "implied"}


@dataclass(frozen=True)
class Ambiguity:
    """One case: its kind, whether it is stated, implied or detected (by which rule), its parties, and what to make of it."""

    id: str
    kind: Iri
    basis: str
    rule: str | None
    parties: tuple[Iri, ...]
    severity: str
    explanation: str
    innocent: str
    remedy: str
    passages: tuple[str, ...]
    perspectives: tuple[Iri, ...] = ()


def gravity(case: Ambiguity) -> tuple[int, int, str]:
    """Return the key by which cases are put in order: severity, then basis, then id."""
    return SEVERITIES.index(case.severity), [*BASES.values(), "detected"].index(case.basis), case.id


def slug(iri: str) -> str:
    """Return the last part of an IRI."""
    return iri.rsplit("/", 1)[-1].lower()


def stated_cases(rows: Table, severity: Mapping[str, str]) -> list[Ambiguity]:
    """Return the ambiguities that the source states or implies; `rows` is the answer of the query stated_ambiguities."""
    groups: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows.records():
        groups[str(row["case"])].append(row)
    cases = []
    for case, found in groups.items():
        first = found[0]
        cases.append(
            Ambiguity(
                id=f"stated-{slug(case)}",
                kind=first["kind"],
                basis=BASES[first["basis"]],
                rule=None,
                parties=tuple(dict.fromkeys(row["party"] for row in found)),
                severity=severity[slug_of_concept(first["kind"])],
                explanation=first["explanation"],
                innocent="",
                remedy=first["remedy"] or "",
                passages=tuple(dict.fromkeys(str(row["passage"]) for row in found)),
                perspectives=tuple(dict.fromkeys(row["perspective"] for row in found if row["perspective"])),
            )
        )
    return cases


def slug_of_concept(iri: str) -> str:
    """Return the name of a concept, by which the policy file calls it."""
    return iri.rsplit("/", 1)[-1]


def detected_cases(rule: Query, rows: Table, severity: Mapping[str, str], labels: Mapping[str, str], lang: str) -> list[Ambiguity]:
    """Return the cases that one rule of queries/ambiguity finds: one for each a, b and item among the rows."""
    groups: dict[Any, list[str]] = defaultdict(list)
    for row in rows.records():
        groups[row["a"], row["b"], row["item"]].append(str(row["passage"]))
    cases = []
    for (a, b, about), where in groups.items():
        words = {name: labels.get(iri, str(iri)) for name, iri in (("a", a), ("b", b), ("item", about))}
        parties = tuple(dict.fromkeys(iri for iri in (a, b, about) if "/actor/" in iri or "/person/" in iri))
        cases.append(
            Ambiguity(
                id="-".join(dict.fromkeys([rule.name.replace("_", "-"), slug(a), slug(b), slug(about)])),
                kind=Iri(CEC + rule.keys["kind"]),
                basis="detected",
                rule=rule.name,
                parties=parties,
                severity=severity[rule.keys["kind"]],
                explanation=rule.keys[f"case.{lang}"].format(**words),
                innocent=rule.keys[f"innocent.{lang}"],
                remedy=rule.keys[f"remedy.{lang}"],
                passages=tuple(dict.fromkeys(where)),
            )
        )
    return cases


def ambiguity_items(cases: Iterable[Ambiguity], labels: Mapping[str, str], passages: Mapping[str, Passage]) -> list[dict[str, Any]]:
    """Return cases as the objects of the JSON answer."""
    return [
        {
            "id": case.id,
            "kind": item(case.kind, labels),
            "basis": case.basis,
            "rule": case.rule,
            "parties": [item(party, labels) for party in case.parties],
            "severity": case.severity,
            "explanation": case.explanation,
            "innocent_explanation": case.innocent,
            "remedy": case.remedy,
            "perspectives": [item(iri, labels) for iri in case.perspectives],
            "passages": passage_items(passages, case.passages),
        }
        for case in cases
    ]
