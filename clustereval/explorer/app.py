"""The application: which address shows which page, and what is served beside them."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator, Callable, Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from clustereval.endpoint import endpoint
from clustereval.errors import ClusterEvalError, UsageError
from clustereval.explorer import (
    ambiguities,
    cooperation,
    editor,
    evaluation,
    markets,
    ontology,
    overlaps,
    overview,
    pictured,
    query,
    recommendations,
    resilience,
    scenario,
    search,
    source,
    thing,
    timeline,
)
from clustereval.explorer.access import guard, is_own_form
from clustereval.explorer.files import Download, take
from clustereval.explorer.frame import Address, render
from clustereval.explorer.pictured import Picture
from clustereval.explorer.shelf import Busy
from clustereval.explorer.warmth import warming
from clustereval.explorer.words import WORDS
from clustereval.labels import LANGUAGES
from clustereval.namespaces import BASE, CE, CEC
from clustereval.pages import templates

if TYPE_CHECKING:
    from starlette.applications import Starlette
    from starlette.requests import Request
    from starlette.responses import Response

    from clustereval.desk import Desk
    from clustereval.explorer.site import Site

__all__ = ["application"]

Content = Mapping[str, Any] | Download | Picture
SHOWS: dict[str, Callable[[Desk, Address], Content]] = {
    "overview": overview.content,
    "ambiguities": ambiguities.content,
    "cooperation": cooperation.content,
    "overlaps": overlaps.content,
    "query": query.content,
    "ontology": ontology.content,
    "evaluation": evaluation.content,
    "recommendations": recommendations.content,
    "scenario": scenario.content,
    "resilience": resilience.content,
    "markets": markets.content,
    "timeline": timeline.content,
    "source": source.content,
    "search": search.content,
}
"""What each page shows: a function of the desk and the address, which gives the context of the template of its name."""
PICTURES: dict[str, Callable[[Desk, Address], str]] = {"cooperation": cooperation.picture, "scenario": scenario.picture}
"""The networks that pages embed: each a function of the desk and the address, which gives a whole page with a policy of its own."""
ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><path d="M4 4l8 2-5 7z" fill="none" stroke="#1b1b1b"/>'
    '<g fill="#0072b2"><circle cx="4" cy="4" r="3"/><circle cx="12" cy="6" r="3"/><circle cx="7" cy="13" r="3"/></g></svg>'
)
POLICY = (
    "default-src 'none'; base-uri 'none'; form-action 'self'; frame-src 'self'; img-src 'self' data: blob:; "
    "style-src 'self' 'unsafe-inline'; script-src 'self'; connect-src 'self'"
)


def application(site: Site) -> Starlette:
    """Return the ASGI application of a site: its pages in both languages, its static files, the SPARQL endpoint and linked data."""
    from starlette.applications import Starlette
    from starlette.routing import Route

    asked = endpoint(site.desk("en"), query_page="/query", page_of=page_of)

    @contextlib.asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        with warming(site, SHOWS) as app.state.warm:
            async with asked.running():
                yield

    routes = [
        *asked.routes(),
        Route("/{lang}/ambiguities/review", review, methods=["POST"]),
        Route("/", start),
        Route("/de/", start),
        Route("/en/", start),
        Route("/thing/{name:path}", start),
        Route("/query", start),
        Route("/ontology", start),
        Route("/static/{name:path}", static),
        Route("/{lang}/thing/{kind}/{slug:path}", profile),
        Route("/{lang}/picture/{name}", picture),
        Route("/{lang}/sparql", asking),
        Route("/{lang}/{name}", named),
    ]
    app = Starlette(routes=routes, lifespan=lifespan)
    app.state.site, app.state.endpoint = site, asked
    guard(app, site.access)
    return app


def start(request: Request) -> Response:
    """Lead to the overview, or to the page named without a language, in the language that the browser asks for first."""
    from starlette.responses import RedirectResponse

    lang = "de" if request.headers.get("accept-language", "").lower().startswith("de") else "en"
    asked = request.url.path.removeprefix(request.scope.get("root_path", "")).strip("/")
    if asked in LANGUAGES:
        lang, asked = asked, ""
    return RedirectResponse(place_of(request, lang, "overview").to(asked or "overview"))


def page_of(iri: str) -> str | None:
    """Return the path of the page that shows a resource: a thing has its own, a term stands on the page of the ontology."""
    if iri.startswith((CE, CEC)):
        return "/ontology#" + quote(iri.removeprefix(CE).removeprefix(CEC))
    parts = iri.removeprefix(BASE).split("/")
    return f"/thing/{quote(parts[1])}/{quote(parts[2])}" if len(parts) == 3 else None


def named(request: Request) -> Response:
    """Show a page of the navigation, or the search."""
    name = request.path_params["name"]
    return page(request, name, name, SHOWS[name]) if name in SHOWS else missing()


async def asking(request: Request) -> Response:
    """Run a reader's own query and show its answer in the editor; it is stopped when the reader leaves."""
    from starlette.concurrency import run_in_threadpool

    text, lang, asked = request.query_params.get("text", ""), request.path_params["lang"], request.app.state.endpoint
    result = await editor.ask(request, asked, text, lang) if text.strip() and lang in LANGUAGES else None
    return await run_in_threadpool(page, request, "sparql", "sparql", lambda desk, place: editor.content(desk, place, result, asked.limits.seconds))


def profile(request: Request) -> Response:
    """Show the profile of a thing, or hand out all statements about it as Turtle."""
    kind, slug = request.path_params["kind"], request.path_params["slug"]
    if request.query_params.get("format") == "ttl":
        here = str(request.base_url).rstrip("/")
        return page(request, f"thing/{kind}/{slug}", "thing", lambda desk, place: thing.turtle(desk, kind, slug, here))
    return page(request, f"thing/{kind}/{slug}", "thing", lambda desk, place: thing.content(desk, place, kind, slug))


async def review(request: Request) -> Response:
    """Keep a reader's verdict on a case in the project, build the store anew, and lead back to the case."""
    from starlette.concurrency import run_in_threadpool
    from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse

    site: Site = request.app.state.site
    form = {name: str(value) for name, value in (await request.form()).items()}
    if not site.access.reviews or not is_own_form(request, site.access, form.get("secret", "")):
        return PlainTextResponse("Verdicts can be given only on a page of this application, and not where it is public.", 403)
    lang = request.path_params["lang"] if request.path_params["lang"] in LANGUAGES else "en"
    place = place_of(request, lang, "ambiguities")
    try:
        await run_in_threadpool(site.keep_review, lang, form.get("case", ""), form.get("verdict", ""), form.get("reason", ""), form.get("by", ""))
    except ClusterEvalError as error:
        title = {"de": "Das geht so nicht", "en": "This does not work"}[lang]
        return HTMLResponse(render(site.desk(lang), place, "error", title=title, message=error.told(lang)), 400, headers={"Content-Security-Policy": POLICY})
    asked = request.app.state.endpoint
    before, asked.desk = asked.servers, site.desk("en")
    await asked.start()
    await before.stop()
    request.app.state.warm.set()
    return RedirectResponse(f"{place.to('ambiguities', case=form['case'])}", 303)


def page(request: Request, name: str, template: str, make: Callable[[Desk, Address], Content]) -> Response:
    """Return a page in the language of the address; a mistake of the reader is told in a sentence."""
    from starlette.responses import HTMLResponse

    lang = request.path_params["lang"]
    if lang not in LANGUAGES:
        return missing()
    site: Site = request.app.state.site
    desk, place = site.desk(lang), place_of(request, lang, name)
    try:
        content = make(desk, place)
        if isinstance(content, Mapping) and place.one("format") and content.get("answers"):
            content = take(desk, place.one("format"), place.page, content["answers"], about(request, place, content["title"]))
        if isinstance(content, Download):
            return file(content)
        if isinstance(content, Picture):
            return HTMLResponse(content.html)
        text, status = render(desk, place, template, **{"access": site.access, **content}), 200
    except ClusterEvalError as error:
        title = {"de": "Das geht so nicht", "en": "This does not work"}[lang]
        text, status = render(desk, place, "error", title=title, message=error.told(lang)), status_of(error)
    return HTMLResponse(text, status, headers={"Content-Security-Policy": POLICY})


def picture(request: Request) -> Response:
    """Show a network that a page embeds, or a whole view or board; it bears a policy of its own."""
    from starlette.responses import HTMLResponse, PlainTextResponse

    lang, name = request.path_params["lang"], request.path_params["name"]
    site: Site = request.app.state.site
    if lang not in LANGUAGES:
        return missing()
    desk = site.desk(lang)
    try:
        text = PICTURES[name](desk, place_of(request, lang, name)) if name in PICTURES else pictured.whole(desk, place_of(request, lang, name))
        # A page cannot say in itself who may frame it.
        return HTMLResponse(text, headers={"Content-Security-Policy": "frame-ancestors 'self'"})
    except ClusterEvalError as error:
        return PlainTextResponse(error.told(lang), status_of(error))


def status_of(error: ClusterEvalError) -> int:
    """Return the HTTP status of a mistake: not found for a wrong question, unavailable while others are served, else an error of ours."""
    return 404 if isinstance(error, UsageError) else 503 if isinstance(error, Busy) else 500


def file(content: Download) -> Response:
    """Return a file to take away."""
    from starlette.responses import Response

    headers = {"Content-Disposition": f'attachment; filename="{content.name}"', "X-Content-Type-Options": "nosniff"}
    charset = "; charset=utf-8" if isinstance(content.content, str) else ""
    return Response(content.content, media_type=content.kind + charset, headers=headers)


def about(request: Request, place: Address, title: str) -> dict[str, str]:
    """Return what a file tells of the page from which it comes: its heading and its address."""
    words = {key: WORDS[key][place.lang] for key in ("page", "address")}
    return {words["page"]: title, words["address"]: f"{request.url.scheme}://{request.url.netloc}{place.here(format='')}"}


def place_of(request: Request, lang: str, name: str) -> Address:
    """Return where a reader is."""
    return Address(request.scope.get("root_path", ""), lang, name, request.query_params.multi_items())


def missing() -> Response:
    """Say that there is no such page."""
    from starlette.responses import PlainTextResponse

    return PlainTextResponse("There is no page at this address. Begin at /", 404)


def static(request: Request) -> Response:
    """Return a style or a script of visualisations/; nothing else of this machine."""
    from starlette.responses import FileResponse, Response

    name = request.path_params["name"]
    if name == "icon.svg":
        return Response(ICON, media_type="image/svg+xml")
    root = templates().resolve()
    path = (root / name).resolve()
    return FileResponse(path) if path.is_relative_to(root) and path.suffix in {".css", ".js"} and path.is_file() else missing()
