"""Judgements: how clusters were evaluated; from the store to objects and a table.

Every rating in an answer says that it is coded by this project, and by which rule; what the source says stands beside it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from clustereval import evaluation
from clustereval.answers import Answer
from clustereval.desk import Desk
from clustereval.errors import UsageError
from clustereval.labels import item, word
from clustereval.passages import cite, passage_items
from clustereval.tables import Table

__all__ = ["RULE", "all_cells", "disagreements", "gaps", "governance", "matrix", "medians", "noted", "order"]

RULE = {
    "en": "Ratings are coded by this project by the rules in graph/README.md; the source does not state them.",
    "de": "Einstufungen stammen von diesem Projekt, nach den Regeln in graph/README.md; die Quelle nennt sie nicht.",
}
WARNING = {
    "en": "An ordering of words, not a measurement: it compares clusters pair by pair by which rating is higher, says nothing about how much, "
    "and leaves out what is unclear or not stated.",
    "de": "Eine Ordnung von Wörtern, keine Messung: Sie vergleicht je zwei Cluster danach, welche Einstufung höher ist, sagt nichts darüber, um "
    "wie viel, und lässt aus, was unklar oder nicht angegeben ist.",
}


def all_cells(desk: Desk, cluster: str | None = None) -> list[evaluation.Cell]:
    """Return every cell of the evaluation, or those of one cluster. Raises UsageError for an actor that was not evaluated."""
    cells = evaluation.find_cells(desk.run("criteria"), desk.run("findings"), desk.run("ratings"))
    if cluster is None:
        return cells
    wanted = desk.actor(cluster)
    own = [cell for cell in cells if cell.cluster == wanted]
    if not own:
        known = desk.labels({cell.cluster for cell in cells})
        names = ", ".join(sorted(known.values()))
        raise UsageError(f"{cluster!r} was not evaluated. Evaluated are: {names}.", f"„{cluster}“ wurde nicht bewertet. Bewertet sind: {names}.")
    return own


def cell_items(desk: Desk, cells: Sequence[evaluation.Cell]) -> list[dict[str, Any]]:
    """Return cells as the objects of the JSON answer."""
    labels = desk.labels(
        [iri for cell in cells for iri in (cell.cluster, cell.criterion, cell.sub_criterion, *cell.voices)]
        + [iri for cell in cells for finding in cell.findings for iri in (finding.perspective, finding.placement)]
    )
    return [
        {
            "cluster": item(cell.cluster, labels),
            "criterion": item(cell.criterion, labels),
            "sub_criterion": item(cell.sub_criterion, labels),
            "notation": cell.notation,
            "ideal_profile": cell.ideal_profile,
            "rating": cell.rating,
            "reason": cell.reason,
            "rated_by": RULE[desk.lang],
            "ratings_by_perspective": [{"perspective": item(v, labels), "rating": r, "reason": why} for v, (r, why) in cell.voices.items()],
            "findings": [
                {
                    "iri": finding.iri,
                    "perspective": item(finding.perspective, labels),
                    "placement": item(finding.placement, labels),
                    "text": finding.text,
                    "passages": passage_items(desk.passages, finding.passages),
                }
                for finding in cell.findings
            ],
        }
        for cell in cells
    ]


def matrix(desk: Desk, cluster: str | None = None) -> Answer:
    """Return the matrix sub-criteria × clusters; for one cluster a row for each finding, with reason and passages."""
    cells = all_cells(desk, cluster)
    items = cell_items(desk, cells)
    if cluster is not None:
        rows = tuple(
            (
                f"{entry['notation']} {entry['sub_criterion']['label']}",
                word(entry["rating"], desk.lang),
                entry["reason"],
                finding["perspective"]["label"],
                finding["text"],
                cite(finding["passages"], desk.lang),
            )
            for entry in items
            for finding in entry["findings"]
        )
        return Answer(items, Table(("sub_criterion", "rating", "reason", "perspective", "finding", "passages"), rows))
    clusters = list(dict.fromkeys(cell.cluster for cell in cells))
    labels = desk.labels([*clusters, *(cell.sub_criterion for cell in cells)])
    by_place = {(cell.sub_criterion, cell.cluster): word(cell.rating, desk.lang) for cell in cells}
    subs = list(dict.fromkeys((cell.notation, cell.sub_criterion) for cell in cells))
    lines = tuple((f"{notation} {labels[sub]}", *(by_place[sub, one] for one in clusters)) for notation, sub in subs)
    return Answer(items, Table(("sub_criterion", *(labels[one] for one in clusters)), lines))


def medians(desk: Desk, cluster: str | None = None) -> Answer:
    """Return median and range of the ratings per criterion and cluster."""
    found = evaluation.summarise(all_cells(desk, cluster))
    labels = desk.labels(iri for summary in found for iri in (summary.criterion, summary.cluster))
    items: list[dict[str, Any]] = [
        {
            "criterion": item(s.criterion, labels),
            "cluster": item(s.cluster, labels),
            "median": list(dict.fromkeys(s.median or ())),
            "lowest": s.lowest,
            "highest": s.highest,
            "rated": s.rated,
            "cells": s.cells,
            "rated_by": RULE[desk.lang],
        }
        for s in found
    ]
    rows = tuple(
        (
            e["criterion"]["label"],
            e["cluster"]["label"],
            " / ".join(word(m, desk.lang) for m in e["median"]),
            word(e["lowest"], desk.lang),
            word(e["highest"], desk.lang),
            f"{e['rated']} / {e['cells']}",
        )
        for e in items
    )
    return Answer(items, Table(("criterion", "cluster", "median", "lowest", "highest", "rated"), rows))


def gaps(desk: Desk, cluster: str | None = None) -> Answer:
    """Return the gaps to the ideal profile, the widest and most shared first."""
    wanted = None if cluster is None else {cell.cluster for cell in all_cells(desk, cluster)}
    found = [gap for gap in evaluation.find_gaps(all_cells(desk)) if wanted is None or gap.cell.cluster in wanted]
    items: list[dict[str, Any]] = [
        {**entry, "steps": gap.steps, "shared_by": gap.shared} for gap, entry in zip(found, cell_items(desk, [g.cell for g in found]), strict=True)
    ]
    rows = tuple(
        (
            e["cluster"]["label"],
            f"{e['notation']} {e['sub_criterion']['label']}",
            word(e["rating"], desk.lang),
            e["steps"],
            e["shared_by"],
            e["reason"],
            cite((passage for finding in e["findings"] for passage in finding["passages"]), desk.lang),
        )
        for e in items
    )
    return Answer(items, Table(("cluster", "sub_criterion", "rating", "steps", "shared_by", "reason", "passages"), rows))


def disagreements(desk: Desk, cluster: str | None = None) -> Answer:
    """Return where management and target level are rated differently."""
    found = evaluation.find_disagreements(all_cells(desk, cluster))
    entries = cell_items(desk, [one.cell for one in found])
    items: list[dict[str, Any]] = [
        {**e, "management": one.management, "target_level": one.target_level, "steps": one.steps} for one, e in zip(found, entries, strict=True)
    ]
    rows = tuple(
        (
            e["cluster"]["label"],
            f"{e['notation']} {e['sub_criterion']['label']}",
            word(e["management"], desk.lang),
            word(e["target_level"], desk.lang),
            cite((passage for finding in e["findings"] for passage in finding["passages"]), desk.lang),
        )
        for e in items
    )
    return Answer(items, Table(("cluster", "sub_criterion", "management", "target_level", "passages"), rows))


def governance(desk: Desk, cluster: str | None = None) -> Answer:
    """Return the governance of the clusters beside the ideal structure."""
    bodies = evaluation.compare_governance(desk.run("ideal_governance"), desk.run("governance"))
    if cluster is not None:
        wanted = {cell.cluster for cell in all_cells(desk, cluster)}
        bodies = [body for body in bodies if body.cluster in wanted]
    labels = desk.labels([iri for b in bodies for iri in (b.item, b.cluster)] + [iri for b in bodies for said in b.statuses for iri in said[1:3]])
    items: list[dict[str, Any]] = [
        {
            "body": item(b.item, labels),
            "cluster": item(b.cluster, labels),
            "status": b.status,
            "said": [
                {"status": status, "actor": item(actor, labels), "kind": item(kind, labels), "passages": passage_items(desk.passages, [passage])}
                for status, actor, kind, passage in b.statuses
            ],
            "ideal_passages": passage_items(desk.passages, b.ideal_passages),
        }
        for b in bodies
    ]
    clusters = list(dict.fromkeys(b.cluster for b in bodies))
    kinds = list(dict.fromkeys(b.item for b in bodies))
    status = {(b.item, b.cluster): word(b.status, desk.lang) for b in bodies}
    rows = tuple((labels[kind], *(status[kind, one] for one in clusters)) for kind in kinds)
    return Answer(items, Table(("body", *(labels[one] for one in clusters)), rows))


def order(desk: Desk, weights: Path | Mapping[str, object] | None = None) -> tuple[Answer, Answer, str]:
    """Return the clusters in order, the swaps that other weights would bring, and the warning what an ordering can say.

    `weights` is a file of them, or maps the last part of a criterion's IRI to its weight.
    """
    cells = all_cells(desk)
    criteria = {cell.criterion.rsplit("/", 1)[-1]: cell.criterion for cell in cells}
    given = evaluation.read_weights(weights, criteria) if isinstance(weights, Path) else evaluation.check_weights(weights or {}, criteria)
    found = evaluation.order_clusters(cells, {criteria[name]: weight for name, weight in given.items()})
    labels = desk.labels([*(cluster for _, cluster, _ in found.places), *criteria.values()])
    items: list[dict[str, Any]] = [{"place": place, "cluster": item(cluster, labels), "wins_less_losses": score} for place, cluster, score in found.places]
    swaps: list[dict[str, Any]] = [
        {
            "first": item(swap.first, labels),
            "second": item(swap.second, labels),
            "criterion": item(swap.criterion, labels),
            "weight": round(swap.weight, 3),
            "turns_at": round(swap.at, 3),
            "swapped_from": round(swap.at, 3) if swap.at > swap.weight else 0,
            "swapped_to": 1 if swap.at > swap.weight else round(swap.at, 3),
        }
        for swap in found.swaps
    ]
    return (
        Answer(items, Table(("place", "cluster", "wins_less_losses"), tuple((e["place"], e["cluster"]["label"], e["wins_less_losses"]) for e in items))),
        Answer(
            swaps,
            Table(
                ("first", "second", "criterion", "weight", "swapped_over"),
                tuple(
                    (e["first"]["label"], e["second"]["label"], e["criterion"]["label"], e["weight"], f"{e['swapped_from']} – {e['swapped_to']}") for e in swaps
                ),
            ),
        ),
        f"{WARNING[desk.lang]} {RULE[desk.lang]}",
    )


def noted(answer: Answer, note: str) -> Answer:
    """Return an answer whose every row says who rated, for a file that is read apart from its messages."""
    if not note:
        return answer
    return Answer(answer.items, Table((*answer.table.columns, "rated_by"), tuple((*row, note) for row in answer.table.rows)))
