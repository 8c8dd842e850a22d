"""Layers and levels: counted by hand on small networks, and mixing against a published definition."""

from __future__ import annotations

import networkx as nx
import pytest

from clustereval.desk import Desk
from clustereval.errors import UsageError
from clustereval.layers import Layer, Mixing, find_layers, find_mixing, level_mixing
from clustereval.networks import measure


def multi() -> nx.MultiDiGraph:
    graph = nx.MultiDiGraph()
    for a, b, kind, status in (
        ("A", "B", "partner", "existing"),
        ("B", "A", "partner", "existing"),
        ("A", "C", "partner", "existing"),
        ("B", "A", "forum", "existing"),
        ("A", "D", "partner", "recommended"),
    ):
        graph.add_edge(a, b, kind=kind, status=status, marked=False)
    graph.add_edge("A", "D", kind="case", status="existing", marked=True)
    return graph


def test_a_layer_counts_ties_actors_pairs_and_the_pairs_that_another_layer_has_too() -> None:
    assert find_layers(multi()) == [
        Layer("partner", "existing", ties=3, actors=3, pairs=2, shared_pairs=1),
        Layer("forum", "existing", ties=1, actors=2, pairs=1, shared_pairs=1),
        Layer("partner", "recommended", ties=1, actors=2, pairs=1, shared_pairs=0),
    ]


def test_ties_within_and_between_levels_are_counted_by_hand() -> None:
    graph = nx.Graph([("c1", "c2"), ("c1", "m1"), ("c2", "m1"), ("m1", "o1"), ("m1", "o2")])
    levels = {"c1": "cluster", "c2": "cluster", "m1": "management", "o1": "organisation", "o2": "organisation"}
    assert find_mixing(graph, levels) == [
        Mixing("cluster", "cluster", 1, 1),
        Mixing("cluster", "management", 2, 2),
        Mixing("cluster", "organisation", 0, 4),
        Mixing("management", "management", 0, 0),
        Mixing("management", "organisation", 2, 2),
        Mixing("organisation", "organisation", 0, 1),
    ]
    assert find_mixing(graph, levels)[2].density == 0


def test_mixing_is_1_within_levels_and_negative_across() -> None:
    within = nx.Graph([("a", "b"), ("c", "d")])
    assert level_mixing(within, {"a": "cluster", "b": "cluster", "c": "carrier", "d": "carrier"}) == pytest.approx(1)
    # two levels, all ties across: e_ii = 0 and a_i = b_i = 1/2, so r = (0 - 1/2) / (1 - 1/2) (Newman 2003, eq. 2)
    assert level_mixing(within, {"a": "cluster", "b": "carrier", "c": "cluster", "d": "carrier"}) == pytest.approx(-1)


def test_the_levels_of_the_real_network_cover_every_pair_once(desk: Desk) -> None:
    answer = measure(desk, "cooperation", "levels")
    shape = measure(desk, "cooperation").items[0]
    assert sum(row["pairs"] for row in answer.items) == shape["edges"]
    assert sum(row["possible"] for row in answer.items) == shape["nodes"] * (shape["nodes"] - 1) / 2


def test_a_measure_can_be_asked_of_some_layers_only(desk: Desk) -> None:
    # line 738 names those with whom SMAB has partnerships clusters, KAT, universities and more
    found = {item["actor"]["label"]: item["degree"] for item in measure(desk, "cooperation", "degree", kinds=["Partnership"]).items}
    assert max(found, key=lambda name: found[name]) == "Cluster management SMAB"
    recommended = measure(desk, "cooperation", "shape", statuses=["recommended"]).items[0]
    assert 0 < recommended["edges"] < measure(desk, "cooperation", "shape", statuses=["recommended", "existing"]).items[0]["edges"]


@pytest.mark.parametrize(("options", "sentence"), [({"kinds": ["Partnershp"]}, "no kind 'Partnershp'"), ({"statuses": ["wished"]}, "no status 'wished'")])
def test_an_unknown_layer_gets_a_sentence(options: dict[str, list[str]], sentence: str, desk: Desk) -> None:
    with pytest.raises(UsageError, match=sentence):
        measure(desk, "cooperation", "degree", **options)  # type: ignore[arg-type]
