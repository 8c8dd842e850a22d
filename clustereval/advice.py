"""Advice: what was recommended, and what came of it; from the store to objects and a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from clustereval import evaluation, recommendations
from clustereval.answers import Answer
from clustereval.desk import Desk
from clustereval.errors import UsageError
from clustereval.judgements import all_cells
from clustereval.labels import item, nearest, resolve, word
from clustereval.namespaces import Iri
from clustereval.passages import cite, passage_items
from clustereval.queries import of_kind
from clustereval.tables import Table

__all__ = ["all_recommendations", "chains", "recommended"]


def all_recommendations(desk: Desk) -> list[recommendations.Recommendation]:
    """Return every recommendation of all rounds."""
    return recommendations.find_recommendations(desk.run("recommendations"), desk.run("recommendation_links"), desk.run("assessments"))


def recommended(
    desk: Desk,
    cluster: str | None = None,
    round_year: int | None = None,
    topic: str | None = None,
    addressee: str | None = None,
    status: str | None = None,
) -> Answer:
    """Return recommendations: of a cluster (`overall` for those of none), a round, a topic, an addressee, a status."""
    found = all_recommendations(desk)
    if cluster is not None:
        scope = None if cluster == "overall" else next(iter(all_cells(desk, cluster))).cluster
        found = [r for r in found if r.scope == scope]
    if round_year is not None:
        years = sorted({r.year for r in all_recommendations(desk)})
        if round_year not in years:
            known = ", ".join(str(year) for year in years)
            raise UsageError(f"There is no round {round_year}. There are: {known}.", f"Eine Runde {round_year} gibt es nicht, nur: {known}.")
        found = [r for r in found if r.year == round_year]
    if topic is not None:
        wanted = resolve(topic, of_kind(desk.names, "concept"))
        found = [r for r in found if r.topic == wanted]
    if addressee is not None:
        one = desk.actor(addressee)
        found = [r for r in found if one in r.addressees]
    if status is not None:
        key = status.replace("-", "_")
        if key not in recommendations.STATUSES:
            names = ", ".join(recommendations.STATUSES)
            raise UsageError(
                f"There is no status {status!r}.{nearest(key, recommendations.STATUSES)} All of them: {names}",
                f"Den Stand „{status}“ gibt es nicht. Alle: {names}",
            )
        found = [r for r in found if r.status == key]
    return recommendation_answer(desk, found)


def recommendation_answer(desk: Desk, found: Sequence[recommendations.Recommendation]) -> Answer:
    """Return recommendations as an answer."""
    texts = {str(r.iri): r.text for r in all_recommendations(desk)}
    labels = {
        **desk.labels([iri for r in found for iri in (r.round, r.topic, *r.addressees, *r.criteria)] + [r.scope for r in found if r.scope]),
        **texts,
        **finding_texts(desk),
    }

    def things(iris: Sequence[Iri]) -> list[dict[str, str]]:
        return [item(iri, labels) for iri in iris]

    items: list[dict[str, Any]] = [
        {
            "iri": r.iri,
            "label": r.text,
            "round": item(r.round, labels),
            "scope": item(r.scope, labels) if r.scope else "overall",
            "part_of": item(r.part_of, labels) if r.part_of else None,
            "listed": r.listed,
            "topic": item(r.topic, labels),
            "addressees": things(r.addressees),
            "criteria": things(r.criteria),
            "status": r.status,
            "assessments": [
                {"status": a.status, "basis": a.basis, "reason": a.reason, "passages": passage_items(desk.passages, [a.passage])} for a in r.assessments
            ],
            "rests_on": things(r.rests_on),
            "specialises": things(r.specialises),
            "specialised_by": things(r.specialised_by),
            "continues": things(r.continues),
            "continued_by": things(r.continued_by),
            "asks_for": [str(iri) for iri in r.asks_for],
            "passages": passage_items(desk.passages, r.passages),
        }
        for r in found
    ]
    columns = ("round", "scope", "topic", "recommendation", "addressees", "status", "passages")
    rows = tuple(
        (
            r.year,
            e["scope"]["label"] if r.scope else word("overall", desk.lang),
            e["topic"]["label"],
            e["label"],
            "; ".join(one["label"] for one in e["addressees"]),
            word(r.status, desk.lang),
            cite(e["passages"], desk.lang),
        )
        for r, e in zip(found, items, strict=True)
    )
    return Answer(items, Table(columns, rows))


def finding_texts(desk: Desk) -> dict[str, str]:
    """Return the text of each finding by its IRI."""
    return {str(row["finding"]): str(row["text"]) for row in desk.run("findings").records()}


def chains(desk: Desk, thing: str | None = None, cluster: str | None = None) -> Answer:
    """Return the chains criterion → finding → recommendation → status, all or those through one criterion, finding or recommendation."""
    cells = all_cells(desk)
    found = all_recommendations(desk)
    if cluster is not None:
        scope = next(iter(all_cells(desk, cluster))).cluster
        found = [r for r in found if r.scope == scope]
    iri = resolve_judged(desk, thing, cells, found) if thing is not None else None
    links = recommendations.chain(found, cells, iri)
    texts = {**finding_texts(desk), **{str(r.iri): r.text for r in found}}
    labels = desk.labels(link.sub_criterion for link in links if link.sub_criterion)
    items: list[dict[str, Any]] = [
        {
            "sub_criterion": item(link.sub_criterion, labels) if link.sub_criterion else None,
            "finding": item(link.finding, texts) if link.finding else None,
            "recommendation": item(link.recommendation.iri, texts),
            "status": link.recommendation.status,
            "passages": passage_items(desk.passages, link.recommendation.passages),
        }
        for link in links
    ]
    columns = ("sub_criterion", "finding", "recommendation", "status", "passages")
    rows = tuple(
        (
            *(e[key]["label"] if e[key] else word("not_stated", desk.lang) for key in ("sub_criterion", "finding", "recommendation")),
            word(e["status"], desk.lang),
            cite(e["passages"], desk.lang),
        )
        for e in items
    )
    return Answer(items, Table(columns, rows))


def resolve_judged(desk: Desk, name: str, cells: Sequence[evaluation.Cell], found: Sequence[recommendations.Recommendation]) -> str:
    """Return the IRI of a criterion by its number or name, or of a finding or recommendation by its short IRI."""
    numbers = {cell.notation: cell.sub_criterion for cell in cells} | {cell.notation.split(".")[0]: cell.criterion for cell in cells}
    if name in numbers:
        return numbers[name]
    short = {f"{kind}:{iri.rsplit('/', 1)[-1]}": iri for kind, iris in judged_iris(cells, found).items() for iri in iris}
    return short[name] if name in short else resolve(name, of_kind(desk.names, "criterion"))


def judged_iris(cells: Sequence[evaluation.Cell], found: Sequence[recommendations.Recommendation]) -> Mapping[str, list[Iri]]:
    """Return the IRIs of all findings and recommendations, by kind."""
    return {"finding": [finding.iri for cell in cells for finding in cell.findings], "recommendation": [r.iri for r in found]}
