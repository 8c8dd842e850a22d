"""clustereval resilience: what breaks if somebody drops out."""

from __future__ import annotations

import click

from clustereval.console import Request, answering, open_desk, print_answer

__all__ = ["resilience"]


@click.command()
@click.argument("actor", required=False)
@click.option("--kind", metavar="KIND", help="Only actor, carrier, funder (also a programme) or person.")
@answering
def resilience(request: Request, actor: str | None, kind: str | None) -> None:
    """What breaks if an actor, a carrier, a funder or a person drops out, the gravest first; ACTOR is one of them, with all passages.

    \b
    without_carrier       clusters that no carrier is left for
    without_funding       clusters that no funding is left for
    without_named_funder  clusters that are left with groups, named only together
    parts, cut_off        parts of the net, and actors that lose the largest one
    lead_markets          lead markets to which nobody contributes any more
    services              kinds of service that no cluster, management or carrier offers any more
    without_contact       clusters without a contact person
    links                 existing ties, fundings and roles
    not_stated            what the source does not state, or leaves unclear, of those linked

    The order is that of this list, one after the other. What the source does not state cannot be lost: it is not_stated.

    \b
    clustereval resilience --kind carrier
    clustereval resilience smab
    """
    from clustereval.resilience import resilience as find

    desk = open_desk(request)
    print_answer(desk, find(desk, actor, kind), request)
