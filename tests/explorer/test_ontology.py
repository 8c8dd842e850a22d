"""The page of the ontology: every term has its place, and its numbers are those of the graph."""

from __future__ import annotations

import re

import httpx
from playwright.sync_api import Page, expect

from clustereval.desk import Desk
from clustereval.explorer.frame import Address, address_of
from clustereval.explorer.ontology import shape_sentences
from clustereval.namespaces import CE, CEC
from clustereval.paths import Project


def test_every_term_has_a_place_of_its_own(explorer: str, desk: Desk) -> None:
    page = httpx.get(f"{explorer}/en/ontology").text
    anchors = re.findall(r'id="([^"]+)"', page)
    assert len(anchors) == len(set(anchors))
    place = Address("", "en", "ontology", ())
    for name in ("classes", "properties", "value_lists"):
        for term in desk.run(name).column("term"):
            assert address_of(term, place).removeprefix("/en/ontology#") in anchors, term


def test_a_class_stands_below_its_parent_with_its_number(visit: Page, explorer: str) -> None:
    visit.goto(f"{explorer}/en/ontology")
    tie = visit.locator(".tree li", has=visit.locator("> a[href='#Tie']")).last
    expect(tie.locator("li > a[href='#Cooperation']")).to_have_count(1)
    visit.click(".tree a[href='#Cooperation']")
    assert visit.url.endswith("#Cooperation")
    expect(visit.locator("#Cooperation")).to_contain_text("What is checked")
    visit.click("#Cooperation a[href*='sparql']")
    expect(visit.locator("#text")).to_have_value(re.compile("ce:Cooperation"))


def test_a_property_says_from_what_to_what_it_leads(visit: Page, explorer: str) -> None:
    visit.goto(f"{explorer}/de/ontology#addressee")
    expect(visit.locator("#addressee")).to_contain_text("von: Empfehlung")
    expect(visit.locator("#addressee")).to_contain_text("zu: Akteur")
    visit.click("#addressee a[href$='#Recommendation']")
    assert visit.url == f"{explorer}/de/ontology#Recommendation"


def test_the_sentences_of_the_shapes_are_those_of_their_class(builtin_project: Project) -> None:
    found = shape_sentences(builtin_project.ontology / "shapes.ttl", "en")
    assert found[CE + "Cooperation"] == ['A record of the kind "cooperation" has exactly one "kind" from the value list "kind of cooperation".']
    assert not any(name.startswith(CEC) for name in found)


def test_the_picture_of_classes_leads_to_their_entries(visit: Page, explorer: str) -> None:
    visit.goto(f"{explorer}/en/ontology")
    visit.click("summary:has-text('Classes and properties as a picture')")
    frame = visit.frame_locator("figure iframe")
    frame.locator("#search").fill("cluster management")
    frame.locator("#search").press("Enter")
    expect(frame.locator("#details")).to_contain_text("is a kind of")
    expect(frame.locator("#details")).to_contain_text("manages")
    frame.locator("#details").get_by_role("link", name="To the entry of the ontology").click()
    visit.wait_for_url("**/en/ontology#ClusterManagement")
