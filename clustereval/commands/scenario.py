"""clustereval scenario: before and after, when recommendations come true."""

from __future__ import annotations

from pathlib import Path

import click

from clustereval.console import Request, answering, open_desk, print_answer
from clustereval.errors import UsageError

__all__ = ["scenario"]


@click.command()
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option("--recommended", is_flag=True, help="Suppose that all links, separations, bodies and roles recommended in the last round come true.")
@click.option("--cluster", metavar="CLUSTER", help="Only what concerns this cluster, its management or its carriers, or was recommended to it.")
@click.option("--recommendation", metavar="ID", help="Only what this recommendation asks for, for example 4-5-01.")
@click.option("--round", "year", type=int, metavar="YEAR", help="What was recommended in this round.")
@answering
def scenario(request: Request, file: Path | None, recommended: bool, cluster: str | None, recommendation: str | None, year: int | None) -> None:
    """What changes when recommended links, separations, bodies and roles come true: the network before and after.

    Rows: the supposed changes; measures of the cooperation network; bodies that clusters gain; detected cases of ambiguity that vanish or
    appear (after –); pairs of clusters whose overlap becomes coordinated. What the source states stays as it is said.

    FILE is a small TOML file instead:

    \b
    [[link]]
    from = "ceesa"
    to = "smab"
    kind = "DivisionOfLabour"
    [[body]]
    of = "ceesa"
    kind = "ClusterBoard"
    [[role]]
    of = "smab"
    kind = "Speaker"
    [[end]]
    from = "mahreg"
    to = "ceesa"
    [[recommended]]
    recommendation = "4-5-01"

    \b
    clustereval scenario --recommended
    clustereval scenario --cluster ceesa
    """
    from clustereval.effects import effects
    from clustereval.scenario import read_scenario, recommended_changes

    chosen = recommended or cluster is not None or recommendation is not None or year is not None
    if (file is None) != chosen:
        raise UsageError("Say what is supposed: either a FILE, or --recommended (with --cluster, --recommendation or --round to narrow it).")
    desk = open_desk(request)
    supposed = read_scenario(desk, file) if file is not None else recommended_changes(desk, cluster, recommendation, year)
    print_answer(desk, effects(desk, supposed), request)
