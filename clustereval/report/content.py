"""Content of the report: its chapters, from the answers of the graph."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from clustereval import judgements
from clustereval.advice import recommended
from clustereval.answers import contradictions, cooperations
from clustereval.cases import ambiguities
from clustereval.cooperation import group_of
from clustereval.labels import code, word
from clustereval.namespaces import Iri
from clustereval.report.blocks import Cell, Chapter, Grid, Picture, Section, Text
from clustereval.report.grids import (
    case_grid,
    finding_grid,
    flow_grid,
    gap_grid,
    governance_grid,
    grid,
    number_grid,
    passages_in,
    rating_cell,
    recommendation_grid,
    rows_of,
    say,
    tie_grid,
    where,
)

if TYPE_CHECKING:
    from clustereval.desk import Desk

__all__ = ["compose"]


def compose(desk: Desk, cluster: str | None = None) -> list[Chapter]:
    """Return the chapters of the report in the language of the desk: all of it, or the profile of one cluster."""
    cells = judgements.matrix(desk, cluster).items
    clusters = {entry["cluster"]["iri"]: entry["cluster"]["label"] for entry in cells}
    profiles = [profile(desk, iri, label) for iri, label in clusters.items()]
    if cluster is not None:
        return profiles
    return [
        overview(desk, clusters),
        *profiles,
        criteria(desk),
        advice(desk),
        lead_markets(desk, clusters),
        ambiguous(desk),
        numbers(desk),
        doubts(desk),
        sources(desk),
        method(desk),
    ]


def overview(desk: Desk, clusters: Mapping[str, str]) -> Chapter:
    """Return the first chapter: what the graph holds, the matrix, the widest gaps, the gravest ambiguities."""
    counts = desk.store.manifest.get("counts", {})
    held = say(desk, "holds").format(**counts)
    matrix = judgements.matrix(desk).items
    subs = {entry["sub_criterion"]["iri"]: f"{entry['notation']} {entry['sub_criterion']['label']}" for entry in matrix}
    by_place = {(entry["sub_criterion"]["iri"], entry["cluster"]["iri"]): entry for entry in matrix}
    rows = [[Cell(label), *(rating_cell(desk, by_place[sub, one]) for one in clusters)] for sub, label in subs.items()]
    ratings = grid(["sub_criterion", *clusters.values()], rows, desk, "evaluation")
    gaps = [gap for gap in judgements.gaps(desk).items if gap["steps"] == 3]
    grave = [case for case in ambiguities(desk).items if case["severity"] == "high" and case["basis"] == "stated"]
    return Chapter(
        "index",
        say(desk, "overview"),
        (
            Section(say(desk, "what"), (Text(say(desk, "intro")), Text(held), Text(judgements.RULE[desk.lang], ours=True))),
            Section(say(desk, "matrix"), (Picture("evaluation", say(desk, "matrix_caption")), ratings)),
            Section(say(desk, "governance"), (Picture("governance", say(desk, "governance_caption")), governance_grid(desk))),
            Section(say(desk, "network"), (Picture("cooperation", say(desk, "network_caption")),)),
            Section(say(desk, "gaps"), (Text(judgements.RULE[desk.lang], ours=True), gap_grid(desk, gaps))),
            Section(say(desk, "grave"), (case_grid(desk, grave),)),
        ),
    )


def profile(desk: Desk, cluster: str, label: str) -> Chapter:
    """Return the profile of one cluster in the source's own grid: facts, findings by criterion, recommendations, ties, ambiguities, numbers."""
    slug = cluster.rsplit("/", 1)[-1]
    group = group_of(Iri(cluster), desk.sides)
    cells = [entry for entry in judgements.matrix(desk).items if entry["cluster"]["iri"] == cluster]
    ties = cooperations(desk, cluster).items
    cases = ambiguities(desk, actor=cluster).items
    measured = [row for row in rows_of(desk, "measurements") if row["subject"] in group]
    return Chapter(
        f"cluster-{slug}",
        label,
        (
            Section(say(desk, "facts"), (facts(desk, group),)),
            Section(say(desk, "findings"), (Text(judgements.RULE[desk.lang], ours=True), finding_grid(desk, cells))),
            Section(say(desk, "recommendations"), (recommendation_grid(desk, recommended(desk, cluster).items),)),
            Section(say(desk, "ties"), (Picture("cooperation", say(desk, "network_caption"), (cluster,)), tie_grid(desk, ties))),
            Section(say(desk, "ambiguities"), (case_grid(desk, cases),)),
            Section(say(desk, "numbers"), (number_grid(desk, measured),)),
        ),
    )


FACTS = ("carriages", "managements", "changes", "roles_of_people", "bodies", "missing_bodies", "fundings")
NAMED_RELATIONS = ("changes", "roles_of_people")
OF_ACTOR = ("themes_of_actor", "targets_of_actor", "services_of_actor", "projects_of_actor")


def facts(desk: Desk, group: frozenset[str]) -> Grid:
    """Return what the source says of a cluster, its management and its carriers: who, since when, for whom, what."""
    lines: list[tuple[str, dict[str, Any]]] = []
    for name in FACTS:
        for row in rows_of(desk, name):
            if "source" in row:
                row |= {"actor": row["source"], "item": row["target"], "relation": row["kind"]}
            if row["item"] in group or row["actor"] in group:
                lines.append((name, row))
    for name in OF_ACTOR:
        lines += [(name, row) for actor in sorted(group) for row in rows_of(desk, name, actor=Iri(actor))]
    markets = [row for row in rows_of(desk, "lead_markets_of_clusters") if row["cluster"] in group]
    lines += [("lead_markets_of_clusters", {**row, "actor": row["cluster"], "status": None, "subject": None, "relation": None}) for row in markets]
    labels = desk.labels(cell for _, row in lines for cell in row.values())
    merged: dict[tuple[str, ...], list[str]] = {}
    for name, row in lines:
        relation = labels.get(row["relation"], "")
        item = labels.get(row["item"], "" if row["item"] is None else str(row["item"]))
        key = (
            say(desk, name),
            labels.get(row["actor"], str(row["actor"])),
            ", ".join(filter(None, [relation if name in NAMED_RELATIONS else "", item])),
            "" if not row["status"] else word("absent" if name == "missing_bodies" else code(row["status"]), desk.lang),
            str(row["subject"] or ""),
        )
        merged.setdefault(key, []).append(str(row["passage"]))
    rows = ((Cell(a), Cell(b), Cell(c + (f": {e}" if e else ""), where(desk, *found)), Cell(d)) for (a, b, c, d, e), found in merged.items())
    return grid(["what_kind", "actor", "statement", "status"], rows, desk)


def criteria(desk: Desk) -> Chapter:
    """Return the chapter of criteria: ideal profile with its passages, and the median of each cluster."""
    ideals = rows_of(desk, "criteria")
    labels = desk.labels(row[key] for row in ideals for key in ("criterion", "sub_criterion"))
    profiles = (
        (
            Cell(f"{row['notation'].split('.')[0]} {labels[row['criterion']]}"),
            Cell(f"{row['notation']} {labels[row['sub_criterion']]}"),
            Cell(row["ideal_profile"] or "", where(desk, row["passage"])),
        )
        for row in ideals
    )
    medians = (
        (
            Cell(entry["criterion"]["label"]),
            Cell(entry["cluster"]["label"]),
            Cell(" / ".join(word(one, desk.lang) for one in entry["median"])),
            Cell(f"{word(entry['lowest'], desk.lang)} – {word(entry['highest'], desk.lang)}"),
            Cell(f"{entry['rated']} / {entry['cells']}"),
        )
        for entry in judgements.medians(desk).items
    )
    differ = (
        (
            Cell(entry["cluster"]["label"]),
            Cell(f"{entry['notation']} {entry['sub_criterion']['label']}"),
            Cell(word(entry["management"], desk.lang), value=entry["management"]),
            Cell(word(entry["target_level"], desk.lang), passages_in(entry["findings"]), entry["target_level"]),
        )
        for entry in judgements.disagreements(desk).items
    )
    ours = Text(judgements.RULE[desk.lang], ours=True)
    return Chapter(
        "criteria",
        say(desk, "criteria"),
        (
            Section(say(desk, "ideal_profile"), (grid(["criterion", "sub_criterion", "ideal_profile"], profiles, desk),)),
            Section(say(desk, "medians"), (ours, grid(["criterion", "cluster", "median", "range", "rated"], medians, desk))),
            Section(say(desk, "differ"), (ours, grid(["cluster", "sub_criterion", "management", "target_level"], differ, desk, "evaluation"))),
        ),
    )


def advice(desk: Desk) -> Chapter:
    """Return the chapter of recommendations: the flow, the overall ones, what is open, what lacks a counterpart."""
    labels_of = {entry["iri"]: entry for entry in recommended(desk).items}

    def listed(query: str) -> Grid:
        rows = rows_of(desk, query)
        labels = desk.labels(row["cluster"] for row in rows)
        cells = (
            (
                Cell(labels[row["cluster"]]),
                Cell(labels_of[row["recommendation"]]["topic"]["label"]),
                Cell(row["text"], where(desk, row["passage"])),
                Cell(word(labels_of[row["recommendation"]]["status"], desk.lang)),
            )
            for row in rows
        )
        return grid(["cluster", "topic", "recommendation", "status"], cells, desk)

    return Chapter(
        "recommendations",
        say(desk, "recommendations"),
        (
            Section(say(desk, "flow"), (Picture("recommendations", say(desk, "flow_caption")), flow_grid(desk))),
            Section(say(desk, "overall"), (recommendation_grid(desk, recommended(desk, "overall").items),)),
            Section(say(desk, "open"), (listed("open_and_not_taken_up"),)),
            Section(say(desk, "no_counterpart"), (listed("overall_without_counterpart"),)),
            Section(say(desk, "no_overall"), (listed("cluster_without_overall"),)),
        ),
    )


def lead_markets(desk: Desk, clusters: Mapping[str, str]) -> Chapter:
    """Return the chapter of lead markets: which cluster contributes to which."""
    rows = [row for row in rows_of(desk, "lead_markets_of_clusters") if row["cluster"] in clusters]
    labels = desk.labels(row["item"] for row in rows)
    found: dict[tuple[str, str], list[str]] = {}
    for row in rows:
        found.setdefault((row["item"], row["cluster"]), []).append(str(row["passage"]))
    lines = (
        [Cell(labels[market]), *(Cell("×", where(desk, *found[market, one])) if (market, one) in found else Cell("") for one in clusters)]
        for market in dict.fromkeys(row["item"] for row in rows)
    )
    return Chapter("lead-markets", say(desk, "lead_markets"), (Section(say(desk, "contributions"), (grid(["lead_market", *clusters.values()], lines, desk),)),))


def ambiguous(desk: Desk) -> Chapter:
    """Return the chapter of role ambiguities: what the source states or implies, apart from what rules detect."""
    cases = ambiguities(desk).items
    parts = [(key, [case for case in cases if case["basis"] == key]) for key in ("stated", "implied", "detected")]
    sections = [Section(say(desk, "map"), (Picture("ambiguity", say(desk, "ambiguity_caption")),))]
    sections += [Section(word(key, desk.lang), (Text(say(desk, f"{key}_cases")), case_grid(desk, found))) for key, found in parts]
    return Chapter("ambiguities", say(desk, "ambiguities"), tuple(sections))


def numbers(desk: Desk) -> Chapter:
    """Return the chapter of numbers, in the order of the source."""
    return Chapter("numbers", say(desk, "numbers"), (Section(say(desk, "every_number"), (number_grid(desk, rows_of(desk, "measurements")),)),))


def doubts(desk: Desk) -> Chapter:
    """Return the chapter of contradictions found by queries, and of odd places marked in the transcription."""
    found = (
        (Cell(e["title"]), Cell(e["subject"]["label"]), Cell(e["one"], tuple(e["passages"])), Cell(e["other"], tuple(e["other_passages"])))
        for e in contradictions(desk).items
    )
    issues = rows_of(desk, "source_issues")
    labels = desk.labels(row[key] for row in issues for key in ("subject", "property"))
    marked = ((Cell(labels.get(row["property"], str(row["property"]))), Cell(str(row["value"]), where(desk, row["passage"]))) for row in issues)
    return Chapter(
        "contradictions",
        say(desk, "contradictions"),
        (
            Section(say(desk, "found"), (grid(["rule", "subject", "one", "other"], found, desk),)),
            Section(say(desk, "marked"), (grid(["kind", "statement"], marked, desk),)),
        ),
    )


def sources(desk: Desk) -> Chapter:
    """Return the chapter of sources: documents used, and interviews."""
    used = rows_of(desk, "sources_used")
    talks = rows_of(desk, "interviews")
    labels = desk.labels([row["publication"] for row in used] + [row[key] for row in talks for key in ("cluster", "person", "affiliation")])
    documents = ((Cell(labels[row["publication"]], where(desk, row["passage"])),) for row in used)
    merged: dict[str, dict[str, Any]] = {}
    for row in talks:
        entry = merged.setdefault(row["interview"], {**row, "clusters": {}, "people": {}})
        entry["clusters"][labels.get(row["cluster"], "")] = True
        entry["people"][labels.get(row["person"], "")] = True
    lines = (
        (
            Cell("; ".join(filter(None, entry["clusters"]))),
            Cell("; ".join(filter(None, entry["people"]))),
            Cell(labels.get(entry["affiliation"], "")),
            Cell(entry["date"], where(desk, entry["passage"])),
        )
        for entry in merged.values()
    )
    return Chapter(
        "sources",
        say(desk, "sources"),
        (
            Section(say(desk, "documents"), (grid(["document"], documents, desk),)),
            Section(say(desk, "interviews"), (grid(["cluster", "person", "affiliation", "date"], lines, desk),)),
        ),
    )


def method(desk: Desk) -> Chapter:
    """Return the chapter of method: steps and questions of the evaluation, and how this project rates."""
    steps = ((Cell(str(row["position"])), Cell(row["text"], where(desk, row["passage"]))) for row in rows_of(desk, "method_steps"))
    asked = rows_of(desk, "questions")
    labels = desk.labels(row[key] for row in asked for key in ("kind", "criterion"))
    questions = (
        (
            Cell(labels[row["kind"]]),
            Cell(row["part"]),
            Cell(labels.get(row["criterion"], "")),
            Cell(f"{row['position']}. {row['text']}", where(desk, row["passage"])),
        )
        for row in asked
    )
    ours = [Text(row["text"], ours=True) for row in rows_of(desk, "interpretations")]
    return Chapter(
        "method",
        say(desk, "method"),
        (
            Section(say(desk, "steps"), (grid(["step", "statement"], steps, desk),)),
            Section(say(desk, "questions"), (grid(["kind", "part", "criterion", "question"], questions, desk),)),
            Section(say(desk, "rules"), tuple(ours)),
            Section(say(desk, "reading"), (Text(say(desk, "three_voices")),)),
        ),
    )
