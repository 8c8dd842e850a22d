"""The report: pages and a document whose every statement bears its place, and that never show a rating without saying who coded it."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import docx
import pytest
from playwright.sync_api import Browser

from clustereval.desk import Desk
from clustereval.errors import DataError
from clustereval.privacy import without_people
from clustereval.report.blocks import Chapter, Grid, Text
from clustereval.report.content import compose
from clustereval.report.web import write_pages
from clustereval.report.word import write_document

PAGES = {"index", "criteria", "recommendations", "lead-markets", "ambiguities", "numbers", "contradictions", "sources", "method", "passages"}
CLUSTERS = {"mahreg-automotive", "biotechnologie-sachsen-anhalt", "chemie-kunststoffe-mitteldeutschland", "netzwerk-ernaehrungswirtschaft", "ceesa", "smab"}


@pytest.fixture(scope="module")
def chapters(desk: Desk) -> list[Chapter]:
    return compose(desk)


@pytest.fixture(scope="module")
def pages(desk: Desk, chapters: list[Chapter], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("report")
    write_pages(desk, chapters, folder)
    return folder


def test_there_is_a_page_for_each_chapter_and_cluster(pages: Path) -> None:
    assert {path.stem for path in pages.glob("*.html")} == PAGES | {f"cluster-{slug}" for slug in CLUSTERS}


def test_every_link_leads_somewhere(pages: Path) -> None:
    for path in pages.glob("*.html"):
        text = path.read_text(encoding="utf-8")
        for target in set(re.findall(r'(?:href|src)="([^"]+)"', text)):
            if target.startswith("data:"):
                continue
            file, _, anchor = target.partition("#")
            found = pages / file if file else path
            assert found.is_file(), (path.name, target)
            if anchor and not anchor.startswith("selected="):
                assert f'id="{anchor}"' in found.read_text(encoding="utf-8"), (path.name, target)


def test_a_citation_leads_to_its_passage(pages: Path, browser: Browser) -> None:
    page = browser.new_page()
    noise: list[str] = []
    page.on("console", lambda message: noise.append(message.text))
    page.on("request", lambda request: noise.append(request.url) if not request.url.startswith(("file:", "data:", "blob:")) else None)
    page.goto((pages / "cluster-smab.html").as_uri())
    link = page.locator("a.cite").first
    place = link.inner_text()
    link.click()
    assert page.locator("dt:target").inner_text().startswith(place)
    assert noise == []
    page.close()


def test_the_heat_map_works_inside_the_report(pages: Path, browser: Browser) -> None:
    page = browser.new_page()
    page.goto((pages / "index.html").as_uri())
    frame = page.frame_locator("iframe").first
    frame.locator("button.cell").first.click()
    assert "Section" in frame.locator("#details").inner_text()
    page.close()


def test_findings_recommendations_and_numbers_are_cited(chapters: list[Chapter]) -> None:
    cited = {"Finding", "Recommendation", "Of what", "Statement"}
    for chapter in chapters:
        for section in chapter.sections:
            for block in section.blocks:
                if isinstance(block, Grid):
                    for column in cited & set(block.columns):
                        index = block.columns.index(column)
                        assert all(row[index].passages for row in block.rows), (chapter.name, section.title, column)


def test_no_section_shows_a_rating_without_saying_who_coded_it(chapters: list[Chapter]) -> None:
    said = "coded by this project"
    for chapter in chapters:
        told = any(isinstance(block, Text) and block.ours and said in block.text for section in chapter.sections for block in section.blocks)
        rated = any(isinstance(block, Grid) and block.legend == "evaluation" for section in chapter.sections for block in section.blocks)
        assert told or not rated, chapter.name


def test_a_profile_has_all_24_sub_criteria(desk: Desk) -> None:
    (profile,) = compose(desk, "ceesa")
    findings = next(block for section in profile.sections for block in section.blocks if isinstance(block, Grid) and "Ideal profile" in block.columns)
    assert len([row for row in findings.rows if row[0].text]) == 24


def test_the_document_holds_what_the_pages_hold(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "profile.docx"
    chapters = compose(desk, "smab")
    write_document(desk, chapters, path)
    document = docx.Document(str(path))
    grids = [block for chapter in chapters for section in chapter.sections for block in section.blocks if isinstance(block, Grid) and block.rows]
    assert len(document.tables) == len(grids)
    for table, grid in zip(document.tables, grids, strict=True):
        assert len(table.rows) == len(grid.rows) + 1
    cell = document.tables[0].rows[1].cells[2].text
    assert re.search(r"\[\d(\.\d)*\.? l\. \d+", cell), "a statement bears its place"
    assert any("coded by this project" in paragraph.text for paragraph in document.paragraphs)
    assert len(zipfile.ZipFile(path).namelist()) > 5


def test_the_report_can_do_without_people(desk: Desk, tmp_path: Path) -> None:
    quiet = Desk(desk.project, without_people(desk.store), "en")
    write_pages(quiet, compose(quiet), tmp_path)
    text = "\n".join(path.read_text(encoding="utf-8") for path in tmp_path.rglob("*.html"))
    for name in ("Ihlow", "Jacobke", "Klaeger", "Katzek", "Neldner", "Schmieder"):
        assert name not in text, name


def test_a_place_that_cannot_be_written_gets_a_sentence(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(DataError, match="Name another folder with --to"):
        write_document(desk, compose(desk, "smab"), tmp_path / "file" / "x.docx")
