"""clustereval recommendations: what was recommended to whom, and what came of it."""

from __future__ import annotations

import click

from clustereval.console import Request, answering, open_desk, print_answer

__all__ = ["recommendations"]


@click.command()
@click.argument("cluster", required=False)
@click.option("--round", "year", type=int, metavar="YEAR", help="Only this round, for example 2008.")
@click.option("--topic", metavar="TOPIC", help="Only this topic, for example Governance.")
@click.option("--addressee", metavar="ACTOR", help="Only what this actor should do.")
@click.option("--status", metavar="STATUS", help="implemented, partly_implemented, still_open, not_implemented, not_stated or not_assessed.")
@click.option("--chain", "chained", is_flag=True, help="The chains criterion, finding, recommendation, status.")
@click.option("--through", metavar="THING", help="Only the chains through a criterion (3.6), finding or recommendation.")
@answering
def recommendations(
    request: Request, cluster: str | None, year: int | None, topic: str | None, addressee: str | None, status: str | None, chained: bool, through: str | None
) -> None:
    """What was recommended in which round, to whom, on which findings it rests, and what came of it.

    CLUSTER is a cluster, or the word overall for what was recommended to all of them.

    \b
    clustereval recommendations smab --round 2008
    clustereval recommendations overall --topic Governance
    clustereval recommendations --through 3.6

    Which have no counterpart, and which are open and not taken up again: clustereval query overall_without_counterpart,
    cluster_without_overall, open_and_not_taken_up.
    """
    from clustereval import advice

    desk = open_desk(request)
    walked = advice.chains(desk, through, cluster) if chained or through else None
    print_answer(desk, walked or advice.recommended(desk, cluster, year, topic, addressee, status), request)
