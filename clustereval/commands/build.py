"""clustereval build: read, check, infer and store the graph."""

from __future__ import annotations

import click

from clustereval.console import places, say
from clustereval.paths import find_project

__all__ = ["build"]


@click.command()
@click.option("--force", is_flag=True, help="Build even if nothing has changed.")
@places
def build(force: bool, root: str | None, store: str | None) -> None:
    """Read, check, infer and store the graph.

    Skipped when nothing has changed. A bad file or a crash leaves the last good store as it was.
    """
    from clustereval.build import build as build_store

    done = build_store(find_project(root, store), force, say)
    held = ", ".join(f"{number} {name}" for name, number in done.counts.items())
    click.echo(f"{'Nothing has changed' if done.skipped else 'Built'}: {held} in {done.place}")
