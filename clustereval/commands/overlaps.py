"""clustereval overlaps: what clusters share."""

from __future__ import annotations

import click

from clustereval.console import answering, open_desk, print_answer

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
def overlaps(by: str, form: str, limit: int | None, lang: str, root: str | None, store: str | None) -> None:
    """What clusters share: items, count, Jaccard index, and whether a cooperation coordinates it.

    \b
    field: coordinated_overlap    they share something and cooperate
           uncoordinated_overlap  they share something and no cooperation is stated
    """
    from clustereval.answers import overlaps as find

    desk = open_desk(root, store, lang)
    print_answer(desk, find(desk, by), form, limit)
