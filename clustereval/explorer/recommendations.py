"""Recommendations: what was recommended to whom, on what it rests, what it continues, what came of it; and the chains to walk along."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from clustereval import advice, judgements
from clustereval.errors import UsageError
from clustereval.explorer.choices import clusters_of, paged, short
from clustereval.explorer.evaluation import legend_of
from clustereval.explorer.words import WORDS
from clustereval.labels import word
from clustereval.recommendations import STATUSES

if TYPE_CHECKING:
    from clustereval.desk import Desk
    from clustereval.explorer.frame import Address

__all__ = ["content"]

SIZE = 30
LINKS = ("continues", "continued_by", "specialises", "specialised_by")
Item = Mapping[str, Any]


def content(desk: Desk, place: Address) -> dict[str, Any]:
    """Return what the parameters choose: cluster, round, topic, addressee, status, one recommendation, or the chains (chain, through)."""
    year, cluster = place.one("round"), place.one("cluster")
    if year and not (year.isascii() and year.isdigit()):
        raise UsageError(WORDS["no_such"][desk.lang].format(given=year, known=", ".join(str(one) for one in years(desk))))
    every = advice.recommended(desk).items
    chosen = (place.one(key) or None for key in ("topic", "addressee", "status"))
    answer = advice.recommended(desk, cluster or None, int(year) if year else None, *chosen)
    one = place.one("recommendation")
    if one:
        answer = advice.recommended(desk).only(lambda entry: short(entry["iri"]) == f"recommendation:{one}")
        if not answer.items:
            raise UsageError(WORDS["no_such"][desk.lang].format(given=one, known=", ".join(short(entry["iri"]).split(":")[1] for entry in every[:3]) + " …"))
    chained = bool(place.one("chain") or place.one("through"))
    if chained:
        answer = advice.chains(desk, place.one("through") or None, cluster or None)
    found = answer.items
    return {
        "title": WORDS["recommendations"][desk.lang],
        "answers": {WORDS["chains" if chained else "recommendations"][desk.lang]: answer},
        "part": paged(found, place, desk.lang, 100 if chained else SIZE),
        "counted": [(key, sum(entry["status"] == key for entry in found)) for key in STATUSES if any(entry["status"] == key for entry in found)],
        "clusters": clusters_of(desk),
        "cluster": cluster if cluster in {"", "overall"} else str(desk.actor(cluster)),
        "overall": [("overall", word("overall", desk.lang))],
        "rounds": [(str(one), str(one)) for one in years(desk)],
        "topics": options(entry["topic"] for entry in every),
        "addressees": options(who for entry in every for who in entry["addressees"]),
        "statuses": [(key, word(key, desk.lang)) for key in STATUSES],
        "legend": legend_of(desk, "recommendations"),
        "relations": LINKS,
        # What asks for a link, a separation, a body or a role can be supposed; not all that is recommended does.
        "supposable": {str(iri) for iri in desk.run("recommended_claims").column("recommendation") if iri},
        "short": short,
        "cells": cells_of_findings(desk),
        "notations": notations(desk),
        "one": one,
        # The flow leads from one round to the next, and shows all of both.
        "flow": not place.given and len(years(desk)) > 1,
        "chained": chained,
        "through": through_text(desk, place.one("through"), every),
    }


def years(desk: Desk) -> list[int]:
    """Return the years of the rounds."""
    return sorted({recommendation.year for recommendation in advice.all_recommendations(desk)})


def options(items: Iterable[Item]) -> list[tuple[str, str]]:
    """Return what a reader may choose from, by name."""
    return sorted({entry["iri"]: entry["label"] for entry in items}.items(), key=lambda option: option[1].casefold())


def cells_of_findings(desk: Desk) -> dict[str, tuple[str, str]]:
    """Return, for each finding, the cell of the evaluation in which it stands: cluster and number of the sub-criterion."""
    return {str(finding.iri): (str(cell.cluster), cell.notation) for cell in judgements.all_cells(desk) for finding in cell.findings}


def notations(desk: Desk) -> dict[str, str]:
    """Return the number of each sub-criterion."""
    return {str(cell.sub_criterion): cell.notation for cell in judgements.all_cells(desk)}


def through_text(desk: Desk, through: str, every: Iterable[Item]) -> str:
    """Return in words through what the chains lead that are shown."""
    names = {
        cell.notation: f"{cell.notation} {desk.labels([cell.sub_criterion])[cell.sub_criterion]}"
        for cell in judgements.all_cells(desk)
        if through == cell.notation
    }
    names |= {short(iri): text for iri, text in advice.finding_texts(desk).items()}
    names |= {short(entry["iri"]): entry["label"] for entry in every}
    return names.get(through, through)
