"""clustereval markets: which cluster contributes to which lead market."""

from __future__ import annotations

import click

from clustereval.console import Request, answering, open_desk, print_answer

__all__ = ["markets"]


@click.command()
@click.argument("cluster", required=False)
@click.option("--status", metavar="STATUS", help="Only entries of this status, see below, for example derived.")
@answering
def markets(request: Request, cluster: str | None, status: str | None) -> None:
    """Lead markets: which cluster contributes to which, which are not covered, and whose themes touch one without being named for it.

    Without CLUSTER a matrix with the firmest status of each cell; with CLUSTER or --status all entries with themes and passages.

    \b
    existing, aspired, recommended, …  a passage names the cluster for the lead market
    derived                            none does, but the cluster works on a theme that touches it
    not_stated                         neither
    uncovered                          no cluster is stated to contribute to it already

    \b
    clustereval markets chemie-kunststoffe-mitteldeutschland
    clustereval markets --status derived
    """
    from clustereval.markets import markets as find

    desk = open_desk(request)
    print_answer(desk, find(desk, cluster, status), request)
