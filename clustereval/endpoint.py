"""The endpoint: what of the explorer is not a page, that is /sparql, /id/… and /.well-known/void, to be mounted into an application.

    asked = endpoint(desk, query_page="/query", page_of=lambda iri: f"/thing?iri={iri}")
    app.router.routes.extend(asked.routes())       # or Mount("/data", routes=asked.routes())
    app.on_startup(asked.start); app.on_shutdown(asked.stop)       # or: async with asked.running()

Run it with uvicorn's `timeout_graceful_shutdown`: without it the end of the application waits for the queries that run. `application(asked)`
is an application of its own, which starts and stops the servers with itself. All addresses follow from the request: host name, scheme and
the path under which the application lies (`root_path`). Paths of pages are given without that path.
"""

from __future__ import annotations

import asyncio
import contextlib
import re
import shutil
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from clustereval.errors import ClusterEvalError, UsageError
from clustereval.linked import data_version, describe, serialise, service_description, void_description
from clustereval.namespaces import BASE
from clustereval.negotiation import GRAPHS, RESULTS, choose
from clustereval.protocol import Refusal, read_request
from clustereval.servers import Limits, Servers, program
from clustereval.store import write_database

if TYPE_CHECKING:
    import pyoxigraph as ox
    from starlette.applications import Starlette
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import BaseRoute

    from clustereval.desk import Desk

__all__ = ["Endpoint", "application", "endpoint", "unless_gone"]

OPEN = {"Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": "Content-Type, Link, Location, Retry-After"}
"""Anyone's page may read here: everything is public and nothing can be changed."""
PREFLIGHT = {"Access-Control-Allow-Methods": "GET, HEAD, POST, OPTIONS", "Access-Control-Allow-Headers": "*", "Access-Control-Max-Age": "86400"}
METHODS = ("GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE")
HTML = {"text/html": "text/html", "application/xhtml+xml": "text/html"}
PIECE = 1 << 16


@dataclass
class Endpoint:
    """The endpoint of one desk: its routes, and the servers behind them, which are started and stopped with the application."""

    desk: Desk
    limits: Limits
    query_page: str | None
    page_of: Callable[[str], str | None]
    servers: Servers | None = None
    copy: Path | None = field(default=None, repr=False)

    async def start(self) -> None:
        """Start the servers. Raises UsageError when packages are missing, DataError when the database cannot be served."""
        folder = self.desk.store.folder
        if folder is None:
            # A store in memory, such as one without people, is served from a copy on disk, never from the store it was made of.
            self.copy = folder = Path(tempfile.mkdtemp(prefix="clustereval-"))
            await asyncio.to_thread(write_database, self.desk.store.inner, folder)
        self.servers = Servers(folder, self.limits)
        await self.servers.start()

    async def stop(self) -> None:
        """End the servers, and with them whatever they still answer."""
        if self.servers is not None:
            await self.servers.stop()
        if self.copy is not None:
            shutil.rmtree(self.copy, ignore_errors=True)
        self.servers = self.copy = None

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[Endpoint]:
        """Start the servers and stop them in the end."""
        try:
            await self.start()
            yield self
        finally:
            await self.stop()

    def routes(self) -> list[BaseRoute]:
        """Return the routes to mount."""
        from starlette.routing import Route

        return [
            Route("/sparql", answering(self.sparql, {"GET", "HEAD", "POST"}), methods=list(METHODS)),
            Route("/sparql/", answering(self.sparql, {"GET", "HEAD", "POST"}), methods=list(METHODS)),
            Route("/.well-known/void", answering(self.void, {"GET", "HEAD"}), methods=list(METHODS)),
            Route("/id/{name:path}", answering(self.resource, {"GET", "HEAD"}), methods=list(METHODS)),
        ]

    async def sparql(self, request: Request) -> Response:
        """Answer a query; without one describe the service, or lead people to the page for queries."""
        asked = await read_request(request, self.limits.query_bytes)
        if asked is None:
            return await self.graph(request, lambda here: service_description(self.desk, here), self.query_page)
        header = request.headers.get("accept")
        results, graphs = choose(header, RESULTS), choose(header, GRAPHS)
        # Which of the two a query gives is for the server to find out: it is told one format of each, and refuses if it needs the other.
        wanted = [offered[kind] for kind, offered in ((results, RESULTS), (graphs, GRAPHS)) if kind is not None]
        if not wanted:
            raise unacceptable({**RESULTS, **GRAPHS})
        if self.servers is None:
            raise Refusal(503, "The endpoint is not running. Ask again in a moment.", {"Retry-After": "5"})
        reply = await unless_gone(request, self.servers.ask(asked, ", ".join(wanted)))
        if reply.status != 200:
            with reply.body:
                raise complaint(reply.status, reply.body.read(PIECE).decode(errors="replace"))
        said = next((kind for kind, offered in ((results, RESULTS), (graphs, GRAPHS)) if kind and offered[kind] == reply.kind), reply.kind)
        return sent(reply.body, reply.length, said)

    async def void(self, request: Request) -> Response:
        """Describe the data."""
        return await self.graph(request, lambda here: void_description(self.desk, here))

    async def resource(self, request: Request) -> Response:
        """Describe one resource; lead people to its page."""
        from starlette.concurrency import run_in_threadpool

        iri = BASE + request.path_params["name"]
        page = self.page_of(iri)
        here = place(request)
        kind = choose(request.headers.get("accept"), {**GRAPHS, **(HTML if page else {})})
        if kind is None:
            raise unacceptable({**GRAPHS, **(HTML if page else {})})
        known = GRAPHS.get(kind, "")
        with_graphs = known in {"application/trig", "application/n-quads"}
        try:
            found = await run_in_threadpool(describe, self.desk, iri, here, here + page if page else None, with_graphs)
        except ValueError:  # no IRI at all
            found = None
        if found is None:
            raise Refusal(404, f"The graph knows no resource {iri}. Look for its name, or ask {here}/sparql.", {"Vary": "Accept"})
        if kind in HTML:
            return redirect(here + str(page))
        types = [f'<{here}/id/{request.path_params["name"]}>; rel="alternate"; type="{each}"' for each in dict.fromkeys(GRAPHS.values()) if each != known]
        links = [f'<{iri}>; rel="describes"', *([f'<{here}{page}>; rel="alternate"; type="text/html"'] if page else []), *types]
        return await self.written(found, kind, {"Link": ", ".join(links)})

    async def graph(self, request: Request, describing: Callable[[str], list[ox.Quad]], page: str | None = None) -> Response:
        """Answer with a description in the format that the client wants, or lead to a page."""
        from starlette.concurrency import run_in_threadpool

        here = place(request)
        kind = choose(request.headers.get("accept"), {**GRAPHS, **(HTML if page else {})})
        if kind is None:
            raise unacceptable({**GRAPHS, **(HTML if page else {})})
        if kind in HTML:
            return redirect(here + str(page))
        links = f'<{here}/.well-known/void>; rel="describedby", <{here}/sparql>; rel="http://rdfs.org/ns/void#sparqlEndpoint"'
        return await self.written(await run_in_threadpool(describing, here), kind, {"Link": links})

    async def written(self, quads: list[ox.Quad], kind: str, headers: Mapping[str, str]) -> Response:
        """Return quads as a response."""
        from starlette.concurrency import run_in_threadpool
        from starlette.responses import Response

        body = await run_in_threadpool(serialise, quads, kind)
        named = {"Content-Type": typed(kind), "X-Data-Version": data_version(self.desk)[:12], "Vary": "Accept"}
        return Response(body, headers={**named, **headers})


def endpoint(desk: Desk, limits: Limits | None = None, query_page: str | None = None, page_of: Callable[[str], str | None] = lambda iri: None) -> Endpoint:
    """Return the endpoint of a desk.

    `query_page` is the path of the application's page for queries, `page_of` gives the path of the page of a resource, or None where
    there is none; both begin with a slash. Raises UsageError when the packages of the explorer are not installed.
    """
    try:
        import httpx
        import starlette
    except ImportError as error:
        raise UsageError('The SPARQL endpoint needs more packages. Install them: python -m pip install "clustereval[explore]"') from error
    del httpx, starlette
    program()
    return Endpoint(desk, limits or Limits(), query_page, page_of)


def application(asked: Endpoint, root_path: str = "") -> Starlette:
    """Return an application that is the endpoint alone, below the path `root_path`."""
    from starlette.applications import Starlette
    from starlette.routing import Mount

    @contextlib.asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        async with asked.running():
            yield

    return Starlette(routes=[Mount(root_path, routes=asked.routes())] if root_path else asked.routes(), lifespan=lifespan)


def answering(handle: Callable[[Request], Awaitable[Response]], methods: set[str]) -> Callable[[Request], Awaitable[Response]]:
    """Return a handler that lets pages of every origin ask, and tells in a sentence what is refused."""
    from starlette.responses import PlainTextResponse, Response

    allowed = ", ".join(sorted({*methods, "OPTIONS"}))

    async def handled(request: Request) -> Response:
        response: Response
        if request.method == "OPTIONS":
            response = Response(status_code=204, headers={**PREFLIGHT, "Access-Control-Allow-Methods": allowed, "Allow": allowed})
        elif request.method not in methods:
            response = PlainTextResponse(f"{request.method} is refused here: this endpoint only reads. Use {allowed}.\n", 405, {"Allow": allowed})
        else:
            try:
                response = await handle(request)
            except Refusal as refusal:
                response = PlainTextResponse(f"{refusal}\n", refusal.status, refusal.headers)
            except ClusterEvalError as error:
                response = PlainTextResponse(f"{error}\n", 500)
        response.headers.update(OPEN)
        return response

    return handled


def place(request: Request) -> str:
    """Return the address under which the client reaches this application, without a slash at its end."""
    return f"{request.url.scheme}://{request.url.netloc}{request.scope.get('root_path', '').rstrip('/')}"


async def unless_gone(request: Request, work: Awaitable[Any]) -> Any:
    """Return what `work` gives; stop it when the client goes away."""

    async def gone() -> None:
        while (await request.receive())["type"] != "http.disconnect":
            pass

    doing, leaving = asyncio.ensure_future(work), asyncio.ensure_future(gone())
    try:
        await asyncio.wait({doing, leaving}, return_when=asyncio.FIRST_COMPLETED)
        if not doing.done():
            raise Refusal(499, "The client went away; its query was stopped.")
        return doing.result()
    finally:
        for task in (doing, leaving):
            task.cancel()
        await asyncio.gather(doing, leaving, return_exceptions=True)


def complaint(status: int, text: str) -> Refusal:
    """Return what to tell of a query that the server refuses: for a mistake in its text the line and column."""
    text = text.strip()
    if status == 400:
        found = re.match(r"error at (\d+):(\d+): (.*)", text, re.S)
        where = f"line {found[1]}, column {found[2]}: {found[3]}" if found else text
        return Refusal(400, f"This is no SPARQL query: {where}")
    if status == 406:
        return unacceptable({**RESULTS, **GRAPHS})
    return Refusal(status, f"The query could not be answered: {text}")


def unacceptable(offered: Mapping[str, str]) -> Refusal:
    """Return what to tell a client that accepts nothing of what can be given."""
    return Refusal(
        406, f"Nothing that the Accept header names can be given here. Accept one of: {', '.join(dict.fromkeys(offered.values()))}.", {"Vary": "Accept"}
    )


def typed(kind: str) -> str:
    """Return a media type as a header: texts say that they are UTF-8."""
    return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind


def redirect(where: str) -> Response:
    """Return a response that leads people to a page."""
    from starlette.responses import RedirectResponse

    return RedirectResponse(where, 303, headers={"Vary": "Accept"})


def sent(body: IO[bytes], length: int, kind: str) -> Response:
    """Return a response that sends a gathered answer piece by piece."""
    from starlette.responses import StreamingResponse

    def pieces() -> Iterator[bytes]:
        with body:
            while piece := body.read(PIECE):
                yield piece

    return StreamingResponse(pieces(), headers={"Content-Type": typed(kind), "Content-Length": str(length), "Vary": "Accept"})
