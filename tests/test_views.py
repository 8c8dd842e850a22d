"""Views: files that say what a picture shows; on the real graph each gives a page with the same content as a table."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from clustereval.desk import Desk
from clustereval.errors import DataError
from clustereval.views import View, find_views, read_view, view_network, view_page

ROOT = Path(__file__).parent.parent
VIEWS = find_views([ROOT / "visualisations"])


def test_the_built_in_views() -> None:
    assert set(VIEWS) == {"cooperation", "overlap", "roles"}


@pytest.mark.parametrize("view", VIEWS.values(), ids=lambda view: view.name)
def test_every_node_has_a_label_and_a_group_of_the_legend(view: View, desk: Desk) -> None:
    graph = view_network(desk, view)
    assert len(graph) > 20
    for node, data in graph.nodes(data=True):
        assert data["label"] != node and data["group"] in view.groups, node


@pytest.mark.parametrize("view", VIEWS.values(), ids=lambda view: view.name)
def test_every_edge_has_a_style_of_the_legend_and_a_passage(view: View, desk: Desk) -> None:
    for source, target, data in view_network(desk, view).edges(data=True):
        assert data["status"] in view.statuses, (source, target)
        assert any(piece["passages"] for piece in data["evidence"]), (source, target, data["kind"])


def test_a_thing_in_the_overlap_view_is_shared_by_two_clusters(desk: Desk) -> None:
    graph = view_network(desk, VIEWS["overlap"])
    clusters = {str(cluster) for cluster in desk.sides.column("cluster")}
    for node in set(graph) - clusters:
        assert len(set(graph.predecessors(node))) > 1, node


def test_ambiguous_ties_are_marked_and_others_are_not(desk: Desk) -> None:
    edges = list(view_network(desk, VIEWS["roles"]).edges(data=True))
    assert {data["status"] in {"stated", "implied", "detected"} for _, _, data in edges if data["marked"]} == {True}
    assert any(not data["marked"] for _, _, data in edges)


@pytest.mark.parametrize("lang", ["de", "en"])
@pytest.mark.parametrize("name", list(VIEWS))
def test_a_page_of_the_real_graph_draws_offline(name: str, lang: str, desk: Desk, german_desk: Desk, browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / f"{name}.html"
    path.write_text(view_page(german_desk if lang == "de" else desk, VIEWS[name]), encoding="utf-8")
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    requests: list[str] = []
    errors: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.goto(path.as_uri())
    page.wait_for_selector("table tbody tr", state="attached")
    rows = page.locator("table tbody tr").count()
    assert page.locator("html").get_attribute("lang") == lang
    assert rows == view_network(desk, VIEWS[name]).number_of_edges()
    assert [url for url in requests if not url.startswith(("file:", "data:", "blob:"))] == []
    assert errors == []
    page.close()


def test_a_view_that_lacks_a_key_is_told(tmp_path: Path) -> None:
    path = tmp_path / "bare.toml"
    path.write_text('network = "ties"\n', encoding="utf-8")
    with pytest.raises(DataError, match=r"bare\.toml: The key 'groups' is missing"):
        read_view(path)


def test_a_view_of_an_unknown_network_is_told(tmp_path: Path) -> None:
    text = (ROOT / "visualisations" / "roles.toml").read_text(encoding="utf-8")
    path = tmp_path / "odd.toml"
    path.write_text(text.replace('network = "roles"', 'network = "rolls"'), encoding="utf-8")
    with pytest.raises(DataError, match="must be one of ties, overlaps, roles"):
        read_view(path)


def test_a_project_s_own_view_needs_no_line_of_python(tmp_path: Path, desk: Desk) -> None:
    text = (ROOT / "visualisations" / "cooperation.toml").read_text(encoding="utf-8")
    (tmp_path / "paper.toml").write_text(text.replace('["ties"]', '["written_ties"]'), encoding="utf-8")
    view = find_views([ROOT / "visualisations", tmp_path])["paper"]
    kinds = {data["kind"].rsplit("/")[-1] for _, _, data in view_network(desk, view).edges(data=True)}
    assert kinds <= {"CooperationAgreement", "CooperationContract", "StrategicPartnership"}
