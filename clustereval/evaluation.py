"""Evaluation: how clusters stand against the ideal profile, on what evidence, and what an ordering of words can say.

Findings are what the source says; ratings are this project's interpretation of them, on an ordinal scale. Words are counted and
compared, never averaged: a summary is a median with its range, and clusters are put in order by comparing them in pairs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from statistics import median_high, median_low
from typing import TYPE_CHECKING, Any

from clustereval.labels import code
from clustereval.namespaces import CEC, Iri

if TYPE_CHECKING:
    from pathlib import Path

    from clustereval.tables import Table

__all__ = [
    "RATINGS",
    "SCALE",
    "Body",
    "Cell",
    "Disagreement",
    "Finding",
    "Gap",
    "Order",
    "Summary",
    "Swap",
    "check_weights",
    "compare_governance",
    "find_cells",
    "find_disagreements",
    "find_gaps",
    "order_clusters",
    "read_weights",
    "summarise",
]

SCALE = ("not", "partly", "largely", "fulfilled")
"""The ordinal ratings, from low to high; `unclear` and `not_stated` stand outside the order."""
RATINGS = {
    CEC + "NotFulfilled": "not",
    CEC + "PartlyFulfilled": "partly",
    CEC + "LargelyFulfilled": "largely",
    CEC + "Fulfilled": "fulfilled",
    CEC + "UnclearRating": "unclear",
    CEC + "NotStated": "not_stated",
}
EVEN = 1e-12
"""Margins below this are rounding, and mean that a pair is even."""
MANAGEMENT, TARGET_LEVEL = Iri(CEC + "ManagementPerspective"), Iri(CEC + "TargetLevelPerspective")


@dataclass(frozen=True)
class Finding:
    """What one perspective says about a cluster under a sub-criterion; `placement` says where in the table it stands."""

    iri: Iri
    perspective: Iri
    placement: Iri
    text: str
    passages: tuple[str, ...]


@dataclass(frozen=True)
class Cell:
    """One cluster under one sub-criterion: its findings, and how this project rates them, as a whole and by perspective."""

    cluster: Iri
    criterion: Iri
    sub_criterion: Iri
    notation: str
    ideal_profile: str
    findings: tuple[Finding, ...]
    rating: str
    reason: str
    voices: Mapping[Iri, tuple[str, str]] = field(default_factory=dict)

    @property
    def level(self) -> int | None:
        """The place of the rating on SCALE, from 0; None for a rating outside the order."""
        return SCALE.index(self.rating) if self.rating in SCALE else None


@dataclass(frozen=True)
class Summary:
    """The ratings of one cluster under one criterion: both medians (equal unless the number is even), lowest, highest, how many are rated, of how many."""

    criterion: Iri
    cluster: Iri
    median: tuple[str, str] | None
    lowest: str
    highest: str
    rated: int
    cells: int


@dataclass(frozen=True)
class Gap:
    """A cell that falls short of the ideal profile, by `steps` on SCALE; `shared` is how many clusters fall short there by at least two steps."""

    cell: Cell
    steps: int
    shared: int


@dataclass(frozen=True)
class Disagreement:
    """A cell in which management and target level are rated `steps` apart; positive when the management sees it better."""

    cell: Cell
    management: str
    target_level: str
    steps: int


@dataclass(frozen=True)
class Body:
    """A body or role of the ideal structure beside what the source says of one cluster: status, who has it, which kind, passages."""

    item: Iri
    cluster: Iri
    status: str
    statuses: tuple[tuple[str, Iri, Iri, str], ...]
    ideal_passages: tuple[str, ...]


@dataclass(frozen=True)
class Swap:
    """A pair of clusters whose order turns when the weight (share of all weights) of one criterion passes `at`.

    `first` is ahead at the given weights, `second` on the other side of `at`.
    """

    first: Iri
    second: Iri
    criterion: Iri
    weight: float
    at: float


@dataclass(frozen=True)
class Order:
    """Clusters put in order by pairwise comparison: place, wins less losses, and the margins of each pair, from -1 to 1."""

    places: tuple[tuple[int, Iri, int], ...]
    margins: Mapping[tuple[Iri, Iri], float]
    swaps: tuple[Swap, ...]


def find_cells(criteria: Table, findings: Table, ratings: Table) -> list[Cell]:
    """Return a cell for each cluster and sub-criterion, in the order of clusters and of the criteria's notation.

    The tables are the answers of the queries criteria, findings and ratings. A cell without findings, or without a rating, is `not_stated`.
    Where one perspective alone speaks, the rating of the cell is its rating.
    """
    found: dict[tuple[Iri, Iri], dict[Iri, dict[str, Any]]] = defaultdict(dict)
    places: dict[Iri, list[str]] = defaultdict(list)
    for row in findings.records():
        found[row["cluster"], row["sub_criterion"]].setdefault(row["finding"], row)
        places[row["finding"]].append(str(row["passage"]))
    rated: dict[tuple[Iri, Iri], dict[Iri | None, tuple[str, str]]] = defaultdict(dict)
    for row in ratings.records():
        rated[row["cluster"], row["sub_criterion"]][row["perspective"]] = (RATINGS[row["rated_as"]], row["reason"])
    clusters = sorted({cluster for cluster, _ in found})
    rows = sorted(
        {(r["notation"], r["criterion"], r["sub_criterion"], r["ideal_profile"] or "") for r in criteria.records()},
        key=lambda row: [int(part) for part in row[0].split(".")],
    )
    cells = []
    for cluster in clusters:
        for notation, criterion, sub, ideal in rows:
            of_cell = [
                Finding(iri, row["perspective"], row["placement"], row["text"], tuple(dict.fromkeys(places[iri])))
                for iri, row in found.get((cluster, sub), {}).items()
            ]
            by_voice = rated.get((cluster, sub), {})
            rating, reason = by_voice.get(None, ("not_stated", ""))
            voices = {voice: said for voice, said in by_voice.items() if voice is not None}
            speaking = {finding.perspective for finding in of_cell}
            if not voices and len(speaking) == 1 and rating != "not_stated":
                voices = {speaking.pop(): (rating, reason)}
            cells.append(Cell(cluster, criterion, sub, notation, ideal, tuple(of_cell), rating, reason, voices))
    return cells


def summarise(cells: Iterable[Cell]) -> list[Summary]:
    """Return, per criterion and cluster, the median of the ordinal ratings and their range.

    Of an even number of ratings the low and the high median are given, as no word lies between two words (Stevens 1946, on
    statistics permissible for ordinal scales).
    """
    groups: dict[tuple[Iri, Iri], list[Cell]] = defaultdict(list)
    for cell in cells:
        groups[cell.criterion, cell.cluster].append(cell)
    summaries = []
    for (criterion, cluster), group in groups.items():
        levels = sorted(cell.level for cell in group if cell.level is not None)
        both = (SCALE[median_low(levels)], SCALE[median_high(levels)]) if levels else None
        lowest, highest = (SCALE[levels[0]], SCALE[levels[-1]]) if levels else ("", "")
        summaries.append(Summary(criterion, cluster, both, lowest, highest, len(levels), len(group)))
    return summaries


def find_gaps(cells: Sequence[Cell]) -> list[Gap]:
    """Return the cells that fall short of the ideal profile: widest first, then those that most clusters share, then by notation."""
    top = len(SCALE) - 1
    wide: dict[Iri, int] = defaultdict(int)
    for cell in cells:
        wide[cell.sub_criterion] += cell.level is not None and top - cell.level >= 2
    gaps = [Gap(cell, top - cell.level, wide[cell.sub_criterion]) for cell in cells if cell.level is not None and cell.level < top]
    return sorted(gaps, key=lambda gap: (-gap.steps, -gap.shared, gap.cell.notation, gap.cell.cluster))


def find_disagreements(cells: Iterable[Cell]) -> list[Disagreement]:
    """Return the cells in which management and target level are rated differently, the farthest apart first."""
    found = []
    for cell in cells:
        both = [cell.voices[voice][0] for voice in (MANAGEMENT, TARGET_LEVEL) if voice in cell.voices]
        if len(both) == 2 and set(both) <= set(SCALE) and both[0] != both[1]:
            found.append(Disagreement(cell, both[0], both[1], SCALE.index(both[0]) - SCALE.index(both[1])))
    return sorted(found, key=lambda d: (-abs(d.steps), d.cell.notation, d.cell.cluster))


def compare_governance(ideal: Table, present: Table) -> list[Body]:
    """Return each body and role of the ideal structure for each cluster, with what the source says of it there.

    The tables are the answers of ideal_governance and governance. A narrower kind of body counts for the wider one. The status
    is the first of existing, ended, absent, aspired, recommended, unclear that is said; `not_stated` when nothing is.
    """
    order = ("existing", "ended", "absent", "aspired", "recommended", "unclear")
    wanted: dict[Iri, list[str]] = defaultdict(list)
    for row in ideal.records():
        wanted[row["item"]].append(str(row["passage"]))
    said: dict[tuple[Iri, Iri], list[tuple[str, Iri, Iri, str]]] = defaultdict(list)
    for row in present.records():
        for item in {row["item"], row["broader"]} & set(wanted):
            said[item, row["cluster"]].append((code(row["status"]), row["actor"], row["item"], str(row["passage"])))
    clusters = sorted(set(present.column("cluster")), key=str)
    return [
        Body(item, Iri(str(cluster)), status_of(statuses, order), tuple(statuses), tuple(dict.fromkeys(where)))
        for item, where in wanted.items()
        for cluster in clusters
        for statuses in [sorted(said.get((item, Iri(str(cluster))), []), key=lambda s: order.index(s[0]))]
    ]


def status_of(statuses: Sequence[tuple[str, Iri, Iri, str]], order: Sequence[str]) -> str:
    """Return the first status in `order` that is said, or not_stated."""
    return next((status for status in order if any(said[0] == status for said in statuses)), "not_stated")


def read_weights(path: Path, criteria: Iterable[str]) -> dict[str, float]:
    """Return the weight of each criterion from a TOML file of lines `criterion = number`, by the last part of the criterion's IRI.

    Criteria that the file leaves out weigh 1. Raises UsageError, with the line, for an unknown criterion, and for a number that is
    negative, not finite or none; and when all weights are 0.
    """
    import tomllib

    from clustereval.errors import UsageError

    known = list(criteria)
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UsageError(f"The weights cannot be read from {path} ({error.strerror}).") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: {error}. Write one criterion a line, for example: {known[0]} = 2") from error
    return check_weights(given, known, f"{path}: ")


def check_weights(given: Mapping[str, object], criteria: Iterable[str], where: str = "") -> dict[str, float]:
    """Return the weight of each criterion from those given; criteria that are left out weigh 1.

    Raises UsageError, after the words of `where`, for an unknown criterion, and for a weight that is negative, not finite or no
    number; and when all weights are 0.
    """
    import math

    from clustereval.errors import UsageError
    from clustereval.labels import nearest

    known = list(criteria)
    weights = dict.fromkeys(known, 1.0)
    for name, weight in given.items():
        if name not in known:
            raise UsageError(f"{where}there is no criterion {name!r}.{nearest(name, known)} All of them: {', '.join(known)}")
        if isinstance(weight, bool) or not isinstance(weight, int | float) or not math.isfinite(weight) or weight < 0:
            raise UsageError(
                f"{where}the weight of {name} is {weight!r}; it must be a number from 0 upwards.",
                f"{where}Das Gewicht von {name} ist {weight!r}; es muss eine Zahl ab 0 sein.",
            )
        weights[name] = float(weight)
    if not any(weights.values()):
        raise UsageError(
            f"{where}all weights are 0. Give at least one criterion a weight.",
            f"{where}Alle Gewichte sind 0. Geben Sie mindestens einem Kriterium ein Gewicht.",
        )
    return weights


def order_clusters(cells: Sequence[Cell], weights: Mapping[Iri, float]) -> Order:
    """Return the clusters in order, and which pairs swap when one weight changes.

    Two clusters are compared sub-criterion by sub-criterion, where both have an ordinal rating: under each criterion the share in
    which the first is rated higher less the share in which the second is; these differences, weighted by criterion, are the margin of
    the pair, from -1 to 1 (a concordance index, as in ELECTRE: Roy 1968). Places follow wins less losses over all pairs (Copeland
    1951); equal ones share a place. Only the order of the words is used, never a distance between them.

    A swap is found exactly: the margin is linear in the weight of one criterion when the others keep their proportions.
    """
    total = sum(weights.values())
    share = {criterion: weight / total for criterion, weight in weights.items()}
    clusters = sorted({cell.cluster for cell in cells})
    levels = {(cell.cluster, cell.sub_criterion): cell.level for cell in cells}
    subs: dict[Iri, list[Iri]] = defaultdict(list)
    for cell in cells:
        if cell.cluster == clusters[0]:
            subs[cell.criterion].append(cell.sub_criterion)

    def difference(a: Iri, b: Iri, criterion: Iri) -> float:
        pairs = [(levels[a, sub], levels[b, sub]) for sub in subs[criterion]]
        both = [(x, y) for x, y in pairs if x is not None and y is not None]
        return sum((x > y) - (x < y) for x, y in both) / len(both) if both else 0.0

    margins: dict[tuple[Iri, Iri], float] = {}
    swaps: list[Swap] = []
    for a, b in combinations(clusters, 2):
        by_criterion = {criterion: difference(a, b, criterion) for criterion in subs}
        margin = sum(share[criterion] * value for criterion, value in by_criterion.items())
        margins[a, b] = margin
        for criterion, value in by_criterion.items():
            if share[criterion] < 1 and abs(margin) > EVEN:
                rest = (margin - share[criterion] * value) / (1 - share[criterion])
                at = rest / (rest - value) if rest != value else -1.0
                if 0 < at < 1 and rest * value < -EVEN:
                    first, second = (a, b) if margin > 0 else (b, a)
                    swaps.append(Swap(first, second, criterion, share[criterion], at))
    score = dict.fromkeys(clusters, 0)
    for (a, b), margin in margins.items():
        if abs(margin) > EVEN:
            score[a if margin > 0 else b] += 1
            score[b if margin > 0 else a] -= 1
    places = tuple((1 + sum(other > score[cluster] for other in score.values()), cluster, score[cluster]) for cluster in clusters)
    nearest_first = sorted(swaps, key=lambda swap: (abs(swap.at - swap.weight), swap.first, swap.second, swap.criterion))
    return Order(tuple(sorted(places, key=lambda place: (place[0], place[1]))), margins, tuple(nearest_first))
