"""Evaluation: the heat map, what stands behind each cell, medians, gaps, disagreements, an order by own weights, and governance."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from clustereval import judgements
from clustereval.boards import find_boards, median_text
from clustereval.errors import UsageError
from clustereval.explorer.choices import clusters_of
from clustereval.explorer.words import WORDS
from clustereval.passages import passages_once

if TYPE_CHECKING:
    from clustereval.answers import Answer
    from clustereval.desk import Desk
    from clustereval.explorer.frame import Address

__all__ = ["content", "legend_of"]

HIGHEST = 5
"""The weight up to which a slider goes."""
Item = Mapping[str, Any]


def content(desk: Desk, place: Address) -> dict[str, Any]:
    """Return what the parameters choose: cluster, criterion (its number), and the weights w1, w2, … of the criteria."""
    cluster, criterion = place.one("cluster") or None, place.one("criterion")
    cells = judgements.matrix(desk).items
    if not cells:
        return {"title": WORDS["evaluation"][desk.lang], "groups": []}
    own = {cell["cluster"]["iri"] for cell in cells}
    if cluster is not None:
        own = {str(next(iter(judgements.all_cells(desk, cluster))).cluster)}
    detail = [cell for cell in cells if cell["notation"] == criterion and cell["cluster"]["iri"] in own]
    if criterion and not detail:
        known = dict.fromkeys(cell["notation"] for cell in cells)
        raise UsageError(WORDS["no_such"][desk.lang].format(given=criterion, known=", ".join(known)))
    shown = [cell for cell in cells if criterion or cell["cluster"]["iri"] in own]
    weights, ranking = weighed(desk, place, cells)
    return {
        "title": WORDS["evaluation"][desk.lang],
        "answers": taken(desk, cluster),
        "rule": judgements.RULE[desk.lang],
        "clusters": clusters_of(desk),
        "columns": unique(cell["cluster"] for cell in shown),
        "groups": groups(shown, judgements.medians(desk).items, desk.lang),
        "legend": legend_of(desk, "evaluation"),
        "detail": detail,
        "criterion": criterion,
        "only": next(iter(own)) if cluster is not None else "",
        "gaps": shortened(judgements.gaps(desk).items, own),
        "disagreements": shortened(judgements.disagreements(desk).items, own),
        "weights": weights,
        "highest": HIGHEST,
        "ranking": ranking,
        "governance": governed([entry for entry in judgements.governance(desk).items if entry["cluster"]["iri"] in own]),
        "governance_legend": legend_of(desk, "governance"),
    }


def taken(desk: Desk, cluster: str | None) -> dict[str, Answer]:
    """Return the answers of the page by heading: matrix, medians, gaps, disagreements and governance, of all clusters or of one."""
    rated = {
        "map": judgements.matrix(desk, cluster),
        "medians": judgements.medians(desk, cluster),
        "gaps": judgements.gaps(desk, cluster),
        "disagreements": judgements.disagreements(desk, cluster),
    }
    made = {f"eval_{key}": judgements.noted(answer, judgements.RULE[desk.lang]) for key, answer in rated.items()}
    return {WORDS[key][desk.lang]: answer for key, answer in {**made, "eval_governance": judgements.governance(desk, cluster)}.items()}


def legend_of(desk: Desk, board: str) -> dict[str, dict[str, str]]:
    """Return the legend of a board: label, letter and colours of each value, in its order."""
    marks = find_boards(desk.project.folders("visualisations"))[board].legend
    return {key: {"label": m.label[desk.lang], "letter": m.letter[desk.lang], "colour": m.colour, "ink": m.ink} for key, m in marks.items()}


def unique(items: Iterable[Item]) -> list[Item]:
    """Return each item once, by its IRI."""
    return list({entry["iri"]: entry for entry in items}.values())


def shortened(entries: Iterable[Item], own: set[str]) -> list[dict[str, Any]]:
    """Return the entries of the chosen clusters, each with all passages of its findings once."""
    found = [entry for entry in entries if entry["cluster"]["iri"] in own]
    return [{**entry, "passages": passages_once(passage for finding in entry["findings"] for passage in finding["passages"])} for entry in found]


def groups(cells: Sequence[Item], medians: Iterable[Item], lang: str) -> list[dict[str, Any]]:
    """Return the heat map: for each criterion the medians, and for each sub-criterion a row of cells."""
    middle = {(entry["criterion"]["iri"], entry["cluster"]["iri"]): entry for entry in medians}
    found: dict[str, dict[str, Any]] = {}
    for cell in cells:
        key = cell["criterion"]["iri"]
        group = found.setdefault(key, {"criterion": cell["criterion"], "number": cell["notation"].split(".")[0], "medians": {}, "rows": {}})
        group["medians"][cell["cluster"]["iri"]] = {
            "text": median_text(middle[key, cell["cluster"]["iri"]], lang),
            "rated": middle[key, cell["cluster"]["iri"]]["rated"],
            "cells": middle[key, cell["cluster"]["iri"]]["cells"],
        }
        row = group["rows"].setdefault(cell["notation"], {"sub_criterion": cell["sub_criterion"], "notation": cell["notation"], "cells": []})
        row["cells"].append(cell)
    return [{**group, "rows": list(group["rows"].values())} for group in found.values()]


def weighed(desk: Desk, place: Address, cells: Iterable[Item]) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """Return the weight of each criterion as given in the address, and the order of clusters that follows from them.

    Raises UsageError for a weight that is none.
    """
    numbers = {cell["notation"].split(".")[0]: cell["criterion"] for cell in cells}
    given: dict[str, float] = {}
    for number, criterion in numbers.items():
        text = place.one(f"w{number}", "1")
        try:
            given[criterion["iri"].rsplit("/", 1)[-1]] = float(text)
        except ValueError as error:
            raise UsageError(WORDS["no_weight"][desk.lang].format(given=text, name=criterion["label"])) from error
    places, swaps, note = judgements.order(desk, given)
    weights = [
        {"name": f"w{number}", "label": f"{number} {criterion['label']}", "value": f"{given[criterion['iri'].rsplit('/', 1)[-1]]:g}"}
        for number, criterion in numbers.items()
    ]
    return weights, {"places": places.items, "swaps": swaps.items, "note": note, "own": any(place.one(weight["name"]) for weight in weights)}


def governed(entries: Iterable[Item]) -> list[dict[str, Any]]:
    """Return the bodies and roles of the ideal structure, each with a cell for each cluster."""
    found: dict[str, dict[str, Any]] = {}
    for entry in entries:
        row = found.setdefault(entry["body"]["iri"], {"body": entry["body"], "ideal": entry["ideal_passages"], "cells": []})
        row["cells"].append(entry)
    return list(found.values())
