"""The store: an Oxigraph database on disk, built from a project and opened read-only for answering.

Only this module opens stores. The seam is small: `select`, `ask`, `construct`, `labels_of`, `dataset`.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from clustereval.errors import DataError, Problem, UsageError
from clustereval.namespaces import INFERRED, PREFIXES, Iri
from clustereval.tables import Table

if TYPE_CHECKING:
    import pyoxigraph as ox
    import rdflib

    from clustereval.paths import Project

__all__ = [
    "DECIMALS",
    "INTEGERS",
    "Build",
    "Store",
    "is_stale",
    "load_sources",
    "open_dataset",
    "open_store",
    "read_manifest",
    "refresh_stamps",
    "write_database",
    "write_store",
]

MANIFEST = "current.json"
FORGOTTEN = 3600
"""Seconds after which a database that no manifest names is taken for left over."""
LABELS = (PREFIXES["skos"] + "prefLabel", PREFIXES["rdfs"] + "label")
"""What names a thing or a concept, and what names a term of an ontology (whose IRI has a #)."""
INTEGERS = {PREFIXES["xsd"] + name for name in ("integer", "int", "long", "nonNegativeInteger")}
DECIMALS = {PREFIXES["xsd"] + name for name in ("decimal", "double", "float")}


@dataclass(frozen=True)
class Build:
    """What a build holds: counts of things by name, and whether it was skipped because nothing had changed."""

    place: Path
    counts: Mapping[str, int]
    skipped: bool = False


def cell(term: Any) -> Iri | str | int | float | bool | None:
    """Return a term of Oxigraph as a cell of a table."""
    if term is None:
        return None
    kind = type(term).__name__
    if kind == "NamedNode":
        return Iri(term.value)
    if kind != "Literal":
        return str(term)
    if term.datatype is None or term.language:
        return str(term.value)
    datatype = term.datatype.value
    if datatype in INTEGERS:
        return int(term.value)
    if datatype in DECIMALS:
        return float(term.value)
    if datatype == PREFIXES["xsd"] + "boolean":
        return bool(term.value in {"true", "1"})
    return str(term.value)


def term(value: Any) -> ox.NamedNode | ox.Literal:
    """Return a cell as a term of Oxigraph."""
    import pyoxigraph as ox

    return ox.NamedNode(value) if isinstance(value, Iri) else ox.Literal(value)


@dataclass(frozen=True)
class Store:
    """A store that answers: the merged graph by default, each passage under GRAPH."""

    inner: ox.Store
    manifest: Mapping[str, Any]
    folder: Path | None = None
    """Where its database lies; None for a store in memory."""

    def run(self, text: str, bindings: Mapping[str, Any] | None = None) -> Any:
        """Run a query and return what Oxigraph returns.

        A bound variable must stand in SELECT. Raises UsageError, with line and column, for text that is no SPARQL.
        """
        import pyoxigraph as ox

        values: dict[Any, Any] = {ox.Variable(name): term(value) for name, value in (bindings or {}).items()}
        try:
            return self.inner.query(text, prefixes=dict(PREFIXES), substitutions=values)
        except SyntaxError as error:
            raise UsageError(f"This is no SPARQL query: {error}") from error

    def select(self, text: str, bindings: Mapping[str, Any] | None = None) -> Table:
        """Return the answer of a SELECT query as a table."""
        answer = self.run(text, bindings)
        if type(answer).__name__ != "QuerySolutions":
            raise UsageError("Only SELECT queries give a table. Begin the query with SELECT, or ask for CONSTRUCT and ASK with sparql.")
        columns = tuple(variable.value for variable in answer.variables)
        return Table(columns, tuple(tuple(cell(value) for value in row) for row in answer))

    def labels_of(self, iris: Iterable[str]) -> dict[str, dict[str, str]]:
        """Return, for each IRI, its labels by language ('' for none); an IRI without a label is left out."""
        things, terms = LABELS
        return {iri: texts for iri in iris if (texts := self.texts_of(iri, terms if "#" in iri else things))}

    def texts_of(self, iri: str, key: str) -> dict[str, str]:
        """Return the texts that a property gives a thing, by language ('' for none)."""
        import pyoxigraph as ox

        found: dict[str, str] = {}
        for quad in self.inner.quads_for_pattern(ox.NamedNode(iri), ox.NamedNode(key), None, ox.DefaultGraph()):
            if isinstance(quad.object, ox.Literal):
                found.setdefault(quad.object.language or "", quad.object.value)
        return found

    def things_of(self, iri: str, key: str) -> list[str]:
        """Return the IRIs of the things to which a property leads from a thing, in order."""
        import pyoxigraph as ox

        found = self.inner.quads_for_pattern(ox.NamedNode(iri), ox.NamedNode(key), None, ox.DefaultGraph())
        return sorted(quad.object.value for quad in found if isinstance(quad.object, ox.NamedNode))


def open_dataset(place: Path) -> rdflib.Dataset:
    """Return the store that lies at `place` as a read-only rdflib Dataset, for those who program."""
    import rdflib
    from oxrdflib import OxigraphStore

    class ReadOnlyStore(OxigraphStore):
        """A store in which naming a graph writes nothing: `dataset.graph(iri)` of rdflib would."""

        def add_graph(self, graph: rdflib.Graph) -> None:
            """Leave the store as it is."""

    return rdflib.Dataset(store=ReadOnlyStore(store=open_store(place).inner), default_union=False)


def read_manifest(place: Path) -> dict[str, Any]:
    """Return the manifest of the store at `place`; empty when there is no store. Raises DataError when it is damaged."""
    try:
        manifest = json.loads((place / MANIFEST).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise DataError(f"The store in {place} cannot be read ({error}). Build it anew: clustereval build --force") from error
    if not isinstance(manifest, dict) or not isinstance(manifest.get("database"), str):
        raise DataError(f"The store in {place} is damaged: {MANIFEST} names no database. Build it anew: clustereval build --force")
    return manifest


def database(place: Path, manifest: Mapping[str, Any]) -> Path:
    """Return the folder of the database that the manifest names."""
    return place / Path(manifest["database"]).name


def open_store(place: Path) -> Store:
    """Open the store at `place` read-only, so that several processes can read at once.

    Raises DataError when there is none, or when it is half-written or damaged.
    """
    import pyoxigraph as ox

    manifest = read_manifest(place)
    if not manifest:
        raise DataError(f"There is no store in {place} yet. Build it: clustereval build")
    folder = database(place, manifest)
    try:
        inner = ox.Store.read_only(str(folder))
    except OSError as error:
        raise DataError(f"The store in {folder} is missing or half-written ({error}). Build it anew: clustereval build --force") from error
    return Store(inner, manifest, folder)


def digest(project: Project) -> str:
    """Return a fingerprint of everything from which the store is built."""
    import hashlib

    total = hashlib.sha256()
    for path in project.sources():
        total.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()[:16]


def stamps(project: Project) -> dict[str, list[int]]:
    """Return size and time of change of each source file: enough to see, without reading, that nothing changed."""
    return {str(path): [(state := path.stat()).st_size, state.st_mtime_ns] for path in project.sources()}


def is_stale(project: Project, manifest: Mapping[str, Any]) -> bool:
    """Return whether a source file has changed since the store was built."""
    return bool(manifest.get("stamps") != stamps(project) and manifest.get("digest") != digest(project))


def refresh_stamps(project: Project, manifest: Mapping[str, Any]) -> None:
    """Note the present times of the source files, whose content is that of the store, so that the next question need not read them.

    Nothing is done where the store may not be written: then the files are read each time.
    """
    now = stamps(project)
    if manifest.get("stamps") != now and os.access(project.store, os.W_OK):
        write_manifest(project.store, {**manifest, "stamps": now})


def write_manifest(place: Path, manifest: Mapping[str, Any]) -> None:
    """Write the manifest of a store in one step."""
    draft = place / f"{Path(manifest['database']).name}.json"
    draft.write_text(json.dumps(manifest, indent=1), encoding="utf-8")
    os.replace(draft, place / MANIFEST)


def load_sources(paths: Iterable[Path]) -> ox.Store:
    """Parse the files into a store in memory: named graphs as they are, all else into the default graph.

    Raises DataError with file, line and column of everything that is not Turtle or TriG.
    """
    import pyoxigraph as ox

    formats = {".ttl": ox.RdfFormat.TURTLE, ".trig": ox.RdfFormat.TRIG}
    inner = ox.Store()
    problems: list[Problem] = []
    for path in paths:
        if path.suffix not in formats:
            continue
        try:
            inner.extend(ox.parse(path.read_bytes(), format=formats[path.suffix], rename_blank_nodes=True))
        except SyntaxError as error:
            place = f"{path}:{error.lineno}:{error.offset}" if error.lineno else str(path)
            problems.append(Problem(place, f"{error.msg}. Mend the line and build again."))
    if problems:
        raise DataError("The graph cannot be read; nothing was changed.", problems)
    return inner


def merge_graphs(inner: ox.Store) -> None:
    """Put the union of all named graphs, without duplicates, into the default graph too."""
    import pyoxigraph as ox

    inner.extend([ox.Quad(q.subject, q.predicate, q.object) for q in inner if not isinstance(q.graph_name, ox.DefaultGraph)])


def write_database(inner: ox.Store, folder: Path) -> None:
    """Write a store in memory into an empty folder, as a database of Oxigraph."""
    import pyoxigraph as ox

    disk = ox.Store(str(folder))
    disk.bulk_extend(inner)
    disk.flush()
    disk.optimize()
    del disk


def write_store(project: Project, inner: ox.Store, counts: Mapping[str, int]) -> Build:
    """Write the store in memory to the project's place on disk, all or nothing.

    A new database is written beside the old one; only then does the manifest, in one step, name the new one.
    Raises DataError when the place cannot be written.
    """
    import shutil
    import tempfile

    place = project.store
    try:
        place.mkdir(parents=True, exist_ok=True)
        fresh = Path(tempfile.mkdtemp(prefix="database-", dir=place))
    except OSError as error:
        raise DataError(f"The store cannot be written to {place} ({error.strerror}). Name a folder that you may write to: --store FOLDER") from error
    try:
        write_database(inner, fresh)
        before = read_manifest_or_nothing(place)
        write_manifest(place, {"database": fresh.name, "digest": digest(project), "stamps": stamps(project), "counts": dict(counts)})
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        raise
    sweep(place, keep={fresh.name, str(before.get("database"))})
    return Build(place, counts)


def read_manifest_or_nothing(place: Path) -> dict[str, Any]:
    """Return the manifest, or nothing when it is missing or damaged: a new build replaces it either way."""
    try:
        return read_manifest(place)
    except DataError:
        return {}


def sweep(place: Path, keep: set[str]) -> None:
    """Delete what earlier builds left: all but the present and the last database, and what is too young to be forgotten.

    The last one stays for those who have it open; a young one may belong to another build that is still under way.
    """
    import shutil
    import time

    for left in place.glob("database-*"):
        if left.name not in keep and time.time() - left.stat().st_mtime > FORGOTTEN:
            if left.is_dir():
                shutil.rmtree(left, ignore_errors=True)
            else:
                left.unlink(missing_ok=True)


def merged_rdflib(inner: ox.Store) -> rdflib.Graph:
    """Return the merged default graph as an rdflib Graph in rdflib's own memory, as pySHACL needs it."""
    import pyoxigraph as ox
    import rdflib

    text = ox.serialize((quad.triple for quad in inner.quads_for_pattern(None, None, None, ox.DefaultGraph())), format=ox.RdfFormat.N_TRIPLES)
    return rdflib.Graph().parse(data=text, format="nt")


def count(inner: ox.Store) -> dict[str, int]:
    """Return how many passages, triples in all, and triples said, inferred and interpreted a built store holds."""
    import pyoxigraph as ox

    inferred = ox.NamedNode(INFERRED)
    kind = ox.NamedNode(PREFIXES["rdf"] + "type")
    interpretation = ox.NamedNode(PREFIXES["ce"] + "Interpretation")
    interpreted = {quad.subject for quad in inner.quads_for_pattern(None, kind, interpretation, ox.DefaultGraph())}
    by_graph: dict[Any, int] = {}
    for quad in inner:
        by_graph[quad.graph_name] = by_graph.get(quad.graph_name, 0) + 1
    passages = [graph for graph in by_graph if isinstance(graph, ox.NamedNode) and graph != inferred and graph not in interpreted]
    return {
        "passages": len(passages),
        "triples": by_graph.get(ox.DefaultGraph(), 0),
        "said": sum(by_graph[graph] for graph in passages),
        "inferred": by_graph.get(inferred, 0),
        "interpreted": sum(by_graph.get(graph, 0) for graph in interpreted),
    }
