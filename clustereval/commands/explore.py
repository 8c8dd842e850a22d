"""clustereval explore: the local web application."""

from __future__ import annotations

import click

from clustereval.console import PEOPLE, places

__all__ = ["explore"]


@click.command()
@click.option("--port", type=click.IntRange(0, 65535), default=8040, show_default=True, help="Port; 0 takes a free one.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on. Any other than this machine's own asks for a token.")
@click.option("--public", is_flag=True, help="Ask for no token on another address; nothing can be written then.")
@click.option("--token", metavar="TEXT", help="The token to ask for, instead of a random one.")
@click.option("--root-path", default="", metavar="PATH", help="Path under which a reverse proxy shows the application, such as /clusters.")
@click.option("--name", "names", multiple=True, metavar="HOST", help="Host name under which a reverse proxy shows it; may be given more than once.")
@click.option(
    "--source",
    "sources",
    multiple=True,
    metavar="[NAME=]FILE",
    help="Text of the report; its lines then stand beside our paraphrases. NAME says of which source, where the graph has several.",
)
@click.option("--open", "browser", is_flag=True, help="Open the browser.")
@PEOPLE
@places
def explore(
    port: int,
    host: str,
    public: bool,
    token: str | None,
    root_path: str,
    names: tuple[str, ...],
    sources: tuple[str, ...],
    browser: bool,
    without_people: bool,
    root: str | None,
    store: str | None,
) -> None:
    """Look, click through to the source, ask and take results away, in the browser; a SPARQL endpoint under /sparql, linked data under /id/.

    Everything comes from this machine. Stop it with Ctrl+C. Needs the extra explore: pip install "clustereval[explore]".

    \b
    clustereval explore
    clustereval explore --source report.txt --open
    clustereval explore --host 0.0.0.0 --public
    """
    from clustereval.console import Request, open_desk
    from clustereval.errors import UsageError
    from clustereval.explorer.serve import Place, serve
    from clustereval.originals import read_originals

    if sources and without_people:
        raise UsageError("The lines of a report name people: leave --source or --without-people out.")
    desk = open_desk(Request("en", root, store, without_people=False))
    serve(desk.project, Place(host, port, root_path, public, token, names), read_originals(desk, sources), without_people, browser)
