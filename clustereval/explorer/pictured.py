"""Pictures that pages embed: a whole view or board; and an answer, its rows as ties between the things of two columns."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from clustereval.errors import UsageError
from clustereval.explorer.grid import ends
from clustereval.explorer.words import WORDS
from clustereval.namespaces import Iri

if TYPE_CHECKING:
    from clustereval.desk import Desk
    from clustereval.tables import Table

__all__ = ["Picture", "draw_answer", "whole"]

TIES = 300
"""Ties of which a picture still can be read, and is drawn soon enough."""


@dataclass(frozen=True)
class Picture:
    """A page of its own that another page embeds."""

    html: str


def whole(desk: Desk, name: str) -> str:
    """Return a view or a board of the project as a page of its own, drawn once. Raises UsageError for one that there is not."""
    from clustereval.boards import board_page, find_boards
    from clustereval.views import find_views, view_page

    folders = desk.project.folders("visualisations")
    views, boards = find_views(folders), find_boards(folders)
    if name not in {*views, *boards}:
        known = ", ".join(sorted({*views, *boards}))
        raise UsageError(WORDS["no_such"][desk.lang].format(given=name, known=known))
    page: str = desk.once(f"picture {name}", lambda: view_page(desk, views[name]) if name in views else board_page(desk, boards[name]))
    return page


def draw_answer(desk: Desk, table: Table) -> Picture:
    """Return the rows of an answer as a network. Raises UsageError when no two columns are the ends of ties."""
    from clustereval.drawing import network_of, nodes_of
    from clustereval.network import Edge, Node
    from clustereval.picture import page
    from clustereval.views import Style, find_views

    words = {key: texts[desk.lang] for key, texts in WORDS.items()}
    found = ends(table)
    if found is None:
        raise UsageError(words["no_network"])
    view = find_views(desk.project.folders("visualisations"))["cooperation"]
    line = Style(WORDS["row_of_answer"], "#1B1B1B", None, 2)
    view = replace(view, name="answer", title=WORDS["network_of_answer"], reading=WORDS["reading_of_answer"], statuses={"row": line}, finding={}, parts={})
    rows = [row for row in table.rows if isinstance(row[found[0]], Iri) and isinstance(row[found[1]], Iri)]
    labels = desk.labels(cell for row in rows[:TIES] for cell in row)
    edges = []
    for row in rows[:TIES]:
        kind = kind_of(table, row, found, labels) or words["row_of_answer"]
        edges.append(Edge(str(row[found[0]]), str(row[found[1]]), kind, kind, "row", kind, directed=True))
    known = {node.iri: node for node in nodes_of(desk, view) if node.group}
    rest = {end for edge in edges for end in (edge.source, edge.target)} - set(known)
    nodes = [*known.values(), *(Node(iri, labels.get(iri, iri), "group") for iri in sorted(rest))]
    cut = words["rows_left_out"].format(shown=TIES, all=len(rows)) if len(rows) > TIES else ""
    return Picture(page(network_of(nodes, list(dict.fromkeys(edges))), view, desk.lang, str(desk.store.manifest["digest"]), cut))


def kind_of(table: Table, row: tuple[object, ...], found: tuple[int, int], labels: dict[str, str]) -> str:
    """Return what a row says of its two things: the column kind, or else the first that names something with a label."""
    if "kind" in table.columns:
        return labels.get(str(row[table.columns.index("kind")]), "")
    told = (cell for place, cell in enumerate(row) if place not in found and isinstance(cell, Iri))
    return next((labels[cell] for cell in told if labels.get(cell, ":").find(":") < 0), "")
