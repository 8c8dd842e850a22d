"""Every page of the explorer: both languages, phone width, keyboard, screen reader, and the other language at the same place."""

from __future__ import annotations

import re
import shutil

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from clustereval.build import build
from clustereval.explorer.app import SHOWS
from clustereval.explorer.frame import PAGES
from clustereval.paths import find_project
from tests.conftest import TINY
from tests.explorer.conftest import Start

THINGS = (
    "resilience?thing=bmd",
    "cooperation?actor=ceesa&tie=cooperation:4-5-33",
    "thing/actor/ceesa",
    "thing/passage/4.1.3-conflict-of-interest",
    "search?q=ceesa",
    "ambiguities?compare=1&case=stated-3-04",
    "source?section=4.5.3",
)
CHOSEN = (
    "evaluation?cluster=ceesa&criterion=3.6",
    "evaluation?criterion=2.3",
    "recommendations?chain=1",
    "recommendations?cluster=ceesa&round=2008",
    "markets?cluster=ceesa",
    "scenario?change=body:4-5-03",
    "timeline?actor=ceesa",
)
ADDRESSES = (*[page for page in PAGES if page in SHOWS], *THINGS, *CHOSEN)


def test_every_page_of_the_navigation_is_there() -> None:
    assert set(PAGES) <= set(SHOWS)


@pytest.mark.parametrize("lang", ["de", "en"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_is_fit_for_screen_readers_and_phones(address: str, lang: str, visit: Page, explorer: str) -> None:
    visit.goto(f"{explorer}/{lang}/{address}")
    expect(visit.locator("html")).to_have_attribute("lang", lang)
    expect(visit.locator("h1")).to_have_count(1)
    found = Axe().run(visit, options={"resultTypes": ["violations"]})
    grave = [one for one in found.response["violations"] if one["impact"] in {"serious", "critical"}]
    assert not grave, [(one["id"], [node["html"][:200] for node in one["nodes"][:3]]) for one in grave]
    visit.set_viewport_size({"width": 390, "height": 844})
    wide = visit.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, f"the page is {wide} pixels wider than a phone"


@pytest.fixture(scope="module")
def small(start: Start, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of an explorer of two clusters without an evaluation, recommendations or lead markets."""
    root = tmp_path_factory.mktemp("small") / "tiny"
    shutil.copytree(TINY, root)
    project = find_project(root)
    build(project)
    return start(project)


@pytest.mark.parametrize("lang", ["de", "en"])
@pytest.mark.parametrize("address", [*PAGES, "thing/actor/amber", "search?q=amber"])
def test_a_project_of_little_has_every_page(address: str, lang: str, small: str) -> None:
    answer = httpx.get(f"{small}/{lang}/{address}", timeout=60)
    assert answer.status_code == 200
    empty = re.findall(r"<t(?:body|head)>\s*</t|<ul[^>]*>\s*</ul>|: *</span>\s*</p>", answer.text)
    assert not empty, "what is not known is said, not left blank"


@pytest.mark.parametrize(
    "name", ["evaluation", "governance", "markets", "recommendations", "overlap", "quadrants", "ambiguity", "reciprocity", "brokerage", "ontology"]
)
def test_a_project_of_little_has_every_picture(name: str, small: str) -> None:
    assert httpx.get(f"{small}/en/picture/{name}", timeout=60).status_code == 200


@pytest.mark.parametrize("address", ADDRESSES)
def test_nothing_of_a_page_is_cut_off_on_paper(address: str, visit: Page, explorer: str) -> None:
    visit.set_viewport_size({"width": 703, "height": 1032})  # A4 less the margins, in pixels of 1/96 inch
    visit.emulate_media(media="print")
    visit.goto(f"{explorer}/de/{address}")
    wide = visit.evaluate(
        "[...document.querySelectorAll('main, main table, main svg')].filter((one) => one.getBoundingClientRect().right > innerWidth + 1)"
        ".map((one) => `${one.tagName}.${one.className} ${Math.round(one.getBoundingClientRect().right)}`)"
    )
    assert not wide


@pytest.mark.parametrize("lang", ["de", "en"])
def test_an_address_shows_the_same_after_a_reload_on_the_way_back_and_to_somebody_else(lang: str, visit: Page, browser: Browser, explorer: str) -> None:
    somebody = browser.new_page()
    before = ""
    for address in ADDRESSES:
        visit.goto(f"{explorer}/{lang}/{address}")
        shown = visit.locator("main").inner_text()
        visit.reload()
        assert visit.locator("main").inner_text() == shown, address
        somebody.goto(visit.url)
        assert somebody.locator("main").inner_text() == shown, address
        if before:
            visit.go_back()
            assert visit.locator("main").inner_text() == before, address
            visit.go_forward()
        before = shown
    somebody.close()


@pytest.mark.parametrize("address", ["overview", "thing/actor/ceesa", "ambiguities?severity=high"])
def test_the_other_language_shows_the_same_place(address: str, visit: Page, explorer: str) -> None:
    visit.goto(f"{explorer}/de/{address}")
    visit.click("a.language")
    assert visit.url == f"{explorer}/en/{address}"
    visit.go_back()
    assert visit.url == f"{explorer}/de/{address}"


def test_the_start_leads_to_the_language_of_the_browser(visit: Page, explorer: str) -> None:
    visit.set_extra_http_headers({"Accept-Language": "de-DE,de;q=0.9"})
    visit.goto(explorer)
    assert visit.url == f"{explorer}/de/overview"


def test_a_page_can_be_used_with_the_keyboard_alone(visit: Page, explorer: str) -> None:
    visit.goto(f"{explorer}/en/overview")
    visit.keyboard.press("Tab")
    expect(visit.locator(".skip")).to_be_focused()
    visit.keyboard.press("Enter")
    expect(visit.locator("#main")).to_be_focused()


def test_in_the_dark_the_page_is_dark(visit: Page, explorer: str) -> None:
    visit.emulate_media(color_scheme="dark")
    visit.goto(f"{explorer}/en/overview")
    assert visit.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(22, 25, 29)"


def test_a_misspelt_name_is_found(visit: Page, explorer: str) -> None:
    visit.goto(f"{explorer}/en/overview")
    visit.fill("#q", "cesaa")
    visit.keyboard.press("Enter")
    visit.click("text=CEESA >> nth=0")
    expect(visit.locator("h1")).to_have_text("CEESA")


def test_a_fact_is_one_click_from_its_passage(visit: Page, explorer: str) -> None:
    visit.goto(f"{explorer}/en/ambiguities?case=stated-4-5-04")
    visit.click("a.cite >> nth=0")
    expect(visit.locator("h1")).to_have_text("4.5.2 l. 675")


def test_what_does_not_exist_is_told_in_a_sentence(visit: Page, explorer: str) -> None:
    answer = visit.request.get(f"{explorer}/en/thing/actor/nobody")
    assert answer.status == 404 and "does not know" in answer.text()
    assert visit.request.get(f"{explorer}/en/nothing").status == 404
    assert visit.request.get(f"{explorer}/fr/overview").status == 404
    assert visit.request.get(f"{explorer}/static/../pyproject.toml").status == 404


@pytest.mark.parametrize(
    "address",
    [
        "cooperation?actor=cesaa",
        "cooperation?actor=ceesa&with=ati&path=1",
        "cooperation?actor=cluster",
        "cooperation?status=none",
        "overlaps?by=wishes",
        "ambiguities?case=none",
        "ambiguities?actor=nobody",
        "ambiguities?page=77",
        "evaluation?cluster=isw",
        "evaluation?criterion=9.9",
        "evaluation?w1=-1",
        "evaluation?w1=0&w2=0&w3=0&w4=0&w5=0&w6=0",
        "recommendations?round=1999",
        "recommendations?topic=wishes",
        "recommendations?recommendation=none",
        "recommendations?status=none",
        "scenario?change=none",
        "scenario?recommendation=none",
        "markets?cluster=nobody",
        "timeline?actor=nobody",
        "query?name=none",
        "thing/actor/nobody",
        "picture/none",
        "picture/cooperation?community=99",
    ],
)
def test_a_mistake_is_told_in_the_language_of_the_page(address: str, visit: Page, explorer: str) -> None:
    answer = visit.request.get(f"{explorer}/de/{address}")
    text = answer.text()
    told = text.partition("<main")[2] or text
    assert any(word in told for word in (" gibt es ", " kennt ", "passt auf", "gehören", "Gewicht", "wurde nicht", "kein ", "beruht", "empfiehlt")), told[-600:]
    assert not any(word in told for word in ("There is", "The graph", "fits ", "must be", "All of them", "clustereval ")), told[-600:]


@pytest.mark.parametrize("lang", ["de", "en"])
def test_a_language_alone_leads_to_its_overview(lang: str, explorer: str) -> None:
    assert httpx.get(f"{explorer}/{lang}/").headers["location"] == f"/{lang}/overview"


def test_umlauts_may_be_written_out(explorer: str) -> None:
    assert "/thing/actor/netzwerk-ernaehrungswirtschaft" in httpx.get(f"{explorer}/de/search?q=ernaehrungswirtschaft").text
    assert "/thing/person/elke-schueler" in httpx.get(f"{explorer}/de/search?q=Schueler").text


def test_a_term_leads_to_its_own_place(explorer: str) -> None:
    answer = httpx.get(f"{explorer}/id/concept/Existing", headers={"Accept": "text/html"})
    assert answer.headers["location"].endswith("/ontology#Existing")
