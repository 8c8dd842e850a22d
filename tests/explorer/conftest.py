"""Fixtures of the explorer: a real server of the built-in project, and a page of a real browser that notes what it should not do."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator

import pytest
import uvicorn
from playwright.sync_api import Browser, Page

from clustereval.explorer.access import Access
from clustereval.explorer.app import application
from clustereval.explorer.site import Site
from clustereval.paths import Project
from clustereval.servers import Limits

Start = Callable[..., str]


@pytest.fixture(scope="session")
def start() -> Iterator[Start]:
    """Start an explorer of a project or a site on a free port, with limits of its endpoint where they are given; return its address."""
    servers: list[tuple[uvicorn.Server, threading.Thread]] = []

    def started(shown: Project | Site, limits: Limits | None = None) -> str:
        app = application(shown if isinstance(shown, Site) else Site(shown, Access()))
        if limits is not None:
            app.state.endpoint.limits = limits
        listener = socket.socket()
        listener.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", timeout_graceful_shutdown=2))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        servers.append((server, thread))
        until = time.monotonic() + 20
        while not server.started:
            assert thread.is_alive() and time.monotonic() < until, "the explorer does not start"
            time.sleep(0.02)
        return f"http://127.0.0.1:{listener.getsockname()[1]}"

    yield started
    for server, thread in servers:
        server.should_exit = True
        thread.join()


@pytest.fixture(scope="session")
def explorer(start: Start, builtin_project: Project) -> str:
    """The address of an explorer of the built-in project."""
    return start(builtin_project)


@pytest.fixture
def visit(browser: Browser, explorer: str) -> Iterator[Page]:
    """A page of a browser; no console error, no failed script and no request to another host is allowed."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    noise: list[str] = []
    page.on("console", lambda message: noise.append(message.text) if message.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: noise.append(str(error)))
    page.on("request", lambda request: noise.append(request.url) if not request.url.startswith(("http://127.0.0.1:", "data:", "blob:")) else None)
    yield page
    page.close()
    assert not noise
