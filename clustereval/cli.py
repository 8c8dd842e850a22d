"""The command line: arguments, one call, print."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from clustereval import __version__
from clustereval.errors import ClusterEvalError, DataError, UsageError
from clustereval.paths import Project, find_project

if TYPE_CHECKING:
    from clustereval.answers import Answer
    from clustereval.desk import Desk
    from clustereval.tables import Table

__all__ = ["main"]

FORMAT = click.option(
    "--format", "form", type=click.Choice(["table", "csv", "json", "md"]), default="table", show_default=True, help="How to write the answer."
)
LANG = click.option("--lang", type=click.Choice(["de", "en"]), default="en", show_default=True, help="Language of labels and texts.")
PROJECT = click.option("--project", "root", metavar="DIR", help="Folder of another project than the built-in one.")
LIMIT = click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Only the first N rows.")
STORE = click.option("--store", metavar="PATH", help="Folder of the store, if it is not in build/store of the project.")


class Group(click.Group):
    """A group whose commands tell a user's mistake in a sentence, without a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; print a ClusterEvalError on stderr and leave with its status."""
        try:
            return super().invoke(ctx)
        except ClusterEvalError as error:
            click.echo(f"clustereval: {error}", err=True)
            ctx.exit(error.exit_status)


def places(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that say where the project and its store are."""
    return PROJECT(STORE(command))


def answering(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that every answering command takes."""
    return FORMAT(LIMIT(LANG(places(command))))


def say(message: str) -> None:
    """Tell progress, on stderr and only on a terminal."""
    if sys.stderr.isatty():
        click.echo(f"clustereval: {message} …", err=True)


def open_desk(root: str | None, store: str | None, lang: str) -> Desk:
    """Open the store of a project for answering; build it first when there is none; warn when it is older than the files."""
    from clustereval.desk import Desk
    from clustereval.store import is_stale, open_store, read_manifest

    project = find_project(root, store)
    manifest = read_manifest(project.store)
    if not manifest:
        from clustereval.build import build

        click.echo(f"clustereval: there is no store in {project.store} yet; building it.", err=True)
        build(project, progress=say)
    elif is_stale(project, manifest):
        click.echo("clustereval: the graph has changed since the last build; the answer is from the old store. Build anew: clustereval build", err=True)
    return Desk(project, open_store(project.store), lang)


def print_table(desk: Desk, table: Table, form: str, limit: int | None) -> None:
    """Print a table in one format, with labels for its IRIs; say on stderr how many rows a limit leaves out."""
    from clustereval.labels import word
    from clustereval.tables import Table, write_table

    if limit is not None and len(table) > limit:
        click.echo(f"clustereval: {limit} of {len(table)} rows.", err=True)
        table = Table(table.columns, table.rows[:limit])

    if not table.rows:
        click.echo("clustereval: nothing found.", err=True)
    labels = desk.labels(cell for row in table.rows for cell in row)
    click.echo(write_table(table, form, {**{column: word(column, desk.lang) for column in table.columns}, **labels}), nl=False)


def print_answer(desk: Desk, answer: Answer, form: str, limit: int | None) -> None:
    """Print an answer: its objects as JSON, its table otherwise."""
    if form == "json":
        import json

        click.echo(json.dumps(answer.items[:limit], ensure_ascii=False, indent=2))
    else:
        print_table(desk, answer.table, form, limit)


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="clustereval")
def main() -> None:
    """Question a knowledge graph of cluster initiatives: who cooperates with whom, where networks overlap, where roles are ambiguous.

    \b
    Start here:
      clustereval build                      read, check and store the graph
      clustereval cooperation mahreg         the ties of one cluster
      clustereval overlaps --by themes       what clusters share
      clustereval ambiguities --lang de      where roles are not clear
      clustereval queries                    every question there is

    Answers go to stdout, messages to stderr. Exit status: 0 fine, 1 the data is not in order, 2 wrong use.
    """


@main.command()
@click.option("--force", is_flag=True, help="Build even if nothing has changed.")
@places
def build(force: bool, root: str | None, store: str | None) -> None:
    """Read, check, infer and store the graph.

    Skipped when nothing has changed. A bad file or a crash leaves the last good store as it was.
    """
    from clustereval.build import build as build_store

    done = build_store(find_project(root, store), force, say)
    held = ", ".join(f"{number} {name}" for name, number in done.counts.items())
    click.echo(f"{'Nothing has changed' if done.skipped else 'Built'}: {held} in {done.place}")


@main.command()
@click.option("--reasoner", type=click.Choice(["hermit"]), help="Also let a description-logic reasoner check consistency and classify (needs Java).")
@LANG
@places
def check(reasoner: str | None, lang: str, root: str | None, store: str | None) -> None:
    """Check the graph: shapes, check queries and, on demand, a reasoner.

    Every problem is told with its place and what to do. Status 1 when there is an error; warnings alone leave 0.
    """
    from clustereval.build import infer, problems_of

    project = find_project(root, store)
    inner, problems = problems_of(project, say, lang)
    for problem in problems:
        click.echo(str(problem))
    errors = sum(problem.severity == "error" for problem in problems)
    click.echo(f"{errors} errors, {len(problems) - errors} warnings.")
    if errors:
        raise DataError("The graph is not in order; the problems are listed above.")
    if reasoner:
        from clustereval.reasoning import classify

        say("reasoning")
        infer(project, inner)
        for name, members in classify(inner).items():
            click.echo(f"{name}: {', '.join(members) if members else '-'}")


@main.command()
@click.argument("name", required=False)
@answering
def queries(name: str | None, form: str, limit: int | None, lang: str, root: str | None, store: str | None) -> None:
    """List every question of the catalogue, or show one with its parameters.

    \b
    clustereval queries
    clustereval queries partners
    """
    from clustereval.labels import word
    from clustereval.queries import describe, find_queries, find_query
    from clustereval.tables import Table, write_table

    folders = find_project(root, store).folders("queries")
    if name is not None:
        query = find_query(name, folders)
        click.echo(describe(query, lang) + "\n\n" + query.text, nl=False)
        return
    rows = tuple(
        (q.folder, q.name, " ".join(f"{p.name}={p.example.replace(' ', '_')}" for p in q.parameters if p.name != "lang"), q.question[lang])
        for q in find_queries(folders).values()
    )
    click.echo(
        write_table(
            Table(("folder", "name", "parameters", "question"), rows[:limit]),
            form,
            {name: word(name, lang) for name in ("folder", "name", "parameters", "question")},
        ),
        nl=False,
    )


@main.command()
@click.argument("name")
@click.argument("parameters", nargs=-1, metavar="[KEY=VALUE]...")
@answering
def query(name: str, parameters: tuple[str, ...], form: str, limit: int | None, lang: str, root: str | None, store: str | None) -> None:
    """Ask a question of the catalogue by its NAME.

    Actors, themes and people may be given as people know them.

    \b
    clustereval query partners actor=mahreg
    clustereval query between a=ceesa b=smab --format csv
    """
    from clustereval.desk import named_query

    given = {}
    for parameter in parameters:
        key, equals, value = parameter.partition("=")
        if not equals:
            raise UsageError(f"{parameter!r} is no parameter. Write it as key=value, for example actor=mahreg")
        given[key] = value
    desk = open_desk(root, store, lang)
    print_table(desk, named_query(desk, name, given), form, limit)


@main.command()
@click.argument("text")
@answering
def sparql(text: str, form: str, limit: int | None, lang: str, root: str | None, store: str | None) -> None:
    """Ask your own SELECT question: TEXT is SPARQL, the name of a file that holds it, or - for standard input.

    The prefixes ce:, cec:, skos:, dcterms:, rdfs:, rdf:, owl: and xsd: are known.

    \b
    clustereval sparql 'SELECT ?carrier ?carried WHERE { ?carrier ce:carries ?carried }'
    """
    if text == "-":
        asked = sys.stdin.read()
    elif "{" not in text:
        try:
            asked = Path(text).read_text(encoding="utf-8")
        except OSError as error:
            raise UsageError(f"{text!r} is neither SPARQL nor a file that can be read ({error.strerror}).") from error
    else:
        asked = text
    desk = open_desk(root, store, lang)
    print_table(desk, desk.store.select(asked), form, limit)


@main.command()
@click.argument("actor", required=False)
@click.option("--with", "other", metavar="ACTOR", help="Only the ties with this one.")
@click.option("--path", is_flag=True, help="The shortest chains of existing ties between the two.")
@answering
def cooperation(actor: str | None, other: str | None, path: bool, form: str, limit: int | None, lang: str, root: str | None, store: str | None) -> None:
    """Who cooperates with whom: kind, status, who says so, whether the other side says so too, and where it stands.

    For a cluster its management and its carriers count too; every tie shows who is named. Without ACTOR: all ties.

    \b
    clustereval cooperation mahreg
    clustereval cooperation ceesa --with smab --format json
    clustereval cooperation ceesa --with "IHK Magdeburg" --path
    """
    from clustereval.answers import cooperations

    desk = open_desk(root, store, lang)
    print_answer(desk, cooperations(desk, actor, other, path), form, limit)


@main.command()
@click.option(
    "--by",
    default="all",
    show_default=True,
    metavar="DIMENSION",
    help="partners, members, themes, lead-markets, services, target-groups, people, carriers or all.",
)
@answering
def overlaps(by: str, form: str, limit: int | None, lang: str, root: str | None, store: str | None) -> None:
    """What clusters share: items, count, Jaccard index, and whether a cooperation coordinates it.

    \b
    field: coordinated_overlap    they share something and cooperate
           uncoordinated_overlap  they share something and no cooperation is stated
    """
    from clustereval.answers import overlaps as find

    desk = open_desk(root, store, lang)
    print_answer(desk, find(desk, by), form, limit)


@main.command()
@click.option("--kind", metavar="KIND", help="Only this kind, for example TaskOverlap.")
@click.option("--actor", metavar="ACTOR", help="Only cases of this actor; for a cluster also of its management and carriers.")
@click.option("--explain", metavar="ID", help="One case in full.")
@answering
def ambiguities(kind: str | None, actor: str | None, explain: str | None, form: str, limit: int | None, lang: str, root: str | None, store: str | None) -> None:
    """Where roles are not clear: what the source states or implies, and what rules detect.

    A case is no verdict: it names parties and passages for a reader to judge, with the most innocent explanation.

    \b
    clustereval ambiguities --actor ceesa
    clustereval ambiguities --kind MissingSeparation --lang de
    """
    from clustereval.answers import ambiguities as find
    from clustereval.answers import case_text

    desk = open_desk(root, store, lang)
    answer = find(desk, kind, actor, explain)
    if explain and form == "table":
        click.echo(case_text(answer.items, lang), nl=False)
    else:
        print_answer(desk, answer, form, limit)


@main.command()
@click.argument("view", required=False)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The file to write; by default VIEW.LANG.html in the present folder.")
@LANG
@places
def visualise(view: str | None, output: Path | None, lang: str, root: str | None, store: str | None) -> None:
    """Draw a VIEW as one self-contained HTML page that works offline. Without VIEW: list them."""
    from clustereval.views import find_views, view_page

    project: Project = find_project(root, store)
    views = find_views(project.folders("visualisations"))
    if view is None:
        for found in views.values():
            click.echo(f"{found.name}: {found.title[lang]}")
        return
    if view not in views:
        from clustereval.labels import nearest

        raise UsageError(f"There is no view {view!r}.{nearest(view, views)} All of them: {', '.join(views)}")
    path = output or Path(f"{view}.{lang}.html")
    html = view_page(open_desk(root, store, lang), views[view])
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(html, encoding="utf-8")
    except OSError as error:
        raise DataError(f"The page cannot be written to {path} ({error.strerror}). Name another file with -o.") from error
    click.echo(f"Wrote {path}")
