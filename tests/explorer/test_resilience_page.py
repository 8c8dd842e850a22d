"""The page of resilience: which loss breaks what, with passages, and one loss in full."""

from __future__ import annotations

from playwright.sync_api import Page, expect


def test_the_ranking_leads_to_one_loss_in_full_and_back(visit: Page, explorer: str) -> None:
    visit.goto(f"{explorer}/en/resilience")
    visit.locator("h2").get_by_role("link", name="tti", exact=True).click()
    # Report, line 722: tti carries the cluster management of SMAB.
    row = visit.locator("tbody tr", has_text="without carrier")
    expect(row).to_contain_text("SMAB")
    expect(row).to_contain_text("4.6.1 l. 722")
    visit.go_back()
    expect(visit.get_by_role("status")).to_contain_text("Bodies")


def test_a_kind_is_chosen_and_stands_in_the_address(visit: Page, explorer: str) -> None:
    visit.goto(f"{explorer}/de/resilience")
    visit.select_option("select[name=kind]", "carrier")
    visit.click("form.filters button:has-text('Zeigen')")
    assert "kind=carrier" in visit.url
    kinds = visit.locator("ol.cards h2 + p").all_inner_texts()
    # Report: BMD, ATI, ZERE, InfraLeuna, isw, Sachsen-Anhalt Automotive, Marketingpool Ernährungswirtschaft and tti carry the six clusters.
    assert len(kinds) == 8 and all("Träger" in text for text in kinds)
    visit.reload()
    expect(visit.locator("select[name=kind]")).to_have_value("carrier")


def test_the_overview_leads_to_what_would_break(visit: Page, explorer: str) -> None:
    visit.goto(f"{explorer}/en/overview")
    visit.click("ul.strongest a[href*='resilience?thing']")
    expect(visit.locator("h2").first).to_contain_text("If this body fell away")


def test_silence_of_the_source_is_no_safety(visit: Page, explorer: str) -> None:
    # Report, line 779: two people with a slash between them are named for Chemistry/Plastics; who of them is the contact is unclear.
    visit.goto(f"{explorer}/en/resilience?thing=grw")
    expect(visit.locator("tbody tr", has_text="without contact")).to_contain_text("unclear")
    visit.goto(f"{explorer}/en/resilience?kind=funder")
    expect(visit.locator("ol.cards > li", has_text="GRW").first).to_contain_text("Open: without contact (Chemistry/Plastics Central Germany): unclear")


def test_what_is_not_known_is_told(visit: Page, explorer: str) -> None:
    answer = visit.request.get(f"{explorer}/de/resilience?thing=nobody")
    assert answer.status == 404 and "kennt nichts" in answer.text()
    assert visit.request.get(f"{explorer}/en/resilience?kind=wish").status == 404
