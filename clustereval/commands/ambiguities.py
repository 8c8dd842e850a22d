"""clustereval ambiguities: where roles are not clear."""

from __future__ import annotations

import click

from clustereval.console import Request, answering, open_desk, print_answer, print_table

__all__ = ["ambiguities"]


@click.command()
@click.option("--kind", metavar="KIND", help="Only this kind, for example TaskOverlap.")
@click.option("--actor", metavar="ACTOR", help="Only cases of this actor; for a cluster also of its management and carriers.")
@click.option("--review", type=click.Choice(["open", "confirmed", "dismissed"]), help="Only cases that readers have left open, confirmed or dismissed.")
@click.option("--explain", metavar="ID", help="One case in full.")
@click.option("--compare", is_flag=True, help="Set the detected cases against those that the source states: found, near, missed, new.")
@click.option("--all", "whole", is_flag=True, help="All cases one by one, not only where to act and the gravest.")
@answering
def ambiguities(request: Request, kind: str | None, actor: str | None, review: str | None, explain: str | None, compare: bool, whole: bool) -> None:
    """Where roles are not clear: what the source states or implies, and what rules detect.

    Without a choice: where to act, that is the number of cases of each cluster by severity, and then the grave ones, each with the remedy and
    the place in the source. A case is no verdict: it names parties and passages for a reader to judge, with the most innocent explanation.

    \b
    clustereval ambiguities
    clustereval ambiguities --actor ceesa
    clustereval ambiguities --kind MissingSeparation --lang de
    clustereval ambiguities --explain missing-separation-ati-ceesa
    clustereval ambiguities --compare
    """
    from clustereval import cases
    from clustereval.labels import word

    desk = open_desk(request)
    if compare:
        answer = cases.compare(desk)
        if request.form == "table":
            print_table(desk, cases.recall_table(desk, answer.items), request)
            click.echo()
        print_answer(desk, answer, request)
        return
    answer = cases.ambiguities(desk, kind, actor, explain, review)
    if explain and request.form == "table":
        click.echo(cases.case_text(answer.items, request.lang), nl=False)
    elif request.form != "table" or whole or kind or actor or review:
        print_answer(desk, answer, request)
    else:
        click.echo(cases.sentence(answer.items, request.lang) + "\n")
        print_table(desk, cases.where_to_act(desk, answer.items), request)
        click.echo(f"\n{word('grave_cases', request.lang)}\n")
        print_table(desk, cases.grave(desk, answer.items), request)
