"""Views: pictures declared as files in visualisations/, and the network that each of them shows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from clustereval import casemap, changemap, drawings, termmap
from clustereval.casemap import draw_ambiguity
from clustereval.changemap import draw_scenario
from clustereval.condensed import condense, is_large
from clustereval.drawings import draw_brokerage, draw_overlaps, draw_reciprocity, draw_ties
from clustereval.errors import DataError, Problem
from clustereval.findings import finding_text, read_finding
from clustereval.pages import read_declaration
from clustereval.termmap import draw_ontology

if TYPE_CHECKING:
    import networkx as nx

    from clustereval.desk import Desk
    from clustereval.drawing import Drawing
    from clustereval.picture import Links

__all__ = ["Group", "Style", "View", "find_views", "read_view", "view_drawing", "view_network", "view_page"]

Texts = Mapping[str, str]


@dataclass(frozen=True)
class Group:
    """A group of nodes in the legend: its label by language, colour, shape, and the classes that belong to it."""

    label: Texts
    colour: str
    shape: str
    classes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Style:
    """A style of edges in the legend: its label by language, colour, dashes and width in pixels."""

    label: Texts
    colour: str
    dash: list[int] | None
    width: int


@dataclass(frozen=True)
class View:
    """A picture: its title and reading by language, which network it shows from which queries, and its legend.

    The finding is a template for a sentence of the picture's numbers, and `listing` the heading of the list beside it, where there is one.
    """

    name: str
    title: Texts
    reading: Texts
    network: str
    edges: tuple[str, ...]
    groups: Mapping[str, Group]
    statuses: Mapping[str, Style]
    finding: Texts = field(default_factory=dict)
    listing: Texts = field(default_factory=dict)
    parts: Mapping[str, Texts] = field(default_factory=dict)


def read_view(path: Path) -> View | None:
    """Return the view in a file, or None when it declares a board. Raises DataError when the file is no TOML or lacks a key."""
    data = read_declaration(path)
    if "board" in data:
        return None
    try:
        groups = {key: Group(g["label"], g["colour"], g["shape"], tuple(g.get("classes", ()))) for key, g in data["groups"].items()}
        statuses = {key: Style(s["label"], s["colour"], s.get("dash"), s.get("width", 2)) for key, s in data["statuses"].items()}
        if data["network"] not in NETWORKS:
            raise DataError("A view cannot be used.", [Problem(str(path), f"network is {data['network']!r}; it must be one of {', '.join(NETWORKS)}.")])
        finding = read_finding(data, NETWORKS[data["network"]].fields, path)
        listing = data.get("listing", {})
        parts = data.get("parts", {})
        return View(path.stem, data["title"], data["reading"], data["network"], tuple(data["edges"]), groups, statuses, finding, listing, parts)
    except KeyError as error:
        raise DataError("A view cannot be used.", [Problem(str(path), f"The key {error} is missing.")]) from error


def find_views(folders: Iterable[Path]) -> dict[str, View]:
    """Return the views in the given folders by name; a project's own view replaces a built-in one of the same name."""
    views = (read_view(path) for folder in folders for path in sorted(folder.glob("*.toml")))
    return {view.name: view for view in views if view is not None}


@dataclass(frozen=True)
class Network:
    """What a view may show: how it is drawn, and which fields the finding of the view may use."""

    draw: Callable[[Desk, View], Drawing]
    fields: tuple[str, ...]


NETWORKS = {
    "ties": Network(draw_ties, drawings.FIELDS["ties"]),
    "overlaps": Network(draw_overlaps, drawings.FIELDS["overlaps"]),
    "reciprocity": Network(draw_reciprocity, drawings.FIELDS["reciprocity"]),
    "brokerage": Network(draw_brokerage, drawings.FIELDS["brokerage"]),
    "ambiguity": Network(draw_ambiguity, casemap.FIELDS),
    "scenario": Network(draw_scenario, changemap.FIELDS),
    "ontology": Network(draw_ontology, termmap.FIELDS),
}


def view_drawing(desk: Desk, view: View) -> Drawing:
    """Return what a view shows: its network, the numbers of its finding, its list, its parts."""
    return NETWORKS[view.network].draw(desk, view)


def view_network(desk: Desk, view: View) -> nx.MultiDiGraph:
    """Return the network that a view shows: the edges between things that belong to a group of its legend."""
    return view_drawing(desk, view).graph


def view_page(desk: Desk, view: View, drawing: Drawing | None = None, links: Links | None = None, within: str = "") -> str:
    """Return the view as one self-contained HTML page in the language of the desk; of a drawing that was made already, where one is given.

    A network that is too large for a picture is condensed to its communities. `links` is as for `picture.page`, `within` as for `condense`.
    """
    from clustereval.picture import page

    drawing = drawing or view_drawing(desk, view)
    finding = finding_text(view.finding, drawing.figures, desk.lang)
    if is_large(drawing.graph):
        drawing, note = condense(drawing, desk.lang, within)
        finding = f"{finding} {note}".strip()
    return page(drawing.graph, view, desk.lang, str(desk.store.manifest["digest"]), finding, drawing, links)
