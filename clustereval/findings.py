"""Findings: what a page shows, said in a sentence that is made of its numbers; the sentence is a template in the page's file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from string import Formatter
from typing import Any

from clustereval.errors import DataError, Problem
from clustereval.labels import figure

__all__ = ["Figures", "finding_text", "most", "read_finding", "several"]

Figures = Mapping[str, int | str]
"""The numbers and names of a page; none where the page is empty."""
FEW = 3
"""Names that a sentence bears; of more, the first ones are named."""


def read_finding(declared: Mapping[str, Any], fields: Iterable[str], path: Path) -> Mapping[str, str]:
    """Return the templates of a finding by language; a file may have none.

    Raises DataError where a language is missing, a brace is left open, or a template uses a field that the page does not have.
    """
    templates = declared.get("finding", {})
    problems = []
    for lang in ("de", "en") if templates else ():
        try:
            used = [(name, form, how) for _, name, form, how in Formatter().parse(templates[lang]) if name is not None]
        except KeyError:
            problems.append(Problem(str(path), f"[finding] lacks the language {lang}. Add it."))
            continue
        except ValueError as error:
            problems.append(Problem(str(path), f"[finding] in {lang}: {error}. Write each field as {{name}}."))
            continue
        odd = [name for name, form, how in used if name not in fields or form or how]
        problems += [Problem(str(path), f"[finding] in {lang} uses {{{name}}}; there is only: {', '.join(sorted(fields))}.") for name in odd]
    if problems:
        raise DataError("A view cannot be used.", problems)
    return dict(templates)


def finding_text(templates: Mapping[str, str], figures: Figures, lang: str) -> str:
    """Return the finding of a page in one language, or nothing for a page that is empty or has no template."""
    if not templates or not figures:
        return ""
    shown = {name: figure(value, lang) if isinstance(value, int) else value for name, value in figures.items()}
    return templates[lang].format_map(shown)


def most(scores: Mapping[str, int]) -> tuple[str, int]:
    """Return who has the highest score, and that score; several who share it are all named, if they are few."""
    top = max(scores.values(), default=0)
    return several(name for name, score in scores.items() if score == top and top), top


def several(names: Iterable[str]) -> str:
    """Return names in a row; a dash for none."""
    listed = sorted(names)
    return "; ".join(listed[:FEW]) + (" …" if len(listed) > FEW else "") if listed else "–"
