"""Networks measured: the network of a view, a measure of it, and the answer as objects and a table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from clustereval import measures
from clustereval.answers import Answer
from clustereval.errors import UsageError
from clustereval.labels import nearest, word
from clustereval.tables import Table
from clustereval.views import View, find_views, view_network

if TYPE_CHECKING:
    import networkx as nx

    from clustereval.desk import Desk

__all__ = ["MEASURES", "measure", "measured_graph"]

EXISTING = frozenset({"existing", "both", "one_side"})
"""Statuses of a legend that say that a tie exists."""
MEASURES = ("shape", "degree", "betweenness", "core", "community", "constraint", "brokerage", "equivalence")


def measured_graph(desk: Desk, name: str) -> nx.Graph:
    """Return the simple graph of what exists in the network of a view: recommended, denied and ambiguous ties are left out.

    Raises UsageError for a name that is no view of a network.
    """
    views = find_views(desk.project.folders("visualisations"))
    if name not in views:
        raise UsageError(f"There is no network {name!r}.{nearest(name, views)} All of them: {', '.join(sorted(views))}")
    return measures.plain(existing(view_network(desk, views[name]), views[name]))


def existing(graph: nx.MultiDiGraph, view: View) -> nx.MultiDiGraph:
    """Return the part of a network that exists, where its legend knows a status that says so; the whole of it otherwise."""
    if not EXISTING & set(view.statuses):
        return graph
    kept = [(a, b, key) for a, b, key, data in graph.edges(keys=True, data=True) if data["status"] in EXISTING and not data["marked"]]
    part = graph.edge_subgraph(kept)
    return part.copy()


def measure(desk: Desk, name: str, what: str = "shape") -> Answer:
    """Return one measure of a network: of the whole (`shape`), or a row for each actor, the highest first."""
    graph = measured_graph(desk, name)
    if what not in MEASURES:
        raise UsageError(f"There is no measure {what!r}.{nearest(what, MEASURES)} All of them: {', '.join(MEASURES)}")
    if what == "shape":
        values = {key: round(value, 4) for key, value in asdict(measures.shape(graph)).items()}
        return Answer([values], Table(("measure", "value"), tuple((word(key, desk.lang), value) for key, value in values.items())))
    columns, rows = per_actor(graph, what)
    labels = {node: str(data.get("label") or node) for node, data in graph.nodes(data=True)}
    ranked = sorted(rows.items(), key=lambda pair: (pair[1][0] if what == "community" else -pair[1][0], labels[pair[0]]))
    items = [{"actor": {"iri": node, "label": labels[node]}, **shown(columns, values, labels)} for node, values in ranked]
    table = tuple((labels[node], *(labels.get(value, value) if isinstance(value, str) else value for value in values)) for node, values in ranked)
    return Answer(items, Table(("actor", *columns), table))


def shown(columns: tuple[str, ...], values: tuple[Any, ...], labels: Mapping[str, str]) -> dict[str, Any]:
    """Return the values of one actor by their names; another actor as an item."""
    return {name: {"iri": value, "label": labels[value]} if value in labels else value for name, value in zip(columns, values, strict=True)}


def per_actor(graph: nx.Graph, what: str) -> tuple[tuple[str, ...], dict[str, tuple[Any, ...]]]:
    """Return the columns of a measure and its values for each node; the first column gives the order."""
    import networkx as nx

    if what == "degree":
        return ("degree", "share"), {node: (graph.degree(node), round(share, 4)) for node, share in nx.degree_centrality(graph).items()}
    if what == "betweenness":
        scores, error = measures.betweenness(graph)
        return ("betweenness", "standard_error"), {node: (round(score, 4), None if error is None else round(error, 4)) for node, score in scores.items()}
    if what == "core":
        return ("core",), {node: (core,) for node, core in nx.core_number(graph).items()}
    if what == "community":
        found = measures.communities(graph)
        return ("community", "modularity", "stability"), {
            node: (part, round(found.modularity, 4), round(found.stability, 4)) for node, part in found.of.items()
        }
    if what == "constraint":
        return ("effective_size", "constraint"), {node: (round(size, 4), round(value, 4)) for node, (value, size) in measures.constraint(graph).items()}
    if what == "equivalence":
        return ("jaccard", "most_like"), {node: (round(index, 4), other) for node, (other, index) in measures.similar(graph).items()}
    roles = measures.brokerage(graph, {node: str(data.get("group")) for node, data in graph.nodes(data=True)})
    counted = {node: (sum(by_role.values()), *by_role.values()) for node, by_role in roles.items() if any(by_role.values())}
    return ("all", *measures.BROKERAGE), counted
