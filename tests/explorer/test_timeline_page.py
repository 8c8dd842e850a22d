"""The page of the timeline: by year, by cluster and kind, dates as printed, undated ones apart."""

from __future__ import annotations

from playwright.sync_api import Page, expect


def test_years_are_in_order_and_lead_to_passages(visit: Page, explorer: str) -> None:
    visit.goto(f"{explorer}/en/timeline")
    years = visit.locator("ol.timeline h2").all_inner_texts()
    assert years == sorted(years) and years[0] == "1996"
    expect(visit.locator("#y1996")).to_contain_text("printed: 1996/97")
    visit.click("#y1996 a.cite")
    expect(visit.locator("h1")).to_have_text("4.2.1 l. 448")
    visit.go_back()
    expect(visit.locator("h1")).to_have_text("Timeline")


def test_cluster_and_kind_narrow_it(visit: Page, explorer: str) -> None:
    visit.goto(f"{explorer}/de/timeline")
    visit.select_option("select[name=actor]", label="CEESA")
    visit.select_option("select[name=kind]", "change")
    visit.click("main button:text('Zeigen')")
    # Report, line 659: founded in December 2008.
    expect(visit.locator("#y2008")).to_contain_text("Dezember 2008")
    expect(visit.locator("#y1999")).to_have_count(0)
    expect(visit.locator("select[name=kind]")).to_have_value("change")


def test_what_has_no_year_stands_apart(visit: Page, explorer: str) -> None:
    visit.goto(f"{explorer}/en/timeline?kind=event")
    expect(visit.locator("#undated summary")).to_be_visible()
    # Report: the meetings of the food network take place twice a year; no year is named.
    expect(visit.locator("#undated")).to_contain_text("Zweimal jährlich")
    assert visit.request.get(f"{explorer}/en/timeline?kind=nothing").status == 404
