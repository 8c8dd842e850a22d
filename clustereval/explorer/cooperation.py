"""Cooperation: the ties of chosen actors, their neighbourhood, the chains between two, and what each side says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from clustereval.answers import cooperations, reciprocity
from clustereval.cooperation import STATUSES, find_ties, group_of
from clustereval.errors import UsageError
from clustereval.explorer.search import find
from clustereval.explorer.words import WORDS
from clustereval.labels import item, word
from clustereval.namespaces import Iri

if TYPE_CHECKING:
    from clustereval.desk import Desk
    from clustereval.explorer.frame import Address

__all__ = ["content", "neighbourhood", "picture"]

SHOWN = 200
"""Ties on one page; more are told, not shown."""
DEEPEST = 3


def content(desk: Desk, place: Address) -> dict[str, Any]:
    """Return the ties of the actors in the address (`actor`, `also`), to `with`, of kinds and statuses; or the chains between two (`path`)."""
    mistakes: list[dict[str, Any]] = []
    actors = [known for name in [place.one("actor"), *place.many("also")] if name and (known := resolved(desk, name, mistakes))]
    other = resolved(desk, place.one("with"), mistakes) if place.one("with") else None
    kinds, statuses, path = place.many("kind"), place.many("status"), bool(place.one("path"))
    ties: list[dict[str, Any]] = []
    problem = ""
    try:
        if not mistakes:
            ties = asked(desk, actors, other, path, kinds, statuses)
    except UsageError as error:
        problem = str(error)
    found = {str(tie.kind) for tie in find_ties(desk.run("ties"), desk.sides)}
    labels = desk.labels([*(Iri(kind) for kind in found), *actors])
    return {
        "title": WORDS["cooperation"][desk.lang],
        "actors": [item(actor, labels) for actor in actors],
        "mistakes": mistakes,
        "problem": problem,
        "ties": ties[:SHOWN],
        "number": len(ties),
        "path": path,
        "kinds": sorted(((kind, labels[Iri(kind)]) for kind in found), key=lambda kind: kind[1]),
        "chosen_kinds": kinds,
        "statuses": [(status, word(status, desk.lang)) for status in STATUSES.values()],
        "chosen_statuses": statuses,
        "depth": depth_of(place),
        "pairs": reciprocity(desk).items if not place.given else [],
        "names": sorted({str(label) for label in desk.labels(Iri(str(iri)) for iri in desk.names.column("entity") if "/actor/" in str(iri)).values()}),
    }


def asked(desk: Desk, actors: list[Iri], other: Iri | None, path: bool, kinds: list[str], statuses: list[str]) -> list[dict[str, Any]]:
    """Return the ties that are asked for, each once."""
    if not actors:
        return cooperations(desk, kinds=kinds, statuses=statuses).items if kinds or statuses else []
    found: dict[str, dict[str, Any]] = {}
    for actor in actors:
        for tie in cooperations(desk, str(actor), str(other) if other else None, path and other is not None, kinds, statuses).items:
            found.setdefault(f"{tie.get('chain', '')} {tie.get('step', '')} {' '.join(tie['claims'])}", tie)
    return list(found.values())


def resolved(desk: Desk, name: str, mistakes: list[dict[str, Any]]) -> Iri | None:
    """Return the actor that a reader means; where there is none or several, note what was said and which names are near."""
    try:
        return desk.actor(name)
    except UsageError as error:
        near = [iri for iri in find(desk, name)[0] if "/actor/" in iri][:8]
        labels = desk.labels(near)
        mistakes.append({"name": name, "text": str(error), "near": [item(iri, labels) for iri in near]})
        return None


def depth_of(place: Address) -> int:
    """Return how many steps from the actor the picture shows."""
    return int(place.one("depth")) if place.one("depth") in {"1", "2", "3"} else 1


def neighbourhood(desk: Desk, place: Address) -> set[str] | None:
    """Return who is at most so many existing ties away from the actors of the address; None where none is named."""
    mistakes: list[dict[str, Any]] = []
    actors = [known for name in [place.one("actor"), *place.many("also")] if name and (known := resolved(desk, name, mistakes))]
    if not actors:
        return None
    inside = {member for actor in actors for member in group_of(actor, desk.sides)}
    pairs = [(str(tie.source), str(tie.target)) for tie in find_ties(desk.run("ties"), desk.sides) if tie.status == "existing"]
    for _ in range(depth_of(place)):
        inside |= {end for pair in pairs if set(pair) & inside for end in pair}
    return inside


def picture(desk: Desk, place: Address) -> str:
    """Return the network around the actors of the address, or all of it, as a page of its own."""
    from dataclasses import replace

    from clustereval.views import find_views, view_drawing, view_page

    view = find_views(desk.project.folders("visualisations"))["cooperation"]
    drawing, inside = view_drawing(desk, view), neighbourhood(desk, place)
    if inside is not None:
        drawing = replace(drawing, graph=drawing.graph.subgraph(sorted(inside & set(drawing.graph))).copy(), figures={})
    return view_page(desk, view, drawing)
