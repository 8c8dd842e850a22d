"""The drawings of networks of ties: cooperation, overlap, reciprocity and brokerage, each with the numbers of its finding."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING, Any

from clustereval import measures
from clustereval.answers import reciprocity, statement_text
from clustereval.drawing import Drawing, Listing, Row, edges_of, network_of, nodes_of, ties_from
from clustereval.findings import most, several
from clustereval.labels import figure, word
from clustereval.namespaces import CEC
from clustereval.network import Edge
from clustereval.overlap import DIMENSIONS
from clustereval.passages import passage_items

if TYPE_CHECKING:
    import networkx as nx

    from clustereval.desk import Desk
    from clustereval.views import View

__all__ = ["FIELDS", "SEPARATION", "broker_groups", "draw_brokerage", "draw_overlaps", "draw_reciprocity", "draw_ties"]

FIELDS: Mapping[str, tuple[str, ...]] = {
    "ties": ("actors", "ties", "existing", "planned", "most", "most_partners"),
    "overlaps": ("clusters", "things", "most", "most_clusters", "pair", "pair_things"),
    "reciprocity": ("pairs", "both", "both_pairs", "one_side", "one_side_pairs", "recommended_only", "recommended_only_pairs", "none"),
    "brokerage": ("actors", "brokers", "brokerages", "most", "most_brokerages", "share"),
}
"""The fields that the finding of each network may use."""
SEPARATION = CEC + "Separation"
"""Two that keep apart are no partners: a separation counts only where it is asked for by its kind."""
SMALLEST, LARGEST = 9.0, 34.0
"""Radius in pixels of a node that brokers nothing, and of the one that brokers most."""


def label_of(graph: nx.MultiDiGraph, node: str) -> str:
    """Return the label of a node."""
    return str(graph.nodes[node]["label"])


def draw_ties(desk: Desk, view: View) -> Drawing:
    """Return the network of all ties whose status is in the view's legend."""
    ties = [tie for tie in ties_from(desk, view.edges) if tie.status in view.statuses]
    graph = network_of(nodes_of(desk, view), edges_of(desk, ties))
    statuses = [data["status"] for *_, data in graph.edges(data=True)]
    partners: dict[str, set[str]] = defaultdict(set)
    for a, b, data in graph.edges(data=True):
        if data["status"] == "existing" and a != b:
            partners[label_of(graph, a)].add(b)
            partners[label_of(graph, b)].add(a)
    top, number = most({name: len(others) for name, others in partners.items()})
    planned = sum(status in {"recommended", "aspired"} for status in statuses)
    figures: dict[str, int | str] = {
        "actors": len(graph),
        "ties": len(statuses),
        "existing": statuses.count("existing"),
        "planned": planned,
        "most": top,
        "most_partners": number,
    }
    return Drawing(graph, figures if statuses else {})


def draw_overlaps(desk: Desk, view: View) -> Drawing:
    """Return the network of evaluated clusters and the things that at least two of them share."""
    clusters = {str(cluster) for cluster in desk.sides.column("cluster")}
    edges = []
    for name in view.edges:
        dimension = next(key for key, query in DIMENSIONS.items() if query == name)
        holders: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for row in desk.run(name).records():
            if row["cluster"] in clusters:
                holders[str(row["item"])][str(row["cluster"])].append(str(row["passage"]))
        for item, by_cluster in holders.items():
            if len(by_cluster) > 1:
                for cluster, where in by_cluster.items():
                    evidence = {"text": "", "claimed_by": "", "passages": passage_items(desk.passages, where)}
                    label = view.statuses[dimension].label[desk.lang]
                    edges.append(Edge(cluster, item, dimension, label, dimension, label, evidence=(evidence,)))
    graph = network_of(nodes_of(desk, view), edges)
    shared = {node: set(graph.predecessors(node)) for node in graph if graph.in_degree(node)}
    of_pairs: dict[str, int] = defaultdict(int)
    for holding in shared.values():
        for pair in combinations(sorted(label_of(graph, cluster) for cluster in holding), 2):
            of_pairs[" – ".join(pair)] += 1
    thing, holders_of_it = most({label_of(graph, node): len(holding) for node, holding in shared.items()})
    pair_names, things = most(of_pairs)
    figures: dict[str, int | str] = {
        "clusters": len(set().union(*shared.values())) if shared else 0,
        "things": len(shared),
        "most": thing,
        "most_clusters": holders_of_it,
        "pair": pair_names,
        "pair_things": things,
    }
    return Drawing(graph, figures if shared else {})


def draw_reciprocity(desk: Desk, view: View) -> Drawing:
    """Return the evaluated clusters with an edge for each pair whose chapters speak of a cooperation, and a list of all pairs.

    An edge that only one chapter claims is an arrow from the one that claims to the other.
    """
    items = reciprocity(desk).items
    edges = []
    for item in items:
        if item["outcome"] != "none":
            ends = ("b", "a") if item["claimed_by_b"] and not item["claimed_by_a"] else ("a", "b")
            source, target = (item[end]["iri"] for end in ends)
            label = view.statuses[item["outcome"]].label[desk.lang]
            evidence = tuple(side_piece(item, own, other, desk.lang) for own, other in (ends, ends[::-1]))
            if item["others_say"]:
                evidence += ({"title": word("others_say", desk.lang), **told(item["others_say"], desk.lang)},)
            directed = item["outcome"] == "one_side"
            edges.append(Edge(source, target, item["outcome"], label, item["outcome"], label, directed=directed, evidence=evidence))
    named = [end["iri"] for item in items for end in (item["a"], item["b"])]
    graph = network_of(nodes_of(desk, view), edges, dict.fromkeys(named))
    names: dict[str, list[str]] = defaultdict(list)
    for item in items:
        one, other = item["a"]["label"], item["b"]["label"]
        claims = item["claimed_by_a"], item["claimed_by_b"]
        names[item["outcome"]].append(f"{one} → {other}" if claims == (True, False) else f"{other} → {one}" if claims == (False, True) else f"{one} – {other}")
    figures: dict[str, int | str] = {"pairs": len(items)}
    for outcome in ("both", "one_side", "recommended_only", "none"):
        figures[outcome] = len(names[outcome])
    figures.update({f"{outcome}_pairs": several(names[outcome]) for outcome in ("both", "one_side", "recommended_only")})
    columns = ("a", "b", "outcome", "a_says", "b_says")
    rows = (
        Row(
            (
                item["a"]["label"],
                item["b"]["label"],
                word(item["outcome"], desk.lang),
                *("\n".join(statement_text(one, desk.lang) for one in item[key]) or word("nothing", desk.lang) for key in columns[3:]),
            ),
            pair_name(item) if item["outcome"] != "none" else "",
        )
        for item in items
    )
    return Drawing(graph, figures if items else {}, Listing(columns, tuple(rows)))


def pair_name(item: Mapping[str, Any]) -> str:
    """Return the id by which the list finds the evidence of a pair."""
    return f"{item['a']['iri']} {item['b']['iri']}"


def side_piece(item: Mapping[str, Any], own: str, other: str, lang: str) -> dict[str, Any]:
    """Return what the chapter of one cluster says of the other, as a piece of evidence that stands beside that of the other side."""
    title = {"de": "Kapitel {}", "en": "Chapter of {}"}[lang].format(item[own]["label"])
    said = item[f"{own}_says"]
    silent = {"de": "sagt nichts über eine Kooperation mit {}.", "en": "says nothing of a cooperation with {}."}[lang].format(item[other]["label"])
    return {"id": pair_name(item), "title": title, "side": True, "text": "" if said else silent, **told(said, lang)}


def told(statements: list[dict[str, Any]], lang: str) -> dict[str, Any]:
    """Return statements as facts, and their passages once each."""
    facts = [[one["kind"]["label"], "; ".join(filter(None, (word(one["status"], lang), one["subject"])))] for one in statements]
    passages = {passage["iri"]: passage for one in statements for passage in one["passages"]}
    return {"facts": facts, "passages": sorted(passages.values(), key=lambda passage: passage["lines"])}


def broker_groups(desk: Desk, graph: nx.Graph) -> dict[str, str]:
    """Return the group between which actors broker: clusters (with their managements and carriers), and else that of the legend."""
    acting = {str(row["actor"]) for row in desk.sides.records()}
    return {node: "cluster" if node in acting else str(data.get("group")) for node, data in graph.nodes(data=True)}


def draw_brokerage(desk: Desk, view: View) -> Drawing:
    """Return the network of existing ties, each node as large as it brokers often, and the brokers as a list, the most frequent first.

    Roles after Gould and Fernandez (1989), counted as in `measures.brokerage` between the groups of `broker_groups`; constraint and effective
    size after Burt (1992).
    """
    edges = edges_of(desk, [tie for tie in ties_from(desk, view.edges) if tie.status in view.statuses and tie.kind != SEPARATION])
    nodes = nodes_of(desk, view)
    simple = measures.plain(network_of(nodes, edges))
    groups = broker_groups(desk, simple)
    roles = measures.brokerage(simple, groups)
    sums = {node: sum(by_role.values()) for node, by_role in roles.items()}
    top, total = max(sums.values(), default=0), sum(sums.values())
    burt = measures.constraint(simple)
    dressed = []
    for node in nodes:
        if node.iri in simple:
            counted = [("brokerage", sums[node.iri]), *roles[node.iri].items()]
            facts = [(word(name, desk.lang), str(number)) for name, number in counted]
            if node.iri in burt:
                facts += [
                    (word(name, desk.lang), figure(value, desk.lang, 2)) for name, value in zip(("constraint", "effective_size"), burt[node.iri], strict=True)
                ]
            radius = SMALLEST + (LARGEST - SMALLEST) * (sums[node.iri] / top) ** 0.5 if top else SMALLEST
            dressed.append(replace(node, size=round(radius, 1), facts=tuple(facts)))
    graph = network_of(dressed, edges)
    columns = ("actor", "group", "brokerage", *measures.BROKERAGE, "constraint", "effective_size")
    rows = [
        Row(
            (
                label_of(graph, node),
                view.groups[groups[node] if groups[node] in view.groups else str(graph.nodes[node]["group"])].label[desk.lang],
                *(str(number) for number in (sums[node], *roles[node].values())),
                *(figure(value, desk.lang, 2) for value in burt[node]),
            ),
            node,
        )
        for node in sorted(sums, key=lambda node: (-sums[node], label_of(graph, node)))
        if sums[node]
    ]
    who, often = most({label_of(graph, node): number for node, number in sums.items()})
    share = round(100 * often / total) if total else 0
    figures: dict[str, int | str] = {"actors": len(graph), "brokers": len(rows), "brokerages": total, "most": who, "most_brokerages": often, "share": share}
    return Drawing(graph, figures if len(graph) else {}, Listing(columns, tuple(rows)))
