"""The lines of the report stand beside our paraphrase wherever a passage is shown, where their text was given."""

from __future__ import annotations

import re
from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from clustereval.desk import Desk
from clustereval.explorer.access import Access
from clustereval.explorer.site import Site
from clustereval.paths import Project
from tests.explorer.conftest import Start

ITEMS = "https://w3id.org/clustereval/saxony-anhalt-2013"
CARDS = {
    "source?section=4.5.3": "tbody tr .original",
    "thing/passage/4.1.3-conflict-of-interest": ".card .original",
    "cooperation?tie=cooperation:4-1-12": "#tie .original",
    "ambiguities?case=stated-3-04": ".cards .original",
    "evaluation?cluster=ceesa&criterion=1.1": "#detail .original",
    f"overlaps?a={ITEMS}/actor/ceesa&b={ITEMS}/actor/mahreg-automotive": "#pair .original",
    f"markets?market={ITEMS}/market/bioenergie&cluster=ceesa": "#detail .original",
    "recommendations?recommendation=3-01": ".cards .original",
}


@pytest.fixture(scope="module")
def given(start: Start, builtin_project: Project, desk: Desk) -> str:
    """The address of an explorer that was given a text: each line says its number, and tries to be markup."""
    source = next(iter(desk.passages.values())).source
    return start(Site(builtin_project, Access(), originals={source: tuple(f"line {number} <b>bold</b>" for number in range(1, 2000))}))


@pytest.fixture
def reader(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    yield page
    page.close()


@pytest.mark.parametrize("lang", ["de", "en"])
@pytest.mark.parametrize(("address", "place"), CARDS.items(), ids=[address.split("?")[0] for address in CARDS])
def test_a_card_shows_the_lines_beside_the_paraphrase(address: str, place: str, lang: str, given: str, reader: Page) -> None:
    reader.goto(f"{given}/{lang}/{address}")
    expect(reader.locator(place).first).to_have_text(re.compile(r"line \d+ <b>bold</b>"))


@pytest.mark.parametrize("address", CARDS, ids=[address.split("?")[0] for address in CARDS])
def test_without_a_text_there_are_no_lines(address: str, explorer: str) -> None:
    answer = httpx.get(f"{explorer}/en/{address}")
    assert answer.status_code == 200 and "In the report" not in answer.text and "original" not in answer.text


def test_a_citation_tells_paraphrase_and_lines_when_one_points_at_it(given: str, reader: Page) -> None:
    reader.goto(f"{given}/en/cooperation?actor=ceesa")
    told = reader.locator("#ties .cite").first
    number = re.search(r"l\. (\d+)", told.inner_text())
    assert number and f"In the report: line {number[1]} <b>bold</b>" in (told.get_attribute("title") or "")


@pytest.mark.parametrize(("address", "row"), [("picture/cooperation?actor=ceesa", "#ties tbody tr"), ("picture/evaluation", "button.cell")])
def test_a_picture_shows_the_lines_of_what_is_chosen(address: str, row: str, given: str, reader: Page) -> None:
    reader.goto(f"{given}/en/{address}")
    reader.locator(row).first.click()
    expect(reader.locator("#details .original").first).to_have_text(re.compile(r"^In the report: line \d+ <b>bold</b>"))
