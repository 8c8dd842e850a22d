"""Linked data: what the graph says about one resource, and how the data set and its endpoint are described for machines."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from clustereval.namespaces import BASE, PREFIXES
from clustereval.negotiation import GRAPHS, RESULTS

if TYPE_CHECKING:
    import pyoxigraph as ox

    from clustereval.desk import Desk

__all__ = ["data_sets", "data_version", "describe", "serialise", "service_description", "void_description"]

ABOUT = 500
"""Statements about a resource as object that its description holds at most; the endpoint gives the rest."""
DOCUMENTS = {
    BASE + "ontology": ("clustereval.ttl", "clustereval.de.ttl"),
    BASE + "concept": ("concepts.ttl", "concepts.de.ttl"),
    BASE + "shape": ("shapes.ttl",),
}
"""What stands in files of its own: terms, value lists and shapes, each with what is said of it in further languages."""
DCAT, FOAF, SD, VOID = (
    "http://www.w3.org/ns/dcat#",
    "http://xmlns.com/foaf/0.1/",
    "http://www.w3.org/ns/sparql-service-description#",
    "http://rdfs.org/ns/void#",
)
SHORT = {**PREFIXES, "dcat": DCAT, "foaf": FOAF, "sd": SD, "void": VOID, "prov": "http://www.w3.org/ns/prov#", "formats": "http://www.w3.org/ns/formats/"}
FORMATS = {
    "application/sparql-results+json": "SPARQL_Results_JSON",
    "application/sparql-results+xml": "SPARQL_Results_XML",
    "text/csv": "SPARQL_Results_CSV",
    "text/tab-separated-values": "SPARQL_Results_TSV",
    "text/turtle": "Turtle",
    "application/ld+json": "JSON-LD",
    "application/n-triples": "N-Triples",
    "application/trig": "TriG",
    "application/n-quads": "N-Quads",
    "application/rdf+xml": "RDF_XML",
}
"""The names that the W3C gives to formats (https://www.w3.org/ns/formats/)."""
CUT = {
    "de": "Von {all} Aussagen über diese Ressource als Objekt stehen hier {kept}; alle gibt der SPARQL-Endpunkt.",
    "en": "Of {all} statements about this resource as object {kept} stand here; the SPARQL endpoint gives them all.",
}


def node(iri: str) -> ox.NamedNode:
    """Return an IRI as a term of Oxigraph."""
    import pyoxigraph as ox

    return ox.NamedNode(iri)


def statement(subject: Any, predicate: str, value: Any) -> ox.Quad:
    """Return a statement; a text that is no term becomes an IRI, a number a literal."""
    import pyoxigraph as ox

    def as_term(part: Any) -> Any:
        return ox.NamedNode(part) if isinstance(part, str) else ox.Literal(part) if isinstance(part, int) else part

    return ox.Quad(as_term(subject), ox.NamedNode(predicate), as_term(value))


def serialise(quads: Iterable[ox.Quad], kind: str) -> bytes:
    """Return quads in a format; a format without named graphs holds those of the default graph alone. Statements about one subject stand together."""
    import pyoxigraph as ox

    form = ox.RdfFormat.from_media_type(GRAPHS[kind])
    assert form is not None
    ordered = sorted(set(quads), key=lambda quad: (str(quad.graph_name), str(quad.subject), quad.predicate.value, str(quad.object)))
    prefixes = prefixes_of(ordered)
    if form.supports_datasets:
        return ox.serialize(ordered, format=form, prefixes=prefixes) or b""
    return ox.serialize((quad.triple for quad in ordered if isinstance(quad.graph_name, ox.DefaultGraph)), format=form, prefixes=prefixes) or b""


def prefixes_of(quads: Iterable[ox.Quad]) -> dict[str, str]:
    """Return a prefix for each namespace that quads use, one for each kind of thing (were there two projects, only the things of one have it)."""
    import pyoxigraph as ox

    terms = (term for quad in quads for term in (quad.subject, quad.predicate, quad.object, quad.graph_name) if isinstance(term, ox.NamedNode))
    spaces = {term.value[: max(term.value.rfind("#"), term.value.rfind("/")) + 1] for term in terms}
    kinds = {space.split("/")[-2]: space for space in sorted(spaces) if space.startswith(BASE) and space.count("/") == BASE.count("/") + 2}
    return {prefix: space for prefix, space in {**kinds, **SHORT}.items() if space in spaces}


def data_sets(desk: Desk) -> list[str]:
    """Return the IRIs of the data sets that the graph describes itself to be."""
    import pyoxigraph as ox

    found = desk.store.inner.quads_for_pattern(None, node(PREFIXES["rdf"] + "type"), node(DCAT + "Dataset"), ox.DefaultGraph())
    return sorted(quad.subject.value for quad in found if isinstance(quad.subject, ox.NamedNode))


def data_version(desk: Desk) -> str:
    """Return the fingerprint of the files from which the data was built."""
    return str(desk.store.manifest.get("digest", ""))


def bounded(inner: ox.Store, start: Any) -> list[ox.Quad]:
    """Return the statements with a term as subject, and those of the blank nodes to which they lead (a concise bounded description)."""
    import pyoxigraph as ox

    found: list[ox.Quad] = []
    ahead, seen = [start], {start}
    while ahead:
        for quad in inner.quads_for_pattern(ahead.pop(), None, None, ox.DefaultGraph()):
            found.append(quad)
            if isinstance(quad.object, ox.BlankNode) and quad.object not in seen:
                seen.add(quad.object)
                ahead.append(quad.object)
    return found


def labels(desk: Desk, quads: Iterable[ox.Quad]) -> list[ox.Quad]:
    """Return the labels of everything that statements name."""
    import pyoxigraph as ox

    iris = {term.value for quad in quads for term in (quad.subject, quad.predicate, quad.object) if isinstance(term, ox.NamedNode)}
    return [
        statement(
            iri, PREFIXES["rdfs"] + "label" if "#" in iri else PREFIXES["skos"] + "prefLabel", ox.Literal(text, language=lang) if lang else ox.Literal(text)
        )
        for iri, by_language in desk.store.labels_of(iris).items()
        for lang, text in by_language.items()
    ]


def sourced(inner: ox.Store, term: Any, quads: Iterable[ox.Quad]) -> list[ox.Quad]:
    """Return statements in the named graphs that hold them, all that stands in the graph named so itself, and what these graphs are."""
    import pyoxigraph as ox

    found = [
        held for quad in quads for held in inner.quads_for_pattern(quad.subject, quad.predicate, quad.object, None) if held.graph_name != ox.DefaultGraph()
    ]
    found += inner.quads_for_pattern(None, None, None, term)
    graphs = {quad.graph_name for quad in found}
    return found + [quad for graph in graphs for quad in bounded(inner, graph)]


def describe(desk: Desk, iri: str, here: str, page: str | None = None, graphs: bool = False) -> list[ox.Quad] | None:
    """Return what the graph says about a resource; None when it says nothing.

    Its statements with their blank nodes, at most ABOUT statements about it as object (and how many there are), labels of what these
    name, and of the document itself: topic, licence, data set and page. IRIs stay as they are in the data; each that we describe
    points by rdfs:seeAlso to its description `here`, the address under which this application is reached. With `graphs` the statements
    stand also in the passages that hold them.
    """
    import pyoxigraph as ox

    if iri in DOCUMENTS:
        return [*document(desk, iri), *about_document(desk, iri, here, page)]
    inner, term = desk.store.inner, node(iri)
    own = bounded(inner, term)
    about = sorted(inner.quads_for_pattern(None, None, term, ox.DefaultGraph()), key=str)
    held = list(inner.quads_for_pattern(None, None, None, term)) if graphs or not (own or about) else []
    if not (own or about or held):
        return None
    said = own + about[:ABOUT]
    found = said + labels(desk, said) + (sourced(inner, term, said) if graphs else [])
    ours = {part.value for quad in said for part in (quad.subject, quad.object) if isinstance(part, ox.NamedNode) and is_described(part.value)} | {iri}
    found += [statement(each, PREFIXES["rdfs"] + "seeAlso", local(each, here)) for each in ours]
    found += about_document(desk, iri, here, page)
    if len(about) > ABOUT:
        found += [
            statement(local(iri, here), PREFIXES["rdfs"] + "comment", ox.Literal(text.format(all=len(about), kept=ABOUT), language=lang))
            for lang, text in CUT.items()
        ]
    return found


def is_described(iri: str) -> bool:
    """Return whether an IRI is one that this application describes."""
    return iri.startswith(BASE) and len(iri) > len(BASE)


def local(iri: str, here: str) -> str:
    """Return the address of the description of one of our IRIs."""
    return f"{here}/id/{iri.removeprefix(BASE)}"


def document(desk: Desk, iri: str) -> list[ox.Quad]:
    """Return what stands in the files of the ontology, the value lists or the shapes."""
    import pyoxigraph as ox

    form = ox.RdfFormat.TURTLE
    paths = [path for name in DOCUMENTS[iri] if (path := desk.project.ontology / name).is_file()]
    return [quad for path in paths for quad in ox.parse(path.read_bytes(), format=form, rename_blank_nodes=True)]


def about_document(desk: Desk, iri: str, here: str, page: str | None) -> list[ox.Quad]:
    """Return what a description says of itself: its topic, its licence, the data set it is from, and the page for people."""
    import pyoxigraph as ox

    place = node(local(iri, here).partition("#")[0])
    found = [
        statement(place, PREFIXES["rdf"] + "type", FOAF + "Document"),
        statement(place, FOAF + "primaryTopic", iri),
        statement(place, VOID + "inDataset", void_data_set(here)),
    ]
    licence = node(PREFIXES["dcterms"] + "license")
    for data_set in data_sets(desk):
        found += [ox.Quad(place, licence, quad.object) for quad in desk.store.inner.quads_for_pattern(node(data_set), licence, None, ox.DefaultGraph())]
    if page is not None:
        found.append(statement(iri, FOAF + "page", page))
    return found


def void_data_set(here: str) -> str:
    """Return the IRI of the data as served here."""
    return f"{here}/.well-known/void#dataset"


def format_of(kind: str) -> str:
    """Return the IRI that the W3C gives to a format."""
    return SHORT["formats"] + FORMATS[kind]


def void_description(desk: Desk, here: str) -> list[ox.Quad]:
    """Return the description of the data as served here, in VoID and DCAT: counts by class and property, licence, title, where to ask.

    The counts come from the catalogue's questions `totals`, `things_by_class` and `statements_by_property`.
    """
    import pyoxigraph as ox

    place, served, asked, service = f"{here}/.well-known/void", void_data_set(here), f"{here}/sparql", f"{here}/sparql#service"
    kind = PREFIXES["rdf"] + "type"
    found = [statement(place, kind, VOID + "DatasetDescription"), statement(place, FOAF + "primaryTopic", served)]
    found += [statement(served, kind, each) for each in (VOID + "Dataset", DCAT + "Dataset")]
    (counts,) = desk.run("totals").records()
    words = {
        "triples": "triples",
        "entities": "entities",
        "subjects": "distinctSubjects",
        "objects": "distinctObjects",
        "classes": "classes",
        "properties": "properties",
    }
    found += [statement(served, VOID + word, counts[column]) for column, word in words.items()]
    found += [statement(served, VOID + "sparqlEndpoint", asked), statement(served, VOID + "uriSpace", ox.Literal(BASE))]
    found += [statement(served, VOID + "vocabulary", PREFIXES[prefix]) for prefix in ("ce", "skos", "dcterms", "rdfs", "owl")]
    found += [statement(served, VOID + "feature", format_of(each)) for each in dict.fromkeys(GRAPHS.values())]
    found.append(statement(served, PREFIXES["owl"] + "versionInfo", ox.Literal(data_version(desk))))
    for question, part, name, number in (
        ("things_by_class", "classPartition", "class", "entities"),
        ("statements_by_property", "propertyPartition", "property", "triples"),
    ):
        for number_of_it, record in enumerate(desk.run(question).records(), 1):
            share = ox.BlankNode(f"{name}{number_of_it:03}")
            found += [statement(served, VOID + part, share), statement(share, VOID + name, str(record[name])), statement(share, VOID + number, record["count"])]
    found += [
        statement(served, DCAT + "distribution", f"{place}#sparql"),
        statement(f"{place}#sparql", kind, DCAT + "Distribution"),
        statement(f"{place}#sparql", DCAT + "accessURL", asked),
        statement(f"{place}#sparql", DCAT + "accessService", service),
        statement(service, kind, DCAT + "DataService"),
        statement(service, DCAT + "endpointURL", asked),
        statement(service, DCAT + "endpointDescription", asked),
        statement(service, DCAT + "servesDataset", served),
    ]
    copied = [node(PREFIXES["dcterms"] + name) for name in ("title", "description", "license", "creator", "source")]
    for data_set in data_sets(desk):
        found += [statement(served, VOID + "subset", data_set), *bounded(desk.store.inner, node(data_set))]
        for predicate in copied:
            found += [
                ox.Quad(node(served), predicate, quad.object) for quad in desk.store.inner.quads_for_pattern(node(data_set), predicate, None, ox.DefaultGraph())
            ]
    return found


def service_description(desk: Desk, here: str) -> list[ox.Quad]:
    """Return the description of the endpoint (SPARQL 1.1 Service Description): language, formats, default graph, and where its data is described."""
    import pyoxigraph as ox

    asked, service, served = f"{here}/sparql", f"{here}/sparql#service", void_data_set(here)
    kind = PREFIXES["rdf"] + "type"
    graph = ox.BlankNode("default")
    (counts,) = desk.run("totals").records()
    found = [
        statement(service, kind, SD + "Service"),
        statement(service, SD + "endpoint", asked),
        statement(service, SD + "supportedLanguage", SD + "SPARQL11Query"),
        statement(service, SD + "defaultDataset", served),
        statement(served, kind, SD + "Dataset"),
        statement(served, SD + "defaultGraph", graph),
        statement(graph, kind, SD + "Graph"),
        statement(graph, VOID + "triples", counts["triples"]),
        statement(served, PREFIXES["rdfs"] + "seeAlso", f"{here}/.well-known/void"),
    ]
    found += [statement(service, SD + "resultFormat", format_of(each)) for each in dict.fromkeys([*RESULTS.values(), *GRAPHS.values()])]
    return found
