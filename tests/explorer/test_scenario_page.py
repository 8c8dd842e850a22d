"""The page of scenarios: choose, see before and after, share the address; nothing is computed or written without a choice."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor

import httpx
from playwright.sync_api import Page, expect

from clustereval.desk import Desk


def test_nothing_is_computed_before_something_is_chosen(visit: Page, explorer: str) -> None:
    visit.goto(f"{explorer}/en/scenario")
    started = time.monotonic()
    visit.reload()
    assert time.monotonic() - started < 2
    expect(visit.locator("#result")).to_have_count(0)
    expect(visit.locator("iframe")).to_have_count(0)


def test_what_is_chosen_comes_true_in_tables_and_network(visit: Page, explorer: str, desk: Desk) -> None:
    kept = desk.store.manifest["database"]
    visit.goto(f"{explorer}/en/scenario")
    visit.click("summary:has-text('CEESA')")
    visit.get_by_label("CEESA: advisory board").check()
    visit.click("text=Compute before and after")
    # Report, line 680: there is neither speaker nor board; line 715: an advisory board is recommended.
    row = visit.locator("#result tr", has_text="CEESA: further structures")
    expect(row.locator("td").nth(0)).to_have_text("absent")
    expect(row.locator("td").nth(1)).to_have_text("existing")
    expect(visit.get_by_label("CEESA: advisory board")).to_be_checked()
    expect(visit.frame_locator("iframe").locator("h1")).to_have_text("If the recommendations come true", timeout=30_000)
    assert visit.evaluate("scrollY") < visit.locator("iframe").bounding_box()["y"] + visit.evaluate("scrollY") - 200, "the network does not pull the page"
    assert desk.store.manifest["database"] == kept


def test_what_nobody_recommends_is_told(visit: Page, explorer: str) -> None:
    answer = visit.request.get(f"{explorer}/en/scenario?change=body:9-9-99")
    assert answer.status == 404 and "recommends no change" in answer.text()
    empty = visit.request.get(f"{explorer}/en/picture/scenario")
    assert empty.status == 404 and "Nothing is supposed" in empty.text()
    assert visit.request.get(f"{explorer}/en/picture/nothing").status == 404


def test_only_this_host_may_frame_the_network(visit: Page, explorer: str) -> None:
    answer = visit.request.get(f"{explorer}/de/picture/scenario?change=body:4-5-03")
    assert answer.headers["content-security-policy"] == "frame-ancestors 'self'"
    assert "Content-Security-Policy" in answer.text(), "the page brings a policy for its own scripts"


def test_readers_who_suppose_at_the_same_time_each_get_their_answer(explorer: str) -> None:
    asked = ["change=body:4-5-03", "change=body:4-5-03", "cluster=smab", "change=body:4-5-03"]
    with ThreadPoolExecutor(4) as readers:
        answers = list(readers.map(lambda query: httpx.get(f"{explorer}/en/scenario?{query}", timeout=60), asked))
    assert [answer.status_code for answer in answers] == [200] * 4
    assert answers[0].text == answers[1].text == answers[3].text != answers[2].text
