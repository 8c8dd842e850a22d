"""Networks measured: the network of a view, a measure of it, and the answer as objects and a table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from clustereval import layers, measures
from clustereval.answers import Answer
from clustereval.drawings import SEPARATION, broker_groups
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
MEASURES = ("shape", "layers", "levels", "degree", "betweenness", "core", "community", "constraint", "brokerage", "equivalence")


def network_view(desk: Desk, name: str) -> View:
    """Return the view of a network. Raises UsageError for a name that is none."""
    views = find_views(desk.project.folders("visualisations"))
    if name not in views:
        raise UsageError(f"There is no network {name!r}.{nearest(name, views)} All of them: {', '.join(sorted(views))}")
    return views[name]


def measured_graph(desk: Desk, name: str, kinds: Sequence[str] = (), statuses: Sequence[str] = ()) -> nx.Graph:
    """Return the simple graph of a view's ties of the given kinds and statuses, without cases of ambiguity.

    Without statuses: what exists, where the legend knows a status existing, and everything otherwise. Without kinds: all of them.
    Raises UsageError for a name that is no view of a network, and for a kind or status that does not occur in it.
    """
    view = network_view(desk, name)
    graph = view_network(desk, view)
    wanted = chosen(statuses, view.statuses, "status") or ([status for status in view.statuses if status in EXISTING] or list(view.statuses))
    labels = {data["kind_label"]: data["kind"] for *_, data in graph.edges(data=True)}
    names = {**{kind.rsplit("/", 1)[-1]: kind for kind in labels.values()}, **labels}
    allowed = {names[kind] for kind in chosen(kinds, names, "kind")}
    kept = [
        (a, b, key)
        for a, b, key, data in graph.edges(keys=True, data=True)
        if data["status"] in wanted and not data["marked"] and (data["kind"] in allowed if allowed else data["kind"] != SEPARATION)
    ]
    return measures.plain(graph.edge_subgraph(kept).copy())


def chosen(given: Sequence[str], known: Iterable[str], what: str) -> list[str]:
    """Return the given names. Raises UsageError with the nearest for one that is not known."""
    names = list(known)
    for name in given:
        if name not in names:
            raise UsageError(f"The network has no {what} {name!r}.{nearest(name, names)} It has: {', '.join(sorted(names))}")
    return list(given)


def measure(desk: Desk, name: str, what: str = "shape", kinds: Sequence[str] = (), statuses: Sequence[str] = ()) -> Answer:
    """Return one measure of a network: of the whole, of its layers or levels, or a row for each actor, the highest first.

    The parameters of the answer say which ties were counted, and the seeds where chance plays a part.
    """
    if what not in MEASURES:
        raise UsageError(f"There is no measure {what!r}.{nearest(what, MEASURES)} All of them: {', '.join(MEASURES)}")
    if what == "layers":
        return layer_answer(desk, name)
    graph = measured_graph(desk, name, kinds, statuses)
    given: dict[str, object] = {"network": name, "statuses": list(statuses) or "existing", "kinds": list(kinds) or "all"}
    if what == "levels":
        return level_answer(desk, graph, given)
    if what == "shape":
        values = {key: round(value, 4) for key, value in asdict(measures.shape(graph)).items()}
        return Answer([values], Table(("measure", "value"), tuple((word(key, desk.lang), value) for key, value in values.items())), given)
    if what == "community":
        given |= {"seeds": measures.SEEDS}
    if what == "betweenness":
        given |= {"sources": "all" if len(graph) <= measures.EXACT else measures.SAMPLE}
    columns, rows = per_actor(graph, what, broker_groups(desk, graph))
    labels = {node: str(data.get("label") or node) for node, data in graph.nodes(data=True)}
    ranked = sorted(rows.items(), key=lambda pair: (pair[1][0] if what == "community" else -pair[1][0], labels[pair[0]]))
    items = [{"actor": {"iri": node, "label": labels[node]}, **shown(columns, values, labels)} for node, values in ranked]
    table = tuple((labels[node], *(labels.get(value, value) if isinstance(value, str) else value for value in values)) for node, values in ranked)
    return Answer(items, Table(("actor", *columns), table), given)


def layer_answer(desk: Desk, name: str) -> Answer:
    """Return the layers of a network: each kind and status of tie, its size, and how much it repeats another layer."""
    graph = view_network(desk, network_view(desk, name))
    labels = {data["kind"]: data["kind_label"] for *_, data in graph.edges(data=True)}
    found = layers.find_layers(graph)
    columns = ("kind", "status", "ties", "actors", "pairs", "shared_pairs")
    items = [{**asdict(layer), "kind": {"iri": layer.kind, "label": labels[layer.kind]}} for layer in found]
    rows = tuple((labels[layer.kind], word(layer.status, desk.lang), layer.ties, layer.actors, layer.pairs, layer.shared_pairs) for layer in found)
    return Answer(items, Table(columns, rows), {"network": name})


def level_answer(desk: Desk, graph: nx.Graph, given: Mapping[str, object]) -> Answer:
    """Return the ties within and between the levels of a network; the mixing of all levels is among the parameters."""
    ranks = {str(row["actor"]): str(row["level"]) for row in desk.sides.records()}
    other = {"network": "partner_network", "cluster": "partner_network"}
    levels = {node: ranks.get(node) or other.get(str(data.get("group")), "organisation") for node, data in graph.nodes(data=True)}
    columns = ("level", "other_level", "pairs", "possible", "density")
    found = [(mixing.one, mixing.other, mixing.pairs, mixing.possible, round(mixing.density, 4)) for mixing in layers.find_mixing(graph, levels)]
    items = [dict(zip(columns, row, strict=True)) for row in found]
    rows = tuple((word(row[0], desk.lang), word(row[1], desk.lang), *row[2:]) for row in found)
    return Answer(items, Table(columns, rows), {**given, "assortativity": round(layers.level_mixing(graph, levels), 4)})


def shown(columns: tuple[str, ...], values: tuple[Any, ...], labels: Mapping[str, str]) -> dict[str, Any]:
    """Return the values of one actor by their names; another actor as an item."""
    return {name: {"iri": value, "label": labels[value]} if value in labels else value for name, value in zip(columns, values, strict=True)}


def per_actor(graph: nx.Graph, what: str, groups: Mapping[str, str]) -> tuple[tuple[str, ...], dict[str, tuple[Any, ...]]]:
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
    roles = measures.brokerage(graph, groups)
    counted = {node: (sum(by_role.values()), *by_role.values()) for node, by_role in roles.items() if any(by_role.values())}
    return ("all", *measures.BROKERAGE), counted
