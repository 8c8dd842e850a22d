"""Role ambiguity: the cases that the source states, and those that rules detect in structural facts, each with its passages.

Nothing is decided here: a case is named for a reader to judge, with the most innocent explanation and a remedy.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from clustereval.labels import item
from clustereval.namespaces import CEC, Iri
from clustereval.passages import Passage, passage_items
from clustereval.queries import Query
from clustereval.tables import Table, snake_case

__all__ = ["BASES", "SEVERITIES", "Ambiguity", "ambiguity_items", "detected_cases", "gravity", "merge_cases", "slug", "stated_cases"]

SEVERITIES = ("high", "medium", "low")
STATED = {CEC + "Stated": "stated", CEC + "Implied": "implied"}
BASES = (*STATED.values(), "detected")
CONJUNCTION = {"de": "und", "en": "and"}


@dataclass(frozen=True)
class Ambiguity:
    """One case: its kind, whether it is stated, implied or detected (by which rules), its parties, and what to make of it.

    `iri` is lasting: that of the record of a stated case; for a detected one made of kind and parties, whatever rules found it.
    """

    iri: Iri
    kind: Iri
    basis: str
    rules: tuple[str, ...]
    parties: tuple[Iri, ...]
    severity: str
    explanation: str
    why: str
    innocent: str
    remedy: str
    passages: tuple[str, ...]
    perspectives: tuple[Iri, ...] = ()

    @property
    def id(self) -> str:
        """The name by which people call a case."""
        name = slug(self.iri)
        return name if self.basis == "detected" else f"stated-{name}"


def gravity(case: Ambiguity) -> tuple[int, int, str]:
    """Return the key by which cases are put in order: severity, then basis, then id."""
    return SEVERITIES.index(case.severity), BASES.index(case.basis), case.id


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
                iri=Iri(case),
                kind=first["kind"],
                basis=STATED[first["basis"]],
                rules=(),
                parties=tuple(dict.fromkeys(row["party"] for row in found)),
                severity=severity[first["kind"].rsplit("/", 1)[-1]],
                explanation=first["explanation"],
                why="",
                innocent="",
                remedy=first["remedy"] or "",
                passages=tuple(dict.fromkeys(str(row["passage"]) for row in found)),
                perspectives=tuple(dict.fromkeys(row["perspective"] for row in found if row["perspective"])),
            )
        )
    return cases


def detected_cases(
    rule: Query, rows: Table, severity: Mapping[str, str], labels: Mapping[str, str], lang: str, clusters: Mapping[str, str], base: str
) -> list[Ambiguity]:
    """Return the cases that one rule of queries/ambiguity finds: one for each pair a, b, which lists its items.

    `clusters` maps a management to its cluster: a case of the one is a case of the other. `base` begins the IRIs of the data set. Items that are
    actors or people are parties too, unless the rule says `item: matter`.
    """
    groups: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for row in rows.records():
        groups[clusters.get(row["a"], row["a"]), clusters.get(row["b"], row["b"])].append(row)
    cases = []
    for found in groups.values():
        first = found[0]
        things = list(dict.fromkeys(row["item"] for row in found))
        listed = enumeration([labels.get(iri, str(iri)) for iri in things], lang)
        words = {"a": labels.get(first["a"], str(first["a"])), "b": labels.get(first["b"], str(first["b"])), "item": listed}
        ends = ("a", "b") if rule.keys.get("item") == "matter" else ("a", "b", "item")
        parties = tuple(dict.fromkeys(row[end] for row in found for end in ends if is_party(row[end])))
        rolled = sorted({slug(clusters.get(iri, iri)) for iri in parties})
        name = "-".join([snake_case(rule.keys["kind"]).replace("_", "-"), *rolled])
        cases.append(
            Ambiguity(
                iri=Iri(f"{base}/case/{name}"),
                kind=Iri(CEC + rule.keys["kind"]),
                basis="detected",
                rules=(rule.name,),
                parties=parties,
                severity=severity[rule.keys["kind"]],
                explanation=rule.keys[f"case.{lang}"].format(**words),
                why=rule.keys[f"why.{lang}"],
                innocent=rule.keys[f"innocent.{lang}"],
                remedy=rule.keys[f"remedy.{lang}"],
                passages=tuple(dict.fromkeys(str(row["passage"]) for row in found)),
            )
        )
    return cases


def is_party(iri: object) -> bool:
    """Return whether a thing can be a party of a case: an actor or a person."""
    return "/actor/" in str(iri) or "/person/" in str(iri)


def enumeration(texts: Sequence[str], lang: str) -> str:
    """Return texts as a list in a sentence: one, two and three."""
    return texts[0] if len(texts) == 1 else f"{', '.join(texts[:-1])} {CONJUNCTION[lang]} {texts[-1]}"


def merge_cases(cases: Iterable[Ambiguity]) -> list[Ambiguity]:
    """Return detected cases with those of one cause merged: the same kind between the same parties, whatever rules found it."""
    merged: dict[Iri, Ambiguity] = {}
    for case in cases:
        before = merged.get(case.iri)
        if before is None:
            merged[case.iri] = case
            continue

        merged[case.iri] = replace(
            before,
            rules=tuple(dict.fromkeys([*before.rules, *case.rules])),
            parties=tuple(dict.fromkeys([*before.parties, *case.parties])),
            passages=tuple(dict.fromkeys([*before.passages, *case.passages])),
            explanation=joined(before.explanation, case.explanation),
            why=joined(before.why, case.why),
            innocent=joined(before.innocent, case.innocent),
            remedy=joined(before.remedy, case.remedy),
        )
    return list(merged.values())


def joined(text: str, more: str) -> str:
    """Return two texts as one, the second only where the first does not say it already."""
    return text if more in text else f"{text} {more}"


def ambiguity_items(cases: Iterable[Ambiguity], labels: Mapping[str, str], passages: Mapping[str, Passage]) -> list[dict[str, Any]]:
    """Return cases as the objects of the JSON answer."""
    return [
        {
            "id": case.id,
            "iri": str(case.iri),
            "kind": item(case.kind, labels),
            "basis": case.basis,
            "rule": case.rules[0] if case.rules else None,
            "rules": list(case.rules),
            "parties": [item(party, labels) for party in case.parties],
            "severity": case.severity,
            "explanation": case.explanation,
            "why": case.why,
            "innocent_explanation": case.innocent,
            "remedy": case.remedy,
            "perspectives": [item(iri, labels) for iri in case.perspectives],
            "passages": passage_items(passages, case.passages),
        }
        for case in cases
    ]
