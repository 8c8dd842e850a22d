"""The build: from the files of a project to its store, in one line: parse, merge, check, infer, write."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from clustereval.errors import DataError, Problem
from clustereval.inference import close, rule_files
from clustereval.store import (
    Build,
    count,
    is_stale,
    load_sources,
    merge_graphs,
    merged_rdflib,
    open_store,
    read_manifest_or_nothing,
    refresh_stamps,
    write_store,
)
from clustereval.validation import check_queries, check_shapes, read_policy

if TYPE_CHECKING:
    import pyoxigraph as ox

    from clustereval.paths import Project

__all__ = ["build", "infer", "problems_of"]


def silent(message: str) -> None:
    """Say nothing."""


def problems_of(project: Project, progress: Callable[[str], None] = silent, lang: str = "en") -> tuple[ox.Store, list[Problem]]:
    """Parse and check a project; return the merged store in memory, before inference, and its problems."""
    progress("reading the graph")
    inner = load_sources(path for path in project.sources() if path.name not in {"shapes.ttl", "alignments.ttl"})
    merge_graphs(inner)
    folders = project.folders("queries")
    progress("asking the check queries")
    problems = check_queries(inner, folders, read_policy(folders).get("checks", {}))
    progress("validating against the shapes")
    problems += check_shapes(merged_rdflib(inner), project.ontology / "shapes.ttl", lang)
    return inner, problems


def infer(project: Project, inner: ox.Store) -> int:
    """Add what the rules of a project conclude; return how many triples came."""
    return close(inner, rule_files(project.folders("queries")))


def build(project: Project, force: bool = False, progress: Callable[[str], None] = silent) -> Build:
    """Build the store of a project, unless nothing has changed since the last build and `force` is not set.

    Raises DataError, and leaves the last good store as it was, when the graph cannot be read, breaks a shape or a check,
    or cannot be written.
    """
    manifest = read_manifest_or_nothing(project.store)
    if not force and manifest and not is_stale(project, manifest) and opens(project):
        refresh_stamps(project, manifest)
        return Build(project.store, manifest["counts"], skipped=True)
    inner, problems = problems_of(project, progress)
    errors = [problem for problem in problems if problem.severity == "error"]
    if errors:
        raise DataError(f"The graph is not in order ({len(errors)} problems); the last good store was left as it was.", errors)
    progress("drawing conclusions")
    infer(project, inner)
    progress("writing the store")
    return write_store(project, inner, count(inner))


def opens(project: Project) -> bool:
    """Return whether the store of a project can be opened."""
    try:
        open_store(project.store)
    except DataError:
        return False
    return True
