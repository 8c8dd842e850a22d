"""Blocks of the report: texts, tables and pictures whose every statement bears its passages; how they look is for `web` and `word` to say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

__all__ = ["Block", "Cell", "Chapter", "Grid", "Passages", "Picture", "Section", "Text"]

Passages = tuple[Mapping[str, Any], ...]


@dataclass(frozen=True)
class Text:
    """A paragraph with its passages; `ours` marks what this project says, not the source."""

    text: str
    passages: Passages = ()
    ours: bool = False


@dataclass(frozen=True)
class Cell:
    """A cell of a grid: text with its passages; `value` is a rating or status that gives it a colour."""

    text: str
    passages: Passages = ()
    value: str = ""


@dataclass(frozen=True)
class Grid:
    """A table: headings and rows of cells; `legend` names the view whose colours the values have."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    legend: str = ""


@dataclass(frozen=True)
class Picture:
    """An interactive view, or the part of it around one actor."""

    view: str
    caption: str
    around: tuple[str, ...] = ()


Block = Text | Grid | Picture


@dataclass(frozen=True)
class Section:
    """A heading with its blocks."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Chapter:
    """A chapter, or a page: the name of its file, its title and sections."""

    name: str
    title: str
    sections: tuple[Section, ...]
