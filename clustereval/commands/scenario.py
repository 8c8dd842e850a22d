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
@click.option("--picture", type=click.Path(path_type=Path), metavar="FILE", help="Also write the network before and after as an HTML page.")
@answering
def scenario(
    request: Request, file: Path | None, recommended: bool, cluster: str | None, recommendation: str | None, year: int | None, picture: Path | None
) -> None:
    """What changes when recommended links, separations, bodies and roles come true: the network before and after.

    Rows: the supposed changes; measures of the cooperation network; bodies that clusters gain; detected cases of ambiguity that
    vanish (after –), change or appear (before –); pairs of clusters whose overlap becomes coordinated. What the source states stays as it is said.

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
    clustereval scenario --cluster ceesa --picture ceesa.html
    """
    from clustereval.effects import effects
    from clustereval.scenario import read_scenario, recommended_changes

    chosen = recommended or cluster is not None or recommendation is not None or year is not None
    if (file is None) != chosen:
        raise UsageError("Say what is supposed: either a FILE, or --recommended (with --cluster, --recommendation or --round to narrow it).")
    desk = open_desk(request)
    supposed = read_scenario(desk, file) if file is not None else recommended_changes(desk, cluster, recommendation, year)
    print_answer(desk, effects(desk, supposed), request)
    if picture is not None:
        from clustereval.changemap import draw_scenario
        from clustereval.console import write_page
        from clustereval.views import find_views, view_page

        view = find_views(desk.project.folders("visualisations"))["scenario"]
        write_page(picture, view_page(desk, view, draw_scenario(desk, view, supposed)), "--picture")
