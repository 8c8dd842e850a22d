"""What a reader takes away from a page: the same answer as a workbook, as CSV and as JSON."""

from __future__ import annotations

import csv
import json
from io import BytesIO, StringIO

import httpx
import openpyxl
import pytest
from playwright.sync_api import Page, expect

from clustereval.desk import Desk
from clustereval.explorer.files import FILES

PAGES = (
    "cooperation",
    "cooperation?actor=ceesa",
    "cooperation?actor=ceesa&with=mahreg&path=1",
    "overlaps",
    "overlaps?by=themes",
    "ambiguities",
    "ambiguities?actor=smab&severity=high&basis=stated",
    "evaluation",
    "evaluation?cluster=ceesa",
    "recommendations",
    "recommendations?recommendation=3-01",
    "recommendations?chain=1",
    "scenario?change=body%3A4-5-03",
    "resilience",
    "resilience?thing=bmd",
    "markets",
    "markets?cluster=ceesa",
    "timeline",
    "timeline?actor=mahreg",
)


def taken(explorer: str, page: str, form: str, lang: str = "en") -> httpx.Response:
    answer = httpx.get(f"{explorer}/{lang}/{page}{'&' if '?' in page else '?'}format={form}", timeout=60)
    assert answer.status_code == 200
    assert answer.headers["content-disposition"] == f'attachment; filename="{page.split("?", maxsplit=1)[0]}.{lang}.{form}"'
    return answer


@pytest.mark.parametrize("lang", ["de", "en"])
@pytest.mark.parametrize("page", PAGES)
def test_a_page_can_be_taken_away_whole(page: str, lang: str, explorer: str) -> None:
    book = openpyxl.load_workbook(BytesIO(taken(explorer, page, "xlsx", lang).content))
    rows = list(csv.reader(StringIO(taken(explorer, page, "csv", lang).text)))
    items = json.loads(taken(explorer, page, "json", lang).text)
    first = book.worksheets[0]
    assert first.max_row == len(rows) > 1, "a heading, and the same rows in both"
    assert items
    assert book.sheetnames[-2:] == {"de": ["Stellen", "Herkunft"], "en": ["Passages", "Origin"]}[lang]
    assert [row[1].value for row in book.worksheets[-1].iter_rows(min_row=3, max_row=3)] == [f"{explorer}/{lang}/{page}"]


def test_every_citation_of_a_table_stands_with_its_words_in_the_sheet_of_passages(explorer: str, desk: Desk) -> None:
    book = openpyxl.load_workbook(BytesIO(taken(explorer, "cooperation?actor=ceesa", "xlsx").content))
    ties, passages = book.worksheets[0], book["Passages"]
    told = {row[0].value: row for row in passages.iter_rows(min_row=2)}
    column = [cell.value for cell in ties[1]].index("passages") + 1
    cited = {part for row in ties.iter_rows(min_row=2, min_col=column, max_col=column) for part in str(row[0].value).split("; ")}
    assert cited == set(told)
    for row in told.values():
        assert desk.passages[row[0].hyperlink.target].text in {row[2].value, *(one[2].value for one in passages.iter_rows(min_row=2))}


def test_a_file_holds_what_was_chosen_and_all_of_it(explorer: str) -> None:
    every = json.loads(taken(explorer, "ambiguities", "json").text)
    chosen = json.loads(taken(explorer, "ambiguities?severity=high&basis=stated", "json").text)
    assert len(every) > 100, "all pages of the list"
    assert [case["id"] for case in chosen] == [case["id"] for case in every if case["severity"] == "high" and case["basis"] == "stated"]
    assert json.loads(taken(explorer, "ambiguities?page=2", "json").text) == every


def test_the_evaluation_comes_with_all_its_tables_and_says_who_rated(explorer: str) -> None:
    book = openpyxl.load_workbook(BytesIO(taken(explorer, "evaluation", "xlsx").content))
    assert len(book.sheetnames) == 7
    assert [cell.value for cell in book.worksheets[0][1]][-1] == "rated by"
    assert "coded by this project" in book.worksheets[0].cell(2, book.worksheets[0].max_column).value


@pytest.mark.parametrize(("lang", "word"), [("de", "Zum Mitnehmen"), ("en", "To take away")])
def test_the_files_are_one_click_from_the_page(lang: str, word: str, visit: Page, explorer: str) -> None:
    visit.goto(f"{explorer}/{lang}/overlaps?by=themes")
    expect(visit.locator(".take")).to_contain_text(word)
    with visit.expect_download() as started:
        visit.click(".take >> text=Excel")
    assert started.value.suggested_filename == f"overlaps.{lang}.xlsx"
    assert openpyxl.load_workbook(BytesIO(started.value.path().read_bytes())).worksheets[0].max_row > 1


def test_an_answer_of_the_catalogue_is_a_workbook_too(explorer: str) -> None:
    answer = httpx.get(f"{explorer}/en/query?name=partners&actor=mahreg&format=xlsx")
    book = openpyxl.load_workbook(BytesIO(answer.content))
    assert book.sheetnames == ["Partners of an actor"]
    heads = [cell.value for cell in book.worksheets[0][1]]
    row = dict(zip(heads, book.worksheets[0][2], strict=True))
    assert row["target"].value == "MAHREG Automotive" and row["target"].hyperlink.target.endswith("/actor/mahreg-automotive")
    assert str(row["passage"].value).startswith("4.1.2 l. ")


@pytest.mark.parametrize(("lang", "said"), [("de", "Das Format &#39;exe&#39; gibt es nicht; es gibt"), ("en", "There is no format &#39;exe&#39;; there are")])
@pytest.mark.parametrize("page", ["ambiguities?", "query?name=partners&actor=mahreg&"])
def test_another_format_is_told_in_a_sentence(page: str, lang: str, said: str, explorer: str) -> None:
    answer = httpx.get(f"{explorer}/{lang}/{page}format=exe")
    assert answer.status_code == 404 and said in answer.text and all(form in answer.text for form in FILES)


def test_a_file_of_comma_separated_values_says_that_it_is_utf8(explorer: str) -> None:
    for page in ("timeline", "query?name=partners&actor=mahreg"):
        answer = httpx.get(f"{explorer}/de/{page}{'&' if '?' in page else '?'}format=csv")
        assert answer.content.startswith(b"\xef\xbb\xbf")
    assert "4.1.2 Z. 388" in answer.text, "a passage is cited, not named by its IRI alone"
