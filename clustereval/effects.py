"""Effects: what a scenario changes, in the measures of the network, the bodies of the clusters, the cases of ambiguity and the overlaps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from clustereval import evaluation, measures, overlap
from clustereval.answers import Answer, overlaps
from clustereval.cases import all_cases
from clustereval.cooperation import find_ties
from clustereval.labels import figure, item, word
from clustereval.namespaces import CEC
from clustereval.passages import cite, passage_items
from clustereval.scenario import Scenario, hypothetical
from clustereval.tables import Table

if TYPE_CHECKING:
    import networkx as nx

    from clustereval.desk import Desk

__all__ = ["Effect", "effect_items", "effects", "find_effects", "states", "told"]

SEPARATION = CEC + "Separation"
MEASURED = ("nodes", "edges", "density", "components", "largest", "degree_centralisation", "betweenness_centralisation", "transitivity")


@dataclass(frozen=True)
class Effect:
    """One thing before and after: a supposed change, a measure, a body of a cluster, a case of ambiguity, the field of a pair.

    `before` and `after` are numbers or codes; `passages` are those of the claims, cases or shared items concerned.
    """

    aspect: str
    thing: str
    before: float | str | None
    after: float | str | None
    passages: tuple[str, ...] = ()
    recommendations: tuple[str, ...] = ()


def find_effects(desk: Desk, scenario: Scenario, after: Desk | None = None) -> list[Effect]:
    """Return the supposed changes, then every effect; what stays the same is left out, but of the measures.

    `after` is the hypothetical graph of the scenario, where it has been made already.
    """
    after = after or hypothetical(desk, scenario)
    return [
        *supposed(desk, scenario),
        *measured(desk, after),
        *governed(desk, after),
        *cases_changed(desk, after),
        *fields_changed(desk, after),
    ]


def supposed(desk: Desk, scenario: Scenario) -> list[Effect]:
    """Return the changes themselves, in words."""
    iris = [iri for c in scenario.changes for iri in (c.form, c.source, c.target, c.kind) if iri]
    labels = desk.labels(iris)
    found = []
    for change in scenario.changes:
        ends = [labels[iri] for iri in (change.source, change.target) if iri]
        kind = labels[change.kind or change.form]
        before = "existing" if change.outcome == "ends" else ("not_stated" if change.text else "recommended")
        after = "ended" if change.outcome == "ends" else "existing"
        found.append(Effect("change", f"{' – '.join(ends)}: {kind}", before, after, change.passages, tuple(change.recommendations)))
    return sorted(found, key=lambda effect: effect.thing)


def measured(desk: Desk, after: Desk) -> list[Effect]:
    """Return the measures of the cooperation network, and how many pairs of clusters cooperate."""
    one, other = (asdict(measures.shape(tied(each))) for each in (desk, after))
    pairs = [sum(1 for entry in overlaps(each, overlap.TOGETHER).items if entry["cooperation"]) for each in (desk, after)]
    found = [Effect("measure", key, round(one[key], 4), round(other[key], 4)) for key in MEASURED]
    return [*found, Effect("measure", "cooperating_pairs", pairs[0], pairs[1])]


def tied(desk: Desk) -> nx.Graph:
    """Return the network of existing ties: cooperation and membership, but not separation."""
    import networkx as nx

    graph = nx.Graph()
    ties = find_ties(desk.run("ties"), desk.sides)
    graph.add_edges_from(sorted((t.source, t.target) for t in ties if t.status == "existing" and t.kind != SEPARATION and t.source != t.target))
    return graph


def governed(desk: Desk, after: Desk) -> list[Effect]:
    """Return the bodies and roles of the ideal structure that a cluster gains or loses; the ideal is that of the real graph."""
    ideal = desk.run("ideal_governance")
    before, then = ({(body.cluster, body.item): body for body in evaluation.compare_governance(ideal, each.run("governance"))} for each in (desk, after))
    labels = desk.labels(iri for key in before for iri in key)
    return [
        Effect("governance", f"{labels[cluster]}: {labels[kind]}", body.status, then[cluster, kind].status, tuple(said[3] for said in body.statuses))
        for (cluster, kind), body in before.items()
        if then[cluster, kind].status != body.status
    ]


def cases_changed(desk: Desk, after: Desk) -> list[Effect]:
    """Return the detected cases of ambiguity that vanish, change or appear; what the source states stays, since it has been said."""
    before, then = ({case.id: case for case in all_cases(each) if case.basis == "detected"} for each in (desk, after))
    gone = [Effect("ambiguity", case.explanation, case.severity, None, case.passages) for key, case in before.items() if key not in then]
    new = [Effect("ambiguity", case.explanation, None, case.severity, case.passages) for key, case in then.items() if key not in before]
    narrowed = [
        Effect("ambiguity", f"{case.explanation} → {then[key].explanation}", case.severity, then[key].severity, case.passages)
        for key, case in before.items()
        if key in then and then[key].explanation != case.explanation
    ]
    return gone + narrowed + new


def fields_changed(desk: Desk, after: Desk) -> list[Effect]:
    """Return the pairs of clusters that move to another of the four fields of overlap and cooperation."""
    before, then = ({(e["a"]["label"], e["b"]["label"]): e for e in overlaps(each, overlap.TOGETHER).items} for each in (desk, after))
    return [
        Effect("overlap", f"{a} – {b}", entry["field"], then[a, b]["field"], iris(p for s in entry["shared"] for p in s["passages"]))
        for (a, b), entry in before.items()
        if then[a, b]["field"] != entry["field"]
    ]


def iris(entries: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    """Return the IRIs of passage items, once each."""
    return tuple(dict.fromkeys(str(entry["iri"]) for entry in entries))


def effects(desk: Desk, scenario: Scenario, after: Desk | None = None) -> Answer:
    """Return what a scenario changes as an answer: aspect, thing, before, after, passages, the recommendations that ask for it.

    `after` is as in `find_effects`.
    """
    items = effect_items(desk, find_effects(desk, scenario, after))
    rows = tuple((word(entry["aspect"], desk.lang), entry["thing"], *states(entry, desk.lang), cite(entry["passages"], desk.lang)) for entry in items)
    return Answer(items, Table(("aspect", "thing", "before", "after", "passages"), rows), {"scenario": scenario.title, "changes": len(scenario.changes)})


def effect_items(desk: Desk, found: Iterable[Effect]) -> list[dict[str, Any]]:
    """Return effects as the objects of the JSON answer."""
    texts = {str(row["recommendation"]): str(row["text"]) for row in desk.run("recommendations").records()}
    return [
        {
            "aspect": effect.aspect,
            "thing": word(effect.thing, desk.lang) if effect.aspect == "measure" else effect.thing,
            "before": effect.before,
            "after": effect.after,
            "recommendations": [item(iri, texts) for iri in effect.recommendations],
            "passages": passage_items(desk.passages, effect.passages),
        }
        for effect in found
    ]


def states(entry: Mapping[str, Any], lang: str) -> tuple[str | float, str | float]:
    """Return before and after of an effect in words; a dash for nothing."""

    def shown(value: float | str | None) -> str | float:
        return word(value, lang) if isinstance(value, str) else "–" if value is None else value

    return shown(entry["before"]), shown(entry["after"])


def told(entry: Mapping[str, Any], lang: str) -> tuple[str, str]:
    """Return before and after of an effect as people read them: numbers as they are written in the language."""
    before, after = (one if isinstance(one, str) else figure(one, lang) for one in states(entry, lang))
    return before, after
