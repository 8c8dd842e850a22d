"""Pictures: a network as one HTML page that works offline. The only module that knows pyvis.

pyvis supplies the drawing library (vis-network) and the containers for nodes, edges and options; the page itself
is our own template in visualisations/, because the stock one loads from a CDN and escapes nothing.
"""

from __future__ import annotations

import itertools
import math
import textwrap
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import networkx as nx
import numpy as np

from clustereval.errors import DataError, Problem
from clustereval.labels import word
from clustereval.pages import check_language, render

if TYPE_CHECKING:
    from pyvis.network import Network

    from clustereval.drawing import Drawing, Listing
    from clustereval.views import View

    Links = Callable[[str], Sequence[tuple[str, str, str]]]
    Places = dict[str, tuple[float, float]]
    Spots = np.ndarray[Any, np.dtype[np.float64]]  # a row (x, y), or (width, height), for each node

__all__ = ["page", "positions"]

SHAPES = ("dot", "square", "diamond", "triangle", "triangleDown", "star", "hexagon")
SCRIPTS = ("dom.js", "search.js", "legend.js", "listing.js", "evidence.js", "canvas.js", "page.js")
PARTS = {"label": {"de": "Teil", "en": "Part"}, "all": {"de": "alle", "en": "all"}}
LIST = {"de": "Liste", "en": "List"}
OTHER = {"de": "ohne Gruppe", "en": "without a group"}
SIGN = "\u26a0\ufe0e"  # a warning sign, as text
LABEL_WIDTH = 20  # characters in a line of a label
TIE_LENGTH = 75.0  # pixels between two tied nodes, before labels are given room
SCREEN = 1.5  # a picture is wider than high
GAP = 30.0  # pixels between components
NODE: dict[str, Any] = {"label": "", "group": "", "kind_label": "", "names": [], "text": "", "facts": [], "marked": False, "evidence": [], "scopes": []}
EDGE: dict[str, Any] = {
    **{"kind": "", "kind_label": "", "status": "", "label": "", "weight": 1, "directed": False, "marked": False, "note": ""},
    **{"evidence": [], "scopes": []},
}
OPTIONS: dict[str, Any] = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {"hover": True, "hoverConnectedEdges": False, "tooltipDelay": 250, "keyboard": False, "selectConnectedEdges": False},
    "nodes": {"borderWidth": 1.5, "borderWidthSelected": 4, "chosen": False, "font": {"face": "system-ui, sans-serif", "color": "#1B1B1B"}},
    "edges": {"chosen": False, "arrows": {"to": {"scaleFactor": 0.7}}, "font": {"face": "system-ui, sans-serif", "align": "horizontal"}},
}


def page(
    graph: nx.MultiDiGraph,
    view: View,
    lang: str,
    data_version: str = "",
    finding: str = "",
    drawing: Drawing | None = None,
    links: Links | None = None,
) -> str:
    """Return one self-contained HTML page that shows the network and, as a table, the same ties.

    `finding` is a sentence under the reading; `drawing` may bring a list, which becomes a second table, and the parts of the network between
    which a reader may choose. `links` gives, for the IRI of a node or a passage, where a reader may go from there: text, address, and the frame
    in which it opens (_top or _self); a file for itself has none.
    `lang` is "de" or "en". Nothing is loaded from outside, and no text of the graph can act as markup or script.
    Raises UsageError for another language, DataError when the view does not describe a status or uses an unknown shape.
    """
    check_language(lang)
    check_view(graph, view)
    network = fill(graph, view, lang)
    listing, scopes = (drawing.listing, drawing.scopes) if drawing else (None, {})
    steady = positions(graph) if drawing and drawing.steady else None
    return render(
        "page.html",
        lang,
        SCRIPTS,
        ["page.css"],
        [vis_network()],
        title=view.title[lang],
        reading=view.reading[lang],
        finding=finding,
        data_version=data_version,
        data={
            "name": view.name,
            "nodes": network.nodes,
            "edges": network.edges,
            "options": network.options,
            "records": {"nodes": node_records(graph, view), "edges": edge_records(graph)},
            "legend": legend(view, lang),
            "sized": any(data.get("size") for _, data in graph.nodes(data=True)),
            "listing": listing_record(listing, view, lang) if listing else None,
            "scopes": [{"key": key, "label": label, "places": part_places(graph, key, steady)} for key, label in scopes.items()],
            "start": drawing.start if drawing else "",
            "parts": {key: texts[lang] for key, texts in (view.parts or PARTS).items()},
            "links": {iri: [list(link) for link in links(iri)] for iri in reachable(graph)} if links else {},
        },
    )


def reachable(graph: nx.MultiDiGraph) -> list[str]:
    """Return the IRIs of the nodes and of the passages in the evidence of nodes and edges, each once."""
    bearers = [*(data for _, data in graph.nodes(data=True)), *(data for *_, data in graph.edges(data=True))]
    pieces = (piece for bearer in bearers for piece in bearer.get("evidence", ()))
    return list(dict.fromkeys([*graph.nodes, *(passage["iri"] for piece in pieces for passage in piece.get("passages", ()) if "iri" in passage)]))


def listing_record(listing: Listing, view: View, lang: str) -> dict[str, Any]:
    """Return a list as the page shows it: its heading, the words of its columns, its lines."""
    columns = [word(column, lang) for column in listing.columns]
    rows = [{"cells": list(row.cells), "target": row.target, "scopes": list(row.scopes)} for row in listing.rows]
    return {"title": view.listing.get(lang, LIST[lang]), "columns": columns, "rows": rows}


def part_places(graph: nx.MultiDiGraph, key: str, steady: Places | None) -> Places:
    """Return the places of one part: its own, or those of the whole where these are steady."""
    part = scope(graph, key)
    return positions(part) if steady is None else {node: steady[node] for node in part}


def scope(graph: nx.MultiDiGraph, key: str) -> nx.MultiDiGraph:
    """Return one part of a network: its edges and their ends, and the nodes that stand in it without an edge."""
    part = nx.MultiDiGraph()
    ties = [(a, b, data) for a, b, data in graph.edges(data=True) if key in data.get("scopes", ())]
    inside = {node for a, b, _ in ties for node in (a, b)} | {node for node, data in graph.nodes(data=True) if key in data.get("scopes", ())}
    part.add_nodes_from((node, graph.nodes[node]) for node in sorted(inside))
    part.add_edges_from(ties)
    return part


def check_view(graph: nx.MultiDiGraph, view: View) -> None:
    """Raise DataError when the view lacks a status of the graph or names a shape that puts the label elsewhere."""
    statuses = sorted({str(edge["status"]) for *_, edge in graph.edges(data=True)} - set(view.statuses))
    problems = [Problem(f"view {view.name}", f"The status {status!r} has no style. Add [statuses.{status}].") for status in statuses]
    problems += [
        Problem(f"view {view.name}", f"The shape {group.shape!r} of the group {key!r} is none of: {', '.join(SHAPES)}.")
        for key, group in view.groups.items()
        if group.shape not in SHAPES
    ]
    if problems:
        raise DataError("The picture cannot be drawn.", problems)


def legend(view: View, lang: str) -> dict[str, list[dict[str, Any]]]:
    """Return the groups and statuses in legend order, with their labels in one language."""
    groups = [{"key": key, "label": g.label[lang], "colour": g.colour, "shape": g.shape} for key, g in view.groups.items()]
    styles = [{"key": key, "label": s.label[lang], "colour": s.colour, "dash": s.dash, "width": s.width} for key, s in view.statuses.items()]
    return {"group": [*groups, {"key": "", "label": OTHER[lang], "colour": "#BBBBBB", "shape": "dot"}], "status": styles}


def node_records(graph: nx.MultiDiGraph, view: View) -> list[dict[str, Any]]:
    """Return what the page says about each node, in the order of the labels."""
    records = [{"id": node, **NODE, **{key: data[key] for key in NODE if data.get(key)}} for node, data in graph.nodes(data=True)]
    for record in records:
        record["label"] = record["label"] or record["id"]
        record["group"] = record["group"] if record["group"] in view.groups else ""
    return sorted(records, key=lambda record: (record["label"].casefold(), record["id"]))


def edge_records(graph: nx.MultiDiGraph) -> list[dict[str, Any]]:
    """Return what the page says about each edge; its id is made of its ends, kind and status, so that links to it last."""
    records = []
    seen: dict[str, int] = defaultdict(int)
    for source, target, data in sorted(graph.edges(data=True), key=lambda edge: (edge[0], edge[1], edge[2]["kind"], edge[2]["status"])):
        identity = " ".join((source, data["kind"], data["status"], target))
        seen[identity] += 1
        number = f" {seen[identity]}" if seen[identity] > 1 else ""
        records.append({"id": identity + number, "source": source, "target": target, **EDGE, **{key: data[key] for key in EDGE if key in data}})
    return records


def fill(graph: nx.MultiDiGraph, view: View, lang: str) -> Network:
    """Return a pyvis network with a node and an edge for each of the graph, drawn as the view says.

    Its lists are filled directly: pyvis' own `add_edge` compares each new edge with all others.
    """
    from pyvis.edge import Edge
    from pyvis.network import Network
    from pyvis.node import Node

    network = Network()
    network.options = OPTIONS
    groups = {item["key"]: item for item in legend(view, lang)["group"]}
    labels = {}
    places = positions(graph)
    for record in node_records(graph, view):
        group = groups[record["group"]]
        x, y = places[record["id"]]
        labels[record["id"]] = record["label"]
        size = size_of(graph, record["id"])
        name = f"{SIGN} {record['label']}" if record["marked"] else record["label"]
        node = Node(record["id"], group["shape"], wrap(name), color=group["colour"], x=x, y=y, size=size, title=record["label"])
        network.nodes.append(node.options)
    network.node_map = {node["id"]: node for node in network.nodes}
    network.node_ids = list(network.node_map)
    records = edge_records(graph)
    for record, bend in zip(records, bends(records), strict=True):
        style = view.statuses[record["status"]]
        width = style.width + min(4.0, math.log2(max(1.0, record["weight"])))
        title = f"{labels[record['source']]} {'→' if record['directed'] else '–'} {labels[record['target']]}\n{record['kind_label']} ({style.label[lang]})"
        edge = Edge(record["source"], record["target"], record["directed"], id=record["id"], color=style.colour, width=width, title=title, **bend)
        network.edges.append({**edge.options, "dashes": list(style.dash) if style.dash else False})
    return network


def bends(records: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the vis-network options that keep several edges of one pair, and several loops of one node, apart.

    A marked edge is always a curve, if a flat one: vis-network draws the bright ground beneath curves only.
    """
    together: dict[tuple[str, str], list[int]] = defaultdict(list)
    for index, record in enumerate(records):
        together[min(record["source"], record["target"]), max(record["source"], record["target"])].append(index)
    result: list[dict[str, Any]] = [{} for _ in records]
    for (first, second), indices in together.items():
        for rank, index in enumerate(indices):
            if first == second:
                result[index] = {"selfReference": {"size": 18 + 8 * rank, "angle": 0.8}}
                continue
            bend = (rank - (len(indices) - 1) / 2) * 0.22 * (1 if records[index]["source"] == first else -1)
            curve = {"enabled": True, "type": "curvedCW" if bend > 0 else "curvedCCW", "roundness": abs(bend)}
            result[index] = {"smooth": curve if bend or records[index]["marked"] else {"enabled": False}}
    return result


def positions(graph: nx.MultiDiGraph, seed: int = 1) -> Places:
    """Return a place (x, y) in pixels for each node: the same graph has the same places, in whatever order it was built.

    Each component is laid out by itself and turned so that it lies flat; the largest is in the centre, and smaller ones
    stand around it.
    """
    plain = nx.Graph()
    plain.add_nodes_from(sorted(graph.nodes))
    plain.add_edges_from(sorted({(min(a, b), max(a, b)) for a, b in graph.edges() if a != b}))
    boxes = {node: label_box(str(graph.nodes[node].get("label") or node), size_of(graph, node)) for node in plain}
    components = sorted((sorted(nodes) for nodes in nx.connected_components(plain)), key=lambda nodes: (-len(nodes), nodes[0]))
    if not components:
        return {}
    sizes = [np.array([boxes[node] for node in nodes]) for nodes in components]
    spots = pack([lay_out(plain, nodes, size, seed) for nodes, size in zip(components, sizes, strict=True)], sizes)
    return {node: (round(float(x)), round(float(y))) for node, (x, y) in zip(itertools.chain(*components), spots, strict=True)}


def lay_out(plain: nx.Graph, nodes: list[str], boxes: Spots, seed: int) -> Spots:
    """Return places for one component, around its own centre, without overlapping labels."""
    if len(nodes) == 1:
        return np.zeros((1, 2))
    part = nx.Graph()
    part.add_nodes_from(nodes)
    part.add_edges_from((a, b) for a in nodes for b in sorted(plain[a]) if a < b)
    start = nx.spring_layout(part, seed=seed, iterations=50, method="force")
    steps = dict(nx.all_pairs_shortest_path_length(part))
    spots = stress(np.array([start[node] for node in nodes]), np.array([[steps[a][b] for b in nodes] for a in nodes]) * TIE_LENGTH)
    axes = np.linalg.svd(spots - spots.mean(axis=0), full_matrices=False)[2]
    axes *= np.where(axes[np.arange(2), np.abs(axes).argmax(axis=1)] < 0, -1, 1)[:, None]
    spots = (spots - spots.mean(axis=0)) @ axes.T * (SCREEN, 1.0)
    crowding = 1.5 * boxes.prod(axis=1).sum() / (np.ptp(spots, axis=0) + boxes.mean(axis=0)).prod()
    return push_apart(spots * max(1.0, crowding**0.5), boxes)


def stress(spots: Spots, wanted: Spots, steps: int = 60) -> Spots:
    """Return places whose distances come near the wanted ones (stress majorisation, Gansner, Koren and North 2004)."""
    weights = np.divide(1.0, wanted**2, out=np.zeros_like(wanted), where=wanted > 0)
    spots = spots * wanted.max() / 2
    inverse = np.linalg.pinv(np.diag(weights.sum(axis=1)) - weights)
    for _ in range(steps):
        distances = np.hypot(*(spots.T[:, :, None] - spots.T[:, None]))
        pull = -weights * np.divide(wanted, distances, out=np.zeros_like(wanted), where=distances > 1e-9)
        np.fill_diagonal(pull, -pull.sum(axis=1))
        spots = inverse @ (pull @ spots)
    return spots


def push_apart(spots: Spots, boxes: Spots, steps: int = 100) -> Spots:
    """Return the places moved as little as needed for the boxes (width, height) around them not to overlap."""
    need = (boxes[:, None] + boxes[None]) / 2
    for _ in range(steps):
        apart = spots[:, None] - spots[None]
        lack = need - np.abs(apart)
        np.einsum("iij->ij", lack)[:] = 0
        hit = np.all(lack > 0.5, axis=2)
        if not hit.any():
            break
        axis = (lack / need).argmin(axis=2)[..., None] == np.arange(2)
        order = np.sign(np.arange(len(spots))[:, None] - np.arange(len(spots)))[..., None]
        side = np.where(apart == 0, order, np.sign(apart))
        spots = spots + (side * lack * axis * hit[..., None]).sum(axis=1) * 0.3
    return spots


def pack(parts: list[Spots], sizes: list[Spots]) -> Spots:
    """Return the places of all components, stretched to the shape of a screen.

    The first is in the centre, each other at the first free place of a spiral; `sizes` has the box of each node.
    """
    spots, boxes = np.empty((0, 2)), np.empty((0, 2))
    turn = 0.0
    for part, size in zip(parts, sizes, strict=True):
        own = part - ((part - size / 2).min(axis=0) + (part + size / 2).max(axis=0)) / 2
        here = own
        while np.all(np.abs(here[:, None] - spots[None]) < (size[:, None] + boxes[None]) / 2 + GAP, axis=2).any():
            turn += 0.2
            here = own + np.array([16 * turn * math.cos(turn), 10 * turn * math.sin(turn)])
        spots, boxes = np.vstack([spots, here]), np.vstack([boxes, size])
    width, height = (spots + boxes / 2).max(axis=0) - (spots - boxes / 2).min(axis=0)
    stretched: Spots = spots * (np.clip(SCREEN * height / width, 1.0, 2.0), 1.0)
    return stretched


def radius(ties: int) -> float:
    """Return the radius of a node in pixels: the more ties, the larger."""
    return round(min(30.0, 8 + 2.5 * math.sqrt(ties)), 1)


def size_of(graph: nx.MultiDiGraph, node: str) -> float:
    """Return the radius of a node: the one that the network gives it, else one by its ties."""
    return float(graph.nodes[node].get("size") or radius(graph.degree(node)))


def wrap(label: str) -> str:
    """Return the label in at most three lines; the whole of it stands in the table and the details."""
    return "\n".join(textwrap.wrap(label, LABEL_WIDTH, max_lines=3, placeholder=" …"))


def label_box(label: str, size: float) -> tuple[float, float]:
    """Return width and height, in pixels, of a node with its label beneath."""
    lines = wrap(label).split("\n")
    return 7.0 * max(len(line) for line in lines) + 16, 2 * size + 16.0 * len(lines) + 12


def vis_network() -> str:
    """Return the code of vis-network from the installed pyvis, without the pointer to its source map."""
    import pyvis

    files = sorted((Path(pyvis.__file__).parent / "templates" / "lib").glob("vis-*/vis-network.min.js"))
    lines = files[-1].read_text(encoding="utf-8").split("\n")
    return "\n".join(line for line in lines if not line.startswith("//# sourceMappingURL")).replace("</script", "<\\/script")
