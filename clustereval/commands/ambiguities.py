"""clustereval ambiguities: where roles are not clear."""

from __future__ import annotations

import click

from clustereval.console import Request, answering, open_desk, print_answer

__all__ = ["ambiguities"]


@click.command()
@click.option("--kind", metavar="KIND", help="Only this kind, for example TaskOverlap.")
@click.option("--actor", metavar="ACTOR", help="Only cases of this actor; for a cluster also of its management and carriers.")
@click.option("--explain", metavar="ID", help="One case in full.")
@answering
def ambiguities(request: Request, kind: str | None, actor: str | None, explain: str | None) -> None:
    """Where roles are not clear: what the source states or implies, and what rules detect.

    A case is no verdict: it names parties and passages for a reader to judge, with the most innocent explanation.

    \b
    clustereval ambiguities --actor ceesa
    clustereval ambiguities --kind MissingSeparation --lang de
    """
    from clustereval.answers import ambiguities as find
    from clustereval.answers import case_text

    desk = open_desk(request)
    answer = find(desk, kind, actor, explain)
    if explain and request.form == "table":
        click.echo(case_text(answer.items, request.lang), nl=False)
    else:
        print_answer(desk, answer, request)
