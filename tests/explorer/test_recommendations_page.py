"""The page of the recommendations: filters, what came of one, what it continues, and the walk along chains."""

from __future__ import annotations

from playwright.sync_api import Page, expect


def test_the_filters_narrow_the_list_and_stand_in_the_address(visit: Page, explorer: str) -> None:
    visit.goto(f"{explorer}/en/recommendations")
    visit.select_option("select[name=cluster]", label="CEESA")
    visit.select_option("select[name=round]", "2008")
    visit.click("main button:text('Show')")
    # Report, 4.5.1, lines 663–665: three recommendations of 2008 for CEESA.
    expect(visit.locator("main .cards > li")).to_have_count(3)
    expect(visit.locator("select[name=round]")).to_have_value("2008")
    visit.click("a.language")
    expect(visit.locator("main .cards > li")).to_have_count(3)
    visit.go_back()
    visit.go_back()
    expect(visit.locator("select[name=round]")).to_have_value("")


def test_a_recommendation_leads_to_the_one_that_continues_it(visit: Page, explorer: str) -> None:
    visit.goto(f"{explorer}/en/recommendations?cluster=ceesa&round=2008")
    card = visit.locator("main .cards > li", has=visit.locator("summary:has-text('Continued by')")).first
    name = card.get_attribute("id")
    card.locator("summary").click()
    card.locator("details a").first.click()
    expect(visit.locator("main .cards > li")).to_have_count(1)
    expect(visit.locator("summary:has-text('Continues')")).to_have_count(1)
    visit.locator("details:has(summary:has-text('Continues')) a").first.click()
    expect(visit.locator("main .cards > li")).to_have_attribute("id", str(name))


def test_one_walks_along_a_chain(visit: Page, explorer: str) -> None:
    visit.goto(f"{explorer}/en/evaluation?criterion=3.6")
    visit.click("text=Which recommendations follow from it?")
    rows = visit.locator("main tbody tr")
    assert rows.count() == 5
    assert all(text.startswith("3.6") for text in visit.locator("main tbody td:first-child").all_inner_texts())
    visit.locator("main tbody td:nth-child(2) a").first.click()
    assert "through=finding" in visit.url
    assert rows.count() >= 1


def test_a_long_list_comes_in_pages(visit: Page, explorer: str) -> None:
    visit.goto(f"{explorer}/en/recommendations?round=2013")
    first = visit.locator("main .cards > li").first.get_attribute("id")
    visit.click("text=Next page")
    assert "round=2013" in visit.url and "page=2" in visit.url
    assert visit.locator("main .cards > li").first.get_attribute("id") != first
    assert visit.request.get(f"{explorer}/en/recommendations?page=99").status == 404
    assert visit.request.get(f"{explorer}/en/recommendations?round=soon").status == 404


def test_the_flow_from_round_to_round_leads_to_the_passages(visit: Page, explorer: str) -> None:
    visit.goto(f"{explorer}/en/recommendations")
    visit.click("summary:has-text('From one round to the next')")
    flow = visit.frame_locator('iframe[src$="picture/recommendations"]')
    flow.locator("#board button").first.click()
    cited = flow.locator("#details a").first
    place = cited.inner_text()
    cited.click()
    expect(visit.locator("h1")).to_contain_text(place.removeprefix("Section ").split(",")[0])
    visit.goto(f"{explorer}/en/recommendations?cluster=ceesa")
    expect(visit.locator("details.chart")).to_have_count(0)
