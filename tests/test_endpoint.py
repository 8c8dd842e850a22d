"""The endpoint keeps the SPARQL 1.1 Protocol, refuses what it must, stops what runs away, and real clients work with it."""

from __future__ import annotations

import contextlib
import csv
import http.client
import io
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import pyoxigraph as ox
import pytest
import rdflib
from conftest import Served, Serving, Told
from hypothesis import given, settings
from hypothesis import strategies as some

from clustereval.build import build
from clustereval.desk import Desk
from clustereval.endpoint import endpoint
from clustereval.errors import UsageError
from clustereval.negotiation import GRAPHS, RESULTS, choose
from clustereval.paths import Project, find_project
from clustereval.protocol import Refusal, disarmed
from clustereval.store import Store, write_store

ROOT = Path(__file__).parent.parent
JSON, XML = "application/sparql-results+json", "application/sparql-results+xml"
FORM, DIRECT = "application/x-www-form-urlencoded", "application/sparql-query"
PREFIXES = "PREFIX ce: <https://w3id.org/clustereval/ontology#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#> "
CLUSTERS = PREFIXES + 'SELECT ?name WHERE { ?cluster a ce:ClusterInitiative ; skos:prefLabel ?name . FILTER(LANG(?name) = "de") } ORDER BY ?name'
COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"


def query(served: Served, text: str, accept: str = JSON) -> Told:
    return served.ask("POST", "/sparql", text.encode(), Content_Type=DIRECT, Accept=accept)


def rows(told: Told) -> list[dict[str, str]]:
    assert told.status == 200, told.text
    return [{name: term["value"] for name, term in row.items()} for row in json.loads(told.body)["results"]["bindings"]]


# The test cases for queries of the SPARQL 1.1 Protocol (https://www.w3.org/2009/sparql/docs/tests/data-sparql11/protocol/), by their names

DATA = "http://kasei.us/2009/09/sparql/data/data{}.rdf"
D0, D1, D2, D3 = (quote(DATA.format(number), safe="") for number in range(4))
A1, A2, A3 = (f"<{DATA.format(number)}> a ?type" for number in (1, 2, 3))
BOTH = f"ASK {{ {A1} . {A2} . }}"
NAMED = f"ASK {{ GRAPH ?g1 {{ {A1} }} GRAPH ?g2 {{ {A2} }} }}"
FULL = f"ASK {{ {A3} GRAPH ?g1 {{ {A1} }} GRAPH ?g2 {{ {A2} }} }}"
FROM_3 = NAMED.replace("ASK ", f"ASK FROM <{DATA.format(3)}> ")
DEFAULT_12, NAMED_12 = f"default-graph-uri={D1}&default-graph-uri={D2}", f"named-graph-uri={D1}&named-graph-uri={D2}"

ANSWERED = {
    "query_get": ("GET", f"?query=ASK%20%7B%7D&default-graph-uri={D0}", None, None),
    "query_post_form": ("POST", f"?default-graph-uri={D0}", FORM, "query=ASK%20%7B%7D"),
    "query_post_direct": ("POST", "", DIRECT, "ASK {}"),
    "query_dataset_default_graph": ("POST", f"?default-graph-uri={D1}", DIRECT, f"ASK {{ {A1} }}"),
    "query_dataset_default_graphs_get": ("GET", f"?query={quote(BOTH)}&{DEFAULT_12}", None, None),
    "query_dataset_default_graphs_post": ("POST", f"?{DEFAULT_12}", DIRECT, BOTH),
    "query_dataset_named_graphs_get": ("GET", f"?query={quote(NAMED)}&{NAMED_12}", None, None),
    "query_dataset_named_graphs_post": ("POST", f"?{NAMED_12}", DIRECT, NAMED),
    "query_dataset_full": ("POST", f"?default-graph-uri={D3}&{NAMED_12}", DIRECT, FULL),
    "query_multiple_dataset": ("POST", f"?{NAMED_12}", DIRECT, FROM_3),
}
TYPED = {
    "query_content_type_select": ("SELECT (1 AS ?value) {}", {JSON, XML, "text/csv", "text/tab-separated-values"}),
    "query_content_type_ask": ("ASK {}", {JSON, XML}),
    "query_content_type_describe": ("DESCRIBE <http://example.org/>", set(GRAPHS)),
    "query_content_type_construct": ("CONSTRUCT { <s> <p> 1 } WHERE {}", set(GRAPHS)),
}
REFUSED = {
    "bad_query_method": ("PUT", f"?query=ASK%20%7B%7D&default-graph-uri={D0}", FORM, b"", 405),
    "bad_multiple_queries": ("GET", "?query=ASK%20%7B%7D&query=SELECT%20%2A%20%7B%7D", None, None, 400),
    "bad_query_wrong_media_type": ("POST", "", "text/plain", b"ASK {}", 415),
    "bad_query_missing_form_type": ("POST", "", None, b"query=ASK%20%7B%7D", 415),
    "bad_query_missing_direct_type": ("POST", "", None, b"ASK {}", 415),
    "bad_query_non_utf8": ("POST", "", f"{DIRECT}; charset=UTF-16", "ASK {}".encode("utf-16"), 415),
    "bad_query_syntax": ("GET", "?query=ASK%20%7B", None, None, 400),
}


@pytest.fixture(scope="module")
def protocol_data(tmp_path_factory: pytest.TempPathFactory, serving: Serving) -> Iterator[Served]:
    """An endpoint over the four small graphs of the protocol's test cases, below a path that begins with another."""
    root = tmp_path_factory.mktemp("protocol")
    (root / "graph").mkdir()
    (root / "graph" / "empty.ttl").touch()
    project = find_project(root)
    inner = ox.Store()
    kind, document = ox.NamedNode(rdflib.RDF.type), ox.NamedNode("http://xmlns.com/foaf/0.1/Document")
    inner.extend(ox.Quad(graph, kind, document, graph) for number in range(4) for graph in (ox.NamedNode(DATA.format(number)),))
    write_store(project, inner, {})
    with serving(project) as running:
        yield running


def headers(kind: str | None) -> dict[str, str]:
    return {"Content_Type": kind} if kind else {}


@pytest.mark.parametrize("place", ["/sparql/", "/sparql"])
@pytest.mark.parametrize("name", ANSWERED)
def test_the_protocol_s_queries_are_answered(name: str, place: str, protocol_data: Served) -> None:
    method, target, kind, body = ANSWERED[name]
    told = protocol_data.ask(method, place + target, body.encode() if body is not None else None, **headers(kind))
    assert (told.status, told.kind) == (200, JSON)
    assert json.loads(told.body)["boolean"] is True


def test_a_data_set_in_the_request_beats_that_in_the_query(protocol_data: Served) -> None:
    """Section 2.1.4: with FROM data1 in the text but data2 in the request, only data2 is there."""
    text = f"ASK FROM <{DATA.format(1)}> {{ {A1} }}"
    assert json.loads(protocol_data.ask("GET", f"/sparql?query={quote(text)}").body)["boolean"] is True
    assert json.loads(protocol_data.ask("GET", f"/sparql?query={quote(text)}&default-graph-uri={D2}").body)["boolean"] is False


@pytest.mark.parametrize("name", TYPED)
def test_the_protocol_s_answers_have_a_media_type_that_fits(name: str, protocol_data: Served) -> None:
    text, kinds = TYPED[name]
    told = protocol_data.ask("POST", f"/sparql/?default-graph-uri={D0}", text.encode(), Content_Type=DIRECT)
    assert told.status == 200
    assert told.kind in kinds


@pytest.mark.parametrize("name", REFUSED)
def test_the_protocol_s_bad_requests_are_refused(name: str, protocol_data: Served) -> None:
    method, target, kind, body, status = REFUSED[name]
    told = protocol_data.ask(method, "/sparql/" + target, body, **headers(kind))
    assert (told.status, told.kind) == (status, "text/plain")
    assert told.text.endswith(".\n") or "column" in told.text


def test_a_direct_body_that_is_no_utf_8_is_refused_whatever_it_says_it_is(protocol_data: Served) -> None:
    assert protocol_data.ask("POST", "/sparql", "ASK { ?s ?p 'ä' }".encode("latin-1"), Content_Type=DIRECT).status == 400
    assert protocol_data.ask("GET", "/sparql?query=ASK%20%7B%20%3Fs%20%3Fp%20'%E4'%20%7D").status == 400


def test_a_query_in_the_form_and_in_the_address_is_refused(protocol_data: Served) -> None:
    told = protocol_data.ask("POST", "/sparql?query=ASK%20%7B%7D", b"query=ASK%20%7B%7D", Content_Type=FORM)
    assert (told.status, told.text) == (400, "The request holds 2 queries. Ask one at a time.\n")


def test_a_mistake_is_told_with_line_and_column(served: Served) -> None:
    told = query(served, "SELECT * WHERE {\n  ?s ?p\n}")
    assert told.status == 400
    assert told.text.startswith("This is no SPARQL query: line 3, column 2: expected ")


# Content negotiation

SELECT, GRAPH = "SELECT ?a ?b WHERE { VALUES (?a ?b) { (1 'ä,;') } }", "CONSTRUCT { <urn:a> <urn:b> 'ä' } WHERE {}"


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        (None, JSON),
        ("", JSON),
        ("*/*", JSON),
        (JSON, JSON),
        (XML, XML),
        ("text/csv", "text/csv"),
        ("text/tab-separated-values", "text/tab-separated-values"),
        ("application/json", "application/json"),
        ("text/xml", "text/xml"),
        (f"{JSON};q=0.1, {XML};q=0.9", XML),
        (f"{JSON};q=0, */*;q=0.5", XML),
        ("text/*", "text/csv"),
        ("text/turtle, text/csv;q=0.2", "text/csv"),
        ("*/*;q=0.1, text/tab-separated-values", "text/tab-separated-values"),
        ("TEXT/CSV; header=present; Q=0.7, application/pdf", "text/csv"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "application/xml"),
    ],
)
def test_a_table_comes_in_the_format_that_is_wanted_most(accept: str | None, kind: str, served: Served) -> None:
    told = served.ask("GET", f"/sparql?query={quote(SELECT)}", **({} if accept is None else {"Accept": accept}))
    assert (told.status, told.kind) == (200, kind)
    assert told.headers["vary"] == "Accept"
    form = {"application/json": JSON, "application/xml": XML, "text/xml": XML}.get(kind, kind)
    if kind == "text/csv":
        assert list(csv.reader(io.StringIO(told.text))) == [["a", "b"], ["1", "ä,;"]]
    else:
        found = rdflib.query.Result.parse(io.BytesIO(told.body), format={JSON: "json", XML: "xml"}.get(form, "tsv"))
        assert [(int(a), str(b)) for a, b in found] == [(1, "ä,;")]  # type: ignore[misc]


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        (None, "text/turtle"),
        ("application/ld+json", "application/ld+json"),
        ("application/n-triples", "application/n-triples"),
        ("application/trig", "application/trig"),
        ("application/rdf+xml", "application/rdf+xml"),
        ("application/n-quads", "application/n-quads"),
        (f"{JSON}, text/turtle;q=0.3, application/ld+json;q=0.4", "application/ld+json"),
    ],
)
def test_a_graph_comes_in_the_format_that_is_wanted_most(accept: str | None, kind: str, served: Served) -> None:
    told = served.ask("GET", f"/sparql?query={quote(GRAPH)}", **({} if accept is None else {"Accept": accept}))
    assert (told.status, told.kind) == (200, kind)
    form = ox.RdfFormat.from_media_type(kind)
    assert [quad.object.value for quad in ox.parse(told.body, format=form)] == ["ä"]


@pytest.mark.parametrize(("text", "accept"), [(SELECT, "application/pdf"), (SELECT, "text/turtle"), (GRAPH, "text/csv"), (SELECT, "*/*;q=0")])
def test_what_cannot_be_given_is_not_acceptable(text: str, accept: str, served: Served) -> None:
    told = query(served, text, accept)
    assert told.status == 406
    assert "application/sparql-results+json" in told.text


def test_of_equal_weights_the_range_that_names_a_type_more_closely_wins() -> None:
    assert choose("*/*, text/csv", RESULTS) == "text/csv"
    assert choose("text/csv;q=0.5, text/*, */*;q=0.1", {"text/csv": "", "text/tab-separated-values": ""}) == "text/tab-separated-values"
    assert choose("text/csv;q=much", RESULTS) is None


def test_the_service_describes_itself_and_leads_people_to_the_page_for_queries(served: Served) -> None:
    told = served.ask("GET", "/sparql", Accept="text/turtle")
    graph = rdflib.Graph().parse(data=told.body, format="turtle")
    sd = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
    service = graph.value(predicate=rdflib.RDF.type, object=sd.Service)
    assert str(graph.value(service, sd.endpoint)) == served.address + "/sparql"
    assert list(graph.objects(service, sd.supportedLanguage)) == [sd.SPARQL11Query]
    assert not list(graph.objects(service, sd.feature))
    (triples,) = graph.objects(None, rdflib.VOID.triples)
    assert triples.toPython() == int(rows(query(served, COUNT))[0]["n"])  # type: ignore[attr-defined]
    html = served.ask("GET", "/sparql", Accept="text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8")
    assert (html.status, html.headers["location"]) == (303, served.address + "/query")
    assert served.ask("GET", "/sparql").kind == "text/turtle"
    assert served.ask("HEAD", "/sparql").body == b""


def test_pages_of_every_origin_may_ask(served: Served) -> None:
    for target in ("/sparql?query=ASK%7B%7D", "/sparql?query=ASK%7B", "/.well-known/void", "/id/ontology", "/id/nothing/of/that"):
        assert served.ask("GET", target, Origin="https://example.org").headers["access-control-allow-origin"] == "*", target
    asked = served.ask("OPTIONS", "/sparql", Origin="https://example.org", Access_Control_Request_Method="POST")
    assert asked.status == 204
    assert asked.headers["access-control-allow-methods"] == "GET, HEAD, OPTIONS, POST"
    assert "POST" not in served.ask("OPTIONS", "/id/ontology").headers["access-control-allow-methods"]


# What is refused

CALLS = [
    "ASK { SERVICE <ADDRESS> { ?a ?b ?c } }",
    "ASK { service silent <ADDRESS> { ?a ?b ?c } }",
    "ASK { SeRvIcE<ADDRESS>{ ?a ?b ?c } }",
    "ASK { # a comment\rSERVICE <ADDRESS> { ?a ?b ?c } }",
    "ASK { VALUES ?s { <ADDRESS> } SERVICE ?s { ?a ?b ?c } }",
    "SELECT * { { SELECT * { { SERVICE <ADDRESS> { ?a ?b ?c } } } } }",
    "ASK { FILTER EXISTS { SERVICE <ADDRESS> { ?a ?b ?c } } }",
    "ASK { FILTER(! NOT EXISTS { SERVICE <ADDRESS> { ?a ?b ?c } }) }",
    "ASK { BIND(EXISTS { SERVICE <ADDRESS> { ?a ?b ?c } } AS ?x) }",
    "CONSTRUCT { ?a ?b ?c } WHERE { OPTIONAL { SERVICE <ADDRESS> { ?a ?b ?c } } }",
    "PREFIX ex: <urn:x> ASK { BIND('#' AS ?x) SERVICE <ADDRESS> { ?a ?b ?c } }",
    "PREFIX ex: <urn:x> ASK { BIND('\\'' AS ?x) SERVICE <ADDRESS> { ?a ?b ?c } BIND('' AS ?y) }",
    "ASK { BIND('''a''' AS ?x) SERVICE <ADDRESS> { ?a ?b ?c } BIND('''b''' AS ?y) }",
    'ASK { BIND("""\'\'\'""" AS ?x) SERVICE <ADDRESS> { ?a ?b ?c } BIND("""\'\'\'""" AS ?y) }',
    "PREFIX ex: <urn:x> ASK { VALUES ?x { ex:a\\#b } SERVICE <ADDRESS> { ?a ?b ?c } }",
    "PREFIX ex: <urn:x> ASK { VALUES ?x { ex:a#b\n } SERVICE <ADDRESS> { ?a ?b ?c } }",
    "ASK { VALUES ?x { <urn:x?a#b'> } SERVICE <ADDRESS> { ?a ?b ?c } }",
    "ASK { VALUES (?x ?y) { (<urn:#> 1) } SERVICE <ADDRESS> { ?a ?b ?c } }",
    "ASK { BIND(1 AS ?a) BIND(2 AS ?b) FILTER(?a < ?b)SERVICE#>\n<ADDRESS> { ?d ?e ?f } }",
    "ASK { BIND(1 AS ?x) FILTER(?x < 2 || ?x > 3) SERVICE <ADDRESS> { ?a ?b ?c } }",
    "ASK { VALUES ?x { 1e5 }SERVICE <ADDRESS> { ?a ?b ?c } }",
]
GLUED = [
    "ASK { BIND(1 AS ?a) BIND(2 AS ?b) FILTER(?a<?b)SERVICE#>\n<ADDRESS> { ?d ?e ?f } }",
    "ASK { BIND(1 AS ?a) FILTER(?a<'x>' ) SERVICE <ADDRESS> { ?d ?e ?f } BIND('' AS ?z) }",
    "PREFIX ex: <ADDRESS> ASK { SERVICEex:a { ?d ?e ?f } }",
    "PREFIX : <ADDRESS> ASK { SERVICE:a { ?d ?e ?f } }",
    "ASK { VALUES ?s { <ADDRESS> } SERVICESILENT?s{ ?d ?e ?f } }",
    "ASK { ?a ?b trueSERVICE<ADDRESS>{ ?d ?e ?f } }",
    "PREFIX ex: <urn:x:> ASK { ?a ?b ex:a.b.SERVICE<ADDRESS>{ ?d ?e ?f } }",
    "PREFIX ex: <http://a:1> ASK { ?a ?b ex:SERVICE<ADDRESS>{ ?d ?e ?f } }",
]
"""What Oxigraph 0.5.13, whose parser has no lexer, takes for a call, though by the tokens of the grammar it is none."""
INNOCENT = [
    "ASK { # SERVICE <urn:x> { ?a ?b ?c }\n}",
    "ASK { BIND('SERVICE' AS ?x) }",
    'ASK { BIND("a \\" SERVICE " AS ?x) }',
    "ASK { BIND('''a ' SERVICE '' <urn:x> { }''' AS ?x) }",
    "ASK { VALUES ?x { <http://example.org/SERVICE> <urn:service> } }",
    "ASK { VALUES ?service { 1 } VALUES $SERVICE { 2 } }",
    "PREFIX service: <urn:x> ASK { VALUES ?x { service:service service:a.SERVICE } }",
    "PREFIX ex: <urn:x> ASK { VALUES ?x { ex:SERVICE ex:a\\-SERVICE } OPTIONAL { ?y ex:service/ex:Service ?z } }",
    PREFIXES + "SELECT * { ?offer a ce:ServiceOffer } LIMIT 1",
]


@pytest.fixture
def listener() -> Iterator[tuple[str, list[bool]]]:
    """An address on this machine, and what is noted when somebody calls there."""
    called: list[bool] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def listen() -> None:
            with contextlib.suppress(OSError):
                while True:
                    taken, _ = server.accept()
                    called.append(True)
                    taken.close()

        threading.Thread(target=listen, daemon=True).start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/", called
        server.shutdown(socket.SHUT_RDWR)


@pytest.mark.parametrize("text", CALLS)
def test_a_query_that_calls_another_service_is_refused(text: str, served: Served, listener: tuple[str, list[bool]]) -> None:
    address, called = listener
    told = query(served, text.replace("ADDRESS", address))
    assert told.status == 403
    assert told.text.startswith("SERVICE is refused")
    assert not called


@pytest.mark.parametrize("text", GLUED)
def test_a_call_that_only_a_parser_without_lexer_sees_is_never_made(text: str, served: Served, listener: tuple[str, list[bool]]) -> None:
    address, called = listener
    assert query(served, text.replace("ADDRESS", address)).status in {400, 403}
    assert not called


@pytest.mark.parametrize("text", INNOCENT)
def test_the_word_service_is_no_crime(text: str, served: Served) -> None:
    assert query(served, text).status == 200


def test_an_escaped_keyword_is_none_for_the_server_either(served: Served, listener: tuple[str, list[bool]]) -> None:
    address, called = listener
    assert query(served, f"ASK {{ \\u0053ERVICE <{address}> {{ ?a ?b ?c }} }}").status == 400
    assert not called


WORD = re.compile("service", re.I)


def parses(text: str) -> bool:
    """Return whether Oxigraph takes a text for a query; a call to port 9 of this machine fails at once, but only when parsed."""
    try:
        ox.Store().query(text)
    except SyntaxError:
        return False
    except (OSError, RuntimeError, ValueError):
        return True
    return True


PIECES = ["SERVICE", "SERVICE", "<http://127.0.0.1:9/>", "{?a ?b ?c}", "{", "}", "FILTER(?a<?b)", "FILTER(?a < 1 || ?a > 2)", "#", "\n", "\r", "'", '"', "'''"]
PIECES += ['"""', "\\", " ", "BIND('", "' AS ?x1)", 'BIND("', '" AS ?x2)', "?a ?b ?c .", "?s ex:p", "ex:SERVICE", "SERVICE:x", "?SERVICE", "@SERVICE", "<", ">"]
PIECES += ["<#", "1e5", ".", "\\u0027", ";", "ex:", "true", "?a ?b ", "SILENT", "ex:a.b", "ex:p?", "_:", "no:", "?s ex:p?"]


@settings(max_examples=1500, deadline=None)
@given(some.lists(some.sampled_from(PIECES), max_size=9), some.sampled_from(["", " "]))
def test_no_text_that_is_let_through_can_call_a_service(pieces: list[str], glue: str) -> None:
    """Were the word a keyword in what goes on to Oxigraph, the text would parse with it and not with another word in its place."""
    text = "PREFIX ex: <urn:x> PREFIX no: <http://a:1> PREFIX SERVICE: <urn:y> PREFIX : <urn:z> ASK {" + glue.join(pieces) + "}"
    try:
        sent = disarmed(text)
    except Refusal:
        return
    assert not parses(sent) or parses(WORD.sub("xervice", sent))
    assert not WORD.search(re.sub(r"[?$]\w+", "", sent))


def test_what_is_let_through_means_the_same() -> None:
    values = "'a Service\\\\' <urn:service> service:a ex:Service ex:a\\-service"
    text = f"PREFIX service: <urn:s:> PREFIX ex: <urn:x#>\nSELECT ?service {{ # service\n VALUES ?service {{ {values} }} }}"
    found = [{str(row[0]) for row in ox.Store().query(each)} for each in (text, disarmed(text))]  # type: ignore[union-attr, index]
    assert found[0] == found[1]
    assert len(found[0]) == 5


@pytest.mark.parametrize("path", sorted((ROOT / "queries").glob("*/*.rq")), ids=lambda path: path.stem)
def test_every_question_of_the_catalogue_passes(path: Path) -> None:
    sent = disarmed(path.read_text(encoding="utf-8"))
    assert parses(sent)
    assert not WORD.search(re.sub(r"[?$]\w+", "", sent))


@pytest.mark.parametrize("text", [*CALLS, *GLUED])
def test_the_refused_queries_are_such_that_oxigraph_would_call(text: str) -> None:
    query_text = text.replace("ADDRESS", "http://127.0.0.1:9/")
    assert parses(query_text)
    assert not parses(query_text.replace("SERVICE", "SERVICX").replace("service", "servicx").replace("SeRvIcE", "SeRvIcX"))


def test_a_text_made_to_be_read_slowly_is_read_fast() -> None:
    for text in (
        "a." * 500_000,
        "ex:" * 300_000,
        "a:" * 400_000 + "service",
        "'" * 1_000_001,
        "<a" * 500_000,
        "a" * 1_000_000,
        ":" * 1_000_000,
        "'''\\'" * 200_000,
        "ex:a" + "." * 1_000_000,
    ):
        started = time.monotonic()
        with contextlib.suppress(Refusal):
            disarmed("# service\n" + text)
        assert time.monotonic() - started < 5, text[:8]


@pytest.mark.parametrize("text", ["DROP ALL", "LOAD <http://127.0.0.1:9/>", "PREFIX a: <urn:a> INSERT DATA { a:b a:c a:d }", "DELETE WHERE { ?s ?p ?o }"])
def test_an_update_is_refused_however_it_is_sent(text: str, served: Served) -> None:
    before = rows(query(served, COUNT))
    as_query = query(served, text)
    assert as_query.status == 400
    assert as_query.text.startswith("This is an update")
    assert served.ask("POST", "/sparql", text.encode(), Content_Type="application/sparql-update").status == 403
    assert served.ask("POST", "/sparql", urlencode({"update": text}).encode(), Content_Type=FORM).status == 403
    assert served.ask("GET", f"/sparql?update={quote(text)}").status == 403
    assert rows(query(served, COUNT)) == before


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE"])
def test_a_method_that_would_change_something_is_refused(method: str, served: Served) -> None:
    for target in ("/sparql", "/id/ontology", "/.well-known/void"):
        told = served.ask(method, target, b"")
        assert told.status == 405
        assert "GET" in told.headers["allow"]


# Limits

RUNAWAYS = {
    "count of a cross product": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "empty cross product": "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . FILTER(STRLEN(STR(?c)) + STRLEN(STR(?f)) + STRLEN(STR(?i)) < 0) }",
    "paths": "SELECT (COUNT(*) AS ?n) { ?a (!<urn:x>)*/(!<urn:y>)*/(!<urn:z>)* ?c }",
}
SORTED = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?a"


def children(parent: int) -> list[int]:
    """Return the servers of an endpoint, by their process ids."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            name, _, rest = (folder / "stat").read_text(encoding="ascii", errors="replace").rpartition(")")
            if "oxigraph" in name and rest.split()[1] == str(parent):
                found.append(int(folder.name))
    return found


def busy(parent: int, seconds: float = 1) -> float:
    """Return how many seconds of processor time the servers of an endpoint use within some seconds."""

    def used() -> float:
        total = 0
        for child in children(parent):
            with contextlib.suppress(OSError):
                fields = Path(f"/proc/{child}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
                total += int(fields[11]) + int(fields[12])
        return total / os.sysconf("SC_CLK_TCK")

    before = used()
    time.sleep(seconds)
    return used() - before


@pytest.fixture(scope="module")
def strict(builtin_project: Project, serving: Serving) -> Iterator[Served]:
    """An endpoint with tight limits."""
    with serving(builtin_project, seconds=2, at_once=2, patience=0.3, memory_bytes=400 << 20, answer_bytes=1_000_000, query_bytes=10_000) as running:
        yield running


@pytest.mark.parametrize("name", RUNAWAYS)
def test_a_query_that_runs_away_is_stopped_and_others_are_answered_meanwhile(name: str, strict: Served) -> None:
    told: list[Told] = []
    away = threading.Thread(target=lambda: told.append(query(strict, RUNAWAYS[name])))
    started = time.monotonic()
    away.start()
    time.sleep(0.5)
    assert busy(strict.process.pid, 0.5) > 0.1, "it should be at work"
    assert int(rows(query(strict, COUNT))[0]["n"]) > 40_000
    assert time.monotonic() - started < 2, "the other query should be answered before the first is stopped"
    away.join()
    assert time.monotonic() - started < 4
    assert told[0].status == 504
    assert told[0].text.startswith("The query was stopped: it took longer than 2 seconds.")
    assert busy(strict.process.pid) < 0.1
    assert query(strict, COUNT).status == 200


def test_a_query_that_takes_too_much_memory_is_stopped(builtin_project: Project, serving: Serving) -> None:
    with serving(builtin_project, seconds=30, memory_bytes=300 << 20) as running:
        told = query(running, SORTED)
        assert (told.status, told.text.partition(":")[2][:37]) == (507, " it took more than 300 MiB of memory.")
        assert busy(running.process.pid) < 0.1
        assert query(running, COUNT).status == 200


def test_an_answer_or_a_query_that_is_too_long_is_refused(strict: Served) -> None:
    told = query(strict, "SELECT * { ?s ?p ?o }")
    assert (told.status, told.text[:44]) == (507, "The answer is longer than 1,000,000 bytes. A")
    assert len(query(strict, "SELECT * { ?s ?p ?o } LIMIT 1000").body) > 100_000
    assert query(strict, f"ASK {{ }} # {'x' * 10_000}").status == 413
    assert strict.ask("GET", f"/sparql?query=ASK%7B%7D%23{'x' * 10_000}").status == 413


def test_a_long_answer_comes_whole(served: Served) -> None:
    told = query(served, "SELECT * { ?s ?p ?o }", "text/csv")
    assert len(told.body) > 3_000_000
    assert len(list(csv.reader(io.StringIO(told.text)))) - 1 == int(rows(query(served, COUNT))[0]["n"])


def test_who_comes_when_all_are_busy_is_told_to_come_again(strict: Served) -> None:
    told: list[Told] = []
    away = [threading.Thread(target=lambda: told.append(query(strict, RUNAWAYS["count of a cross product"]))) for _ in range(2)]
    for each in away:
        each.start()
    time.sleep(0.5)
    turned = query(strict, COUNT)
    for each in away:
        each.join()
    assert turned.status == 503
    assert turned.headers["retry-after"] == "1"
    assert turned.text == "2 queries run already. Ask again in 1 seconds.\n"
    assert query(strict, COUNT).status == 200


def test_more_queries_than_servers_are_answered_one_after_another(served: Served) -> None:
    told: list[Told] = []
    askers = [threading.Thread(target=lambda: told.append(query(served, COUNT))) for _ in range(20)]
    for each in askers:
        each.start()
    for each in askers:
        each.join()
    assert [each.status for each in told] == [200] * 20
    assert len(children(served.process.pid)) <= 4


def test_a_query_ends_when_its_asker_goes(served: Served) -> None:
    with socket.create_connection(("127.0.0.1", served.port)) as asker:
        asker.sendall(f"GET /sparql?query={quote(RUNAWAYS['count of a cross product'])} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        time.sleep(0.5)
        assert busy(served.process.pid, 0.5) > 0.1
    time.sleep(0.5)
    assert busy(served.process.pid) < 0.1


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_no_server_outlives_the_application(number: signal.Signals, builtin_project: Project, serving: Serving) -> None:
    with serving(builtin_project) as running:
        threading.Thread(target=lambda: quietly(running), daemon=True).start()
        time.sleep(0.5)
        servers = children(running.process.pid)
        assert servers
        running.process.send_signal(number)
        running.process.wait(timeout=20)
        until = time.monotonic() + 5
        while any(Path(f"/proc/{server}/exe").exists() for server in servers):
            assert time.monotonic() < until
            time.sleep(0.05)


def quietly(running: Served) -> None:
    """Ask something that takes long, of an endpoint that may end meanwhile."""
    with contextlib.suppress(OSError, http.client.HTTPException):
        query(running, RUNAWAYS["count of a cross product"])


def test_a_server_that_dies_is_replaced(builtin_project: Project, serving: Serving) -> None:
    with serving(builtin_project) as running:
        assert query(running, COUNT).status == 200
        for server in children(running.process.pid):
            os.kill(server, signal.SIGKILL)
        time.sleep(0.3)
        assert query(running, COUNT).status == 200


def test_a_database_that_went_away_is_told(tiny_project: Project, serving: Serving) -> None:
    build(tiny_project)
    with serving(tiny_project) as running:
        for database in tiny_project.store.glob("database-*"):
            shutil.rmtree(database)
        for server in children(running.process.pid):
            os.kill(server, signal.SIGKILL)
        time.sleep(0.3)
        told = query(running, COUNT)
        assert (told.status, told.kind) == (500, "text/plain")
        assert told.text.startswith("Oxigraph's server did not start on ")


def test_below_a_path_everything_works_and_names_that_path(tiny_project: Project, serving: Serving) -> None:
    build(tiny_project)
    with serving(tiny_project, path="/region/data") as running:
        assert int(rows(query(running, COUNT))[0]["n"]) > 100
        assert running.address.encode() + b"/sparql" in running.ask("GET", "/sparql").body
        told = running.ask("GET", "/id/tiny/actor/harbour", Accept="text/html")
        assert told.headers["location"] == running.address + "/thing/harbour"


def test_the_host_by_which_one_asks_is_the_one_that_is_named(served: Served) -> None:
    def at(host: str) -> bytes:
        with socket.create_connection(("127.0.0.1", served.port)) as asker:
            asker.sendall(f"GET /sparql HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
            return b"".join(iter(lambda: asker.recv(65536), b""))

    assert b"<http://data.example.org/sparql>" in at("data.example.org")
    assert b"<http://[::1]:8080/sparql>" in at("[::1]:8080")
    assert b"a<b>" not in at("a<b>")


def test_an_endpoint_without_people_knows_none(builtin_project: Project, serving: Serving) -> None:
    people = PREFIXES + "SELECT (COUNT(?p) AS ?n) { ?p a ce:Person }"
    with serving(builtin_project, without_people=True) as running:
        assert rows(query(running, people)) == [{"n": "0"}]
        assert int(rows(query(running, COUNT))[0]["n"]) > 40_000


def test_missing_packages_are_told(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "starlette", None)
    with pytest.raises(UsageError, match=r'pip install "clustereval\[explore\]"'):
        endpoint(desk)


def test_a_store_that_was_copied_in_memory_has_no_folder_to_serve_by_mistake(store: Store) -> None:
    from clustereval.privacy import without_people

    assert store.folder is not None
    assert without_people(store).folder is None


# Real clients


def expected() -> list[str]:
    """The six clusters that chapter 4 of the report evaluates, one section each (4.1 to 4.6), by their German labels in actors.ttl."""
    return [
        "Biotechnologie Sachsen-Anhalt",
        "CEESA",
        "Chemie/Kunststoffe Mitteldeutschland",
        "MAHREG Automotive",
        "Netzwerk Ernährungswirtschaft",
        "SMAB",
    ]


def test_sparqlwrapper_asks_it(served: Served) -> None:
    from SPARQLWrapper import CSV, JSONLD, POST, POSTDIRECTLY, TURTLE, SPARQLWrapper
    from SPARQLWrapper import JSON as AS_JSON
    from SPARQLWrapper import XML as AS_XML

    client = SPARQLWrapper(served.address + "/sparql")
    client.setQuery(CLUSTERS)
    client.setReturnFormat(AS_JSON)
    found = client.query().convert()
    assert [row["name"]["value"] for row in found["results"]["bindings"]] == names_of(served)
    client.setMethod(POST)
    client.setReturnFormat(AS_XML)
    assert len(client.query().convert().getElementsByTagName("result")) == len(names_of(served))
    client.setRequestMethod(POSTDIRECTLY)
    client.setReturnFormat(CSV)
    assert len(client.query().convert().decode().splitlines()) == len(names_of(served)) + 1
    client.setQuery("CONSTRUCT WHERE { ?s a ?o } LIMIT 5")
    client.setReturnFormat(TURTLE)
    assert len(rdflib.Graph().parse(data=client.query().convert(), format="turtle")) == 5
    client.setReturnFormat(JSONLD)
    assert len(client.query().convert()) == 5


def names_of(served: Served) -> list[str]:
    return [row["name"] for row in rows(query(served, CLUSTERS))]


def test_the_six_clusters_of_the_report_are_found(served: Served) -> None:
    assert set(expected()) <= set(names_of(served))


def test_rdflib_s_store_asks_it(served: Served) -> None:
    from rdflib.plugins.stores.sparqlstore import SPARQLStore

    for method in ("GET", "POST", "POST_FORM"):
        graph = rdflib.Graph(SPARQLStore(served.address + "/sparql", method=method))
        assert [str(row[0]) for row in graph.query(CLUSTERS)] == names_of(served)  # type: ignore[index]
    assert graph.value(rdflib.URIRef("https://w3id.org/clustereval/ontology#Carrier"), rdflib.RDF.type) == rdflib.OWL.Class
    assert len(list(graph.query("SELECT ?g WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"))) > 900


def curl(*arguments: str) -> str:
    return subprocess.run(["curl", "-sS", "--max-time", "30", *arguments], capture_output=True, text=True, check=True).stdout


def test_curl_asks_it_as_the_documentation_says(served: Served) -> None:
    page = (ROOT / "docs" / "endpoint.md").read_text(encoding="utf-8")
    (text,) = (line.partition("query=")[2].strip("'\\ ") for line in page.splitlines() if "--data-urlencode 'query=SELECT ?name" in line)
    assert curl("-H", "Accept: text/csv", "--data-urlencode", f"query={text}", served.address + "/sparql").splitlines()[1:] == names_of(served)
    assert curl("-G", "-H", "Accept: text/csv", "--data-urlencode", f"query={text}", served.address + "/sparql").splitlines()[1:] == names_of(served)
    described = rdflib.Graph().parse(data=curl("-H", "Accept: text/turtle", served.address + "/id/saxony-anhalt-2013/actor/smab"), format="turtle")
    assert "SMAB" in {
        str(label) for label in described.objects(rdflib.URIRef("https://w3id.org/clustereval/saxony-anhalt-2013/actor/smab"), rdflib.SKOS.prefLabel)
    }
    assert curl("-o", os.devnull, "-w", "%{http_code}", "-d", "update=DROP ALL", served.address + "/sparql") == "403"


@pytest.fixture(scope="session")
def comunica() -> Path:
    """Comunica, installed from its lock file into the build folder, unless it lies there already."""
    source, place = Path(__file__).parent / "comunica", ROOT / "build" / "comunica"
    assert shutil.which("npm"), "These tests need Node: install the packages nodejs and npm."
    lock = (source / "package-lock.json").read_text(encoding="utf-8")
    done = place / "installed.json"
    place.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json", "ask.js"):
        shutil.copy(source / name, place / name)
    if not done.exists() or done.read_text(encoding="utf-8") != lock:
        subprocess.run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], cwd=place, check=True, timeout=300)
        done.write_text(lock, encoding="utf-8")
    return place


def ask_comunica(place: Path, address: str, text: str) -> list[dict[str, str]]:
    asked = subprocess.run(["node", str(place / "ask.js"), address, text], capture_output=True, text=True, timeout=120, check=False)
    assert asked.returncode == 0, asked.stderr
    found: list[dict[str, Any]] = json.loads(asked.stdout)
    return found


def test_comunica_asks_it(comunica: Path, served: Served) -> None:
    assert [row["name"] for row in ask_comunica(comunica, served.address + "/sparql", CLUSTERS)] == names_of(served)


def test_comunica_follows_the_description_of_a_resource(comunica: Path, served: Served) -> None:
    smab = "https://w3id.org/clustereval/saxony-anhalt-2013/actor/smab"
    text = f"SELECT ?name WHERE {{ <{smab}> <http://www.w3.org/2004/02/skos/core#prefLabel> ?name }}"
    found = ask_comunica(comunica, served.address + "/id/saxony-anhalt-2013/actor/smab", text)
    assert {row["name"] for row in found} == {row["name"] for row in rows(query(served, text))} != set()
