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
    help="partners, members, themes, lead-markets, services, target-groups, people, carriers, regions, all (each of them) or together (as one).",
)
@click.option("--null-model", "samples", type=click.IntRange(min=100), metavar="N", help="Compare with N random networks too; 1000 are enough.")
@click.option("--seed", type=int, default=1, show_default=True, help="Seed of the random networks.")
@answering
def overlaps(request: Request, by: str, samples: int | None, seed: int) -> None:
    """What clusters share: items, how much that is, and whether a cooperation coordinates it.

    \b
    jaccard      shared among all items of the two
    coefficient  share of the smaller set that lies in the larger one
    chance       probability of sharing that many or more, had both drawn blindly from all items of all clusters
    expected     mean number of shared items in random networks that keep how much every cluster has and how common every item is
    null chance  share of these networks in which the two share that many or more
    field        coordinated overlap: they share something and cooperate
                 uncoordinated overlap: they share something and no cooperation is stated
                 complementary cooperation: they cooperate and share nothing
                 apart: neither

    \b
    clustereval overlaps --by themes
    clustereval overlaps --by together
    clustereval overlaps --by partners --null-model 1000
    """
    from clustereval.answers import overlaps as find

    desk = open_desk(request)
    print_answer(desk, find(desk, by, samples or 0, seed), request)
