"""The page of the lead markets: a cell leads to themes and passages; derived and uncovered ones are told apart."""

from __future__ import annotations

from playwright.sync_api import Page, expect


def test_a_cell_leads_to_themes_and_passages(visit: Page, explorer: str) -> None:
    visit.goto(f"{explorer}/en/markets")
    visit.click('#map a[title^="Energy, Machinery"][title*="CEESA"]')
    # Report, line 676: CEESA can contribute to opening up the lead market of energy and plant engineering; it is not said to do so already.
    expect(visit.locator("#detail")).to_contain_text("aspired")
    expect(visit.locator("#detail .cite").first).to_have_text("4.5.2 l. 676")
    visit.click("text=Close the selection")
    expect(visit.locator("#detail")).to_have_count(0)


def test_what_is_derived_is_marked_as_derived(visit: Page, explorer: str) -> None:
    visit.goto(f"{explorer}/en/markets")
    marked = visit.locator("#map td.derived")
    assert marked.count() == visit.locator("#derived .cards > li").count() > 0
    assert all("derived" in text for text in marked.all_text_contents())
    expect(visit.locator("#derived .badge.said")).to_have_count(0)


def test_uncovered_markets_are_listed(visit: Page, explorer: str) -> None:
    visit.goto(f"{explorer}/de/markets")
    # Report, line 651: two further lead markets, to which the food network could find interfaces; nobody contributes to them yet.
    assert [text.split(" 4.")[0] for text in visit.locator("#uncovered li").all_inner_texts()] == ["Bioenergie", "Biowerkstoffe"]


def test_a_market_that_there_is_not_is_told(visit: Page, explorer: str) -> None:
    answer = visit.request.get(f"{explorer}/en/markets?market=none")
    assert answer.status == 404 and "Possible are: Bioenergy" in answer.text()
    assert visit.request.get(f"{explorer}/en/markets?cluster=zere-of-nothing").status == 404
