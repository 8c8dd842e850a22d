"""The map of role ambiguity: clusters, managements and carriers, their rivals, and the cases on the ties between them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from clustereval.ambiguity import SEVERITIES
from clustereval.cases import ambiguities
from clustereval.cooperation import group_of
from clustereval.drawing import Drawing, Listing, Row, edges_of, network_of, nodes_of, ties_from
from clustereval.findings import most
from clustereval.labels import word
from clustereval.namespaces import Iri
from clustereval.network import Edge
from clustereval.passages import cite

if TYPE_CHECKING:
    from clustereval.desk import Desk
    from clustereval.views import View

__all__ = ["FIELDS", "draw_ambiguity"]

FIELDS = ("cases", *SEVERITIES, "stated", "implied", "detected", "most", "most_cases")
"""The fields that the finding of the map may use."""


def draw_ambiguity(desk: Desk, view: View) -> Drawing:
    """Return carriages and managements, and each case of role ambiguity on the tie between its parties; a part for each evaluated cluster.

    For each cluster, a case links the first party that acts for it with each of the others; where none acts for any, the first party. A case
    of which the legend knows one party only marks that party. To the part of a cluster belongs what has it, its management or a carrier in it.
    """
    nodes = {node.iri: node for node in nodes_of(desk, view) if node.group}
    clusters = sorted({str(cluster) for cluster in desk.sides.column("cluster")})
    groups = {cluster: group_of(cluster, desk.sides) for cluster in clusters}

    def parts(ends: set[str]) -> tuple[str, ...]:
        return tuple(cluster for cluster in clusters if ends & groups[cluster])

    ties = [tie for tie in ties_from(desk, view.edges) if tie.status in view.statuses]
    edges = [replace(edge, scopes=parts({edge.source, edge.target})) for edge in edges_of(desk, ties)]
    items = ambiguities(desk).items
    between: dict[tuple[tuple[str, str], str, str], list[dict[str, Any]]] = defaultdict(list)
    within: dict[tuple[tuple[str, str], str, str], list[str]] = defaultdict(list)
    alone: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for item in items:
        parties = [party["iri"] for party in item["parties"] if party["iri"] in nodes]
        for cluster in parts(set(parties)) or ("",):
            hub = next((party for party in parties if party in groups.get(cluster, ())), parties[0]) if parties else ""
            for other in parties:
                key = (min(hub, other), max(hub, other)), item["kind"]["iri"], item["severity"]
                if other != hub:
                    within[key].append(cluster)
                    between[key] += [item] if item not in between[key] else []
        if len(parties) == 1:
            alone[parties[0]].append(item)
    for ((one, other), kind, severity), cases in between.items():
        label = cases[0]["kind"]["label"]
        scopes = tuple(dict.fromkeys(filter(None, within[(one, other), kind, severity])))
        evidence = tuple(case_piece(case, desk.lang) for case in cases)
        edges.append(Edge(one, other, kind, label, severity, label, marked=True, evidence=evidence, scopes=scopes))
    for iri, cases in alone.items():
        evidence = tuple(case_piece(case, desk.lang) for case in cases)
        nodes[iri] = replace(nodes[iri], marked=True, evidence=evidence, scopes=parts({iri}))
    graph = network_of(nodes.values(), edges, alone)
    labels = desk.labels(Iri(cluster) for cluster in clusters)
    scoped = {item["id"]: parts({party["iri"] for party in item["parties"]}) for item in items}
    grave = {cluster: sum(item["severity"] == "high" and cluster in scoped[item["id"]] for item in items) for cluster in clusters}
    ranked = sorted(clusters, key=lambda cluster: (-grave[cluster], labels[cluster]))
    top, number = most({labels[cluster]: sum(cluster in scopes for scopes in scoped.values()) for cluster in clusters})
    figures: dict[str, int | str] = {key: sum(key in {item["severity"], item["basis"]} for item in items) for key in FIELDS[1:-2]}
    figures.update(cases=len(items), most=top, most_cases=number)
    return Drawing(
        graph, figures if items else {}, case_listing(items, scoped, desk.lang), {cluster: labels[cluster] for cluster in ranked}, ranked[0] if ranked else ""
    )


def case_piece(item: Mapping[str, Any], lang: str) -> dict[str, Any]:
    """Return a case as a piece of evidence: explanation, facts of the case, passages."""
    facts = {
        "severity": word(item["severity"], lang),
        "basis": word(item["basis"], lang),
        "rules": "; ".join(item["rules"]),
        "why": item["why"],
        "parties": "; ".join(party["label"] for party in item["parties"]),
        "perspective": "; ".join(one["label"] for one in item["perspectives"]),
        "innocent_explanation": item["innocent_explanation"],
        "remedy": item["remedy"],
    }
    shown = [[word(key, lang), text] for key, text in facts.items() if text]
    return {"id": item["id"], "title": item["kind"]["label"], "text": item["explanation"], "facts": shown, "passages": item["passages"]}


def case_listing(items: list[dict[str, Any]], scoped: Mapping[str, tuple[str, ...]], lang: str) -> Listing:
    """Return the cases as a list, in the order of the answer: the gravest first."""
    rows = (
        Row(
            (
                word(item["severity"], lang),
                item["kind"]["label"],
                "; ".join(party["label"] for party in item["parties"]),
                item["explanation"],
                word(item["basis"], lang),
                cite(item["passages"], lang),
            ),
            item["id"],
            scoped[item["id"]],
        )
        for item in items
    )
    return Listing(("severity", "kind", "parties", "explanation", "basis", "passages"), tuple(rows))
