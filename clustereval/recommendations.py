"""Recommendations: what was recommended in which round, on which findings it rests, and what came of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from clustereval.labels import code
from clustereval.namespaces import CE, Iri

if TYPE_CHECKING:
    from clustereval.evaluation import Cell
    from clustereval.tables import Table

__all__ = ["STATUSES", "Assessment", "Link", "Recommendation", "chain", "find_recommendations"]

STATUSES = ("implemented", "partly_implemented", "still_open", "not_implemented", "not_stated", "not_assessed")
"""`still_open`: a later round says that action is still needed; `not_stated`: it is silent; `not_assessed`: there has been none."""


@dataclass(frozen=True)
class Assessment:
    """What a later round says came of a recommendation; `basis` is stated or implied (by a summary sentence)."""

    status: str
    basis: str
    reason: str
    perspective: Iri | None
    passage: str


@dataclass(frozen=True)
class Recommendation:
    """One recommendation; `scope` is its cluster, None for an overall one; `listed` unless it stands in running text; `status` sums up its assessments."""

    iri: Iri
    round: Iri
    year: int
    scope: Iri | None
    part_of: Iri | None
    listed: bool
    topic: Iri
    addressees: tuple[Iri, ...]
    criteria: tuple[Iri, ...]
    text: str
    passages: tuple[str, ...]
    status: str = "not_assessed"
    assessments: tuple[Assessment, ...] = ()
    rests_on: tuple[Iri, ...] = ()
    specialises: tuple[Iri, ...] = ()
    continues: tuple[Iri, ...] = ()
    asks_for: tuple[Iri, ...] = ()
    specialised_by: tuple[Iri, ...] = ()
    continued_by: tuple[Iri, ...] = ()


@dataclass(frozen=True)
class Link:
    """One chain: sub-criterion, finding, recommendation, status; a part that is not stated is None."""

    sub_criterion: Iri | None
    finding: Iri | None
    recommendation: Recommendation


def find_recommendations(rows: Table, links: Table, assessments: Table) -> list[Recommendation]:
    """Return every recommendation, in the order of the source; the tables are the answers of the queries of the same names."""
    groups: dict[Iri, list[dict[str, Any]]] = defaultdict(list)
    for row in rows.records():
        groups[row["recommendation"]].append(row)
    judged: dict[Iri, list[Assessment]] = defaultdict(list)
    for row in assessments.records():
        said = Assessment(code(row["status"]).replace("status_", ""), code(row["basis"]), row["reason"], row["perspective"], str(row["passage"]))
        judged[row["recommendation"]].append(said)
    out: dict[tuple[Iri, str], list[Iri]] = defaultdict(list)
    back: dict[tuple[Iri, str], list[Iri]] = defaultdict(list)
    for row in links.records():
        out[row["recommendation"], row["link"]].append(row["thing"])
        back[row["thing"], row["link"]].append(row["recommendation"])
    latest = max((found[0]["year"] for found in groups.values()), default=0)
    recommendations = []
    for iri, found in groups.items():
        first = found[0]
        plain = Recommendation(
            iri=iri,
            round=first["round"],
            year=first["year"],
            scope=first["scope"],
            part_of=first["part_of"],
            listed=first["placement"] is None,
            topic=first["topic"],
            addressees=each(found, "addressee"),
            criteria=each(found, "criterion"),
            text=first["text"],
            passages=tuple(str(passage) for passage in each(found, "passage")),
        )
        recommendations.append(
            replace(
                plain,
                status=sum_up(judged[iri], plain.year < latest),
                assessments=tuple(judged[iri]),
                rests_on=tuple(out[iri, CE + "restsOn"]),
                specialises=tuple(out[iri, CE + "specialises"]),
                continues=tuple(out[iri, CE + "continues"]),
                asks_for=tuple(out[iri, CE + "asksFor"]),
                specialised_by=tuple(back[iri, CE + "specialises"]),
                continued_by=tuple(back[iri, CE + "continues"]),
            )
        )
    return recommendations


def each(rows: Iterable[Mapping[str, Any]], column: str) -> tuple[Any, ...]:
    """Return the different values of one column, in order, without the empty ones."""
    return tuple(dict.fromkeys(row[column] for row in rows if row[column] is not None))


def sum_up(assessments: Sequence[Assessment], has_later_round: bool) -> str:
    """Return one status for all assessments of a recommendation: theirs when they agree, partly implemented when they differ."""
    said = {assessment.status for assessment in assessments}
    if len(said) > 1:
        return "partly_implemented"
    return said.pop() if said else "not_stated" if has_later_round else "not_assessed"


def chain(recommendations: Iterable[Recommendation], cells: Iterable[Cell], thing: str | None = None) -> list[Link]:
    """Return the chains sub-criterion → finding → recommendation → status, by notation of the sub-criterion.

    A finding that no recommendation rests on makes no chain. `thing` keeps the chains through one criterion, sub-criterion, finding or
    recommendation, from whichever end one looks.
    """
    home = {finding.iri: cell for cell in cells for finding in cell.findings}
    whole = {cell.sub_criterion: cell.criterion for cell in home.values()}
    notation = {cell.sub_criterion: cell.notation for cell in home.values()}
    links = []
    for recommendation in recommendations:
        reached = [Link(home[finding].sub_criterion, finding, recommendation) for finding in recommendation.rests_on if finding in home]
        covered = {link.sub_criterion for link in reached}
        reached += [Link(criterion, None, recommendation) for criterion in recommendation.criteria if criterion not in covered]
        links += reached or [Link(None, None, recommendation)]
    if thing is not None:
        links = [
            link
            for link in links
            if thing in {link.sub_criterion, whole.get(link.sub_criterion or Iri("")), link.finding, link.recommendation.iri, *link.recommendation.continues}
        ]
    return sorted(links, key=lambda link: (notation.get(link.sub_criterion or Iri(""), "9"), str(link.recommendation.iri)))
