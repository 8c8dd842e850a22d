"""The map of a scenario: the ties of those whom it touches before and after, and its effects as a list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from clustereval.cooperation import Tie, find_ties
from clustereval.drawing import Drawing, Listing, Row, edges_of, network_of, nodes_of
from clustereval.effects import effect_items, find_effects, told
from clustereval.labels import word
from clustereval.passages import cite
from clustereval.scenario import Scenario, hypothetical, recommended_changes

if TYPE_CHECKING:
    from clustereval.desk import Desk
    from clustereval.views import View

__all__ = ["FIELDS", "draw_scenario"]

FIELDS = ("changes", "new_ties", "ended_ties", "pairs_before", "pairs_after", "bodies", "cases_gone", "cases_new", "moved")
"""The fields that the finding of the map may use."""


def draw_scenario(desk: Desk, view: View, scenario: Scenario | None = None, after: Desk | None = None) -> Drawing:
    """Return the ties between those whom a scenario touches, with the evaluated clusters; without one, that all of the last round comes true.

    A tie stays, comes true or ends. The parts are before and after, and each actor keeps its place. The list holds every effect.
    `after` is the hypothetical graph of the scenario, where it has been made already.
    """
    supposed = scenario or recommended_changes(desk)
    after = after or hypothetical(desk, supposed)
    before_ties, after_ties = ({key(tie): tie for tie in find_ties(each.run("ties"), each.sides) if tie.status == "existing"} for each in (desk, after))
    touched = {str(end) for change in supposed.changes for end in (change.source, change.target) if end}
    touched |= {str(cluster) for cluster in desk.sides.column("cluster")}
    kept = [tie for name, tie in before_ties.items() if name in after_ties and {tie.source, tie.target} <= touched]
    edges = [
        *(replace(edge, status="stays", scopes=("before", "after")) for edge in edges_of(desk, kept)),
        *(replace(edge, status="comes_true", scopes=("after",)) for edge in edges_of(after, [t for name, t in after_ties.items() if name not in before_ties])),
        *(replace(edge, status="ends", scopes=("before",)) for edge in edges_of(desk, [t for name, t in before_ties.items() if name not in after_ties])),
    ]
    graph = network_of(nodes_of(desk, view), edges)
    items = effect_items(desk, find_effects(desk, supposed, after))
    rows = tuple(Row((word(e["aspect"], desk.lang), e["thing"], *told(e, desk.lang), cite(e["passages"], desk.lang))) for e in items)
    listing = Listing(("aspect", "thing", "before", "after", "passages"), rows)
    scopes = {name: word(name, desk.lang) for name in ("before", "after")}
    return Drawing(graph, figures(supposed, edges_by_status(edges), items, desk.lang), listing, scopes, start="", steady=True)


def key(tie: Tie) -> tuple[frozenset[str], str]:
    """Return what makes a tie the same before and after."""
    return frozenset((tie.source, tie.target)), tie.kind


def edges_by_status(edges: list[Any]) -> dict[str, int]:
    """Return how many ties stay, come true and end."""
    return {status: sum(edge.status == status for edge in edges) for status in ("stays", "comes_true", "ends")}


def figures(scenario: Scenario, ties: Mapping[str, int], items: list[dict[str, Any]], lang: str) -> dict[str, int | str]:
    """Return the numbers of the finding."""
    pairs = next(e for e in items if e["aspect"] == "measure" and e["thing"] == word("cooperating_pairs", lang))
    cases = [e for e in items if e["aspect"] == "ambiguity"]
    return {
        "changes": len(scenario.changes),
        "new_ties": ties["comes_true"],
        "ended_ties": ties["ends"],
        "pairs_before": pairs["before"],
        "pairs_after": pairs["after"],
        "bodies": sum(e["aspect"] == "governance" and e["after"] == "existing" for e in items),
        "cases_gone": sum(e["after"] is None for e in cases),
        "cases_new": sum(e["before"] is None for e in cases),
        "moved": sum(e["aspect"] == "overlap" for e in items),
    }
