"""clustereval: a knowledge graph of an innovation system, and the workbench to question it.

Concepts: a *project* is a folder with a graph; its *store* is built from it and answers *queries*; an *analysis*
(cooperation, overlap, ambiguity, evaluation, recommendations) turns the rows of a query into results with their *passages*;
a *view* or a *board* draws them, and the *report* tells them.
Out of scope: crawling sources, and deciding what a case of ambiguity means. That is for a reader to judge.
"""

from __future__ import annotations

from clustereval.errors import ClusterEvalError, DataError, Problem, UsageError
from clustereval.paths import Project, find_project

__all__ = ["ClusterEvalError", "DataError", "Problem", "Project", "UsageError", "find_project"]

__version__ = "0.2.0"
