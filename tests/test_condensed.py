"""Condensed networks: what is too large for a picture becomes communities, of which nothing is lost."""

from __future__ import annotations

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clustereval.condensed import MOST_COMMUNITIES, MOST_NODES, condense, is_large, member_graph, members
from clustereval.drawing import Drawing
from clustereval.errors import UsageError


def planted(groups: int, size: int, bridges: int = 1) -> nx.MultiDiGraph:
    """Return groups in which all are tied with all, each tied with the next one by some bridges."""
    graph = nx.MultiDiGraph()
    for number in range(groups):
        names = [f"g{number:02}n{one:03}" for one in range(size)]
        graph.add_nodes_from((name, {"label": name, "group": "a" if number % 2 else "b"}) for name in names)
        graph.add_edges_from((one, other, {"status": "existing", "kind": "k"}) for place, one in enumerate(names) for other in names[place + 1 :])
        if number:
            graph.add_edges_from((names[one], f"g{number - 1:02}n{one:03}", {"status": "existing", "kind": "k"}) for one in range(bridges))
    return graph


def test_planted_groups_are_found_as_communities() -> None:
    drawing, note = condense(Drawing(planted(30, 20), {}), "en")
    assert len(drawing.graph) == 30 and "600 nodes" in note and "30 communities" in note
    # All with all among 20 are 190 ties.
    assert {dict(map(tuple, data["facts"]))["Ties inside"] for _, data in drawing.graph.nodes(data=True)} == {"190"}
    assert drawing.graph.number_of_edges() == 29
    assert {data["group"] for _, data in drawing.graph.nodes(data=True)} == {"a", "b"}


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 80), st.integers(0, 80), st.sampled_from(["existing", "recommended"])), min_size=1, max_size=200))
def test_no_node_and_no_tie_is_lost(ties: list[tuple[int, int, str]]) -> None:
    graph = nx.MultiDiGraph()
    graph.add_edges_from((f"n{one}", f"n{other}", {"status": status, "kind": "k"}) for one, other, status in ties)
    parts = members(graph)
    assert sorted(node for part in parts for node in part) == sorted(graph)
    assert len(parts) <= MOST_COMMUNITIES
    drawing, _ = condense(Drawing(graph, {}), "de")
    if len(parts) > 1:
        inside = sum(int(dict(map(tuple, data["facts"]))["Verbindungen darin"]) for _, data in drawing.graph.nodes(data=True))
        between = sum(data["weight"] for *_, data in drawing.graph.edges(data=True))
        assert inside + between == len(ties)


def test_the_order_of_building_changes_nothing() -> None:
    graph = planted(12, 10, 2)
    again = nx.MultiDiGraph()
    again.add_nodes_from(sorted(graph.nodes(data=True), reverse=True))
    again.add_edges_from(reversed(list(graph.edges(data=True))))
    assert members(graph) == members(again)


def test_a_community_opens_to_its_members_and_they_to_theirs() -> None:
    graph = planted(8, 10)
    assert sorted(member_graph(graph, "3", "en")) == members(graph)[2]
    inner = member_graph(graph, "3", "en")
    assert sorted(member_graph(graph, "3.1", "en")) == members(inner)[0]
    for wrong in ("0", "9", "x", "3.99", "", "²"):
        with pytest.raises(UsageError, match="no community"):
            member_graph(graph, wrong, "en")


def test_what_does_not_fall_apart_is_cut_to_the_most_tied() -> None:
    star = nx.MultiDiGraph()
    star.add_edges_from(("hub", f"n{number:04}", {"status": "existing", "kind": "k"}) for number in range(MOST_NODES + 10))
    assert is_large(star)
    drawing, note = condense(Drawing(star, {}), "en")
    assert "hub" in drawing.graph and not is_large(drawing.graph) and "most ties" in note


def test_many_small_parts_stand_together_as_one() -> None:
    graph = nx.MultiDiGraph()
    graph.add_edges_from((f"a{number:03}", f"b{number:03}", {"status": "existing", "kind": "k"}) for number in range(100))
    drawing, _ = condense(Drawing(graph, {}), "en")
    assert len(drawing.graph) == MOST_COMMUNITIES
    assert drawing.graph.nodes[f"community:{MOST_COMMUNITIES}"]["label"] == f"smaller communities ({2 * (100 - MOST_COMMUNITIES + 1)})"
