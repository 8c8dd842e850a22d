"""clustereval cooperation: who cooperates with whom."""

from __future__ import annotations

import click

from clustereval.console import Request, answering, open_desk, print_answer
from clustereval.errors import UsageError

__all__ = ["cooperation"]


@click.command()
@click.argument("actor", required=False)
@click.option("--with", "other", metavar="ACTOR", help="Only the ties with this one.")
@click.option("--path", is_flag=True, help="The shortest chains between the two; over existing ties, unless --status says otherwise.")
@click.option("--kind", "kinds", multiple=True, metavar="KIND", help="Only ties of this kind, such as Partnership; may be given more than once.")
@click.option("--status", "statuses", multiple=True, metavar="STATUS", help="Only ties of this status, such as recommended; may be given more than once.")
@click.option("--reciprocity", "pairs", is_flag=True, help="Pairs of evaluated clusters: does each chapter say what the other says?")
@answering
def cooperation(request: Request, actor: str | None, other: str | None, path: bool, kinds: tuple[str, ...], statuses: tuple[str, ...], pairs: bool) -> None:
    """Who cooperates with whom: kind, status, who says so, whether the other side says so too, and where it stands.

    For a cluster its management and its carriers count too; every tie shows who is named. Without ACTOR: all ties.

    \b
    clustereval cooperation mahreg
    clustereval cooperation ceesa --with smab --format json
    clustereval cooperation ceesa --with "IHK Magdeburg" --path
    clustereval cooperation smab --kind Partnership
    clustereval cooperation ceesa --with bmd --path --status recommended --status existing
    clustereval cooperation smab --reciprocity
    """
    from clustereval.answers import cooperations, reciprocity

    if pairs and (other is not None or path):
        raise UsageError("--reciprocity goes without --with and --path: clustereval cooperation [ACTOR] --reciprocity")
    desk = open_desk(request)
    print_answer(desk, reciprocity(desk, actor) if pairs else cooperations(desk, actor, other, path, kinds, statuses), request)
