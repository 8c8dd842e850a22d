"""Scenarios: a reader chooses which recommended links, separations, bodies and roles come true, and sees before and after.

Nothing is written: a scenario lives in its address, and the hypothetical graphs of the last few in memory.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from clustereval.cases import all_cases
from clustereval.changemap import draw_scenario
from clustereval.effects import effects, told
from clustereval.errors import UsageError
from clustereval.explorer.choices import clusters_of, short
from clustereval.explorer.shelf import Shelf
from clustereval.explorer.words import WORDS
from clustereval.labels import item, word
from clustereval.namespaces import Iri
from clustereval.passages import passage_items
from clustereval.scenario import Change, Scenario, hypothetical, recommended_changes
from clustereval.views import find_views, view_page

if TYPE_CHECKING:
    from clustereval.desk import Desk
    from clustereval.explorer.frame import Address

__all__ = ["content", "picture"]

ASPECTS = ("measure", "governance", "ambiguity", "overlap")


def content(desk: Desk, place: Address) -> dict[str, Any]:
    """Return what may be supposed, by cluster; and before and after, when something is."""
    everything = recommended_changes(desk).changes
    supposed = chosen(desk, place)
    answer = effects(desk, supposed, graph_of(desk, supposed)) if supposed else None
    found = answer.items if answer else []
    groups: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for entry in found:
        before, after = told(entry, desk.lang)
        groups[entry["aspect"]].append({**entry, "before": before, "after": after})
    listed = {change.claim: change for change in (*everything, *(supposed.changes if supposed else ()))}
    return {
        "title": WORDS["scenario"][desk.lang],
        "answers": {WORDS["scenario"][desk.lang]: answer} if answer else {},
        "groups": grouped(desk, listed.values(), {change.claim for change in supposed.changes} if supposed else set()),
        "supposed": len(supposed.changes) if supposed else 0,
        "changes": groups.pop("change", []),
        "effects": [(key, word(key, desk.lang), groups[key]) for key in ASPECTS if groups[key]],
        "picture": place.to("picture/scenario")
        + "?"
        + urlencode([given for given in place.given if given[0] in {"change", "cluster", "recommendation", "all"}]),
        "number": len(everything),
        "short": short,
    }


def chosen(desk: Desk, place: Address) -> Scenario | None:
    """Return the scenario that the address supposes: change (its short name, as often as wanted), cluster, recommendation, all; None for nothing.

    Raises UsageError for a change that nobody recommends.
    """
    changes: dict[Iri, Change] = {}
    if place.one("all"):
        changes |= {change.claim: change for change in recommended_changes(desk).changes}
    if place.one("cluster"):
        changes |= {change.claim: change for change in recommended_changes(desk, cluster=place.one("cluster")).changes}
    if place.one("recommendation"):
        changes |= {change.claim: change for change in recommended_changes(desk, recommendation=place.one("recommendation")).changes}
    wanted = place.many("change")
    if wanted:
        years = sorted({int(row["year"]) for row in desk.run("recommendations").records()})
        known = {short(change.claim): change for year in years for change in recommended_changes(desk, year=year).changes}
        for name in wanted:
            if name not in known:
                raise UsageError(WORDS["no_change"][desk.lang].format(given=name))
            changes[known[name].claim] = known[name]
    return Scenario(WORDS["scenario"][desk.lang], tuple(sorted(changes.values(), key=lambda change: change.claim))) if changes else None


def graph_of(desk: Desk, supposed: Scenario) -> Desk:
    """Return the hypothetical graph of a scenario, made once for its tables and its picture. Raises Busy when others keep the machine busy."""
    shelf: Shelf[Desk] = desk.once("scenarios", Shelf)
    return shelf.take(" ".join(sorted(change.claim for change in supposed.changes)), lambda: answered(desk, supposed), WORDS["busy"][desk.lang])


def answered(desk: Desk, supposed: Scenario) -> Desk:
    """Return the hypothetical graph of a scenario, asked already for what takes longest, so that two readers do not ask it at the same time."""
    after = hypothetical(desk, supposed)
    all_cases(after)
    return after


def grouped(desk: Desk, changes: Any, supposed: set[Iri]) -> list[dict[str, Any]]:
    """Return changes under the cluster for which one of the parties acts; those of none come last."""
    acts = {str(row["actor"]): str(row["cluster"]) for row in desk.sides.records()}
    labels = desk.labels(iri for change in changes for iri in (change.form, change.source, change.target, change.kind) if iri)
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for change in changes:
        ends = [end for end in (change.source, change.target) if end]
        group = next((acts[str(end)] for end in ends if str(end) in acts), "")
        found[group].append(
            {
                "name": short(change.claim),
                "ends": [item(end, labels) for end in ends],
                "label": f"{' – '.join(labels[end] for end in ends)}: {labels[change.kind or change.form]}",
                "chosen": change.claim in supposed,
                "passages": passage_items(desk.passages, change.passages),
            }
        )
    clusters = [*clusters_of(desk), {"iri": "", "label": WORDS["no_cluster"][desk.lang]}]
    return [
        {**cluster, "changes": sorted(entries, key=lambda entry: entry["label"]), "chosen": sum(entry["chosen"] for entry in entries)}
        for cluster in clusters
        for entries in [found[cluster["iri"]]]
        if entries
    ]


def picture(desk: Desk, place: Address) -> str:
    """Return the network before and after as a page of its own. Raises UsageError when nothing is supposed."""
    supposed = chosen(desk, place)
    if supposed is None:
        raise UsageError(WORDS["nothing_supposed"][desk.lang])
    view = find_views(desk.project.folders("visualisations"))["scenario"]
    return view_page(desk, view, draw_scenario(desk, view, supposed, graph_of(desk, supposed)))
