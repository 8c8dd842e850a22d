"""Fixtures: the built-in project with a store of its own, and a tiny project of two clusters."""

from __future__ import annotations

import contextlib
import http.client
import json
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from clustereval.build import build
from clustereval.desk import Desk
from clustereval.paths import Project, find_project
from clustereval.store import Store, open_store

ROOT = Path(__file__).parent.parent
TINY = Path(__file__).parent / "data" / "tiny"

SERVE = """
import json, sys
import uvicorn
from clustereval.desk import Desk
from clustereval.endpoint import application, endpoint
from clustereval.paths import find_project
from clustereval.privacy import without_people
from clustereval.servers import Limits
from clustereval.store import open_store

given = json.loads(sys.argv[1])
project = find_project(given["root"], given["store"])
store = open_store(project.store)
desk = Desk(project, without_people(store) if given["without_people"] else store, "en")
asked = endpoint(desk, Limits(**given["limits"]), "/query", lambda iri: "/thing/" + iri.rsplit("/", 1)[-1] if "/actor/" in iri else None)
uvicorn.run(application(asked, given["path"]), host="127.0.0.1", port=given["port"], log_level="warning", timeout_graceful_shutdown=2)
"""


@dataclass(frozen=True)
class Served:
    """An endpoint that runs in a process of its own."""

    process: subprocess.Popen[bytes]
    port: int
    path: str

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}{self.path}"

    def ask(self, method: str, target: str, body: bytes | None = None, **headers: str) -> Told:
        """Send one request as it is, below the path of the application."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.putrequest(method, self.path + target, skip_accept_encoding=True)
        for name, value in headers.items():
            connection.putheader(name.replace("_", "-"), value)
        if body is not None:
            connection.putheader("Content-Length", str(len(body)))
        connection.endheaders(body)
        response = connection.getresponse()
        told = Told(response.status, {name.lower(): value for name, value in response.getheaders()}, response.read())
        connection.close()
        return told


@dataclass(frozen=True)
class Told:
    """A response: status, headers by name in lower case, and body."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def kind(self) -> str:
        return self.headers.get("content-type", "").partition(";")[0]

    @property
    def text(self) -> str:
        return self.body.decode()


Serving = Callable[..., AbstractContextManager[Served]]


@pytest.fixture(scope="session")
def builtin_project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = find_project(store=tmp_path_factory.mktemp("builtin") / "store")
    build(project)
    return project


@pytest.fixture(scope="session")
def store(builtin_project: Project) -> Store:
    return open_store(builtin_project.store)


@pytest.fixture(scope="session")
def desk(builtin_project: Project, store: Store) -> Desk:
    return Desk(builtin_project, store, "en")


@pytest.fixture(scope="session")
def german_desk(builtin_project: Project, store: Store) -> Desk:
    return Desk(builtin_project, store, "de")


@pytest.fixture
def tiny_project(tmp_path: Path) -> Project:
    """A project of two clusters that a test may change."""
    shutil.copytree(TINY, tmp_path / "tiny")
    return find_project(tmp_path / "tiny")


@contextlib.contextmanager
def serve(project: Project, path: str = "", without_people: bool = False, **limits: float) -> Iterator[Served]:
    """Run the endpoint of a project by uvicorn in a process of its own, on a free port, and end it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    given = {"root": str(project.root), "store": str(project.store), "path": path, "port": port, "limits": limits, "without_people": without_people}
    process = subprocess.Popen([sys.executable, "-c", SERVE, json.dumps(given)], cwd=ROOT)
    served = Served(process, port, path)
    try:
        until = time.monotonic() + 60
        while True:
            try:
                assert served.ask("OPTIONS", "/sparql").status == 204
                break
            except ConnectionError:
                assert process.poll() is None and time.monotonic() < until, "the endpoint did not start"
                time.sleep(0.05)
        yield served
    finally:
        process.terminate()
        process.wait(timeout=30)


@pytest.fixture(scope="session")
def serving() -> Serving:
    """What runs an endpoint, for tests that need one of their own."""
    return serve


@pytest.fixture(scope="session")
def served(builtin_project: Project) -> Iterator[Served]:
    """The endpoint of the built-in project, shared by all tests that only ask."""
    with serve(builtin_project) as running:
        yield running


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real browser, shared by all tests that look at pages."""
    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    assert program, "These tests need Chromium: install the package chromium."
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=program)
        yield opened
        opened.close()
