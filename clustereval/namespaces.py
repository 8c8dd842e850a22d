"""The namespaces, their prefixes, and the short form of an IRI."""

from __future__ import annotations

__all__ = ["BASE", "CE", "CEC", "CES", "INFERRED", "PREFIXES", "Iri", "shorten"]

BASE = "https://w3id.org/clustereval/"
CE = BASE + "ontology#"
CEC = BASE + "concept/"
CES = BASE + "shape#"
INFERRED = BASE + "inferred"
"""IRI of the named graph that holds what rules concluded and no source said."""

PREFIXES = {
    "ce": CE,
    "cec": CEC,
    "ces": CES,
    "dcterms": "http://purl.org/dc/terms/",
    "owl": "http://www.w3.org/2002/07/owl#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


class Iri(str):
    """A text that is an IRI, told apart from a literal."""

    __slots__ = ()


def shorten(iri: str) -> str:
    """Return a short form: `ce:Actor`, or `actor:tti` for data, whose kind is the last folder of its IRI."""
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri[len(namespace) :]}"
    if iri.startswith(BASE) and iri.count("/") == BASE.count("/") + 2:
        kind, slug = iri.split("/")[-2:]
        return f"{kind}:{slug}"
    return iri
