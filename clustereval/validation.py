"""Validation: SHACL shapes for what a record must have, and check queries for what shapes cannot see."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from clustereval.errors import DataError, Problem
from clustereval.namespaces import PREFIXES, shorten
from clustereval.queries import header

if TYPE_CHECKING:
    import pyoxigraph as ox
    import rdflib

__all__ = ["check_queries", "check_shapes", "read_policy"]

MOST = 20
"""How many places one check names before it only counts the rest."""


def read_policy(folders: Iterable[Path]) -> dict[str, Any]:
    """Return the policy of severities and thresholds; a project's own file adds to and overrides the built-in one.

    Raises DataError for a file that is no TOML.
    """
    policy: dict[str, Any] = {}
    for folder in folders:
        path = folder / "policy.toml"
        if path.is_file():
            try:
                own = tomllib.loads(path.read_text(encoding="utf-8"))
            except tomllib.TOMLDecodeError as error:
                raise DataError("The policy cannot be read.", [Problem(str(path), f"{error}. Mend the line.")]) from error
            for name, section in own.items():
                policy[name] = {**policy.get(name, {}), **section}
    return policy


def check_queries(inner: ox.Store, folders: Iterable[Path], severity: Mapping[str, str]) -> list[Problem]:
    """Run the check queries on a store and return a problem for each row.

    The columns of a check are entity and value; its header says what the problem is and what to do about it.
    """
    import pyoxigraph as ox

    problems = []
    for path in (path for folder in folders for path in sorted((folder / "checks").glob("*.rq"))):
        text = path.read_text(encoding="utf-8")
        keys = dict(header(text))
        level = severity.get(path.stem, "error")
        answer = inner.query(text, prefixes=dict(PREFIXES))
        rows: list[Any] = list(answer) if isinstance(answer, ox.QuerySolutions) else []
        for row in rows[:MOST]:
            value = row["value"]
            detail = f" ({shorten(value.value) if hasattr(value, 'value') else value})" if value is not None else ""
            problems.append(Problem(shorten(row["entity"].value), f"{keys['problem']}{detail} {keys['remedy']}", level))
        if len(rows) > MOST:
            problems.append(Problem(path.stem, f"and {len(rows) - MOST} more of the same.", level))
    return problems


def check_shapes(graph: rdflib.Graph, shapes: Path, lang: str = "en") -> list[Problem]:
    """Validate a graph against the SHACL shapes in a file (https://www.w3.org/TR/shacl/) and return a problem for each result."""
    import rdflib
    from pyshacl import validate

    conforms, report, _ = validate(graph, shacl_graph=rdflib.Graph().parse(shapes), advanced=False, inplace=True)
    if conforms or not isinstance(report, rdflib.Graph):
        return []
    sh = rdflib.Namespace("http://www.w3.org/ns/shacl#")
    problems = []
    for result in report.subjects(rdflib.RDF.type, sh.ValidationResult):
        messages = sorted(report.objects(result, sh.resultMessage), key=lambda m: (getattr(m, "language", None) != lang, str(m)))
        path = report.value(result, sh.resultPath)
        value = report.value(result, sh.value)
        where = shorten(str(report.value(result, sh.focusNode)))
        said = f" {shorten(str(path))} = {shorten(str(value))}." if isinstance(path, rdflib.URIRef) and value is not None else ""
        level = "warning" if report.value(result, sh.resultSeverity) == sh.Warning else "error"
        problems.append(Problem(where, f"{messages[0] if messages else 'does not fit its shape'}{said}", level))
    return sorted(problems, key=lambda problem: (problem.severity, problem.where, problem.message))
