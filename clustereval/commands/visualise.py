"""clustereval visualise: a page of the graph."""

from __future__ import annotations

from pathlib import Path

import click

from clustereval.console import Request, open_desk, showing, write_page
from clustereval.errors import UsageError

__all__ = ["visualise"]


@click.command()
@click.argument("view", required=False)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The file to write; by default VIEW.LANG.html in the present folder.")
@showing
def visualise(request: Request, view: str | None, output: Path | None) -> None:
    """Draw a VIEW as one self-contained HTML page that works offline. Without VIEW: list them."""
    from clustereval.boards import Board, board_page, find_boards
    from clustereval.views import View, find_views, view_page

    folders = request.project.folders("visualisations")
    views: dict[str, View | Board] = {**find_views(folders), **find_boards(folders)}
    if view is None:
        for name, found in sorted(views.items()):
            click.echo(f"{name}: {found.title[request.lang]}")
        return
    if view not in views:
        from clustereval.labels import nearest

        raise UsageError(f"There is no view {view!r}.{nearest(view, views)} All of them: {', '.join(sorted(views))}")
    chosen = views[view]
    path = output or Path(f"{view}.{request.lang}.html")
    desk = open_desk(request)
    html = view_page(desk, chosen) if isinstance(chosen, View) else board_page(desk, chosen)
    write_page(path, html, "-o")
    click.echo(f"Wrote {path}")
