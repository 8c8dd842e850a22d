"""Inference: the rules in queries/rules/, run to their fixpoint.

Two kinds of rules stand there: those that turn existing claims into short direct links (`cooperatesWith`, `carries`), and
those that restate OWL 2 RL for what the ontology uses (https://www.w3.org/TR/owl2-profiles/#Reasoning_in_OWL_2_RL_and_RDF_Graphs_using_Rules).
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from clustereval.errors import DataError, Problem
from clustereval.namespaces import INFERRED, PREFIXES

if TYPE_CHECKING:
    import pyoxigraph as ox

__all__ = ["close", "rule_files"]


def rule_files(folders: Iterable[Path]) -> list[Path]:
    """Return the rules of the given query folders; an evidence query beside a rule is no rule."""
    return [path for folder in folders for path in sorted((folder / "rules").glob("*.rq")) if not path.stem.endswith(".evidence")]


def close(inner: ox.Store, rules: Iterable[Path]) -> int:
    """Add what the rules conclude from the default graph to it, and to the inferred graph; return how many triples came.

    Each rule is a CONSTRUCT query. They are run in turn until none adds anything. Auxiliary types that are blank nodes
    (parts of class expressions) are taken out at the end. Raises DataError for a rule that is no CONSTRUCT query.
    """
    import pyoxigraph as ox

    texts = {path: path.read_text(encoding="utf-8") for path in rules}
    graph = ox.NamedNode(INFERRED)
    grown = True
    while grown:
        grown = False
        for path, text in texts.items():
            try:
                answer = inner.query(text, prefixes=dict(PREFIXES))
            except SyntaxError as error:
                raise DataError("A rule cannot be run; nothing was changed.", [Problem(str(path), f"{error}. A rule is a CONSTRUCT query.")]) from error
            if not isinstance(answer, ox.QueryTriples):
                raise DataError("A rule cannot be run; nothing was changed.", [Problem(str(path), "A rule is a CONSTRUCT query.")])
            found = {ox.Quad(t.subject, t.predicate, t.object) for t in answer}
            fresh = [quad for quad in found if quad not in inner]
            if fresh:
                grown = True
                inner.extend(fresh)
                inner.extend([ox.Quad(q.subject, q.predicate, q.object, graph) for q in fresh])
    kind = ox.NamedNode(PREFIXES["rdf"] + "type")
    for where in (ox.DefaultGraph(), graph):
        for quad in list(inner.quads_for_pattern(None, kind, None, where)):
            if isinstance(quad.object, ox.BlankNode):
                inner.remove(quad)
    return sum(1 for _ in inner.quads_for_pattern(None, None, None, graph))
