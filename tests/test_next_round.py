"""The next reporting round: a second report of a later year beside that of 2013, in one graph."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from clustereval.advice import recommended
from clustereval.boards import board_data, find_boards
from clustereval.build import build
from clustereval.desk import Desk
from clustereval.figures import recommendation_figures
from clustereval.passages import cite, passage_items
from clustereval.paths import find_project
from clustereval.store import open_store

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def later(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    root = tmp_path_factory.mktemp("later") / "project"
    shutil.copytree(ROOT / "graph", root / "graph")
    shutil.copy(ROOT / "tests" / "data" / "next_round" / "round-2018.trig", root / "graph")
    project = find_project(root)
    build(project)
    return Desk(project, open_store(project.store), "en")


def test_what_came_of_recommendations_is_known_for_every_round_but_the_last(later: Desk) -> None:
    statuses: dict[str, set[str]] = {}
    for entry in recommended(later).items:
        statuses.setdefault(entry["round"]["label"], set()).add(entry["status"])
    assert statuses["evaluation of 2018"] == {"not_assessed"}
    assert statuses["cluster evaluation 2012/13"] == {"implemented", "not_stated"}
    assert "not_assessed" not in statuses["cluster potential analysis 2008"]


def test_the_flow_leads_from_the_round_before_the_last(later: Desk) -> None:
    data = board_data(later, find_boards(later.project.folders("visualisations"))["recommendations"])
    assert data["years"] == {"earlier": "2013", "later": "2018"}
    assert len(data["lines"]) == 112 and len(data["ends"]) == 1
    figures = recommendation_figures(data)
    assert (figures["earlier"], figures["implemented"], figures["not_stated"], figures["taken_up"]) == ("2013", 1, 111, 1)


def test_a_citation_names_the_report_where_there_are_several(later: Desk, desk: Desk) -> None:
    found = [iri for iri in later.passages if iri.endswith(("/n-1-again", "/4.1.3-conflict-of-interest"))]
    assert cite(passage_items(later.passages, found), "de") == "evaluation-2013: 4.1.3 Z. 442; evaluation-2018: 1 Z. 4–5"
    assert "source" not in passage_items(desk.passages, desk.passages)[0], "one report needs no name"
