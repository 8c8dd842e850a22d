"""Originals: the text of the sources, which a project does not hold and a reader may add from a file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from clustereval.errors import UsageError

if TYPE_CHECKING:
    from clustereval.desk import Desk

__all__ = ["read_originals"]

TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9]*(\s[^<>]*)?/?>")


def read_originals(desk: Desk, given: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return the lines of sources by the IRI of the source; each is given as FILE or, where the graph has several, as NAME=FILE.

    Tags are left out, and the cells of a table row stand apart. Raises UsageError when a source is not known or not named, and when a
    file is no text that can be read or has fewer lines than were transcribed from it.
    """
    sources = {passage.source.rsplit("/", 1)[-1]: passage.source for passage in desk.passages.values()}
    found: dict[str, tuple[str, ...]] = {}
    for one in given:
        name, file = named(one, sorted(sources))
        found[sources[name]] = lines_of(Path(file))
        last = max((passage.lines[1] for passage in desk.passages.values() if passage.source == sources[name]), default=0)
        if len(found[sources[name]]) < last:
            raise UsageError(
                f"{file} has {len(found[sources[name]])} lines, but passages of {name} reach line {last}: it is not the text that was transcribed. "
                "Name that file with --source."
            )
    return found


def named(given: str, names: Sequence[str]) -> tuple[str, str]:
    """Return the name of a source and the file of its text."""
    name, sign, file = given.partition("=")
    if sign and name in names:
        return name, file
    if len(names) == 1:
        return names[0], given
    if not names:
        raise UsageError("The graph has no passages, so no text can stand beside them. Leave --source out.")
    known = ", ".join(names)
    raise UsageError(f"The graph has {len(names)} sources ({known}); {given!r} does not say whose text it is. Write --source NAME=FILE.")


def lines_of(path: Path) -> tuple[str, ...]:
    """Return the lines of a text. Raises UsageError when it cannot be read."""
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"The source {path} cannot be read ({error}). Name a text file in UTF-8 with --source.") from error
    return tuple(" | ".join(filter(None, (" ".join(TAG.sub(" ", cell).split()) for cell in line.split("\t")))) for line in lines)
