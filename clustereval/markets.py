"""Lead markets: which cluster is named for which, which are not covered, and whose themes touch one that nobody names for them.

What a source says of a cluster and a lead market is stated; what follows from the cluster's themes is derived, and never takes the place of
a statement. A theme touches a lead market when a source names it as the reason of somebody's contribution, or when its whole name stands in
that of the lead market; a narrower theme touches what its broader one touches. Where a source says nothing, it is not stated.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from clustereval.answers import Answer
from clustereval.cooperation import STATUSES
from clustereval.errors import UsageError
from clustereval.labels import item, word
from clustereval.namespaces import Iri
from clustereval.passages import Passage, cite, passage_items
from clustereval.tables import Table

if TYPE_CHECKING:
    from clustereval.desk import Desk

__all__ = ["ORDER", "Contribution", "contribution_items", "find_contributions", "markets"]

TOUCHED = {"themes": "touch a market by a stated reason or by their whole name"}
ORDER = (*STATUSES.values(), "derived", "not_stated", "uncovered")
"""The statuses of a contribution, the firmest first: those of a claim, then what follows from themes, then silence."""


@dataclass(frozen=True)
class Contribution:
    """What holds between a lead market and a cluster; or that no cluster is stated to contribute to it (`cluster` is None, status uncovered).

    `basis` is stated, derived or not_stated. `themes` maps each theme to its basis: stated where the source names it as the reason.
    """

    market: Iri
    cluster: Iri | None
    status: str
    basis: str
    themes: Mapping[Iri, str]
    passages: tuple[str, ...]


def find_contributions(named: Table, reached: Iterable[Table], known: Table, clusters: Iterable[str]) -> list[Contribution]:
    """Return every lead market with every cluster, and each lead market to which no cluster is stated to contribute already.

    All tables have the columns of queries/markets: cluster, via, market, theme, status, passage. `named` holds what the source says, `reached`
    what themes touch, `known` all lead markets. A cell has an entry for each status that the source states; only where it states none, a cell
    may be derived.
    """
    said: dict[tuple[str, str], dict[str, list[Mapping[str, Any]]]] = defaultdict(lambda: defaultdict(list))
    for row in named.records():
        said[str(row["market"]), str(row["cluster"])][STATUSES[row["status"]]].append(row)
    touched: dict[tuple[str, str], list[Mapping[str, Any]]] = defaultdict(list)
    for table in reached:
        for row in table.records():
            touched[str(row["market"]), str(row["cluster"])].append(row)
    places: dict[str, list[str]] = defaultdict(list)
    for row in known.records():
        places[str(row["market"])] += [str(row["passage"])] if row["passage"] else []
    wanted = sorted(set(clusters))
    found = []
    for market in sorted(places):
        for cluster in wanted:
            found += cell(Iri(market), Iri(cluster), said[market, cluster], touched[market, cluster])
        if not any("existing" in said[market, cluster] for cluster in wanted):
            found.append(Contribution(Iri(market), None, "uncovered", "not_stated", {}, unique(places[market])))
    return found


def cell(market: Iri, cluster: Iri, said: Mapping[str, Sequence[Mapping[str, Any]]], touched: Sequence[Mapping[str, Any]]) -> list[Contribution]:
    """Return what holds between one lead market and one cluster: an entry for each stated status, else one that is derived or not stated."""
    derived = {Iri(row["theme"]): "derived" for row in touched}
    if not said:
        if not derived:
            return [Contribution(market, cluster, "not_stated", "not_stated", {}, ())]
        return [Contribution(market, cluster, "derived", "derived", in_order(derived), unique(row["passage"] for row in touched))]
    entries = []
    for status in sorted(said, key=ORDER.index):
        rows = said[status]
        themes = {**derived, **{Iri(row["theme"]): "stated" for row in rows if row["theme"]}}
        entries.append(Contribution(market, cluster, status, "stated", in_order(themes), unique(row["passage"] for row in rows)))
    return entries


def in_order(themes: Mapping[Iri, str]) -> dict[Iri, str]:
    """Return themes with the stated ones first."""
    return dict(sorted(themes.items(), key=lambda theme: (theme[1] != "stated", theme[0])))


def unique(passages: Iterable[str]) -> tuple[str, ...]:
    """Return each passage once."""
    return tuple(dict.fromkeys(str(passage) for passage in passages))


def contribution_items(found: Iterable[Contribution], labels: Mapping[str, str], passages: Mapping[str, Passage]) -> list[dict[str, Any]]:
    """Return contributions as the objects of the JSON answer."""
    return [
        {
            "lead_market": item(entry.market, labels),
            "cluster": item(entry.cluster, labels) if entry.cluster else None,
            "status": entry.status,
            "basis": entry.basis,
            "themes": [{**item(theme, labels), "basis": basis} for theme, basis in entry.themes.items()],
            "passages": passage_items(passages, entry.passages),
        }
        for entry in found
    ]


def markets(desk: Desk, cluster: str | None = None, status: str | None = None) -> Answer:
    """Return the matrix of lead markets and clusters, with the firmest status in each cell; or the entries of one cluster or one status in full."""
    clusters = sorted({str(one) for one in desk.sides.column("cluster")})
    reached = (desk.run("markets_reached_by_reason"), desk.run("markets_reached_by_name"))
    found = find_contributions(desk.run("market_contributions"), reached, desk.run("lead_markets"), clusters)
    if status is not None and status not in ORDER:
        names = ", ".join(ORDER)
        raise UsageError(f"There is no status {status!r}. All of them: {names}", f"Den Stand „{status}“ gibt es nicht. Alle: {names}")
    labels = desk.labels([*(Iri(one) for one in clusters), *(iri for entry in found for iri in (entry.market, *entry.themes))])
    if cluster is None and status is None:
        return Answer(contribution_items(found, labels, desk.passages), grid(found, clusters, labels, desk.lang), TOUCHED)
    if cluster is not None:
        wanted = next((str(row["cluster"]) for row in desk.sides.records() if row["actor"] == desk.actor(cluster)), None)
        if wanted is None:
            names = ", ".join(labels[one] for one in clusters)
            raise UsageError(
                f"{cluster!r} is no evaluated cluster, management or carrier. The clusters: {names}",
                f"„{cluster}“ ist kein bewerteter Cluster, Management oder Träger. Die Cluster: {names}",
            )
        found = [entry for entry in found if entry.cluster == wanted]
    entries = [entry for entry in found if status is None or entry.status == status]
    items = contribution_items(entries, labels, desk.passages)
    columns = ("lead_market", "cluster", "status", "basis", "themes", "passages")
    rows = tuple(
        (
            e["lead_market"]["label"],
            e["cluster"]["label"] if e["cluster"] else "",
            word(e["status"], desk.lang),
            word(e["basis"], desk.lang),
            "; ".join(f"{theme['label']} ({word(theme['basis'], desk.lang)})" for theme in e["themes"]),
            cite(e["passages"], desk.lang),
        )
        for e in items
    )
    return Answer(items, Table(columns, rows), TOUCHED)


def grid(found: Sequence[Contribution], clusters: Sequence[str], labels: Mapping[str, str], lang: str) -> Table:
    """Return the matrix for reading: a row for each lead market, a column for each cluster, and whether a cluster is stated to contribute already."""
    firmest: dict[tuple[str, str], str] = {}
    for entry in found:
        if entry.cluster:
            firmest.setdefault((entry.market, entry.cluster), entry.status)
    uncovered = {entry.market for entry in found if entry.cluster is None}
    rows = tuple(
        (
            labels[market],
            *(word(firmest[market, cluster], lang) for cluster in clusters),
            word("uncovered" if market in uncovered else "covered", lang),
        )
        for market in dict.fromkeys(entry.market for entry in found)
    )
    return Table(("lead_market", *(labels[cluster] for cluster in clusters), "coverage"), rows)
