"""The page of cooperation: choose actors, kinds and statuses, see both sides of a tie, chains between two, and more ties step by step."""

from __future__ import annotations

import json
import re

import httpx
import pytest
from playwright.sync_api import Page, expect

BASE = "https://w3id.org/clustereval/saxony-anhalt-2013/actor"


def open_details(visit: Page, text: str) -> None:
    """Select a node of the picture by its name."""
    frame = visit.frame_locator("figure iframe")
    frame.locator("#search").fill(text)
    frame.locator("#search").press("Enter")


def test_a_tie_shows_what_each_chapter_says(visit: Page, explorer: str) -> None:
    visit.goto(f"{explorer}/en/cooperation?actor=ceesa&with=mahreg")
    row = visit.locator("table.ties tbody tr", has_text="cooperation agreement")
    row.get_by_role("link", name="Compare both sides").click()
    # Report, line 341 (chapter of MAHREG): a cooperation agreement; line 679 (chapter of CEESA): active together in electromobility.
    sides = visit.locator("#tie .sides > div")
    expect(sides).to_have_count(2)
    expect(sides.filter(has_text="Chapter of MAHREG Automotive")).to_contain_text("cooperation agreement (existing) 4.1.2 l. 341")
    expect(sides.filter(has_text="Chapter of CEESA")).to_contain_text("4.5.2 l. 679")
    visit.reload()
    expect(visit.locator("#tie")).to_be_visible()
    visit.locator("#tie").get_by_role("link", name="Close").click()
    expect(visit.locator("#tie")).to_have_count(0)
    visit.go_back()
    expect(visit.locator("#tie")).to_be_visible()


def test_who_has_no_chapter_cannot_confirm(visit: Page, explorer: str) -> None:
    visit.goto(f"{explorer}/de/cooperation?actor=ceesa&with=solarinput")
    visit.locator("table.ties tbody tr").first.get_by_role("link", name="Beide Seiten vergleichen").click()
    expect(visit.locator("#tie .sides > div", has_text="Kapitel von Solarinput")).to_contain_text("Hat kein eigenes Kapitel")


def test_kinds_and_statuses_are_ticked_and_stand_in_the_address(visit: Page, explorer: str) -> None:
    visit.goto(f"{explorer}/en/cooperation?actor=ceesa")
    everything = visit.locator("table.ties tbody tr").count()
    visit.click("summary:has-text('Status: all')")
    visit.get_by_label("recommended", exact=True).check()
    visit.get_by_label("aspired", exact=True).check()
    visit.click("button:has-text('Show')")
    assert visit.url.count("status=") == 2
    shown = visit.locator("table.ties tbody tr")
    assert 0 < shown.count() < everything
    assert set(shown.locator("td:nth-child(4)").all_inner_texts()) == {"recommended", "aspired"}
    expect(visit.frame_locator("figure iframe").locator("#count")).to_contain_text("shown")
    assert set(visit.frame_locator("figure iframe").locator("#ties tbody tr td:nth-child(4)").all_inner_texts()) == {"recommended", "aspired"}


def test_a_misspelt_actor_leads_to_the_right_one(visit: Page, explorer: str) -> None:
    visit.goto(f"{explorer}/de/cooperation")
    visit.get_by_label("Akteur", exact=True).fill("cesaa")
    visit.keyboard.press("Enter")
    visit.locator(".notice").get_by_role("link", name="CEESA", exact=True).click()
    expect(visit.locator("table.ties tbody tr").first).to_be_visible()


def test_the_chain_between_two_is_shown_in_table_and_picture(visit: Page, explorer: str) -> None:
    visit.goto(f"{explorer}/en/cooperation")
    visit.get_by_label("Actor", exact=True).fill("SMAB")
    visit.get_by_label("with", exact=True).fill("Chemistry/Plastics Central Germany")
    visit.get_by_label("shortest chains between the two").check()
    visit.click("button:has-text('Show')")
    # Report, lines 341 and 394: MAHREG names SMAB and Chemistry/Plastics; no chapter names the two together.
    expect(visit.locator("table.ties tbody tr td:first-child").first).to_have_text("1.1")
    expect(visit.locator("table.ties")).to_contain_text("MAHREG Automotive")
    shown = {text.strip() for text in visit.frame_locator("figure iframe").locator("#ties tbody tr th").all_inner_texts()}
    assert {name.removeprefix("Cluster management ") for name in shown} <= {"SMAB", "MAHREG Automotive", "Chemistry/Plastics Central Germany"}


def test_two_of_one_cluster_have_no_chain(visit: Page, explorer: str) -> None:
    visit.goto(f"{explorer}/en/cooperation?actor=ceesa&with=ati&path=1")
    expect(visit.get_by_role("alert")).to_contain_text("belong to one cluster")


@pytest.mark.parametrize(("lang", "more", "profile"), [("en", "Show its ties too", "profile"), ("de", "Auch dessen Verbindungen zeigen", "Profil")])
def test_the_picture_grows_step_by_step_and_leads_to_profiles(lang: str, more: str, profile: str, visit: Page, explorer: str) -> None:
    visit.goto(f"{explorer}/{lang}/cooperation?actor=solarinput")
    table = visit.locator("table.ties tbody tr")
    before = table.count()
    open_details(visit, "ceesa")
    visit.frame_locator("figure iframe").locator("#details").get_by_role("link", name=more).click()
    visit.wait_for_url("**also=*")
    assert table.count() > before
    visit.get_by_role("link", name="Leave out again" if lang == "en" else "Wieder weglassen").click()
    expect(table).to_have_count(before)
    visit.go_back()
    open_details(visit, "mahreg automotive")
    visit.frame_locator("figure iframe").locator("#details").get_by_role("link", name=profile).click()
    visit.wait_for_url("**/thing/actor/mahreg-automotive")
    expect(visit.locator("h1")).to_have_text("MAHREG Automotive")


def test_a_double_click_in_the_picture_takes_the_ties_of_a_node_too(visit: Page, explorer: str) -> None:
    visit.goto(f"{explorer}/en/picture/cooperation?actor=solarinput")
    box = visit.locator("#network canvas").bounding_box()
    assert box is not None
    # The node is where the drawing says; its place on the screen follows from the part that is shown, so try around the middle.
    visit.locator("#search").fill("solarinput")
    visit.locator("#search").press("Enter")
    visit.wait_for_timeout(600)
    visit.mouse.dblclick(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    visit.wait_for_url("**/cooperation?*also=*")


def test_a_passage_in_the_picture_is_one_click_away(visit: Page, explorer: str) -> None:
    visit.goto(f"{explorer}/en/cooperation?actor=ceesa&with=solarinput")
    frame = visit.frame_locator("figure iframe")
    frame.locator("#ties tbody tr").first.click()
    frame.locator("#details a").first.click()
    visit.wait_for_url("**/thing/passage/**")


def test_a_tie_that_there_is_not_is_told(visit: Page, explorer: str) -> None:
    answer = visit.request.get(f"{explorer}/de/cooperation?tie=cooperation:9-9-99")
    assert answer.status == 404 and "beruht" in answer.text()


def test_the_picture_holds_every_tie_of_the_table(explorer: str) -> None:
    rows = httpx.get(f"{explorer}/en/cooperation?actor=ceesa&format=json").json()
    page = httpx.get(f"{explorer}/en/picture/cooperation?actor=ceesa").text
    drawn = json.loads(re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.S)[1])  # type: ignore[index]
    pairs = {frozenset((edge["source"], edge["target"])) for edge in drawn["records"]["edges"]}
    assert {frozenset((tie["source"]["iri"], tie["target"]["iri"])) for tie in rows} <= pairs


def test_the_picture_of_chains_holds_these_alone(explorer: str) -> None:
    asked = "actor=ceesa&with=chemie-kunststoffe-mitteldeutschland&path=1"
    rows = httpx.get(f"{explorer}/en/cooperation?{asked}&format=json").json()
    page = httpx.get(f"{explorer}/en/picture/cooperation?{asked}").text
    drawn = json.loads(re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.S)[1])  # type: ignore[index]
    pairs = {frozenset((edge["source"], edge["target"])) for edge in drawn["records"]["edges"]}
    assert pairs == {frozenset((tie["source"]["iri"], tie["target"]["iri"])) for tie in rows}
