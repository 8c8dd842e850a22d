"""Boards: matrices and flows declared as files in visualisations/, each as one HTML page that works offline."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from clustereval import figures, judgements, markets
from clustereval.advice import all_recommendations, recommended
from clustereval.errors import DataError, Problem
from clustereval.findings import finding_text, read_finding
from clustereval.labels import word
from clustereval.pages import read_declaration, render
from clustereval.passages import passages_within
from clustereval.quadrants import quadrant_board
from clustereval.recommendations import STATUSES

if TYPE_CHECKING:
    from clustereval.desk import Desk
    from clustereval.findings import Figures
    from clustereval.picture import Links

__all__ = ["Board", "Mark", "board_data", "board_page", "find_boards", "read_board"]

Texts = Mapping[str, str]
ROW, TOP, LEFT, MIDDLE, RIGHT, BAND = 26, 30, 490, 630, 790, 14
"""Pixels of a flow: height of a line, of the heading, ends of its three columns, width of a band."""

EMPTY: Mapping[str, Any] = {"note": "", "columns": (), "groups": (), "lines": (), "pairs": (), "dimensions": (), "quadrants": (), "least": 1}
"""The parts that a board may have."""


@dataclass(frozen=True)
class Mark:
    """One value in the legend: label and letter by language, colour of the ground and of the letter."""

    label: Texts
    letter: Texts
    colour: str
    ink: str


@dataclass(frozen=True)
class Board:
    """A matrix, a flow or four fields: title and reading by language, what it shows, its legend, and the template of its finding."""

    name: str
    title: Texts
    reading: Texts
    shows: str
    legend: Mapping[str, Mark]
    finding: Texts = field(default_factory=dict)


def read_board(path: Path) -> Board | None:
    """Return the board in a file, or None when it declares another kind of view. Raises DataError when it lacks a key."""
    data = read_declaration(path)
    if "board" not in data:
        return None
    try:
        if data["board"] not in BOARDS:
            raise DataError("A view cannot be used.", [Problem(str(path), f"board is {data['board']!r}; it must be one of {', '.join(BOARDS)}.")])
        legend = {key: Mark(mark["label"], mark["letter"], mark["colour"], mark["ink"]) for key, mark in data["legend"].items()}
        finding = read_finding(data, figures.FIELDS[data["board"]], path)
        return Board(path.stem, data["title"], data["reading"], data["board"], legend, finding)
    except KeyError as error:
        raise DataError("A view cannot be used.", [Problem(str(path), f"The key {error} is missing.")]) from error


def find_boards(folders: Iterable[Path]) -> dict[str, Board]:
    """Return the boards in the given folders by name; a project's own one replaces a built-in one of the same name."""
    boards = (read_board(path) for folder in folders for path in sorted(folder.glob("*.toml")))
    return {board.name: board for board in boards if board is not None}


def board_data(desk: Desk, board: Board) -> dict[str, Any]:
    """Return what the page of a board shows. Raises DataError when its legend lacks a value that occurs."""
    data = {**EMPTY, **BOARDS[board.shows].data(desk)}
    used = {cell["value"] for group in data["groups"] for row in group["rows"] for cell in row["cells"]} | {line["value"] for line in data["lines"]}
    used |= set(data["quadrants"])
    missing = sorted(used - set(board.legend))
    if missing:
        raise DataError(
            "The page cannot be drawn.", [Problem(f"view {board.name}", f"The value {value!r} has no mark. Add [legend.{value}].") for value in missing]
        )
    legend = {
        key: {"label": mark.label[desk.lang], "letter": mark.letter[desk.lang], "colour": mark.colour, "ink": mark.ink} for key, mark in board.legend.items()
    }
    return {"name": board.name, "legend": legend, **data}


def board_page(desk: Desk, board: Board, links: Links | None = None) -> str:
    """Return the board as one self-contained HTML page in the language of the desk. `links` is as for `picture.page`."""
    data = board_data(desk, board)
    return render(
        "board.html",
        desk.lang,
        ["dom.js", "listing.js", "evidence.js", "quadrants.js", "board.js"],
        ["page.css", "board.css"],
        title=board.title[desk.lang],
        reading=board.reading[desk.lang],
        finding=finding_text(board.finding, BOARDS[board.shows].figures(data), desk.lang),
        data_version=str(desk.store.manifest["digest"]),
        data={**data, "links": {iri: [list(link) for link in links(iri)] for iri in (one["iri"] for one in passages_within(data))} if links else {}},
    )


def evaluation_board(desk: Desk) -> dict[str, Any]:
    """Return the heat map: a group of rows for each criterion, with median and range, and a cell for each cluster."""
    entries = judgements.matrix(desk).items
    summaries = {(e["criterion"]["iri"], e["cluster"]["iri"]): e for e in judgements.medians(desk).items}
    clusters = {e["cluster"]["iri"]: e["cluster"]["label"] for e in entries}
    groups: dict[str, dict[str, Any]] = {}
    rows: dict[str, dict[str, Any]] = {}
    for entry in entries:
        criterion = entry["criterion"]
        if criterion["iri"] not in groups:
            ranges = [median_text(summaries[criterion["iri"], cluster], desk.lang) for cluster in clusters]
            groups[criterion["iri"]] = {"label": f"{entry['notation'].split('.')[0]} {criterion['label']}", "summary": ranges, "rows": []}
        if entry["sub_criterion"]["iri"] not in rows:
            rows[entry["sub_criterion"]["iri"]] = {"label": f"{entry['notation']} {entry['sub_criterion']['label']}", "cells": []}
            groups[criterion["iri"]]["rows"].append(rows[entry["sub_criterion"]["iri"]])
        rows[entry["sub_criterion"]["iri"]]["cells"].append(
            {
                "key": f"{entry['notation']} {entry['cluster']['label']}",
                "column": entry["cluster"]["label"],
                "value": entry["rating"],
                "voices": {voice["perspective"]["label"]: voice["rating"] for voice in entry["ratings_by_perspective"]},
                "ideal": entry["ideal_profile"],
                "reason": entry["reason"],
                "rule": entry["rated_by"],
                "pieces": [
                    {"head": f"{f['perspective']['label']} ({f['placement']['label']})", "text": f["text"], "passages": f["passages"]}
                    for f in entry["findings"]
                ],
            }
        )
    return {"columns": list(clusters.values()), "groups": list(groups.values()), "note": judgements.RULE[desk.lang]}


def finding_piece(finding: Mapping[str, Any]) -> dict[str, Any]:
    """Return a finding as a piece of evidence: who speaks and where in the table, the text, the passages."""
    return {"head": f"{finding['perspective']['label']} ({finding['placement']['label']})", "text": finding["text"], "passages": finding["passages"]}


def scope_label(item: Mapping[str, Any], lang: str) -> str:
    """Return the cluster of a recommendation, or the word for an overall one."""
    return str(item["scope"]["label"]) if item["scope"] != "overall" else word("overall", lang)


def median_text(summary: Mapping[str, Any], lang: str) -> str:
    """Return median and range of a criterion in words."""
    if not summary["median"]:
        return word("not_stated", lang)
    median = " / ".join(word(rating, lang) for rating in summary["median"])
    ends = [word(summary[end], lang) for end in ("lowest", "highest")]
    return median if ends[0] == ends[1] else f"{median} ({ends[0]} – {ends[1]})"


def governance_board(desk: Desk) -> dict[str, Any]:
    """Return the bodies and roles of the ideal structure against the clusters."""
    entries = judgements.governance(desk).items
    columns = list(dict.fromkeys(entry["cluster"]["label"] for entry in entries))
    rows: dict[str, dict[str, Any]] = {}
    for entry in entries:
        row = rows.setdefault(entry["body"]["iri"], {"label": entry["body"]["label"], "cells": []})
        row["cells"].append(
            {
                "key": f"{entry['body']['label']} {entry['cluster']['label']}",
                "column": entry["cluster"]["label"],
                "value": entry["status"],
                "voices": {},
                "ideal": " ".join(passage["text"] for passage in entry["ideal_passages"]),
                "reason": "",
                "rule": "",
                "pieces": [
                    {"head": f"{said['kind']['label']}, {said['actor']['label']}: {word(said['status'], desk.lang)}", "text": "", "passages": said["passages"]}
                    for said in entry["said"]
                ],
            }
        )
    return {"columns": columns, "groups": [{"label": "", "summary": [], "rows": list(rows.values())}]}


def recommendation_board(desk: Desk) -> dict[str, Any]:
    """Return the flow from the recommendations of the last round that a later one follows, through their status, to those that take them up again."""
    items = recommended(desk).items
    years = {str(one.iri): one.year for one in all_recommendations(desk)}
    followed = max((years[item["iri"]] for item in items if item["status"] != "not_assessed"), default=0)
    earlier = [item for item in items if years[item["iri"]] == followed and item["status"] != "not_assessed"]
    later = {item["iri"]: item for item in items}
    order = [key for key in STATUSES if any(item["status"] == key for item in earlier)]
    taken = list(dict.fromkeys(successor["iri"] for item in earlier for successor in item["continued_by"]))
    step = ROW * max(1, len(earlier)) / max(1, len(taken))
    right = {iri: round(TOP + step * (number + 0.5)) for number, iri in enumerate(taken)}
    middle = stack(earlier, order)
    lines = [
        {
            "key": item["iri"].rsplit("/", 1)[-1],
            "cluster": scope_label(item, desk.lang),
            "text": item["label"],
            "value": item["status"],
            "y": TOP + ROW * number + ROW // 2,
            "curves": [curve(LEFT, TOP + ROW * number + ROW // 2, MIDDLE - BAND, middle[item["iri"]])]
            + [curve(MIDDLE + BAND, middle[item["iri"]], RIGHT, right[successor["iri"]]) for successor in item["continued_by"]],
            "topic": item["topic"]["label"],
            "addressees": [one["label"] for one in item["addressees"]],
            "pieces": [{"head": word(said["status"], desk.lang), "text": said["reason"], "passages": said["passages"]} for said in item["assessments"]],
            "passages": item["passages"],
            "successors": [{"text": one["label"], "passages": later[one["iri"]]["passages"]} for one in item["continued_by"]],
        }
        for number, item in enumerate(earlier)
    ]
    heights = {key: [middle[item["iri"]] for item in earlier if item["status"] == key] for key in order}
    blocks = [{"value": key, "top": min(ys) - ROW // 2, "height": max(ys) - min(ys) + ROW} for key, ys in heights.items()]
    ends = [{"text": later[iri]["label"], "cluster": scope_label(later[iri], desk.lang), "y": right[iri]} for iri in taken]
    size = {"height": TOP + ROW * len(earlier) + 10, "left": LEFT, "middle": MIDDLE, "right": RIGHT, "band": BAND}
    after = ", ".join(str(year) for year in sorted({years[iri] for iri in taken}))
    return {"lines": lines, "blocks": blocks, "ends": ends, "size": size, "years": {"earlier": str(followed), "later": after}}


def stack(items: Sequence[Mapping[str, Any]], order: Sequence[str]) -> dict[str, int]:
    """Return the height at which each recommendation passes its status: one block for each status, in order."""
    ranked = sorted(range(len(items)), key=lambda number: (order.index(items[number]["status"]), number))
    return {items[number]["iri"]: TOP + ROW * place + ROW // 2 for place, number in enumerate(ranked)}


def curve(x: int, y: int, to_x: int, to_y: int) -> str:
    """Return the path of a band between two columns."""
    half = (x + to_x) // 2
    return f"M{x},{y} C{half},{y} {half},{to_y} {to_x},{to_y}"


def market_board(desk: Desk) -> dict[str, Any]:
    """Return the lead markets against the clusters: the firmest status in each cell, and every entry with its themes and passages."""
    entries = markets.markets(desk).items
    columns = list(dict.fromkeys(entry["cluster"]["label"] for entry in entries if entry["cluster"]))
    rows: dict[str, dict[str, Any]] = {}
    for entry in entries:
        row = rows.setdefault(entry["lead_market"]["iri"], {"label": entry["lead_market"]["label"], "cells": []})
        if entry["cluster"] is None:
            row["label"] += f" ({word('uncovered', desk.lang)})"
            continue
        themes = ", ".join(f"{theme['label']} ({word(theme['basis'], desk.lang)})" for theme in entry["themes"])
        head = f"{word(entry['status'], desk.lang)}{': ' if themes else ''}{themes}"
        piece = {"head": head, "text": "", "passages": entry["passages"]}
        column = entry["cluster"]["label"]
        if row["cells"] and row["cells"][-1]["column"] == column:
            row["cells"][-1]["pieces"].append(piece)
            continue
        key = f"{entry['lead_market']['label']} {column}"
        pieces = [piece] if entry["passages"] else []
        row["cells"].append({"key": key, "column": column, "value": entry["status"], "voices": {}, "ideal": "", "reason": "", "rule": "", "pieces": pieces})
    return {"columns": columns, "groups": [{"label": "", "summary": [], "rows": list(rows.values())}]}


@dataclass(frozen=True)
class Content:
    """What a board may show: its data, and the numbers of its finding."""

    data: Callable[[Desk], dict[str, Any]]
    figures: Callable[[Mapping[str, Any]], Figures]


BOARDS = {
    "evaluation": Content(evaluation_board, figures.evaluation_figures),
    "governance": Content(governance_board, figures.governance_figures),
    "markets": Content(market_board, figures.market_figures),
    "quadrants": Content(quadrant_board, figures.quadrant_figures),
    "recommendations": Content(recommendation_board, figures.recommendation_figures),
}
