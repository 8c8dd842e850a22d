"""The page of overlaps: from the matrix to the shared things and their passages, the four fields, and the network."""

from __future__ import annotations

from playwright.sync_api import Page, expect


def test_a_cell_leads_to_the_shared_things_with_chance_and_cooperation(visit: Page, explorer: str) -> None:
    visit.goto(f"{explorer}/en/overlaps?by=lead-markets")
    visit.get_by_role("link", name="CEESA – SMAB:").click()
    pair = visit.locator("#pair")
    # Report, lines 676 and 740: both contribute to energy, machinery and plant engineering, resource efficiency.
    expect(pair).to_contain_text("Energy, Machinery and Plant Engineering, Resource Efficiency")
    expect(pair.locator("dt", has_text="hance")).to_be_visible()
    expect(pair.locator(".facts dd").last).to_contain_text("4.")
    visit.go_back()
    expect(pair).to_have_count(0)


def test_the_matrix_is_the_same_from_both_sides(visit: Page, explorer: str) -> None:
    visit.goto(f"{explorer}/de/overlaps")
    cells = visit.locator(".matrix tbody td.number").all_inner_texts()
    rows = [cells[place : place + 6] for place in range(0, 36, 6)]
    assert len(cells) == 36 and rows == [list(column) for column in zip(*rows, strict=True)]


def test_four_fields_hold_every_pair_once(visit: Page, explorer: str) -> None:
    visit.goto(f"{explorer}/en/overlaps")
    assert len(set(visit.locator("ul.fields ul a").all_inner_texts())) == 15, "six clusters make fifteen pairs"


def test_a_reader_chooses_what_counts_as_an_overlap(visit: Page, explorer: str) -> None:
    visit.goto(f"{explorer}/en/overlaps")
    visit.click("summary:has-text('Choose what counts')")
    board = visit.frame_locator('iframe[src$="quadrants"]')
    field = board.locator('[data-quadrant="apart"] li')
    before = field.count()
    board.locator("#least").fill("20")
    board.locator("#least").press("Tab")
    assert field.count() > before


def test_the_network_of_overlaps_opens_within_the_page(visit: Page, explorer: str) -> None:
    visit.goto(f"{explorer}/de/overlaps")
    visit.click("summary:has-text('Netz der Überschneidungen')")
    expect(visit.frame_locator('iframe[src$="overlap"]').locator("#network canvas")).to_be_visible()
