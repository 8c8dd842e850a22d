"""clustereval check: tell what is wrong in the graph."""

from __future__ import annotations

import click

from clustereval.console import LANG, places, say
from clustereval.errors import DataError
from clustereval.paths import find_project

__all__ = ["check"]


@click.command()
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
