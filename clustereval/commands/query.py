"""clustereval query: one question of the catalogue."""

from __future__ import annotations

import click

from clustereval.console import Request, answering, open_desk, print_table
from clustereval.errors import UsageError

__all__ = ["query"]


@click.command()
@click.argument("name")
@click.argument("parameters", nargs=-1, metavar="[KEY=VALUE]...")
@answering
def query(request: Request, name: str, parameters: tuple[str, ...]) -> None:
    """Ask a question of the catalogue by its NAME.

    Actors, themes and people may be given as people know them.

    \b
    clustereval query partners actor=mahreg
    clustereval query between a=ceesa b=smab --format csv
    """
    from clustereval.desk import named_query

    given = {}
    for parameter in parameters:
        key, equals, value = parameter.partition("=")
        if not equals:
            raise UsageError(f"{parameter!r} is no parameter. Write it as key=value, for example actor=mahreg")
        given[key] = value
    desk = open_desk(request)
    print_table(desk, named_query(desk, name, given), request)
