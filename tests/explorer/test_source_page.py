"""The page of the source: its passages in order, with what was transcribed from each."""

from __future__ import annotations

import re

import httpx
import pytest
from playwright.sync_api import Page, expect

from clustereval.build import build
from clustereval.desk import Desk
from clustereval.explorer.frame import Address
from clustereval.explorer.source import content, place_in_source, sections
from clustereval.paths import Project
from clustereval.store import open_store
from tests.explorer.conftest import Start


def test_every_passage_stands_once_in_the_order_of_its_lines(desk: Desk) -> None:
    found = sections(desk)
    assert sorted(passage.iri for passages in found.values() for passage in passages) == sorted(desk.passages)
    for passages in found.values():
        assert [passage.lines for passage in passages] == sorted(passage.lines for passage in passages)


@pytest.mark.parametrize(("lang", "carrier", "kind"), [("en", "ATI", "Carriage"), ("de", "ATI", "Trägerschaft")])
def test_beside_a_passage_stands_what_was_transcribed_from_it(lang: str, carrier: str, kind: str, visit: Page, explorer: str) -> None:
    # Report, line 662: ATI and ZERE carry the cluster.
    visit.goto(f"{explorer}/{lang}/source?section=4.5.1")
    row = visit.locator(".source tbody tr", has_text="ZERE").filter(has_text=carrier).first
    expect(row.locator(".claims li").first).to_be_visible()
    claims = visit.locator(".source .claims li")
    assert any(text.casefold().startswith(kind.casefold()) for text in claims.all_inner_texts())


def test_a_claim_leads_to_its_thing_and_a_passage_to_its_own_page(visit: Page, explorer: str) -> None:
    visit.goto(f"{explorer}/en/source?section=4.5.3")
    text = visit.locator(".source td a").first
    said = text.inner_text()
    text.click()
    expect(visit.locator("main .card")).to_contain_text(said)
    visit.go_back()
    visit.locator(".source .claims a", has_text="CEESA").first.click()
    expect(visit.locator("h1")).to_contain_text("CEESA")


def test_a_passage_leads_back_to_its_place_in_the_source(visit: Page, explorer: str, desk: Desk) -> None:
    late = sections(desk)["4.1.2"][-1]
    assert place_in_source(desk, late.iri)["page"] > 1, "a long section comes in pages"
    visit.goto(f"{explorer}/en/thing/passage/{late.iri.rsplit('/', 1)[-1]}")
    visit.click("text=Show in the context of the source")
    place = visit.locator(f"#l{late.lines[0]}")
    expect(place).to_contain_text(late.text)
    expect(place).to_be_in_viewport()


def test_an_unknown_section_is_told(explorer: str) -> None:
    answer = httpx.get(f"{explorer}/en/source?section=99")
    assert answer.status_code == 404 and "no &#39;99&#39; here. Possible are:" in answer.text


def test_sections_of_several_sources_are_told_apart(tiny_project: Project, start: Start) -> None:
    for name, text in (("chapters.trig", "a ce:Passage ; ce:inSource source:report"), ("identity.ttl", "")):
        path = tiny_project.root / "graph" / name
        said = path.read_text(encoding="utf-8")
        if text:
            said = said.replace(text, "a ce:Passage ; ce:inSource source:second", 1)
        else:
            said += 'source:second a ce:SourceDocument ; skos:prefLabel "Zweiter"@de , "Second"@en ; ce:nameAsPrinted "The second" ; ce:reportsOn round:one .\n'
        path.write_text(said, encoding="utf-8")
    build(tiny_project)
    desk = Desk(tiny_project, open_store(tiny_project.store), "en")
    assert list(sections(desk)) == ["report:a", "report:b", "second:a"]
    rows = content(desk, Address("", "en", "source", [("section", "second:a")]))["rows"]
    assert [[passage["lines"] for passage in same] for same in rows] == [[[1, 1]]]
    assert all(passage["claims"] for same in rows for passage in same)
    address = start(tiny_project)
    page = httpx.get(f"{address}/en/thing/passage/a-carrier").text
    assert "source?section=second%3Aa#l1" in page
    assert 'value="The second, Section a l. 1.' in page, "a passage is cited from its own source"


def test_claims_name_recommendations_and_findings_by_their_words(visit: Page, explorer: str) -> None:
    visit.goto(f"{explorer}/en/source?section=4.1.3")
    texts = visit.locator(".source .claims a").all_inner_texts()
    assert len(texts) > 50
    assert not [text for text in texts if re.fullmatch(r"[a-z-]+:\S+", text)]
