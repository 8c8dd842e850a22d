"""Grids of the report: records of the graph as tables, each statement with its passages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from clustereval import judgements
from clustereval.advice import recommended
from clustereval.labels import word
from clustereval.passages import passage_items
from clustereval.queries import run_query
from clustereval.report.blocks import Cell, Grid, Passages
from clustereval.report.words import WORDS

if TYPE_CHECKING:
    from clustereval.desk import Desk

__all__ = [
    "case_grid",
    "finding_grid",
    "flow_grid",
    "gap_grid",
    "governance_grid",
    "grid",
    "number_grid",
    "passages_in",
    "rating_cell",
    "recommendation_grid",
    "rows_of",
    "say",
    "tie_grid",
    "where",
]


def say(desk: Desk, key: str) -> str:
    """Return a heading or sentence of the report's own."""
    return WORDS[key][desk.lang]


def rows_of(desk: Desk, query: str, **values: Any) -> list[dict[str, Any]]:
    """Return the rows of a question of the catalogue, in the language of the desk where it takes one."""
    if not values:
        return desk.run(query).records()
    found = desk.query(query)
    language = {"lang": desk.lang} if any(parameter.name == "lang" for parameter in found.parameters) else {}
    return run_query(desk.store, found, {**language, **values}).records()


def where(desk: Desk, *iris: object) -> Passages:
    """Return passages as items, for citation."""
    return tuple(passage_items(desk.passages, [str(iri) for iri in iris if iri]))


def grid(columns: Sequence[str], rows: Iterable[Sequence[Cell]], desk: Desk, legend: str = "") -> Grid:
    """Return a table with its headings in the language of the desk."""
    return Grid(tuple(WORDS[column][desk.lang] if column in WORDS else column for column in columns), tuple(tuple(row) for row in rows), legend)


def rating_cell(desk: Desk, entry: Mapping[str, Any]) -> Cell:
    """Return the rating of a cell of the matrix."""
    return Cell(word(entry["rating"], desk.lang), value=entry["rating"])


def gap_grid(desk: Desk, gaps: Iterable[Mapping[str, Any]]) -> Grid:
    """Return gaps to the ideal profile as a table."""
    rows = (
        (
            Cell(gap["cluster"]["label"]),
            Cell(f"{gap['notation']} {gap['sub_criterion']['label']}"),
            Cell(word(gap["rating"], desk.lang), value=gap["rating"]),
            Cell(gap["reason"], passages_in(gap["findings"])),
        )
        for gap in gaps
    )
    return grid(["cluster", "sub_criterion", "rating", "reason"], rows, desk, "evaluation")


def passages_in(pieces: Iterable[Mapping[str, Any]]) -> Passages:
    """Return the passages of several pieces, once each, in the order of the source."""
    found = {passage["iri"]: passage for piece in pieces for passage in piece["passages"]}
    return tuple(sorted(found.values(), key=lambda passage: passage["lines"]))


def case_grid(desk: Desk, cases: Iterable[Mapping[str, Any]]) -> Grid:
    """Return cases of role ambiguity as a table."""
    rows = (
        (
            Cell("; ".join(party["label"] for party in case["parties"])),
            Cell(case["kind"]["label"]),
            Cell(f"{word(case['basis'], desk.lang)}, {word(case['severity'], desk.lang)}"),
            Cell(
                case["explanation"] + (f" {say(desk, 'innocent')}: {case['innocent_explanation']}" if case["innocent_explanation"] else ""),
                tuple(case["passages"]),
            ),
            Cell(case["remedy"]),
        )
        for case in cases
    )
    return grid(["parties", "kind", "basis", "explanation", "remedy"], rows, desk)


def explained(desk: Desk, case: Mapping[str, Any]) -> str:
    """Return the explanation of a case, with the most innocent one where a rule gives it."""
    innocent = case["innocent_explanation"]
    return f"{case['explanation']} {say(desk, 'innocent')}: {innocent}" if innocent else str(case["explanation"])


def finding_grid(desk: Desk, cells: Iterable[Mapping[str, Any]]) -> Grid:
    """Return the findings of one cluster: sub-criterion, ideal profile, who says what, and how this project rates it."""
    rows = []
    for entry in cells:
        for number, finding in enumerate(entry["findings"]):
            first = number == 0
            rows.append(
                (
                    Cell(f"{entry['notation']} {entry['sub_criterion']['label']}" if first else ""),
                    Cell(entry["ideal_profile"] if first else ""),
                    Cell(f"{finding['perspective']['label']} ({finding['placement']['label']})"),
                    Cell(finding["text"], tuple(finding["passages"])),
                    Cell(f"{word(entry['rating'], desk.lang)}: {entry['reason']}" if first else "", value=entry["rating"] if first else ""),
                )
            )
    return grid(["sub_criterion", "ideal_profile", "perspective", "finding", "rating"], rows, desk, "evaluation")


def recommendation_grid(desk: Desk, items: Iterable[Mapping[str, Any]]) -> Grid:
    """Return recommendations: round, topic, text, addressees, and what came of each."""
    rows = (
        (
            Cell(entry["round"]["label"]),
            Cell(entry["topic"]["label"]),
            Cell(entry["label"], tuple(entry["passages"])),
            Cell("; ".join(one["label"] for one in entry["addressees"])),
            Cell(
                " ".join([word(entry["status"], desk.lang), *(said["reason"] for said in entry["assessments"])]),
                passages_in(entry["assessments"]),
                entry["status"],
            ),
        )
        for entry in items
    )
    return grid(["round", "topic", "recommendation", "addressees", "status"], rows, desk, "recommendations")


def became(desk: Desk, entry: Mapping[str, Any]) -> str:
    """Return what came of a recommendation, and why the source says so."""
    return ": ".join([word(entry["status"], desk.lang), *([" ".join(said["reason"] for said in entry["assessments"])] if entry["assessments"] else [])])


def flow_grid(desk: Desk) -> Grid:
    """Return the recommendations of earlier rounds: what came of each, and which later ones take it up again."""
    rows = (
        (
            Cell(entry["scope"]["label"] if entry["scope"] != "overall" else say(desk, "overall")),
            Cell(entry["label"], tuple(entry["passages"])),
            Cell(became(desk, entry), passages_in(entry["assessments"]), entry["status"]),
            Cell(" ".join(one["label"] for one in entry["continued_by"])),
        )
        for entry in recommended(desk).items
        if entry["status"] != "not_assessed"
    )
    return grid(["cluster", "recommendation", "status", "taken_up"], rows, desk, "recommendations")


def governance_grid(desk: Desk) -> Grid:
    """Return the bodies and roles of the ideal structure against the clusters, with what the source says of each."""
    entries = judgements.governance(desk).items
    columns = {entry["cluster"]["iri"]: entry["cluster"]["label"] for entry in entries}
    lines: dict[str, list[Cell]] = {}
    for entry in entries:
        line = lines.setdefault(entry["body"]["iri"], [Cell(entry["body"]["label"], tuple(entry["ideal_passages"]))])
        line.append(Cell(word(entry["status"], desk.lang), passages_in(entry["said"]), entry["status"]))
    return grid(["body", *columns.values()], lines.values(), desk, "governance")


def tie_grid(desk: Desk, items: Iterable[Mapping[str, Any]]) -> Grid:
    """Return ties: from, to, kind, status, who says so, whether the other side does."""
    rows = (
        (
            Cell(tie["source"]["label"]),
            Cell(tie["target"]["label"]),
            Cell(tie["kind"]["label"] + (f": {tie['subject']}" if tie["subject"] else ""), tuple(tie["passages"])),
            Cell(word(tie["status"], desk.lang)),
            Cell("; ".join(voice["label"] for voice in tie["claimed_by"])),
            Cell(word(tie["reciprocal"], desk.lang)),
        )
        for tie in items
    )
    return grid(["from", "to", "kind", "status", "claimed_by", "reciprocal"], rows, desk)


def number_grid(desk: Desk, rows: Sequence[Mapping[str, Any]]) -> Grid:
    """Return measurements: subject, of what, value with unit, period, plan or actual figure."""
    labels = desk.labels(row[key] for row in rows for key in ("subject", "quantity", "unit", "precision"))

    def period(row: Mapping[str, Any]) -> str:
        ends = [str(row[key]) for key in ("from", "to") if row[key] is not None]
        return "–".join(dict.fromkeys(ends))

    def plan(row: Mapping[str, Any]) -> str:
        return "" if row["planned"] is None else say(desk, "planned" if row["planned"] else "actual")

    lines = (
        (
            Cell(labels.get(row["subject"], str(row["subject"]))),
            Cell(labels[row["quantity"]]),
            Cell(str(row["of"]), where(desk, row["passage"])),
            Cell(str(row["printed"])),
            Cell(" ".join(filter(None, [labels.get(row["precision"], ""), number(row["value"], desk.lang), labels[row["unit"]]]))),
            Cell(period(row)),
            Cell(plan(row)),
        )
        for row in rows
    )
    return grid(["subject", "quantity", "of", "printed", "value", "period", "planned_or_actual"], lines, desk)


def number(value: float, lang: str) -> str:
    """Return a number as one writes it in a language; years and other small whole numbers stay as they are."""
    text = f"{value:,}" if isinstance(value, int) and value >= 10_000 else f"{value:,.10g}" if abs(value) >= 10_000 else f"{value:.10g}"
    return text.translate(str.maketrans(",.", ".,")) if lang == "de" else text
