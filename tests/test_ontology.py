"""The ontology: labels and definitions in both languages, every term used, alignments only to known vocabularies."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import rdflib
from rdflib import OWL, RDF, RDFS, SKOS

ROOT = Path(__file__).parent.parent
ONTOLOGY = ROOT / "ontology"
CE = rdflib.Namespace("https://w3id.org/clustereval/ontology#")


def graph_of(*names: str) -> rdflib.Graph:
    graph = rdflib.Graph()
    for name in names:
        graph.parse(ONTOLOGY / name)
    return graph


TERMS = graph_of("clustereval.ttl", "clustereval.de.ttl")
CONCEPTS = graph_of("concepts.ttl", "concepts.de.ttl")
DECLARED = sorted({s for kind in (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty) for s in TERMS.subjects(RDF.type, kind) if str(s).startswith(CE)})


def by_language(graph: rdflib.Graph, subject: rdflib.term.Node, predicate: rdflib.URIRef) -> dict[str | None, list[str]]:
    found: dict[str | None, list[str]] = {}
    for value in graph.objects(subject, predicate):
        assert isinstance(value, rdflib.Literal)
        found.setdefault(value.language, []).append(str(value))
    return found


@pytest.mark.parametrize("term", DECLARED, ids=lambda term: term.rsplit("#")[-1])
def test_a_term_has_one_label_and_one_definition_in_each_language(term: rdflib.URIRef) -> None:
    for predicate in (RDFS.label, SKOS.definition):
        texts = by_language(TERMS, term, predicate)
        assert set(texts) == {"de", "en"} and all(len(values) == 1 for values in texts.values()), predicate
    for definition in by_language(TERMS, term, SKOS.definition).values():
        assert definition[0].endswith(".")


@pytest.mark.parametrize("concept", sorted(CONCEPTS.subjects(SKOS.inScheme)), ids=lambda concept: concept.rsplit("/")[-1])
def test_a_concept_has_one_label_and_one_definition_in_each_language(concept: rdflib.URIRef) -> None:
    for predicate in (SKOS.prefLabel, SKOS.definition):
        texts = by_language(CONCEPTS, concept, predicate)
        assert set(texts) == {"de", "en"} and all(len(values) == 1 for values in texts.values()), predicate


def test_german_texts_stand_in_the_german_file_only() -> None:
    for name, lang in (("clustereval.ttl", "en"), ("concepts.ttl", "en"), ("clustereval.de.ttl", "de"), ("concepts.de.ttl", "de")):
        languages = {value.language for value in graph_of(name).objects() if isinstance(value, rdflib.Literal) and value.language}
        assert languages == {lang}, name


def test_no_two_terms_share_a_label() -> None:
    for lang in ("de", "en"):
        labels = [by_language(TERMS, term, RDFS.label)[lang][0] for term in DECLARED]
        assert len(labels) == len(set(labels)), sorted(label for label in labels if labels.count(label) > 1)


def test_every_term_is_used_by_the_graph_a_shape_or_a_query() -> None:
    files = [*ROOT.glob("graph/*/*.t*"), *ROOT.glob("queries/*/*.rq"), ONTOLOGY / "shapes.ttl"]
    used = set(re.findall(r"\bce:(\w+)", " ".join(path.read_text(encoding="utf-8") for path in files)))
    assert len(DECLARED) > 100
    assert {str(term).removeprefix(CE) for term in DECLARED} - used == set()


def test_header_is_complete() -> None:
    ontology = rdflib.URIRef("https://w3id.org/clustereval/ontology")
    for name in ("title", "description", "license", "creator", "created"):
        assert TERMS.value(ontology, rdflib.DCTERMS[name]) is not None, name
    version = TERMS.value(ontology, OWL.versionInfo)
    assert str(TERMS.value(ontology, OWL.versionIRI)) == f"{ontology}/{version}"
    assert str(TERMS.value(ontology, rdflib.Namespace("http://purl.org/vocab/vann/").preferredNamespacePrefix)) == "ce"


def test_there_are_no_inverse_properties() -> None:
    for _, thing in TERMS.subject_objects(OWL.inverseOf):
        assert isinstance(thing, rdflib.URIRef)
    assert not [subject for subject in TERMS.subjects(OWL.inverseOf) if isinstance(subject, rdflib.URIRef)]


def test_names_follow_the_style() -> None:
    for term in DECLARED:
        name = str(term).removeprefix(CE)
        first = name[0].isupper()
        assert re.fullmatch(r"[A-Za-z]+", name)
        assert first == ((term, RDF.type, OWL.Class) in TERMS)


def test_alignments_speak_of_declared_terms_and_of_known_vocabularies() -> None:
    aligned = graph_of("alignments.ttl")
    expected = set((Path(__file__).parent / "data" / "aligned_terms.txt").read_text(encoding="utf-8").split())
    foreign = {str(thing) for triple in aligned for thing in triple if not str(thing).startswith("https://w3id.org/clustereval/")} - {
        str(value) for value in aligned.objects() if isinstance(value, rdflib.Literal)
    }
    assert foreign == expected
    for subject in aligned.subjects():
        assert subject in DECLARED or str(subject).endswith("/alignments")


def test_nothing_depends_on_the_alignments() -> None:
    for path in [*ROOT.glob("graph/*/*.t*"), *ROOT.glob("queries/*/*.rq"), ONTOLOGY / "shapes.ttl", ONTOLOGY / "clustereval.ttl"]:
        text = path.read_text(encoding="utf-8")
        assert "www.w3.org/ns/org#" not in text and "data.europa.eu/s66#" not in text, path


def test_every_shape_has_messages_in_both_languages() -> None:
    shapes = graph_of("shapes.ttl")
    sh = rdflib.Namespace("http://www.w3.org/ns/shacl#")
    for shape in shapes.objects(None, sh.property):
        if shapes.value(shape, sh.hasValue) is None:
            assert set(by_language(shapes, shape, sh.message)) == {"de", "en"}, shapes.value(shape, sh.path)
