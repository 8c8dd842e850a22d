"""Workbooks: tables as the sheets of one Excel file (Office Open XML, ISO/IEC 29500). The only module that knows openpyxl."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from clustereval.errors import UsageError

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

__all__ = ["Link", "Sheet", "write_workbook"]

LONGEST = 32_767
"""Characters in a cell, at most: a limit of Excel, as are those of links and of the names of sheets."""
MOST_LINKS = 60_000
LONGEST_NAME = 31
WIDEST = 60
"""Characters of a line of the widest column; longer texts are wrapped."""


@dataclass(frozen=True)
class Link:
    """A text that leads to an address."""

    text: str
    address: str


Cell = str | int | float | bool | Link | None


@dataclass(frozen=True)
class Sheet:
    """A table in a workbook: the name of its sheet, its headings, its rows."""

    name: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]]


def write_workbook(sheets: Iterable[Sheet]) -> bytes:
    """Return an Excel file with one sheet for each table; numbers stay numbers, and no text is ever a formula.

    The first row of a sheet holds the headings, stays in sight and can be filtered. A text longer than a cell may be ends in “…”.
    Raises UsageError when openpyxl is not installed.
    """
    try:
        from openpyxl import Workbook
    except ImportError as error:
        raise UsageError(f'Excel files need one more package ({error.name}). Install it: pip install "clustereval[explore]"') from error
    book = Workbook()
    book.remove(book.worksheets[0])
    for sheet in sheets:
        fill(book.create_sheet(free_name(sheet.name, book.sheetnames)), sheet)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def fill(made: Worksheet, sheet: Sheet) -> None:
    """Write a table into a worksheet of openpyxl."""
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    left = MOST_LINKS
    for number, row in enumerate([sheet.columns, *sheet.rows], 1):
        for place, value in enumerate(row, 1):
            cell = made.cell(number, place)
            if isinstance(value, Link) and left:
                left -= 1
                cell.hyperlink = value.address
                cell.font = Font(color="0563C1", underline="single")
            text = value.text if isinstance(value, Link) else value
            if isinstance(text, str):
                cell.value = clean(text)
                cell.data_type = "s"  # else a text that begins with = would become a formula
            else:
                cell.value = text
            cell.alignment = Alignment(vertical="top", wrap_text=True)
    for place, heading in enumerate(sheet.columns, 1):
        made.cell(1, place).font = Font(bold=True)
        made.cell(1, place).fill = PatternFill("solid", fgColor="E7EBEF")
        longest = max((len(line) for row in sheet.rows for line in str(shown(row[place - 1])).splitlines()), default=0)
        made.column_dimensions[get_column_letter(place)].width = min(max(longest, len(heading)) + 2, WIDEST)
    made.freeze_panes = "A2"
    made.auto_filter.ref = made.dimensions


def shown(value: Cell) -> object:
    """Return what a cell shows."""
    return value.text if isinstance(value, Link) else "" if value is None else value


def clean(text: str) -> str:
    """Return a text that a cell can hold: without control characters, and not too long."""
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    plain: str = ILLEGAL_CHARACTERS_RE.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))
    return plain if len(plain) <= LONGEST else plain[: LONGEST - 1] + "…"


def free_name(wanted: str, taken: Sequence[str]) -> str:
    """Return a name for a sheet: without the signs that Excel forbids, short enough, and not taken yet (case does not count)."""
    plain = " ".join(re.sub(r"[\x00-\x1f\\/*?:\[\]]", " ", wanted).split()).strip("'")[:LONGEST_NAME].rstrip() or "1"
    used = {name.casefold() for name in taken}
    found, number = plain, 2
    while found.casefold() in used:
        found = f"{plain[: LONGEST_NAME - len(str(number)) - 1]} {number}"
        number += 1
    return found
