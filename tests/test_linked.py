"""Linked data: every resource is described in every format, with its sources; the data set describes itself and counts right."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
import rdflib
from conftest import Served, Told
from rdflib.namespace import DCAT, DCTERMS, FOAF, OWL, RDF, RDFS, SKOS, VOID

from clustereval.desk import Desk
from clustereval.linked import ABOUT, CUT, describe, serialise, void_description
from clustereval.namespaces import BASE, CE, INFERRED
from clustereval.negotiation import GRAPHS

HERE = "http://example.org/here"
DATA = BASE + "saxony-anhalt-2013/"
SMAB = rdflib.URIRef(DATA + "actor/smab")
OFFERED = sorted(set(GRAPHS) - {"application/json", "application/xml"})


def get(served: Served, target: str, accept: str = "text/turtle") -> Told:
    return served.ask("GET", target, Accept=accept)


def quads_of(told: Told) -> list[ox.Quad]:
    assert told.status == 200, told.text
    return list(ox.parse(told.body, format=ox.RdfFormat.from_media_type(told.kind)))


def graph_of(told: Told) -> rdflib.Graph:
    assert told.status == 200, told.text
    return rdflib.Graph().parse(data=told.body, format="turtle")


@pytest.mark.parametrize("kind", OFFERED)
def test_a_resource_is_described_in_each_format(kind: str, served: Served) -> None:
    told = get(served, "/id/saxony-anhalt-2013/actor/smab", kind)
    assert told.kind == kind
    assert told.headers["vary"] == "Accept"
    assert f'<{SMAB}>; rel="describes"' in told.headers["link"]
    assert f'<{served.address}/thing/smab>; rel="alternate"; type="text/html"' in told.headers["link"]
    found = {(quad.subject.value, quad.predicate.value, str(quad.object)) for quad in quads_of(told) if isinstance(quad.subject, ox.NamedNode)}
    assert (str(SMAB), str(RDF.type), f"<{CE}ClusterInitiative>") in found


def test_all_formats_say_the_same_and_those_with_graphs_more(served: Served) -> None:
    said = {
        kind: {(str(q.subject), str(q.predicate), str(q.object)) for q in quads_of(get(served, "/id/saxony-anhalt-2013/actor/smab", kind))} for kind in OFFERED
    }
    plain = said["text/turtle"]
    assert said["application/n-triples"] == said["application/ld+json"] == said["application/rdf+xml"] == plain
    assert said["application/trig"] == said["application/n-quads"]
    assert plain < said["application/trig"]


def test_a_description_holds_what_the_graph_says_of_it_and_about_it(desk: Desk) -> None:
    found = describe(desk, str(SMAB), HERE)
    assert found is not None
    node = ox.NamedNode(str(SMAB))
    own = {(q.predicate, q.object) for q in desk.store.inner.quads_for_pattern(node, None, None, ox.DefaultGraph())}
    about = {(q.subject, q.predicate) for q in desk.store.inner.quads_for_pattern(None, None, node, ox.DefaultGraph())}
    assert 50 < len(about) < ABOUT
    assert own <= {(q.predicate, q.object) for q in found if q.subject == node}
    assert about <= {(q.subject, q.predicate) for q in found if q.object == node}
    assert all(q.graph_name == ox.DefaultGraph() for q in found)


def test_a_description_names_what_it_points_to_and_where_that_is_described(served: Served) -> None:
    graph = graph_of(get(served, "/id/saxony-anhalt-2013/actor/smab"))
    ours = {part for row in graph.triples((SMAB, None, None)) for part in row if isinstance(part, rdflib.URIRef) and part.startswith(DATA)}
    assert len(ours) > 10
    for iri in ours:
        assert (iri, RDFS.seeAlso, rdflib.URIRef(f"{served.address}/id/{iri.removeprefix(BASE)}")) in graph, iri
    assert {label.language for label in graph.objects(rdflib.URIRef(CE + "ClusterInitiative"), RDFS.label)} == {"de", "en"}  # type: ignore[attr-defined]


def test_a_description_tells_its_topic_licence_data_set_and_page(served: Served) -> None:
    graph = graph_of(get(served, "/id/saxony-anhalt-2013/actor/smab"))
    document = rdflib.URIRef(served.address + "/id/saxony-anhalt-2013/actor/smab")
    assert graph.value(document, FOAF.primaryTopic) == SMAB
    assert graph.value(document, DCTERMS.license) == rdflib.URIRef("https://creativecommons.org/licenses/by/4.0/")
    assert graph.value(document, VOID.inDataset) == rdflib.URIRef(served.address + "/.well-known/void#dataset")
    assert graph.value(SMAB, FOAF.page) == rdflib.URIRef(served.address + "/thing/smab")


def test_people_are_led_to_the_page_where_there_is_one(served: Served) -> None:
    browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    told = get(served, "/id/saxony-anhalt-2013/actor/smab", browser)
    assert (told.status, told.headers["location"], told.headers["vary"]) == (303, served.address + "/thing/smab", "Accept")
    assert get(served, "/id/saxony-anhalt-2013/round/2013", browser).kind == "application/xml"
    assert get(served, "/id/saxony-anhalt-2013/actor/smab", "*/*").kind == "text/turtle"
    assert get(served, "/id/saxony-anhalt-2013/actor/smab", "application/pdf").status == 406


@pytest.mark.parametrize("name", ["saxony-anhalt-2013/actor/nobody", "nothing", "a%20%3Cb%3E", "", "saxony-anhalt-2013/actor/", "..%2f..%2fetc"])
def test_an_unknown_resource_is_told_in_a_sentence(name: str, served: Served) -> None:
    for accept in ("text/turtle", "text/html"):
        told = get(served, "/id/" + name, accept)
        assert (told.status, told.kind) in {(404, "text/plain"), (406, "text/plain")}
    assert get(served, "/id/" + name).text.startswith("The graph knows no resource https://w3id.org/clustereval/")


def test_in_trig_each_statement_stands_in_the_passages_that_hold_it(desk: Desk) -> None:
    """Checked against all statements of all named graphs; what rules derive stands in the graph of conclusions."""
    found = describe(desk, str(SMAB), HERE, graphs=True)
    assert found is not None
    node = ox.NamedNode(str(SMAB))
    held = {quad for quad in found if quad.graph_name != ox.DefaultGraph() and node in (quad.subject, quad.object)}
    assert held == {quad for quad in desk.store.inner if quad.graph_name != ox.DefaultGraph() and node in (quad.subject, quad.object)}
    assert len(held) > 100
    graphs = {q.graph_name for q in found} - {ox.DefaultGraph()}
    assert ox.NamedNode(INFERRED) in graphs
    passages = {q.subject for q in found if q.predicate == ox.NamedNode(CE + "firstLine")}
    assert len(graphs & passages) > 20


def test_a_passage_is_described_with_all_it_says(desk: Desk) -> None:
    passage = ox.NamedNode(DATA + "passage/4.1.3-conflict-of-interest")
    says = {q.triple for q in desk.store.inner.quads_for_pattern(None, None, None, passage)}
    assert says
    found = describe(desk, passage.value, HERE, graphs=True)
    assert found is not None
    assert {q.triple for q in found if q.graph_name == passage} == says


def test_more_statements_than_a_description_takes_are_counted(desk: Desk) -> None:
    """A class has more instances than fit: the description says how many there are."""
    claim = ox.NamedNode(CE + "Claim")
    all_of_it = len(list(desk.store.inner.quads_for_pattern(None, None, claim, ox.DefaultGraph())))
    assert all_of_it > ABOUT
    found = describe(desk, claim.value, HERE)
    assert found is not None
    assert sum(quad.object == claim and quad.predicate.value != str(FOAF.primaryTopic) for quad in found) == ABOUT
    said = {q.object.value for q in found if q.predicate.value == str(RDFS.comment) and q.subject == ox.NamedNode(f"{HERE}/id/ontology#Claim")}
    assert said == {text.format(all=all_of_it, kept=ABOUT) for text in CUT.values()}


def test_blank_nodes_come_with_what_they_say() -> None:
    from clustereval.linked import bounded

    text = "@prefix : <urn:> . :a :b [ :c [ :d 1 ] ], _:loop . _:loop :e _:loop . :other :b [ :c 2 ] ."
    inner = ox.Store()
    inner.extend(ox.parse(text.encode(), format=ox.RdfFormat.TURTLE))
    assert sorted(quad.predicate.value for quad in bounded(inner, ox.NamedNode("urn:a"))) == ["urn:b", "urn:b", "urn:c", "urn:d", "urn:e"]


@pytest.mark.parametrize(
    ("name", "subject", "kind"),
    [
        ("ontology", CE + "Carrier", OWL.Class),
        ("concept", BASE + "concept/Existing", SKOS.Concept),
        ("shape", BASE + "shape#ClaimShape", rdflib.SH.NodeShape),
    ],
)
def test_ontology_value_lists_and_shapes_come_as_whole_documents(name: str, subject: str, kind: rdflib.URIRef, served: Served) -> None:
    graph = graph_of(get(served, f"/id/{name}"))
    assert kind in set(graph.objects(None, RDF.type))
    if name != "shape":
        assert (rdflib.URIRef(subject), RDF.type, kind) in graph
        named = [*graph.objects(rdflib.URIRef(subject), RDFS.label), *graph.objects(rdflib.URIRef(subject), SKOS.prefLabel)]
        assert {label.language for label in named} == {"de", "en"}  # type: ignore[attr-defined]


def test_a_concept_is_described(served: Served) -> None:
    graph = graph_of(get(served, "/id/concept/Existing"))
    assert (rdflib.URIRef(BASE + "concept/Existing"), RDF.type, SKOS.Concept) in graph


def test_every_thing_of_the_graph_can_be_described_and_written(desk: Desk) -> None:
    things = sorted({q.subject.value for q in desk.store.inner.quads_for_pattern(None, None, None, ox.DefaultGraph()) if isinstance(q.subject, ox.NamedNode)})
    ours = [thing for thing in things if thing.startswith(BASE)]
    assert len(ours) > 3000
    for thing in ours[::40]:
        found = describe(desk, thing, HERE, graphs=True)
        assert found, thing
        for kind in ("text/turtle", "application/trig"):
            assert list(ox.parse(serialise(found, kind), format=ox.RdfFormat.from_media_type(kind)))


def test_the_data_set_describes_itself(served: Served) -> None:
    for kind in OFFERED:
        assert quads_of(get(served, "/.well-known/void", kind))
    graph = graph_of(get(served, "/.well-known/void"))
    data = rdflib.URIRef(served.address + "/.well-known/void#dataset")
    assert {VOID.Dataset, DCAT.Dataset} <= set(graph.objects(data, RDF.type))
    assert graph.value(data, VOID.sparqlEndpoint) == rdflib.URIRef(served.address + "/sparql")
    assert graph.value(data, DCTERMS.license) == rdflib.URIRef("https://creativecommons.org/licenses/by/4.0/")
    assert {title.language for title in graph.objects(data, DCTERMS.title)} == {"de", "en"}  # type: ignore[attr-defined]
    assert graph.value(data, VOID.subset) == rdflib.URIRef(DATA + "dataset")
    service = graph.value(predicate=RDF.type, object=DCAT.DataService)
    assert graph.value(service, DCAT.servesDataset) == data
    assert graph.value(service, DCAT.endpointURL) == rdflib.URIRef(served.address + "/sparql")


def test_the_counts_of_the_data_set_are_those_of_the_graph(desk: Desk) -> None:
    """Counted a second time, by hand, over all statements of the default graph."""
    quads = [quad for quad in desk.store.inner if quad.graph_name == ox.DefaultGraph()]
    kind = ox.NamedNode(str(RDF.type))
    typed = {quad.subject.value for quad in quads if quad.predicate == kind and isinstance(quad.subject, ox.NamedNode)}
    graph = rdflib.Graph().parse(data=serialise(void_description(desk, HERE), "text/turtle"), format="turtle")
    data = rdflib.URIRef(HERE + "/.well-known/void#dataset")

    def number(subject: rdflib.term.Node, predicate: rdflib.URIRef) -> int:
        return int(str(graph.value(subject, predicate)))

    assert number(data, VOID.triples) == len(quads)
    assert number(data, VOID.entities) == len({thing for thing in typed if thing.startswith(BASE)})
    assert number(data, VOID.distinctSubjects) == len({str(quad.subject) for quad in quads})
    assert number(data, VOID.distinctObjects) == len({str(quad.object) for quad in quads})
    assert number(data, VOID.properties) == len({quad.predicate for quad in quads}) == len(list(graph.objects(data, VOID.propertyPartition)))
    parts = {graph.value(part, VOID["class"]): number(part, VOID.entities) for part in graph.objects(data, VOID.classPartition)}
    assert parts[rdflib.URIRef(CE + "ClusterInitiative")] == len(
        {q.subject for q in quads if q.predicate == kind and q.object == ox.NamedNode(CE + "ClusterInitiative")}
    )
    assert number(data, VOID.classes) >= len(parts) > 50
    assert sum(number(part, VOID.triples) for part in graph.objects(data, VOID.propertyPartition)) == len(quads)
