"""The profile of a thing: what is said, what is derived and from where, what is interpreted, and what can be taken away."""

from __future__ import annotations

import re

import httpx
import pyoxigraph as ox
import pytest
from playwright.sync_api import Page, expect

from clustereval.desk import Desk
from clustereval.explorer import thing
from clustereval.explorer.claims import sentence
from clustereval.explorer.frame import Address
from clustereval.namespaces import CE, CEC, PREFIXES, Iri


def shown(desk: Desk, kind: str, slug: str) -> dict[str, object]:
    return thing.content(desk, Address("", desk.lang, f"thing/{kind}/{slug}", ()), kind, slug)


def test_what_a_rule_derived_shows_the_passages_it_rests_on(desk: Desk) -> None:
    found = shown(desk, "actor", "mahreg-automotive")
    ties = {one["value"]["label"]: one for one in found["statements"] if one["property"]["iri"] == CE + "cooperatesWith"}  # type: ignore[attr-defined]
    assert ties["CEESA"]["voices"] == ["derived"]
    # The management of CEESA is said to cooperate with MAHREG in line 679, the clusters in lines 341 and 394.
    assert {tuple(passage["lines"]) for passage in ties["CEESA"]["passages"]} >= {(341, 341), (394, 394)}


def test_each_kind_stands_once_and_the_most_special_alone(desk: Desk) -> None:
    kinds = [one["iri"] for one in shown(desk, "actor", "mahreg-automotive")["kinds"]]  # type: ignore[attr-defined]
    assert kinds == [CE + "ClusterInitiative"]


def test_claims_stand_by_kind_each_with_its_passage(desk: Desk) -> None:
    groups = shown(desk, "actor", "ceesa")["claims"]
    kinds = [group["kind"]["iri"] for group in groups if group["kind"]]  # type: ignore[attr-defined]
    assert kinds[0] == CE + "Cooperation" and len(kinds) == len(set(kinds))
    assert all(claim["passages"] for group in groups for claim in group["claims"])  # type: ignore[attr-defined]


def test_a_claim_is_a_short_sentence() -> None:
    one, two = Iri("urn:x/actor/a"), Iri("urn:x/actor/b")
    facts = {"linksFrom": one, "linksTo": two, "kind": Iri(CEC + "Partner"), "status": Iri(CEC + "Recommended"), "subject": "trade fairs", "year": 2008}
    rows = [{"property": Iri(CE + key), "value": value} for key, value in facts.items()]
    labels = {one: "A", two: "B", CEC + "Partner": "partner", CEC + "Recommended": "recommended", CE + "year": "year"}
    said = sentence(rows, one, labels)
    assert [(end["label"], end["here"]) for end in said["ends"]] == [("A", True), ("B", False)]
    assert [part["label"] for part in said["parts"]] == ["partner"]
    assert (said["text"], said["status"]) == ("trade fairs", "recommended")
    assert [fact["property"]["label"] for fact in said["facts"]] == ["year"]


def test_ratings_stand_apart_and_are_called_interpreted(visit: Page, explorer: str) -> None:
    visit.goto(f"{explorer}/en/thing/actor/ceesa")
    apart = visit.locator("#interpretations")
    expect(apart.locator("h2 .badge.interpreted")).to_have_text("interpreted in this project")
    apart.locator("summary").click()
    expect(apart.locator("tbody .badge.interpreted").first).to_be_visible()
    expect(visit.locator("a[href*='evaluation?cluster=']")).to_have_count(1)
    expect(visit.locator("a[href*='ambiguities?actor=']")).to_have_count(1)


def test_the_citation_is_copied(visit: Page, explorer: str) -> None:
    visit.goto(f"{explorer}/en/thing/actor/ceesa")
    visit.context.grant_permissions(["clipboard-read", "clipboard-write"])
    visit.click("button:text('Copy')")
    expect(visit.locator(".cited [role=status]")).to_have_text("Copied.")
    assert visit.evaluate("navigator.clipboard.readText()").startswith("CEESA. ")


def test_passages_lead_to_the_next_and_back(visit: Page, explorer: str) -> None:
    visit.goto(f"{explorer}/en/thing/passage/4.1.3-conflict-of-interest")
    here = visit.url
    visit.click("a[rel=next]")
    assert visit.url != here and "/thing/passage/" in visit.url
    visit.click("a[rel=prev]")
    assert visit.url == here


@pytest.mark.parametrize(("place", "kept"), [(0, "next"), (-1, "prev")])
def test_the_first_and_the_last_passage_lead_only_one_way(place: int, kept: str, visit: Page, explorer: str, desk: Desk) -> None:
    passage = sorted(desk.passages.values(), key=lambda one: (one.lines, one.iri))[place]
    visit.goto(f"{explorer}/en/thing/passage/{passage.iri.rsplit('/', 1)[-1]}")
    expect(visit.locator("a[rel=prev], a[rel=next]")).to_have_count(1)
    expect(visit.locator(f"a[rel={kept}]")).to_be_visible()


def test_all_statements_are_taken_away_as_turtle(explorer: str) -> None:
    file = httpx.get(f"{explorer}/en/thing/actor/ceesa?format=ttl")
    assert file.headers["content-disposition"] == 'attachment; filename="ceesa.ttl"'
    names = [quad for quad in ox.parse(file.text, format=ox.RdfFormat.TURTLE) if quad.predicate.value == PREFIXES["skos"] + "prefLabel"]
    assert any(name.object.value == "CEESA" for name in names)
    assert httpx.get(f"{explorer}/en/thing/actor/nobody?format=ttl").status_code == 404


@pytest.mark.parametrize(("lang", "word"), [("de", "Kopieren"), ("en", "Copy")])
def test_the_citation_is_copied_by_a_button_that_says_so(lang: str, word: str, visit: Page, explorer: str) -> None:
    visit.goto(f"{explorer}/{lang}/thing/actor/ceesa")
    expect(visit.locator("[data-copies=citation]")).to_have_text(word)


@pytest.mark.parametrize(
    ("kind", "slug", "title"),
    [
        ("cooperation", "3-08", "State clusters – KAT: division of labour"),  # report, line 193: nothing twice at the interfaces
        ("recommendation", "3-02", "The clusters should not do a second time what the KATs and other initiatives do; activities should …"),
    ],
)
def test_what_has_no_name_is_called_by_what_it_says(kind: str, slug: str, title: str, desk: Desk, visit: Page, explorer: str) -> None:
    assert str(shown(desk, kind, slug)["title"]).startswith(title)
    visit.goto(f"{explorer}/en/thing/{kind}/{slug}")
    expect(visit.locator("h1")).to_contain_text(title)
    expect(visit.locator("main")).to_contain_text(f"{kind}:{slug}")


def test_links_to_what_has_no_name_say_what_it_is(visit: Page, explorer: str) -> None:
    visit.goto(f"{explorer}/en/thing/recommendation/3-02")
    assert not [text for text in visit.locator("#statements td:nth-child(2) a").all_inner_texts() if re.fullmatch(r"[a-z-]+:\S+", text)]


def test_one_kind_of_claims_has_an_address(visit: Page, explorer: str) -> None:
    visit.goto(f"{explorer}/en/thing/actor/ceesa?group=Finding")
    expect(visit.locator("section[id^=claims]")).to_have_count(1)
    expect(visit.locator("#statements")).to_have_count(0)
    assert visit.request.get(f"{explorer}/en/thing/actor/ceesa?group=Nothing").status == 404


def test_a_number_stands_with_its_unit(visit: Page, explorer: str) -> None:
    # Report, line 762: the cluster has 113 members.
    visit.goto(f"{explorer}/en/thing/actor/smab")
    expect(visit.locator(".claims li", has_text="members of the cluster").first).to_contain_text("number of members: 113 members")


def test_a_body_named_without_more_is_named(visit: Page, explorer: str) -> None:
    visit.goto(f"{explorer}/en/thing/place/magdeburg")
    expect(visit.locator("section[id^=claims]", has_text="research institute").locator("li").first).to_contain_text("Fraunhofer IFF")


def test_every_statement_says_where_it_comes_from(visit: Page, explorer: str) -> None:
    for name in ("round/2013", "actor/ceesa", "passage/4.1.3-conflict-of-interest"):
        visit.goto(f"{explorer}/en/thing/{name}")
        assert all(visit.locator("#statements td:nth-child(3)").all_inner_texts())


def test_the_ratings_of_a_criterion_say_of_which_cluster(visit: Page, explorer: str) -> None:
    visit.goto(f"{explorer}/en/thing/criterion/membership-structure")
    visit.locator("#interpretations summary").click()
    heads = visit.locator("#interpretations thead th").all_inner_texts()
    clusters = visit.locator("#interpretations tbody th a").all_inner_texts()
    assert heads[0] == "Cluster" and {"CEESA", "SMAB", "MAHREG Automotive"} <= set(clusters)
