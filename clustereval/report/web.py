"""The report as linked pages that work offline: a page for each chapter, the views, and every passage under an address of its own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from clustereval.boards import Board, board_page, find_boards
from clustereval.errors import DataError
from clustereval.pages import check_language, render
from clustereval.passages import Passage, cite, passage_items
from clustereval.report.blocks import Chapter, Grid, Picture, Text
from clustereval.report.words import WORDS
from clustereval.views import View, find_views, view_page

if TYPE_CHECKING:
    from clustereval.desk import Desk

__all__ = ["write_pages"]


def write_pages(desk: Desk, chapters: Sequence[Chapter], folder: Path) -> list[Path]:
    """Write the chapters, the views they embed and the passages into `folder`; return the files, the first one to open first.

    Everything is made before anything is written. Raises DataError when the folder cannot be written.
    """
    check_language(desk.lang)
    folders = desk.project.folders("visualisations")
    views: dict[str, View | Board] = {**find_views(folders), **find_boards(folders)}
    wanted = dict.fromkeys(block.view for chapter in chapters for section in chapter.sections for block in section.blocks if isinstance(block, Picture))
    names = {iri: f"p{number}" for number, iri in enumerate(ordered(desk.passages))}
    boards = {name: board for name, board in views.items() if isinstance(board, Board)}
    colours = {name: {key: (mark.colour, mark.ink) for key, mark in board.legend.items()} for name, board in boards.items()}
    files = {f"{chapter.name}.html": chapter_page(desk, chapter, chapters, names, colours) for chapter in chapters}
    files["passages.html"] = passage_page(desk, chapters, names)
    for name in wanted:
        view = views[name]
        files[f"views/{name}.html"] = view_page(desk, view) if isinstance(view, View) else board_page(desk, view)
    try:
        (folder / "views").mkdir(parents=True, exist_ok=True)
        for file, text in files.items():
            (folder / file).write_text(text, encoding="utf-8")
    except OSError as error:
        raise DataError(f"The report cannot be written to {folder} ({error.strerror}). Name another folder with --to.") from error
    return [folder / file for file in files]


def ordered(passages: Mapping[str, Passage]) -> list[str]:
    """Return the IRIs of all passages in the order of the source."""
    return sorted(passages, key=lambda iri: passages[iri].order)


def chapter_page(desk: Desk, chapter: Chapter, chapters: Sequence[Chapter], names: Mapping[str, str], colours: Mapping[str, Any]) -> str:
    """Return the page of one chapter."""
    sections = [
        {"id": f"s{number}", "title": section.title, "blocks": [block_of(block, desk.lang, names, colours) for block in section.blocks]}
        for number, section in enumerate(chapter.sections)
    ]
    return page(desk, chapter.name, chapter.title, chapters, sections=sections, passages={})


def passage_page(desk: Desk, chapters: Sequence[Chapter], names: Mapping[str, str]) -> str:
    """Return the page of all passages, by section of the source."""
    by_section: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for iri in ordered(desk.passages):
        passage = desk.passages[iri]
        place = cite(passage_items(desk.passages, [iri]), desk.lang)
        section = f"{passage.document}: {passage.section}" if passage.document else passage.section
        by_section[section].append({"id": names[iri], "place": place, "row": passage.row, "text": passage.text})
    return page(desk, "passages", WORDS["passages"][desk.lang], chapters, sections=[], passages=by_section)


def page(desk: Desk, name: str, title: str, chapters: Sequence[Chapter], **content: Any) -> str:
    """Return a page of the report with the list of all its pages."""
    return render(
        "report.html",
        desk.lang,
        [],
        ["page.css", "report.css"],
        name=name,
        title=title,
        chapters=[(chapter.name, chapter.title) for chapter in chapters] + [("passages", WORDS["passages"][desk.lang])],
        data_version=str(desk.store.manifest["digest"]),
        words={key: texts[desk.lang] for key, texts in WORDS.items()},
        **content,
    )


def block_of(block: Text | Grid | Picture, lang: str, names: Mapping[str, str], colours: Mapping[str, Any]) -> dict[str, Any]:
    """Return a block as the template needs it: kind, texts, links to passages, colours."""

    def links(passages: Sequence[Mapping[str, Any]]) -> list[dict[str, str]]:
        return [{"id": names[one["iri"]], "place": cite([one], lang), "text": one["text"]} for one in passages if one["iri"] in names]

    if isinstance(block, Text):
        return {"kind": "text", "text": block.text, "links": links(block.passages), "ours": block.ours}
    if isinstance(block, Picture):
        selected = f"#selected={'&selected='.join(block.around)}" if block.around else ""
        return {"kind": "picture", "file": f"views/{block.view}.html{selected}", "caption": block.caption}
    shades = colours.get(block.legend, {})
    rows = [[{"text": cell.text, "links": links(cell.passages), "shade": shades.get(cell.value)} for cell in row] for row in block.rows]
    return {"kind": "grid", "columns": block.columns, "rows": rows}
