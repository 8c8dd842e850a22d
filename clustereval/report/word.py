"""The report as a DOCX document: the same chapters, with pictures of the networks; the only module that knows python-docx."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from clustereval.boards import Board, find_boards
from clustereval.errors import DataError, UsageError
from clustereval.passages import cite
from clustereval.report.blocks import Cell, Chapter, Grid, Picture, Text
from clustereval.report.figure import network_png
from clustereval.report.words import WORDS
from clustereval.views import View, find_views, view_network

if TYPE_CHECKING:
    from docx.document import Document
    from docx.shared import Length as Emu
    from docx.table import _Cell
    from docx.text.paragraph import Paragraph

    from clustereval.desk import Desk

__all__ = ["write_document"]

INK, QUIET, OURS = "1B1B1B", "555555", "A33F00"
SMALL = 8
"""Points of the letters in tables and citations."""
PAGE_WIDTH = 26.1
"""Centimetres between the margins."""


def write_document(desk: Desk, chapters: Sequence[Chapter], path: Path) -> None:
    """Write the chapters into one DOCX file.

    A rating or status has its word beside its colour; a network is a picture with the table of its ties after it. Raises UsageError
    when the packages for it are not installed, DataError when the file cannot be written.
    """
    try:
        import docx
        from docx.enum.section import WD_ORIENT
        from docx.shared import Cm, Pt
    except ImportError as error:
        raise UsageError('A DOCX report needs two more packages. Install them: python -m pip install "clustereval[report]"') from error
    document = docx.Document()
    document.styles["Normal"].font.name = "Liberation Sans"
    document.styles["Normal"].font.size = Pt(10)
    page = document.sections[0]
    page.orientation = WD_ORIENT.LANDSCAPE
    page.page_width, page.page_height = Cm(29.7), Cm(21)
    page.left_margin = page.right_margin = Cm(1.8)
    page.top_margin = page.bottom_margin = Cm(1.8)
    number_pages(page.footer.paragraphs[0], WORDS["page"][desk.lang])
    document.core_properties.title = WORDS["report"][desk.lang]
    document.core_properties.author = "clustereval"
    document.core_properties.language = desk.lang
    document.add_heading(WORDS["report"][desk.lang], 0)
    write_run(document.add_paragraph(), f"{WORDS['version'][desk.lang]}: {desk.store.manifest['digest']}", QUIET)
    folders = desk.project.folders("visualisations")
    boards, views = find_boards(folders), find_views(folders)
    for chapter in chapters:
        document.add_heading(chapter.title, 1)
        for section in chapter.sections:
            document.add_heading(section.title, 2)
            for block in section.blocks:
                if isinstance(block, Text):
                    write_text(document.add_paragraph(), block, desk.lang)
                elif isinstance(block, Grid):
                    write_grid(document, block, desk.lang, boards)
                elif block.view in views:
                    draw(document, desk, views[block.view], block)
    buffer = io.BytesIO()
    document.save(buffer)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(buffer.getvalue())
    except OSError as error:
        raise DataError(f"The report cannot be written to {path} ({error.strerror}). Name another folder with --to.") from error


def number_pages(paragraph: Paragraph, word: str) -> None:
    """Put the word for page and the page number into a footer (a field of OOXML, ECMA-376 part 1, 17.16.5.44)."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    paragraph.add_run(f"{word} ")
    run = paragraph.add_run()
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = text
        run._r.append(element)


def write_run(paragraph: Paragraph, text: str, colour: str = INK, size: float | None = None, bold: bool = False) -> None:
    """Add a text to a paragraph."""
    from docx.shared import Pt, RGBColor

    run = paragraph.add_run(printable(text))
    run.bold = bold
    run.font.color.rgb = RGBColor.from_string(colour)
    if size is not None:
        run.font.size = Pt(size)


def printable(text: str) -> str:
    """Return a text without the control characters that no XML document may hold."""
    return "".join(letter for letter in text if letter in "\t\n" or letter >= " ")


def write_text(paragraph: Paragraph, block: Text, lang: str) -> None:
    """Write a paragraph with its citation."""
    write_run(paragraph, block.text, OURS if block.ours else INK, bold=block.ours)
    if block.passages:
        write_run(paragraph, f"  [{cite(block.passages, lang)}]", QUIET, SMALL)


def write_grid(document: Document, block: Grid, lang: str, boards: Mapping[str, Board]) -> None:
    """Write a table whose heading is repeated on each page."""
    from docx.oxml import OxmlElement

    if not block.rows:
        write_run(document.add_paragraph(), WORDS["nothing"][lang], QUIET)
        return
    marks = boards[block.legend].legend if block.legend in boards else {}
    table = document.add_table(rows=1, cols=len(block.columns), style="Table Grid")
    table.autofit = False
    widths = column_widths(block)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for cell, heading in zip(table.rows[0].cells, block.columns, strict=True):
        write_run(cell.paragraphs[0], heading, INK, SMALL, bold=True)
        shade(cell, "#F4F6F8")
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for row in block.rows:
        line = table.add_row()
        line._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        cells = line.cells
        for place, cell, width in zip(cells, row, widths, strict=True):
            place.width = width
            mark = marks.get(cell.value)
            write_cell(place, cell, lang, mark.ink[1:] if mark else INK)
            if mark:
                shade(place, mark.colour)
    document.add_paragraph()


def column_widths(block: Grid) -> list[Emu]:
    """Return a width for each column: the more text it holds, the wider, within the width of the page."""
    from docx.shared import Cm

    columns = zip(*block.rows, strict=True)
    longest = [max(len(cell.text) + 8 * len(cell.passages) for cell in cells) for cells in columns]
    amounts = [max(1.5 * len(heading), most) ** 0.5 for heading, most in zip(block.columns, longest, strict=True)]
    return [Cm(PAGE_WIDTH * amount / sum(amounts)) for amount in amounts]


def write_cell(place: _Cell, cell: Cell, lang: str, ink: str) -> None:
    """Write a cell with its citation."""
    write_run(place.paragraphs[0], cell.text, ink, SMALL)
    if cell.passages:
        write_run(place.paragraphs[0], f" [{cite(cell.passages, lang)}]", QUIET if ink == INK else ink, SMALL - 1)


def shade(cell: _Cell, colour: str) -> None:
    """Give a cell a ground of a colour like #92C5DE."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    element = OxmlElement("w:shd")
    element.set(qn("w:val"), "clear")
    element.set(qn("w:fill"), colour[1:])
    cell._tc.get_or_add_tcPr().append(element)


def draw(document: Document, desk: Desk, view: View, block: Picture) -> None:
    """Put a picture of a network into the document, the whole or the part around some actors, with its legend."""
    from docx.shared import Cm

    graph = view_network(desk, view)
    if block.around:
        import networkx as nx

        near = {node for start in block.around if start in graph for node in [start, *nx.all_neighbors(graph, start)]}
        graph = graph.subgraph(near).copy()
    if not len(graph):
        write_run(document.add_paragraph(), WORDS["nothing"][desk.lang], QUIET)
        return
    document.add_picture(io.BytesIO(network_png(graph, view, desk.lang)), width=Cm(25))
    write_run(document.add_paragraph(), block.caption, QUIET, SMALL)
