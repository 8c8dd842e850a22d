"""A project of thousands of actors: no page hangs, none sends more than a reader can see, and the picture stays fluent."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from clustereval.build import build
from clustereval.paths import find_project
from tests.conftest import TINY
from tests.explorer.conftest import Start
from tests.explorer.large import GROUPS, SIZE, write_large


@pytest.fixture(scope="module")
def large(start: Start, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of an explorer of the large project."""
    project = find_project(write_large(TINY, tmp_path_factory.mktemp("large") / "project"))
    build(project)
    return start(project)


def test_thousands_of_actors_are_drawn_as_communities_that_open(visit: Page, large: str) -> None:
    visit.goto(f"{large}/en/picture/cooperation")
    expect(visit.locator(".finding")).to_contain_text("too many for one picture")
    listed = visit.evaluate("JSON.parse(document.getElementById('data').textContent).records.nodes")
    assert sum(int(dict(node["facts"])["Members"]) for node in listed) == GROUPS * SIZE + 5, "all companies, and the five of the tiny project"
    visit.locator("#search").fill("Firm")
    visit.locator("#search").press("Enter")
    visit.locator("#details").get_by_role("link", name="Open this community").click()
    visit.wait_for_url("**community=*")
    expect(visit.locator("#count")).to_contain_text("shown")
    assert visit.locator("#ties tbody tr").count() > SIZE
    visit.go_back()
    expect(visit.locator(".finding")).to_contain_text("too many")


def test_the_picture_of_a_large_network_moves_without_delay(visit: Page, large: str) -> None:
    visit.goto(f"{large}/en/picture/cooperation?community=1")
    box = visit.locator("#network canvas").bounding_box()
    assert box is not None
    middle = box["x"] + 20, box["y"] + 20
    visit.evaluate(
        "() => { window.frames_ = []; let last = performance.now();"
        " const tick = (now) => { frames_.push(now - last); last = now; requestAnimationFrame(tick); }; requestAnimationFrame(tick); }"
    )
    before = visit.locator("#network canvas").screenshot()
    visit.mouse.move(*middle)
    visit.mouse.down()
    for step in range(1, 15):
        visit.mouse.move(middle[0] + 10 * step, middle[1] + 5 * step)
    visit.mouse.up()
    assert visit.locator("#network canvas").screenshot() != before
    assert max(visit.evaluate("frames_")) < 1_000, "no frame takes a second"


@pytest.mark.parametrize(
    "address",
    [
        "overview",
        "cooperation",
        "cooperation?actor=firm%205",
        "search?q=firm",
        "overlaps",
        "ambiguities",
        "thing/actor/firm-5",
        "source?section=b",
        "thing/passage/b-list",
        "timeline",
    ],
)
def test_no_page_sends_more_than_a_reader_can_see(address: str, visit: Page, large: str) -> None:
    answer = visit.request.get(f"{large}/en/{address}")
    assert answer.status == 200 and len(answer.body()) < 200_000


def test_thousands_of_claims_of_a_passage_come_in_pages(visit: Page, large: str) -> None:
    visit.goto(f"{large}/en/thing/passage/b-list")
    visit.get_by_role("link", name="and 5,994 more").click()
    expect(visit.locator(".claims li")).to_have_count(100)
    first = visit.locator(".claims li").first.inner_text()
    visit.locator("a[rel=next][href*=page]").click()
    assert visit.locator(".claims li").first.inner_text() != first
    visit.get_by_role("link", name="The whole profile").click()
    expect(visit.locator(".claims li")).to_have_count(6)


def test_around_one_actor_the_network_is_drawn_one_by_one(visit: Page, large: str) -> None:
    visit.goto(f"{large}/en/cooperation?actor=firm%205")
    expect(visit.frame_locator("figure iframe").locator("#ties")).to_contain_text("Firm 5")
    expect(visit.frame_locator("figure iframe").locator(".finding")).to_have_count(0)


def test_without_an_evaluation_the_page_says_so(visit: Page, large: str) -> None:
    assert "holds no evaluation" in visit.request.get(f"{large}/en/evaluation").text()
