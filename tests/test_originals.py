"""The text of a source as it is read from a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from clustereval.build import build
from clustereval.desk import Desk
from clustereval.errors import UsageError
from clustereval.originals import read_originals
from clustereval.paths import Project
from clustereval.store import open_store

LINES = "\n".join(["First.", "A\t\t<p class='x'>B  <b>bold</b></p>", "see <http://example.org> & 3 < 4", "Last.", *("more" for _ in range(20))])


@pytest.fixture
def small(tiny_project: Project) -> Desk:
    build(tiny_project)
    return Desk(tiny_project, open_store(tiny_project.store), "en")


@pytest.fixture
def two(tiny_project: Project) -> Desk:
    chapters = tiny_project.root / "graph" / "chapters.trig"
    text = chapters.read_text(encoding="utf-8")
    chapters.write_text(text.replace("ce:inSource source:report", "ce:inSource source:second", 1), encoding="utf-8")
    identity = tiny_project.root / "graph" / "identity.ttl"
    identity.write_text(
        identity.read_text(encoding="utf-8") + 'source:second a ce:SourceDocument ; skos:prefLabel "Zweiter"@de , "Second"@en ; ce:reportsOn round:one .\n',
        "utf-8",
    )
    build(tiny_project)
    return Desk(tiny_project, open_store(tiny_project.store), "en")


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(LINES, encoding="utf-8")
    return path


def test_cells_of_a_row_stand_apart_and_tags_are_left_out_but_no_address(small: Desk, text: Path) -> None:
    ((source, lines),) = read_originals(small, [str(text)]).items()
    assert source.endswith("/source/report")
    assert lines[:3] == ("First.", "A | B bold", "see <http://example.org> & 3 < 4")


def test_a_line_ends_only_where_an_editor_ends_it(small: Desk, tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text("a\fb\u2028c\n" * 20, encoding="utf-8")
    assert len(next(iter(read_originals(small, [str(path)]).values()))) == 21


def test_a_passage_has_the_lines_of_its_own_source_only(two: Desk, text: Path) -> None:
    found = read_originals(two, [f"second={text}"])
    desk = Desk(two.project, two.store, "en", originals=found)
    assert {passage.source.rsplit("/", 1)[-1]: passage.original for passage in desk.passages.values() if passage.original} == {"second": "First."}


def test_a_text_must_say_whose_it_is_where_there_are_several_sources(two: Desk, text: Path) -> None:
    with pytest.raises(UsageError, match=r"2 sources \(report, second\).*Write --source NAME=FILE"):
        read_originals(two, [str(text)])
    with pytest.raises(UsageError, match="2 sources"):
        read_originals(two, [f"third={text}"])


def test_a_text_that_is_too_short_is_another_one(small: Desk, tmp_path: Path) -> None:
    path = tmp_path / "short.txt"
    path.write_text("only one line", encoding="utf-8")
    with pytest.raises(UsageError, match=r"has 1 lines, but passages of report reach line \d+: it is not the text that was transcribed"):
        read_originals(small, [str(path)])


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00"], ids=["no file", "no text"])
def test_a_text_that_cannot_be_read_is_told(small: Desk, tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "report.txt"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(UsageError, match=r"cannot be read .*Name a text file in UTF-8"):
        read_originals(small, [str(path)])
