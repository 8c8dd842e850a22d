"""clustereval evaluation: how clusters stand against the ideal profile."""

from __future__ import annotations

from pathlib import Path

import click

from clustereval.console import Request, answering, open_desk, print_answer
from clustereval.errors import UsageError

__all__ = ["evaluation"]

SHOWN = ("matrix", "medians", "gaps", "disagreements", "governance", "order", "swaps")


@click.command()
@click.argument("cluster", required=False)
@click.option("--show", type=click.Choice(SHOWN), help="What to show; by default the matrix, with --weights the order.")
@click.option("--weights", type=click.Path(path_type=Path), metavar="FILE", help="Own weights: a TOML file with a line for each criterion.")
@answering
def evaluation(request: Request, cluster: str | None, show: str | None, weights: Path | None) -> None:
    """How each cluster stands against the ideal profile, and on what evidence. With CLUSTER: its findings and reasons.

    \b
    matrix         sub-criteria × clusters: a rating for each cell
    medians        per criterion and cluster: median and range, never a mean
    gaps           what falls short of the ideal profile, the widest first
    disagreements  where management and target level differ
    governance     bodies and roles beside the ideal structure
    order          the clusters in order, by comparing them in pairs
    swaps          which pairs change their order, over which range of a weight (share of all)

    Ratings are this project's interpretation, coded by the rules in graph/README.md. An ordering of words is no measurement.

    \b
    clustereval evaluation ceesa
    clustereval evaluation --show gaps --lang de
    clustereval evaluation --weights weights.toml

    A file of weights has lines such as: financing-concept = 2
    """
    from clustereval import judgements

    what = show or ("order" if weights is not None else "matrix")
    if weights is not None and what not in {"order", "swaps"}:
        raise UsageError(f"Weights change the order of clusters, not what --show {what} shows. Use --show order or --show swaps.")
    if cluster is not None and what in {"order", "swaps"}:
        raise UsageError("An order needs all clusters. Leave CLUSTER out.")
    desk = open_desk(request)
    note = "" if what == "governance" else judgements.RULE[request.lang]
    if what in {"order", "swaps"}:
        places, swaps, note = judgements.order(desk, weights)
        answer = places if what == "order" else swaps
    else:
        answers = {
            "matrix": judgements.matrix,
            "medians": judgements.medians,
            "gaps": judgements.gaps,
            "disagreements": judgements.disagreements,
            "governance": judgements.governance,
        }
        answer = answers[what](desk, cluster)
    print_answer(desk, judgements.noted(answer, note) if request.form == "csv" else answer, request)
    if note and request.form != "csv":
        click.echo(f"\n{note}" if request.form == "md" else f"clustereval: {note}", err=request.form != "md")
