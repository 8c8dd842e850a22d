"""The page of role ambiguities: where to act, cases by cluster, kind and severity, page by page, and the map."""

from __future__ import annotations

from playwright.sync_api import Page, expect


def test_the_overview_counts_what_the_list_shows(visit: Page, explorer: str) -> None:
    visit.goto(f"{explorer}/en/overview")
    card = visit.locator(".cards li", has=visit.get_by_role("link", name="CEESA", exact=True))
    link = card.get_by_role("link", name="Grave cases")
    number = link.inner_text().rpartition(" ")[2]
    link.click()
    expect(visit.get_by_role("status")).to_contain_text(f"Role ambiguities: {number} (high: {number}")
    expect(visit.locator("select[name=actor] option:checked")).to_have_text("CEESA")


def test_long_lists_come_page_by_page(visit: Page, explorer: str) -> None:
    visit.goto(f"{explorer}/de/ambiguities")
    cases = visit.locator("li[class^=severity]")
    expect(cases).to_have_count(20)
    first = cases.first.get_attribute("id")
    visit.click("nav.paging a[rel=next]")
    assert cases.first.get_attribute("id") != first and "page=2" in visit.url
    visit.go_back()
    assert cases.first.get_attribute("id") == first
    assert visit.request.get(f"{explorer}/de/ambiguities?page=99").status == 404


def test_filters_stand_in_the_address_and_hold_for_every_case(visit: Page, explorer: str) -> None:
    visit.goto(f"{explorer}/en/ambiguities")
    visit.select_option("select[name=severity]", "low")
    visit.select_option("select[name=basis]", "detected")
    visit.click("form.filters button:has-text('Show')")
    assert "severity=low" in visit.url and "basis=detected" in visit.url
    assert all("low" in text for text in visit.locator("li[class^=severity]").all_inner_texts())


def test_the_map_shows_the_cluster_that_was_chosen(visit: Page, explorer: str) -> None:
    visit.goto(f"{explorer}/en/ambiguities?actor=ceesa")
    visit.click("summary:has-text('Map of role ambiguities')")
    frame = visit.frame_locator("figure iframe")
    expect(frame.locator("#part option:checked")).to_have_text("CEESA")
    frame.locator("#listed tbody tr:not([hidden])").first.click()
    expect(frame.locator("#details h2")).not_to_have_text("Selection")


def test_german_pages_write_numbers_as_germans_do(visit: Page, explorer: str) -> None:
    visit.goto(f"{explorer}/de/ambiguities?compare=1")
    shares = [text for text in visit.locator("tbody td:nth-child(5)").all_inner_texts() if text != "–"]
    assert shares and all("," in text and "." not in text for text in shares)
    visit.goto(f"{explorer}/en/ambiguities?compare=1")
    assert all("." in text for text in visit.locator("tbody td:nth-child(5)").all_inner_texts() if text != "–")
