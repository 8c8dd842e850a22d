"""Figures of the report: a network as a still picture, for documents; the only module that knows matplotlib."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from clustereval.picture import positions

if TYPE_CHECKING:
    import networkx as nx
    from matplotlib.axes import Axes

    from clustereval.views import View

__all__ = ["network_png"]

SHAPES = {"dot": "o", "square": "s", "diamond": "D", "triangle": "^", "triangleDown": "v", "star": "*", "hexagon": "h"}
LABELLED = 60
"""How many nodes bear their label, those with most ties first."""


def network_png(graph: nx.MultiDiGraph, view: View, lang: str) -> bytes:
    """Return a network as a PNG picture with the colours, shapes and dashes of the view, and its legend."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(13, 7.5), dpi=130)
    FigureCanvasAgg(figure)
    axes = figure.add_subplot()
    places = {node: (x, -y) for node, (x, y) in positions(graph).items()}
    for source, target, data in graph.edges(data=True):
        style = view.statuses[data["status"]]
        ends = tuple(zip(places[source], places[target], strict=True))
        axes.plot(*ends, color=style.colour, linewidth=0.9, linestyle=dashes(style.dash), alpha=0.55, zorder=1)
    for group in dict.fromkeys(data["group"] for _, data in graph.nodes(data=True)):
        kind = view.groups.get(group)
        xs, ys = zip(*(places[node] for node, data in graph.nodes(data=True) if data["group"] == group), strict=True)
        colour, shape = (kind.colour, SHAPES[kind.shape]) if kind else ("#BBBBBB", "o")
        axes.scatter(xs, ys, s=38, c=colour, marker=shape, edgecolors="#1B1B1B", linewidths=0.5, zorder=2)
    for node in sorted(graph, key=lambda node: (-graph.degree(node), node))[:LABELLED]:
        text = str(graph.nodes[node]["label"])[:32].replace("$", r"\$")
        axes.annotate(text, places[node], fontsize=5.5, ha="center", va="bottom", xytext=(0, 4), textcoords="offset points")
    add_legend(axes, graph, view, lang)
    axes.axis("off")
    buffer = io.BytesIO()
    figure.savefig(buffer, format="png", bbox_inches="tight", metadata={"Software": None})
    return buffer.getvalue()


def dashes(dash: list[int] | None) -> Any:
    """Return the dashes of a line as matplotlib takes them."""
    return (0, [part / 2 for part in dash]) if dash else "solid"


def add_legend(axes: Axes, graph: nx.MultiDiGraph, view: View, lang: str) -> None:
    """Add what occurs in the picture: groups of nodes, then statuses of ties."""
    from matplotlib.lines import Line2D

    groups = {data["group"] for _, data in graph.nodes(data=True)}
    statuses = {data["status"] for *_, data in graph.edges(data=True)}
    handles = [
        Line2D([], [], marker=SHAPES[group.shape], color="none", markerfacecolor=group.colour, markeredgecolor="#1B1B1B", label=group.label[lang])
        for key, group in view.groups.items()
        if key in groups
    ]
    handles += [
        Line2D([], [], color=style.colour, linestyle=dashes(style.dash), label=style.label[lang]) for key, style in view.statuses.items() if key in statuses
    ]
    axes.legend(handles=handles, fontsize=6.5, loc="upper left", framealpha=0.85)
