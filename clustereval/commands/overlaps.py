"""clustereval overlaps: what clusters share."""

from __future__ import annotations

import click

from clustereval.console import Request, answering, open_desk, print_answer

__all__ = ["overlaps"]


@click.command()
@click.option(
    "--by",
    default="all",
    show_default=True,
    metavar="DIMENSION",
    help="partners, members, themes, lead-markets, services, target-groups, people, carriers or all.",
)
@answering
def overlaps(request: Request, by: str) -> None:
    """What clusters share: items, how much that is, and whether a cooperation coordinates it.

    \b
    jaccard      shared among all items of the two
    coefficient  share of the smaller set that lies in the larger one
    chance       probability of sharing that many or more, had both drawn blindly from all items of all clusters
    field        coordinated_overlap: they share something and cooperate
                 uncoordinated_overlap: they share something and no cooperation is stated
    """
    from clustereval.answers import overlaps as find

    desk = open_desk(request)
    print_answer(desk, find(desk, by), request)
