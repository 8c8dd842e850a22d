"""Access: who may see the application, who may write, and from where."""

from __future__ import annotations

import contextlib
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, expect

from clustereval.build import build
from clustereval.explorer.access import Access
from clustereval.explorer.serve import Place, access_of
from clustereval.explorer.site import Site
from clustereval.paths import Project
from clustereval.reviews import review_file
from tests.explorer.conftest import Start

Client = Callable[..., httpx.Client]


@pytest.fixture
def client(start: Start) -> Iterator[Callable[..., httpx.Client]]:
    """Start an explorer with an access; return a client that follows no redirect and keeps cookies."""
    with contextlib.ExitStack() as opened:
        yield lambda project, access, **headers: opened.enter_context(httpx.Client(base_url=start(Site(project, access)), headers=headers, timeout=60))


def test_only_the_own_host_names_are_served(builtin_project: Project, client: Client) -> None:
    asked = client(builtin_project, Access())
    assert asked.get("/en/source").status_code == 200
    assert asked.get("/en/source", headers={"Host": "evil.example"}).status_code == 421


def test_another_address_asks_for_the_token(builtin_project: Project, client: Client) -> None:
    access = access_of(Place("0.0.0.0", 8040))
    assert access.token and access.reviews
    asked = client(builtin_project, access)
    assert asked.get("/en/source").status_code == 401
    assert asked.get("/sparql?query=ASK{}").status_code == 401
    assert asked.get("/en/source?token=wrong").status_code == 401
    assert asked.get("/en/source", headers={"Authorization": f"Bearer {access.token}"}).status_code == 200
    given = asked.get(f"/en/source?section=4.5.3&token={access.token}")
    assert (given.status_code, given.headers["location"]) == (303, f"{str(asked.base_url).rstrip(chr(47))}/en/source?section=4.5.3"), (
        "the token leaves the address"
    )
    assert asked.get("/en/source").status_code == 200, "the browser has it now"


def test_a_public_application_asks_for_nothing_and_writes_nothing(tiny_project: Project, client: Client) -> None:
    build(tiny_project)
    asked = client(tiny_project, access_of(Place("0.0.0.0", 8040, public=True)), Host="clusters.example")
    page = asked.get("/en/ambiguities")
    assert page.status_code == 200 and '<form class="filters" method="post"' not in page.text
    assert asked.post("/en/ambiguities/review", data={"case": "missing-responsibility-amber", "verdict": "confirmed", "reason": "So."}).status_code == 403
    assert not review_file(tiny_project).exists()


@pytest.mark.parametrize("headers", [{"Sec-Fetch-Site": "cross-site"}, {}])
def test_a_form_of_another_site_is_refused(headers: dict[str, str], tiny_project: Project, client: Client) -> None:
    build(tiny_project)
    access = Access()
    form = {"case": "missing-responsibility-amber", "verdict": "confirmed", "reason": "So.", "secret": access.secret if headers else "guessed"}
    assert client(tiny_project, access).post("/en/ambiguities/review", data=form, headers=headers).status_code == 403
    assert not review_file(tiny_project).exists()


def test_a_reader_confirms_a_case_and_another_sees_it(tiny_project: Project, start: Start, browser: Browser) -> None:
    build(tiny_project)
    address = start(tiny_project)
    one, other = browser.new_page(), browser.new_page()
    other.goto(f"{address}/en/ambiguities")
    one.goto(f"{address}/en/ambiguities?case=missing-responsibility-amber")
    one.fill("input[name=reason]", "Asked <b>them</b>.")
    one.select_option("select[name=verdict]", "confirmed")
    one.click("button:text('Keep in the project')")
    expect(one.locator(".badge.interpreted")).to_have_text("confirmed")
    expect(one.locator("#missing-responsibility-amber")).to_contain_text("Asked <b>them</b>.")
    other.reload()
    expect(other.locator("#missing-responsibility-amber .badge.interpreted")).to_have_text("confirmed")
    answer = one.request.get(f"{address}/sparql", params={"query": "SELECT ?r { ?r a <https://w3id.org/clustereval/ontology#Review> }"})
    assert answer.text().count("review/missing-responsibility-amber-1") == 1, "the endpoint answers from the new store"
    one.close()
    other.close()


def test_a_port_that_is_taken_is_told(start: Start, tiny_project: Project) -> None:
    build(tiny_project)
    port = start(tiny_project).rsplit(":", 1)[1]
    program = [sys.executable, "-m", "clustereval", "explore", "--port", port, "--project", str(tiny_project.root)]
    said = subprocess.run(program, capture_output=True, text=True, check=False, timeout=60)
    assert said.returncode == 1 and f"cannot listen on 127.0.0.1:{port}" in said.stderr and "Traceback" not in said.stderr


def test_the_lines_of_a_report_are_not_shown_where_people_are_left_out(tiny_project: Project, tmp_path: Path) -> None:
    text = tmp_path / "report.txt"
    text.write_text("Jo Doe\n" * 20, encoding="utf-8")
    program = [sys.executable, "-m", "clustereval", "explore", "--project", str(tiny_project.root), "--source", str(text), "--without-people"]
    said = subprocess.run(program, capture_output=True, text=True, check=False, timeout=60)
    assert said.returncode == 2 and "leave --source or --without-people out" in said.stderr


def test_a_source_that_cannot_be_read_is_told(tiny_project: Project, tmp_path: Path) -> None:
    build(tiny_project)
    program = [sys.executable, "-m", "clustereval", "explore", "--port", "0", "--project", str(tiny_project.root), "--source", str(tmp_path / "none.txt")]
    said = subprocess.run(program, capture_output=True, text=True, check=False, timeout=60)
    assert said.returncode == 2 and "cannot be read" in said.stderr
