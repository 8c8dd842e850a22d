"""The console: the options that commands share, and how they open a store and print an answer."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Any

import click

from clustereval.paths import Project, find_project

if TYPE_CHECKING:
    from pathlib import Path

    from clustereval.answers import Answer
    from clustereval.desk import Desk
    from clustereval.tables import Table

__all__ = ["LANG", "Request", "answering", "open_desk", "places", "print_answer", "print_table", "say", "showing", "write_page"]

FORMAT = click.option(
    "--format", "form", type=click.Choice(["table", "csv", "json", "md"]), default="table", show_default=True, help="How to write the answer."
)
LANG = click.option("--lang", type=click.Choice(["de", "en"]), default="en", show_default=True, help="Language of labels and texts.")
PROJECT = click.option("--project", "root", metavar="DIR", help="Folder of another project than the built-in one.")
LIMIT = click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Only the first N rows.")
STORE = click.option("--store", metavar="PATH", help="Folder of the store, if it is not in build/store of the project.")
PEOPLE = click.option("--without-people", is_flag=True, help="Leave people and their names out.")


@dataclass(frozen=True)
class Request:
    """How a person asks: language, project, store, with or without people, and the format and number of rows of the answer."""

    lang: str
    root: str | None
    store: str | None
    without_people: bool
    form: str = "table"
    limit: int | None = None

    @property
    def project(self) -> Project:
        """The project that is asked."""
        return find_project(self.root, self.store)


def places(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that say where the project and its store are."""
    return PROJECT(STORE(command))


def showing(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options of a command that shows the graph, and hand them to it as a Request."""

    @wraps(command)
    def asked(*, lang: str, root: str | None, store: str | None, without_people: bool, **rest: Any) -> Any:
        return command(Request(lang, root, store, without_people), **rest)

    return LANG(PEOPLE(places(asked)))


def answering(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options of a command that prints an answer, and hand them to it as a Request."""

    @wraps(command)
    def asked(*, form: str, limit: int | None, lang: str, root: str | None, store: str | None, without_people: bool, **rest: Any) -> Any:
        return command(Request(lang, root, store, without_people, form, limit), **rest)

    return FORMAT(LIMIT(LANG(PEOPLE(places(asked)))))


def say(message: str) -> None:
    """Tell progress, on stderr and only on a terminal."""
    if sys.stderr.isatty():
        click.echo(f"clustereval: {message} …", err=True)


def open_desk(request: Request) -> Desk:
    """Open the store of a project for answering; build it first when there is none; warn when it is older than the files."""
    from clustereval.desk import Desk
    from clustereval.store import is_stale, open_store, read_manifest

    project = request.project
    manifest = read_manifest(project.store)
    if not manifest:
        from clustereval.build import build

        click.echo(f"clustereval: there is no store in {project.store} yet; building it.", err=True)
        build(project, progress=say)
    elif is_stale(project, manifest):
        click.echo("clustereval: the graph has changed since the last build; the answer is from the old store. Build anew: clustereval build", err=True)
    store = open_store(project.store)
    if request.without_people:
        from clustereval.privacy import without_people

        store = without_people(store)
    return Desk(project, store, request.lang)


def print_table(desk: Desk, table: Table, request: Request) -> None:
    """Print a table in one format, with labels for its IRIs; say on stderr how many rows a limit leaves out."""
    from clustereval.labels import word
    from clustereval.tables import Table, write_table

    if request.limit is not None and len(table) > request.limit:
        click.echo(f"clustereval: {request.limit} of {len(table)} rows.", err=True)
        table = Table(table.columns, table.rows[: request.limit])
    if not table.rows:
        click.echo("clustereval: nothing found.", err=True)
    labels = desk.labels(cell for row in table.rows for cell in row)
    click.echo(write_table(table, request.form, {**{column: word(column, desk.lang) for column in table.columns}, **labels}), nl=False)


def print_answer(desk: Desk, answer: Answer, request: Request) -> None:
    """Print an answer: its objects as JSON, its table otherwise; tell parameters and data version on stderr where it was computed with any."""
    if answer.parameters:
        given = ", ".join(f"{name} {' + '.join(value) if isinstance(value, list) else value}" for name, value in answer.parameters.items())
        click.echo(f"clustereval: computed with {given}; data version {desk.store.manifest['digest'][:12]}.", err=True)
    if request.form == "json":
        import json

        click.echo(json.dumps(answer.items[: request.limit], ensure_ascii=False, indent=2))
    else:
        print_table(desk, answer.table, request)


def write_page(path: Path, html: str, option: str) -> None:
    """Write a page to a file. Raises DataError, which names the option for another file, when it cannot be written."""
    from clustereval.errors import DataError

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(html, encoding="utf-8")
    except OSError as error:
        raise DataError(f"The page cannot be written to {path} ({error.strerror}). Name another file with {option}.") from error
