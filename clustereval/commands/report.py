"""clustereval report: the evaluation report as pages or as a document."""

from __future__ import annotations

from pathlib import Path

import click

from clustereval.console import Request, open_desk, say, showing
from clustereval.errors import UsageError

__all__ = ["report"]


@click.command()
@click.argument("cluster", required=False)
@click.option("--to", "folder", type=click.Path(path_type=Path), default=Path("report"), show_default=True, help="Folder to write into.")
@click.option("--format", "form", type=click.Choice(["html", "docx"]), default="html", show_default=True, help="Linked pages, or one document.")
@showing
def report(request: Request, cluster: str | None, folder: Path, form: str) -> None:
    """Write the evaluation report: overview, a profile of each cluster, criteria, recommendations, ambiguities, numbers, sources, method.

    Every statement bears its place in the source; every rating says that this project coded it. With CLUSTER: its profile alone.
    Pages work offline: open index.html, or the page of the cluster.

    \b
    clustereval report --to report
    clustereval report smab --format docx --lang de
    """
    from clustereval.report.content import compose

    if folder.is_file():
        raise UsageError(f"{folder} is a file. Name a folder with --to.")
    desk = open_desk(request)
    say("composing")
    chapters = compose(desk, cluster)
    say("writing")
    if form == "docx":
        from clustereval.report.word import write_document

        name = chapters[0].name if cluster is not None else "report"
        first = folder / f"{name}.{request.lang}.docx"
        write_document(desk, chapters, first)
    else:
        from clustereval.report.web import write_pages

        first = write_pages(desk, chapters, folder)[0]
    click.echo(f"Wrote {first}")
