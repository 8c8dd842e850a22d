"""Condensed networks: what is too large to be read as a picture is drawn as communities, each of which can be opened."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from clustereval.errors import UsageError
from clustereval.labels import figure
from clustereval.network import Edge, Node, build_network

if TYPE_CHECKING:
    import networkx as nx

    from clustereval.drawing import Drawing

__all__ = ["MOST_NODES", "MOST_TIES", "PREFIX", "condense", "is_large", "member_graph", "members"]

MOST_NODES = 500
MOST_TIES = 4_000
"""Up to here a network is drawn node by node: laid out in about two seconds, and moved without delay."""
MOST_COMMUNITIES = 60
"""Communities in one picture; the smallest beyond stand together as one."""
NAMED = 5
"""Members that the details of a community name."""
PREFIX = "community:"
"""Begins the name of a node that is a community."""
WORDS = {
    "around": {"de": "um {names} ({number})", "en": "around {names} ({number})"},
    "rest": {"de": "kleinere Gemeinschaften ({number})", "en": "smaller communities ({number})"},
    "community": {"de": "Gemeinschaft", "en": "community"},
    "members": {"de": "Mitglieder", "en": "Members"},
    "inside": {"de": "Verbindungen darin", "en": "Ties inside"},
    "central": {"de": "mit den meisten Verbindungen", "en": "With the most ties"},
    "ties": {"de": "Verbindungen dazwischen", "en": "ties between them"},
    "note": {
        "de": "Dieses Netz hat {nodes} Knoten und {ties} Verbindungen, zu viele für ein Bild. Es ist zu {parts} Gemeinschaften zusammengefasst (Verfahren: "
        "Louvain), die untereinander enger verbunden sind als mit anderen; je größer, desto mehr Mitglieder.",
        "en": "This network has {nodes} nodes and {ties} ties, too many for one picture. It is condensed to {parts} communities (method: Louvain), tied more "
        "closely among themselves than with others; the larger, the more members.",
    },
    "most_tied": {
        "de": "Dieses Netz hat {nodes} Knoten, die sich nicht in Gemeinschaften teilen lassen. Gezeigt sind die {parts} mit den meisten Verbindungen.",
        "en": "This network has {nodes} nodes that do not fall into communities. Shown are the {parts} with the most ties.",
    },
    "unknown": {"de": "Eine Gemeinschaft {name!r} gibt es nicht.", "en": "There is no community {name!r}."},
}


def is_large(graph: nx.MultiDiGraph) -> bool:
    """Return whether a network has too many nodes or ties for one picture."""
    return len(graph.nodes) > MOST_NODES or len(graph.edges) > MOST_TIES


def members(graph: nx.MultiDiGraph) -> list[list[str]]:
    """Return the nodes of each community, the largest first (Louvain: Blondel and others 2008), the smallest beyond a number together as the last.

    The same network has the same communities, in whatever order it was built.
    """
    from clustereval.measures import communities, plain

    found: dict[int, list[str]] = {}
    for node, number in communities(plain(graph), seeds=1).of.items():
        found.setdefault(number, []).append(node)
    parts = [sorted(found[number]) for number in sorted(found)]
    kept, rest = parts[: MOST_COMMUNITIES - 1], parts[MOST_COMMUNITIES - 1 :]
    return [*kept, *([sorted(node for part in rest for node in part)] if rest else [])]


def member_graph(graph: nx.MultiDiGraph, name: str, lang: str) -> nx.MultiDiGraph:
    """Return the network within a community, named by its number, or within one of its own communities (3.2). Raises UsageError for none."""
    for step in name.split("."):
        parts = members(graph)
        if not (step.isascii() and step.isdigit() and 1 <= int(step) <= len(parts)):
            raise UsageError(WORDS["unknown"][lang].format(name=name))
        graph = graph.subgraph(parts[int(step) - 1]).copy()
    return graph


def condense(drawing: Drawing, lang: str, within: str = "") -> tuple[Drawing, str]:
    """Return a drawing of the communities of a large network, and a sentence that says so; `within` names the community that it is itself.

    A community bears the colour of the group of most of its members; the ties between two communities are one edge for each status, as heavy as
    they are many. A network that does not fall into communities is cut to the nodes with the most ties.
    """
    from clustereval.measures import plain

    graph = drawing.graph
    parts = members(graph)
    figures = {"nodes": figure(len(graph.nodes), lang), "ties": figure(len(graph.edges), lang)}
    if len(parts) < 2:
        most = sorted(graph, key=lambda node: (-graph.degree(node), node))[: MOST_NODES // 2]
        note = WORDS["most_tied"][lang].format(**figures, parts=len(most))
        return replace(drawing, graph=plain_cut(graph, most), scopes={}, start=""), note
    home = {node: number for number, part in enumerate(parts, 1) for node in part}
    prefix = f"{PREFIX}{within}." if within else PREFIX
    degrees = dict(plain(graph).degree())
    between: Counter[tuple[int, int, str]] = Counter()
    inside: Counter[int] = Counter()
    for source, target, data in graph.edges(data=True):
        one, other = sorted((home[source], home[target]))
        if one == other:
            inside[one] += 1
        else:
            between[one, other, str(data["status"])] += 1
    nodes = []
    for number, part in enumerate(parts, 1):
        names = [str(graph.nodes[node].get("label") or node) for node in sorted(part, key=lambda node: (-degrees[node], node))[:NAMED]]
        form = "rest" if number == MOST_COMMUNITIES else "around"
        label = WORDS[form][lang].format(names=", ".join(names[:2]), number=len(part))
        facts = (len(part), inside[number], "; ".join(names))
        told = tuple((WORDS[key][lang], str(fact)) for key, fact in zip(("members", "inside", "central"), facts, strict=True))
        (group, share), *_ = Counter(str(graph.nodes[node].get("group", "")) for node in part).most_common(1)
        size = min(45.0, 8 + 1.5 * len(part) ** 0.5)
        nodes.append(Node(f"{prefix}{number}", label, group if share * 2 > len(part) else "", kind_label=WORDS["community"][lang], size=size, facts=told))
    word = WORDS["ties"][lang]
    edges = [
        Edge(f"{prefix}{one}", f"{prefix}{other}", "between", word, status, weight=float(number)) for (one, other, status), number in sorted(between.items())
    ]
    note = WORDS["note"][lang].format(**figures, parts=len(parts))
    return replace(drawing, graph=build_network(nodes, edges, [node.iri for node in nodes]), scopes={}, start=""), note


def plain_cut(graph: nx.MultiDiGraph, nodes: list[str]) -> nx.MultiDiGraph:
    """Return the network between some nodes, with at most so many ties as a picture bears."""
    import networkx as nx

    cut = nx.MultiDiGraph()
    cut.add_nodes_from((node, graph.nodes[node]) for node in nodes)
    cut.add_edges_from(list(graph.subgraph(nodes).edges(data=True))[:MOST_TIES])
    return cut
