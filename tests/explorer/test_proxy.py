"""Behind a reverse proxy under a path of its own: pages, forms, pictures, the endpoint and linked data stay within that path."""

from __future__ import annotations

import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator

import httpx
import pytest
import uvicorn
from playwright.sync_api import Browser, Page, expect
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from clustereval.paths import Project

PATH = "/innovation/graph"


def proxy(upstream: str, outside: list[str]) -> Starlette:
    """Return an application that serves another one under PATH, and notes what is asked for outside of it."""

    async def forward(request: Request) -> Response:
        if not request.url.path.startswith(f"{PATH}/"):
            outside.append(request.url.path)
            return PlainTextResponse("not here", 404)
        target = f"{upstream}{request.url.path.removeprefix(PATH)}?{request.url.query}"
        async with httpx.AsyncClient(timeout=60) as client:
            answer = await client.request(request.method, target, headers=request.headers.raw, content=await request.body())
        headers = {name: value for name, value in answer.headers.items() if name not in {"content-encoding", "content-length", "transfer-encoding"}}
        return Response(answer.content, answer.status_code, headers)

    return Starlette(routes=[Route("/{path:path}", forward, methods=["GET", "POST", "HEAD", "OPTIONS"])])


@pytest.fixture(scope="module")
def outside() -> list[str]:
    """What was asked for outside of the path."""
    return []


@pytest.fixture(scope="module")
def proxied(builtin_project: Project, outside: list[str]) -> Iterator[str]:
    """The address of an explorer behind a proxy, both real servers."""
    program = [sys.executable, "-m", "clustereval", "explore", "--port", "0", "--root-path", PATH]
    process = subprocess.Popen([*program, "--store", str(builtin_project.store)], stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    address = next(word for line in process.stderr for word in line.split() if word.startswith("http://"))
    upstream = address.partition(PATH)[0]
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(proxy(upstream, outside), log_level="error"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    base = f"http://127.0.0.1:{listener.getsockname()[1]}{PATH}"
    until = time.monotonic() + 20
    while time.monotonic() < until:
        try:
            urllib.request.urlopen(f"{base}/static/icon.svg").close()
            break
        except OSError:
            time.sleep(0.05)
    yield base
    server.should_exit = True
    thread.join()
    process.terminate()
    process.wait()


@pytest.fixture
def page(browser: Browser, proxied: str, outside: list[str]) -> Iterator[Page]:
    """A page of a browser that asks for nothing outside of the path."""
    opened = browser.new_page()
    noise: list[str] = []
    opened.on("request", lambda request: noise.append(request.url) if not request.url.startswith((f"{proxied}/", "data:", "blob:")) else None)
    opened.on("pageerror", lambda error: noise.append(str(error)))
    yield opened
    opened.close()
    assert not noise and not outside


def test_every_page_is_reached_by_its_links(page: Page, proxied: str) -> None:
    page.goto(f"{proxied}/")
    assert page.url == f"{proxied}/en/overview"
    for number in range(page.locator("nav.pages a").count()):
        page.locator("nav.pages a").nth(number).click()
        expect(page.locator("h1")).to_have_count(1)
        assert page.url.startswith(f"{proxied}/en/")
    page.click("a.language")
    assert page.url.startswith(f"{proxied}/de/")


def test_forms_search_and_queries_work(page: Page, proxied: str) -> None:
    page.goto(f"{proxied}/en/overview")
    page.fill("#q", "ceesa")
    page.keyboard.press("Enter")
    page.click("text=CEESA >> nth=0")
    assert page.url == f"{proxied}/en/thing/actor/ceesa"
    page.click("a.cite >> nth=0")
    assert page.url.startswith(f"{proxied}/en/thing/passage/")
    page.goto(f"{proxied}/en/sparql")
    page.fill("textarea", "SELECT (COUNT(*) AS ?number) WHERE { ?s a ce:ClusterInitiative }")
    page.locator("main").get_by_role("button").first.click()
    expect(page.get_by_role("status").last).to_contain_text("Rows 1")


def test_a_picture_leads_further_within_the_path(page: Page, proxied: str) -> None:
    page.goto(f"{proxied}/en/cooperation?actor=solarinput")
    frame = page.frame_locator("figure iframe")
    frame.locator("#search").fill("ceesa")
    frame.locator("#search").press("Enter")
    frame.locator("#details").get_by_role("link", name="Show its ties too").click()
    page.wait_for_url(f"{proxied}/en/cooperation?*also=*")


def test_endpoint_and_linked_data_answer_under_the_path(proxied: str, outside: list[str]) -> None:
    asked = httpx.get(f"{proxied}/sparql", params={"query": "ASK {}"}, headers={"Accept": "application/sparql-results+json"})
    assert asked.json()["boolean"] is True
    thing = f"{proxied}/id/saxony-anhalt-2013/actor/ceesa"
    seen = httpx.get(thing, headers={"Accept": "text/html"})
    assert seen.status_code == 303 and seen.headers["location"].startswith((f"{proxied}/", f"{PATH}/"))
    assert httpx.get(seen.headers["location"] if "://" in seen.headers["location"] else proxied.removesuffix(PATH) + seen.headers["location"]).is_redirect
    assert "CEESA" in httpx.get(thing, headers={"Accept": "text/turtle"}, follow_redirects=True).text
    assert not outside
