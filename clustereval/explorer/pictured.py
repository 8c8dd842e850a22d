"""Pictures that pages embed: a whole view or board; and an answer, its rows as ties between the things of two columns."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from clustereval.condensed import PREFIX, member_graph
from clustereval.errors import UsageError
from clustereval.explorer.frame import Address, address_of
from clustereval.explorer.grid import ends
from clustereval.explorer.words import WORDS
from clustereval.labels import code
from clustereval.namespaces import CE, Iri
from clustereval.passages import passage_items

if TYPE_CHECKING:
    from clustereval.desk import Desk
    from clustereval.drawing import Drawing
    from clustereval.picture import Links
    from clustereval.tables import Table

__all__ = ["Picture", "draw_answer", "onward", "whole"]

TIES = 300
"""Ties of which a picture still can be read, and is drawn soon enough."""


@dataclass(frozen=True)
class Picture:
    """A page of its own that another page embeds."""

    html: str


def onward(desk: Desk, place: Address, expand: Callable[[str], str] | None = None, within: str = "") -> Links:
    """Return where a reader may go from a node or a passage of a picture: its profile, its ties, into a community.

    `expand` gives the address at which the ties of an actor are shown too; `within` names the community that the picture shows.
    """
    words = {key: WORDS[key][desk.lang] for key in ("to_profile", "to_entry", "ties_of_actor", "ties_too", "open_community")}
    prefix = f"{PREFIX}{within}." if within else PREFIX

    def links(iri: str) -> list[tuple[str, str, str]]:
        if iri.startswith(prefix):
            return [(words["open_community"], place.here(community=iri.removeprefix(PREFIX)), "_self")]
        if iri.startswith(CE):
            return [(words["to_entry"], address_of(iri, place), "_top")]
        found = [(words["to_profile"], address_of(iri, place), "_top")]
        if "/actor/" in iri:
            found.append((words["ties_too"], expand(iri), "_top") if expand else (words["ties_of_actor"], place.to("cooperation", actor=iri), "_top"))
        return found

    return links


def whole(desk: Desk, place: Address) -> str:
    """Return a view or a board of the project as a page of its own, drawn once, or one community of a large one.

    Raises UsageError for one that there is not.
    """
    from clustereval.boards import board_page, find_boards
    from clustereval.views import find_views, view_drawing, view_page

    folders, name = desk.project.folders("visualisations"), place.page
    views, boards = find_views(folders), find_boards(folders)
    if name not in {*views, *boards}:
        known = ", ".join(sorted({*views, *boards}))
        raise UsageError(WORDS["no_such"][desk.lang].format(given=name, known=known))
    if name in boards:
        board: str = desk.once(f"board {name} {place.root}", lambda: board_page(desk, boards[name], onward(desk, place)))
        return board
    drawing: Drawing = desk.once(f"drawing {name}", lambda: view_drawing(desk, views[name]))
    within = place.one("community")
    here = Address(place.root, place.lang, f"picture/{name}", place.given)
    if within:
        part = replace(drawing, graph=member_graph(drawing.graph, within, desk.lang), scopes={}, start="")
        return view_page(desk, views[name], part, onward(desk, here, within=within), within)
    page: str = desk.once(f"picture {name} {place.root}", lambda: view_page(desk, views[name], drawing, onward(desk, here)))
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
    # A row that names a status is drawn as that status is: what is absent must not look as if it were there.
    styles = {**view.statuses, "row": Style(WORDS["row_of_answer"], "#1B1B1B", None, 2)}
    view = replace(view, name="answer", title=WORDS["network_of_answer"], reading=WORDS["reading_of_answer"], statuses=styles, finding={}, parts={})
    rows = [row for row in table.rows if isinstance(row[found[0]], Iri) and isinstance(row[found[1]], Iri)]
    labels = desk.labels(cell for row in rows[:TIES] for cell in row)
    told: dict[tuple[str, str, str, str], list[dict[str, Any]]] = {}
    for row in rows[:TIES]:
        kind = kind_of(table, row, found, labels) or words["row_of_answer"]
        record = dict(zip(table.columns, row, strict=True))
        status = code(str(record.get("status") or ""))
        key = (str(row[found[0]]), str(row[found[1]]), kind, status if status in view.statuses else "row")
        passages = passage_items(desk.passages, [str(record.get("passage") or "")])
        told.setdefault(key, []).append(
            {"text": str(record.get("subject") or ""), "claimed_by": labels.get(str(record.get("voice")), ""), "passages": passages}
        )
    edges = [Edge(one, other, kind, kind, status, kind, directed=True, evidence=tuple(each)) for (one, other, kind, status), each in told.items()]
    known = {node.iri: node for node in nodes_of(desk, view) if node.group}
    rest = {end for edge in edges for end in (edge.source, edge.target)} - set(known)
    nodes = [*known.values(), *(Node(iri, labels.get(iri, iri), "group") for iri in sorted(rest))]
    cut = words["rows_left_out"].format(shown=TIES, all=len(rows)) if len(rows) > TIES else ""
    return Picture(page(network_of(nodes, edges), view, desk.lang, str(desk.store.manifest["digest"]), cut))


def kind_of(table: Table, row: tuple[object, ...], found: tuple[int, int], labels: dict[str, str]) -> str:
    """Return what a row says of its two things: the column kind, or else the first that names something with a label."""
    if "kind" in table.columns:
        return labels.get(str(row[table.columns.index("kind")]), "")
    told = (cell for place, cell in enumerate(row) if place not in found and isinstance(cell, Iri))
    return next((labels[cell] for cell in told if labels.get(cell, ":").find(":") < 0), "")
