"""clustereval network: measures of a network."""

from __future__ import annotations

import click

from clustereval.console import Request, answering, open_desk, print_answer

__all__ = ["network"]


@click.command()
@click.argument("name")
@click.option("--measure", "what", default="shape", show_default=True, metavar="MEASURE", help="Which measure; see above.")
@click.option("--kind", "kinds", multiple=True, metavar="KIND", help="Only ties of this kind; may be given more than once.")
@click.option("--status", "statuses", multiple=True, metavar="STATUS", help="Ties of this status instead of existing ones; may be given more than once.")
@answering
def network(request: Request, name: str, what: str, kinds: tuple[str, ...], statuses: tuple[str, ...]) -> None:
    """Measures of a network: NAME is a view of one, such as cooperation. Only what exists counts, unless --status says otherwise.

    \b
    shape        density, components, centralisation (Freeman 1979), transitivity
    layers       ties by kind and status, and how many pairs another layer ties too (Kivela 2014)
    levels       ties within and between clusters, managements, carriers, networks, others (Newman 2003)
    degree       number of partners, and as share of all others
    betweenness  share of shortest paths that lead through (Freeman 1977)
    core         largest k so that an actor is in the k-core (Seidman 1983)
    community    groups (Louvain), with modularity and stability over seeds
    constraint   effective size and constraint (Burt 1992)
    brokerage    roles between clusters, networks, science, economy, politics (Gould and Fernandez 1989)
    equivalence  whose partners are most like one's own

    \b
    clustereval network cooperation
    clustereval network cooperation --measure betweenness --limit 10
    clustereval network cooperation --status recommended --measure degree
    """
    from clustereval.networks import measure

    desk = open_desk(request)
    print_answer(desk, measure(desk, name, what, kinds, statuses), request)
