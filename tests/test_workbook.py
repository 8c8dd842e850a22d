"""Workbooks: what is written stands in the cells again, and no text becomes a formula."""

from __future__ import annotations

from io import BytesIO

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.workbook import Workbook

from clustereval.workbook import LONGEST, Link, Sheet, write_workbook


def read(*sheets: Sheet) -> Workbook:
    return openpyxl.load_workbook(BytesIO(write_workbook(sheets)))


def test_numbers_stay_numbers_and_texts_stay_texts() -> None:
    sheet = read(Sheet("a", ("n", "f", "b", "t", "none"), [(7, 0.25, True, "007", None)])).worksheets[0]
    assert [cell.value for cell in sheet[2]] == [7, 0.25, True, "007", None]
    assert [cell.data_type for cell in sheet[2]] == ["n", "n", "b", "s", "n"]


@pytest.mark.parametrize("text", ["=1+1", '=HYPERLINK("http://evil.example")', "+1", "-1", "@SUM(A1)", "#REF!", "1e5", "2013-01-01"])
def test_no_text_becomes_anything_else(text: str) -> None:
    sheet = read(Sheet("a", (text,), [(text,), (Link(text, "https://example.org/"),)])).worksheets[0]
    assert [(cell.value, cell.data_type) for row in sheet.iter_rows() for cell in row] == [(text, "s")] * 3


def test_a_link_leads_to_its_address() -> None:
    cell = read(Sheet("a", ("x",), [(Link("Amber", "https://example.org/amber?a=1&b=2"),)])).worksheets[0]["A2"]
    assert (cell.value, cell.hyperlink.target) == ("Amber", "https://example.org/amber?a=1&b=2")


def test_headings_stay_in_sight_and_can_be_filtered() -> None:
    sheet = read(Sheet("a", ("x", "y"), [(1, 2), (3, 4)])).worksheets[0]
    assert (sheet.freeze_panes, sheet.auto_filter.ref, sheet["A1"].font.bold) == ("A2", "A1:B3", True)


def test_a_table_without_rows_has_its_headings() -> None:
    assert [cell.value for cell in read(Sheet("a", ("x", "y"), [])).worksheets[0][1]] == ["x", "y"]


def test_a_text_that_is_too_long_says_so() -> None:
    sheet = read(Sheet("a", ("x",), [("a" * LONGEST,), ("b" * (LONGEST + 1),)])).worksheets[0]
    assert sheet["A2"].value == "a" * LONGEST
    assert sheet["A3"].value == "b" * (LONGEST - 1) + "…"


def test_names_of_sheets_are_those_that_excel_takes_and_each_is_there_once() -> None:
    names = ["Was je zwei Kapitel voneinander sagen", "a/b:c*[d]?", "", "'x'", "Same", "same", "Was je zwei Kapitel voneinander meinen"]
    found = read(*(Sheet(name, ("x",), []) for name in names)).sheetnames
    assert found == ["Was je zwei Kapitel voneinander", "a b c d", "1", "x", "Same", "same 2", "Was je zwei Kapitel voneinand 2"]
    assert all(len(name) <= 31 for name in found)


@given(st.lists(st.text(max_size=40), min_size=1, max_size=5))
def test_every_text_is_read_again_as_it_was_written(texts: list[str]) -> None:
    sheet = read(Sheet("a", ("x",), [(text,) for text in texts])).worksheets[0]
    plain = [ILLEGAL_CHARACTERS_RE.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n")) for text in texts]
    assert [sheet.cell(number, 1).value or "" for number in range(2, len(texts) + 2)] == plain
