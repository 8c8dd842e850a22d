"""Pages: how a template of visualisations/ becomes one HTML page that works offline and runs no script but its own."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from clustereval.errors import DataError, Problem, UsageError
from clustereval.paths import find_project

if TYPE_CHECKING:
    from jinja2 import Environment

__all__ = ["LANGUAGES", "check_language", "environment", "read_declaration", "render", "templates"]

LANGUAGES = ("de", "en")


def render(template: str, lang: str, scripts: Iterable[str], styles: Iterable[str], libraries: Iterable[str] = (), **context: Any) -> str:
    """Return a page: `scripts` and `styles` are files of visualisations/ that are put into it, `libraries` are texts of scripts.

    Nothing is loaded from outside; a content security policy lets just these scripts run, and no text of the data can act as
    markup or script. Raises UsageError for a language that has no page.
    """
    check_language(lang)
    from markupsafe import Markup

    folder = templates()
    texts = [*libraries, *((folder / script).read_text(encoding="utf-8") for script in scripts)]
    style = "\n".join((folder / name).read_text(encoding="utf-8") for name in styles)
    return (
        environment()
        .get_template(template)
        .render(lang=lang, style=Markup(style), scripts=[Markup(text) for text in texts], hashes=[digest(text) for text in texts], **context)
    )


def check_language(lang: str) -> None:
    """Raise UsageError for a language that has no page."""
    if lang not in LANGUAGES:
        raise UsageError(f"There is no page in the language {lang!r}. Choose one of: {', '.join(LANGUAGES)}.")


def read_declaration(path: Path) -> dict[str, Any]:
    """Return what a file of visualisations/ declares. Raises DataError when it is no TOML."""
    import tomllib

    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DataError("A view cannot be used.", [Problem(str(path), f"{error}. Mend the line.")]) from error


def templates() -> Path:
    """Return the folder of the templates."""
    return find_project().builtin / "visualisations"


def environment() -> Environment:
    """Return how templates are read: every text is escaped, a missing one is an error, and JSON holds no NaN."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(loader=FileSystemLoader(templates()), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    made.policies["json.dumps_kwargs"] = {"allow_nan": False}
    return made


def digest(script: str) -> str:
    """Return the hash by which the page's content security policy lets a script run."""
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
