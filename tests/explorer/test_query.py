"""The catalogue and the editor: questions with fields, answers as table, chart, network and file, and queries that are wrong or run away."""

from __future__ import annotations

import csv
import io
import json
import re
import time
from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import Page, expect

from clustereval.desk import Desk
from clustereval.explorer.editor import declared, mistake
from clustereval.explorer.grid import bars, ends
from clustereval.namespaces import Iri
from clustereval.paths import Project
from clustereval.queries import find_queries
from clustereval.servers import Limits
from clustereval.tables import Table
from tests.explorer.conftest import Start

RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
STOPPING = """() => {
  const state = document.getElementById("state");
  window.said = [];
  window.watch?.disconnect();
  window.watch = new MutationObserver(() => window.said.push(state.textContent));
  window.watch.observe(state, { childList: true });
  const stop = document.getElementById("stop");
  new MutationObserver((_, one) => { if (!stop.hidden) { one.disconnect(); setTimeout(() => stop.click(), 300); } }).observe(stop, { attributes: true });
}"""
"""Notes what the editor tells and presses the button soon after it appears: while a page loads, the test driver itself would wait."""
TOLD = "() => new Promise((done) => { const look = () => (window.said.length > 1 ? done(window.said) : setTimeout(look, 50)); look(); })"
CLUSTERS = "SELECT ?c WHERE { GRAPH ?g { ?c a ce:ClusterInitiative } }"


@pytest.fixture(scope="module")
def asked(start: Start, builtin_project: Project) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=start(builtin_project, Limits(seconds=1)), timeout=60) as client:
        yield client


def test_the_list_shows_every_question_and_a_filter_fewer(asked: httpx.Client, desk: Desk) -> None:
    page = asked.get("/en/query").text
    assert all(f"/en/query?name={name}" in page for name in find_queries(desk.folders))
    assert asked.get("/en/query?find=one-sided").text.count("/en/query?name=") < 5


def test_no_parameter_of_a_question_is_called_like_one_of_the_page(desk: Desk) -> None:
    names = {parameter.name for query in find_queries(desk.folders).values() for parameter in query.parameters}
    assert not names & {"name", "format", "page", "find", "as", "q"}


def test_a_reader_asks_with_a_name_and_goes_to_the_passage(visit: Page, explorer: str) -> None:
    visit.goto(f"{explorer}/en/query")
    visit.fill("input[name=find]", "partners")
    visit.click("button:text('Filter')")
    visit.click("text=Partners of an actor")
    expect(visit.locator("datalist option[value='MAHREG Automotive']")).to_have_count(1)
    visit.fill("input[name=actor]", "mahreg")
    visit.click("button:text('Ask')")
    assert visit.url == f"{explorer}/en/query?name=partners&actor=mahreg"
    expect(visit.locator("[role=status]").last).to_contain_text("Rows 1–")
    visit.reload()
    visit.click("tbody a.cite >> nth=0")
    expect(visit.locator("h1")).to_contain_text("l. ")
    visit.go_back()
    expect(visit.locator("input[name=actor]")).to_have_value("mahreg")


def test_an_unknown_name_is_told_beside_the_field(asked: httpx.Client) -> None:
    page = asked.get("/en/query?name=partners&actor=mahrek")
    assert page.status_code == 200 and "knows nothing called" in page.text and 'value="mahrek"' in page.text
    assert "no query called" in asked.get("/en/query?name=partnerz").text


def test_an_answer_is_taken_away_in_three_formats(asked: httpx.Client) -> None:
    table = asked.get("/en/query?name=managements&format=csv")
    rows = list(csv.DictReader(io.StringIO(table.text)))
    assert table.headers["content-disposition"] == 'attachment; filename="managements.en.csv"' and len(rows) >= 6
    assert len(json.loads(asked.get("/en/query?name=managements&format=json").text)) == len(rows)
    assert asked.get("/en/query?name=managements&format=md").text.startswith("| ")
    assert asked.get("/en/query?name=managements&format=exe").status_code == 404


def test_a_long_answer_comes_in_pages(asked: httpx.Client) -> None:
    first = asked.get("/en/query?name=passages")
    assert "Rows 1–200 of 945" in first.text and first.text.count("<tr>") < 205
    assert "Rows 801–945 of 945" in asked.get("/en/query?name=passages&page=5").text
    assert "Rows 1–200 of 945" in asked.get("/en/query?name=passages&page=x").text


def test_a_mistake_is_told_with_line_and_column_of_the_reader(asked: httpx.Client, visit: Page, explorer: str) -> None:
    page = asked.get("/en/sparql", params={"text": "SELECT ?s WHERE {\n  ?s ?p }"})
    assert "Line 2, column 10" in page.text  # Oxigraph's parser goes as far as just behind the brace, before which an object should stand
    assert "is not declared. Write at the beginning" in asked.get("/en/sparql", params={"text": "ASK { ?s a nope:x }"}).text
    assert "This is an update" in asked.get("/en/sparql", params={"text": "INSERT DATA { <urn:a> <urn:b> <urn:c> }"}).text
    assert "Zeile 2, Spalte 10" in asked.get("/de/sparql", params={"text": "SELECT ?s WHERE {\n  ?s ?p }"}).text
    visit.goto(f"{explorer}/en/sparql?text=SELECT%20%3Fs%20WHERE%20%7B%0A%20%20%3Fs%20%3Fp%20%7D")
    expect(visit.locator("#text")).to_be_focused()
    assert visit.evaluate("document.getElementById('text').selectionStart") == len("SELECT ?s WHERE {\n  ?s ?p }")


def test_the_line_of_our_prefixes_is_not_counted() -> None:
    assert declared("ASK {}").count("\n") == 1
    assert mistake("error at 3:4: expected x", "en").where == (2, 4)


def test_a_query_calls_no_other_service(asked: httpx.Client) -> None:
    page = asked.get("/en/sparql", params={"text": "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"}).text
    assert "SERVICE is not allowed" in page
    assert "This is an update" in asked.get("/en/sparql", params={"text": "DROP ALL"}).text


def test_a_query_that_runs_away_is_ended_with_a_plain_message(asked: httpx.Client) -> None:
    begun = time.monotonic()
    page = asked.get("/en/sparql", params={"text": RUNAWAY})
    assert "The query was ended after 1 seconds" in page.text and time.monotonic() - begun < 5
    assert "Yes." in asked.get("/en/sparql", params={"text": "ASK { ?s a ce:ClusterInitiative }"}).text


def test_a_graph_comes_as_turtle(asked: httpx.Client) -> None:
    text = "CONSTRUCT { ?c a ce:ClusterInitiative } WHERE { GRAPH ?g { ?c a ce:ClusterInitiative } }"
    assert "actor/ceesa" in asked.get("/en/sparql", params={"text": text}).text
    file = asked.get("/en/sparql", params={"text": text, "format": "ttl"})
    assert file.headers["content-type"].startswith("text/turtle") and "actor/ceesa" in file.text
    assert asked.get("/en/sparql", params={"text": text, "format": "csv"}).status_code == 404
    assert "actor/ceesa" in asked.get("/en/sparql", params={"text": CLUSTERS, "format": "csv"}).text


def test_texts_of_a_reader_are_no_markup(asked: httpx.Client) -> None:
    page = asked.get("/en/sparql", params={"text": 'SELECT ("</textarea><script>alert(1)</script>" AS ?x) {}'}).text
    assert "<script>alert" not in page and page.count("</textarea>") == 1


def test_the_stop_button_ends_a_query_and_the_editor_stays(visit: Page, explorer: str) -> None:
    visit.goto(f"{explorer}/en/sparql")
    # Four queries may run at once: were one of the five not ended, the last question would find no server free.
    for _ in range(5):
        visit.fill("#text", RUNAWAY)
        visit.evaluate(STOPPING)
        visit.click("#run", no_wait_after=True)
        assert visit.evaluate(TOLD) == ["The query is running …", "The query was stopped."]
        expect(visit.locator("#text")).to_have_value(RUNAWAY)
    visit.fill("#text", "ASK { ?s a ce:ClusterInitiative }")
    visit.keyboard.press("Control+Enter")
    expect(visit.locator("text=Yes.")).to_be_visible()


def test_terms_are_completed_and_coloured(visit: Page, explorer: str) -> None:
    visit.goto(f"{explorer}/en/sparql")
    visit.fill("#text", "")
    visit.locator("#text").press_sequentially("SELECT ?c { ?c a ce:ClusterIni")
    expect(visit.locator("#offers [aria-selected=true]")).to_contain_text("ce:ClusterInitiative")
    visit.keyboard.press("Enter")
    expect(visit.locator("#text")).to_have_value("SELECT ?c { ?c a ce:ClusterInitiative")
    expect(visit.locator("#colours .term")).to_have_text("ce:ClusterInitiative")
    visit.keyboard.type(" }")
    visit.keyboard.press("Control+Enter")
    expect(visit.locator("text=Rows 1–22 of 22")).to_be_visible()


def test_an_answer_with_two_ends_is_shown_as_a_network(visit: Page, explorer: str) -> None:
    visit.goto(f"{explorer}/en/query?name=ties_between_clusters")
    visit.click("summary:text('As a network')")
    inside = visit.frame_locator("iframe.embedded")
    expect(inside.locator("#network canvas")).to_be_visible()


def test_a_chart_needs_one_name_and_one_number(desk: Desk) -> None:
    chart = bars(desk, Table(("what", "n"), (("a", 4), ("b", 1))))
    assert chart and [bar["share"] for bar in chart["bars"]] == [100.0, 25.0]
    assert bars(desk, Table(("what", "n", "m"), (("a", 4, 1),))) is None
    assert bars(desk, Table(("what", "n"), (("a", -4), ("b", 1)))) is None
    assert bars(desk, Table(("n",), ((4,),))) is None


def test_ends_are_source_and_target_or_two_columns_of_actors() -> None:
    one, two = Iri("urn:x/actor/a"), Iri("urn:x/actor/b")
    assert ends(Table(("claim", "source", "target"), ())) == (1, 2)
    assert ends(Table(("name", "x", "y"), (("n", one, two),))) == (1, 2)
    assert ends(Table(("x", "name"), ((one, "n"),))) is None


def test_an_answer_with_a_status_is_drawn_as_that_status_with_its_passages(explorer: str) -> None:
    page = httpx.get(f"{explorer}/en/query?name=ended_or_absent_ties&as=picture").text
    drawn = json.loads(re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.S)[1])  # type: ignore[index]
    edges = drawn["records"]["edges"]
    assert edges and {edge["status"] for edge in edges} <= {"absent", "ended"}
    assert all(piece["passages"] for edge in edges for piece in edge["evidence"])
