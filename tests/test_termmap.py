"""The map of the ontology: its classes stand below their parents, and properties lead from domain to range."""

from __future__ import annotations

from clustereval.desk import Desk
from clustereval.namespaces import CE
from clustereval.paths import find_project
from clustereval.termmap import draw_ontology
from clustereval.views import find_views

VIEW = find_views(find_project().folders("visualisations"))["ontology"]


def test_classes_and_properties_are_those_of_the_ontology_file(desk: Desk) -> None:
    graph = draw_ontology(desk, VIEW).graph
    # ontology/clustereval.ttl: a management is an actor and manages a cluster initiative; a cooperation is a tie, a tie a claim.
    assert graph.has_edge(CE + "ClusterManagement", CE + "Actor")
    assert {data["kind"] for data in graph.get_edge_data(CE + "ClusterManagement", CE + "ClusterInitiative").values()} == {CE + "manages"}
    assert {data["status"] for data in graph.get_edge_data(CE + "Cooperation", CE + "Tie").values()} == {"subclass"}


def test_each_class_bears_the_colour_of_the_top_below_which_it_stands(desk: Desk) -> None:
    graph = draw_ontology(desk, VIEW).graph
    groups = {name: graph.nodes[CE + name]["group"] for name in ("Actor", "University", "Claim", "Cooperation", "Passage")}
    assert groups == {"Actor": "actor", "University": "actor", "Claim": "claim", "Cooperation": "claim", "Passage": "other"}


def test_every_class_stands_in_the_map_also_one_without_a_tie(desk: Desk) -> None:
    drawing = draw_ontology(desk, VIEW)
    assert set(drawing.graph) == {str(term) for term in desk.run("classes").column("term")}
    assert drawing.figures["classes"] == len(drawing.graph)
