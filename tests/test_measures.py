"""Measures: published values of small public networks, values computed by hand, and what must always hold."""

from __future__ import annotations

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clustereval.desk import Desk
from clustereval.errors import UsageError
from clustereval.measures import BROKERAGE, betweenness, brokerage, communities, constraint, plain, shape, similar
from clustereval.networks import MEASURES, measure, measured_graph


@pytest.fixture(scope="module")
def karate() -> nx.Graph:
    graph = nx.Graph()
    graph.add_edges_from((f"{a:02}", f"{b:02}") for a, b in nx.karate_club_graph().edges())
    return graph


@pytest.fixture(scope="module")
def florence() -> nx.Graph:
    return nx.florentine_families_graph()


def test_the_karate_club_has_34_members_and_78_ties(karate: nx.Graph) -> None:
    found = shape(karate)  # Zachary 1977
    assert (found.nodes, found.edges, found.components) == (34, 78, 1)
    assert found.density == pytest.approx(78 / 561)


def test_the_best_modularity_of_the_karate_club_is_0_4198_with_four_communities(karate: nx.Graph) -> None:
    found = communities(karate)  # Brandes and others 2008, On Modularity Clustering: the optimum
    assert round(found.modularity, 4) == 0.4198
    assert len(set(found.of.values())) == 4
    assert 0.8 < found.stability <= 1


def test_the_karate_club_has_45_triangles(karate: nx.Graph) -> None:
    triples = sum(degree * (degree - 1) // 2 for _, degree in karate.degree())
    assert shape(karate).transitivity == pytest.approx(3 * 45 / triples)


@pytest.mark.parametrize(("family", "value"), [("Medici", 0.522), ("Guadagni", 0.255), ("Strozzi", 0.103)])
def test_betweenness_of_florentine_families_is_as_published(family: str, value: float, florence: nx.Graph) -> None:
    scores, error = betweenness(florence)  # Jackson 2008, Social and Economic Networks, 1.2.1
    assert round(scores[family], 3) == value and error is None


def test_centralisation_of_the_marriages_of_florence_is_as_published(florence: nx.Graph) -> None:
    assert round(shape(florence).betweenness_centralisation, 3) == 0.437  # Wasserman and Faust 1994, chapter 5
    with_pucci = florence.copy()
    with_pucci.add_node("Pucci")  # the family without a marriage, which Wasserman and Faust count
    assert round(shape(with_pucci).degree_centralisation, 3) == 0.267
    assert round(betweenness(with_pucci)[0]["Medici"], 3) == 0.452


def test_the_southern_women_went_to_14_events_89_times() -> None:
    graph = nx.davis_southern_women_graph()  # Davis, Gardner and Gardner 1941; density in Borgatti and Everett 1997
    women, events = graph.graph["top"], graph.graph["bottom"]
    assert (len(women), len(events), graph.number_of_edges()) == (18, 14, 89)
    assert round(graph.number_of_edges() / (len(women) * len(events)), 3) == 0.353
    assert shape(graph).transitivity == 0, "in a two-mode network there are no triangles"


def test_a_star_is_wholly_centralised_and_a_circle_not_at_all() -> None:
    star, circle = nx.star_graph(5), nx.cycle_graph(6)  # Freeman 1979
    assert shape(star).degree_centralisation == pytest.approx(1)
    assert shape(star).betweenness_centralisation == pytest.approx(1)
    assert shape(circle).degree_centralisation == shape(circle).betweenness_centralisation == 0


def test_constraint_and_effective_size_of_a_star_and_a_triangle() -> None:
    star = constraint(nx.star_graph(4))  # Burt 1992: n contacts that do not know one another: size n, constraint 1/n
    assert star[0] == pytest.approx((1 / 4, 4))  # type: ignore[index]
    triangle = constraint(nx.complete_graph(3))  # (1/2 + 1/2 · 1/2)² for each of two contacts; 2 contacts less 1 tie
    assert triangle[0] == pytest.approx((9 / 8, 1))  # type: ignore[index]


def test_roles_of_brokers_computed_by_hand() -> None:
    graph = nx.Graph([("a1", "b"), ("b", "a2"), ("b", "c"), ("a1", "a2")])
    roles = brokerage(graph, {"a1": "A", "a2": "A", "b": "A", "c": "C"})  # Gould and Fernandez 1989
    assert roles["b"] == {"coordinator": 0, "gatekeeper": 2, "representative": 2, "consultant": 0, "liaison": 0}
    line = nx.Graph([("x", "m"), ("m", "y")])
    assert brokerage(line, {"x": "X", "m": "X", "y": "X"})["m"]["coordinator"] == 2
    assert brokerage(line, {"x": "X", "m": "M", "y": "X"})["m"]["consultant"] == 2
    assert brokerage(line, {"x": "X", "m": "M", "y": "Y"})["m"]["liaison"] == 2


@given(st.integers(0, 10_000), st.integers(4, 12))
def test_brokers_fill_every_open_path_twice_and_no_other(seed: int, size: int) -> None:
    graph = nx.gnp_random_graph(size, 0.35, seed=seed)
    groups = {node: str(node % 3) for node in graph}
    total = sum(sum(roles.values()) for roles in brokerage(graph, groups).values())  # type: ignore[arg-type]
    paths = sum(1 for b in graph for a in graph[b] for c in graph[b] if a != c and not graph.has_edge(a, c))
    assert total == paths


def test_the_estimate_of_betweenness_is_within_its_error() -> None:
    graph = nx.barabasi_albert_graph(300, 2, seed=3)
    exact, none = betweenness(graph)
    estimate, error = betweenness(graph, exact=100, sample=200, seed=5)
    assert none is None and error is not None
    off = [abs(exact[node] - estimate[node]) for node in graph]
    assert max(off) < 4 * error
    assert estimate == betweenness(graph, exact=100, sample=200, seed=5)[0], "the same seed gives the same estimate"


def test_twins_are_equivalent() -> None:
    graph = nx.Graph([("a", "x"), ("a", "y"), ("b", "x"), ("b", "y"), ("c", "x")])
    assert similar(graph)["a"] == ("b", 1.0)


def test_a_plain_graph_has_one_edge_for_many_ties() -> None:
    many = nx.MultiDiGraph([("b", "a"), ("a", "b"), ("a", "a")])
    assert list(plain(many).edges) == [("a", "b")]


@pytest.mark.parametrize("what", MEASURES)
def test_every_measure_answers_on_the_real_graph_the_same_twice(what: str, desk: Desk) -> None:
    first, second = measure(desk, "cooperation", what), measure(desk, "cooperation", what)
    assert first == second and first.items


def test_recommended_ties_do_not_count(desk: Desk) -> None:
    graph = measured_graph(desk, "cooperation")
    existing = {frozenset((str(row["source"]), str(row["target"]))) for row in desk.run("ties").records() if str(row["status"]).endswith("/Existing")}
    assert {frozenset(edge) for edge in graph.edges} <= existing


def test_an_unknown_network_or_measure_gets_a_sentence(desk: Desk) -> None:
    with pytest.raises(UsageError, match=r"no network 'coperation'\. Did you mean cooperation"):
        measure(desk, "coperation")
    with pytest.raises(UsageError, match="no measure 'fame'"):
        measure(desk, "cooperation", "fame")


def test_roles_are_named_as_in_the_source() -> None:
    assert BROKERAGE == ("coordinator", "gatekeeper", "representative", "consultant", "liaison")
