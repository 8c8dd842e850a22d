"""The map of a scenario: ties that stay, come true and end, counted by hand in the tiny project."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from clustereval.build import build
from clustereval.changemap import draw_scenario
from clustereval.desk import Desk
from clustereval.paths import Project
from clustereval.scenario import read_scenario, recommended_changes
from clustereval.store import open_store
from clustereval.views import find_views, view_page

ROOT = Path(__file__).parent.parent
VIEW = find_views([ROOT / "visualisations"])["scenario"]
DATA = Path(__file__).parent / "data" / "scenario"


@pytest.fixture
def tiny(tiny_project: Project) -> Desk:
    build(tiny_project)
    return Desk(tiny_project, open_store(tiny_project.store), "en")


def edges(drawing: object) -> set[tuple[str, str, str, tuple[str, ...]]]:
    found = drawing.graph.edges(data=True)  # type: ignore[attr-defined]
    return {(a.rsplit("/", 1)[-1], b.rsplit("/", 1)[-1], data["status"], tuple(data["scopes"])) for a, b, data in found}


def test_a_tie_that_comes_true_stands_after_and_one_that_stays_in_both(tiny: Desk) -> None:
    drawing = draw_scenario(tiny, VIEW, recommended_changes(tiny))
    # touched: Amber and Wharf, and both clusters; the tie of Birch's management with Wharf is not among them
    assert edges(drawing) == {("amber", "birch", "stays", ("before", "after")), ("amber", "wharf", "comes_true", ("after",))}
    assert (drawing.figures["changes"], drawing.figures["new_ties"], drawing.figures["ended_ties"]) == (1, 1, 0)
    assert drawing.steady and set(drawing.scopes) == {"before", "after"}


def test_a_tie_that_ends_stands_before_only(tiny: Desk) -> None:
    drawing = draw_scenario(tiny, VIEW, read_scenario(tiny, DATA / "end.toml"))
    assert edges(drawing) == {("amber", "birch", "ends", ("before",))}
    assert (drawing.figures["pairs_before"], drawing.figures["pairs_after"]) == (1, 0)
    assert drawing.figures["cases_new"] == 1, "both work on light, and nothing coordinates it any more"


def test_the_finding_is_made_of_the_numbers(tiny: Desk) -> None:
    html = view_page(tiny, VIEW, draw_scenario(tiny, VIEW, recommended_changes(tiny)))
    assert "Supposed changes: 1. Ties that are added: 1, that end: 0." in html


def test_the_command_writes_the_picture_of_its_scenario(tiny_project: Project, tmp_path: Path) -> None:
    build(tiny_project)
    program = [sys.executable, "-m", "clustereval", "scenario", str(DATA / "end.toml"), "--project", str(tiny_project.root)]
    answer = subprocess.run([*program, "--picture", str(tmp_path / "end.html")], capture_output=True, text=True, check=True)
    assert answer.stdout.splitlines()[0].startswith("aspect")
    assert "that end: 1." in (tmp_path / "end.html").read_text(encoding="utf-8")
    wrong = subprocess.run([*program, "--picture", str(tmp_path)], capture_output=True, text=True, check=False)
    assert wrong.returncode == 1 and "--picture" in wrong.stderr
