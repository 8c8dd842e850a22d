"""Cooperation: the ties of chosen actors, their neighbourhood, the chains between two, and what each side says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from clustereval.answers import Answer, cooperations, reciprocity, tie_answer
from clustereval.cooperation import STATUSES, both_sides, clusters_of, find_ties, group_of, statement_items
from clustereval.errors import UsageError
from clustereval.explorer.choices import paged, short
from clustereval.explorer.frame import Address
from clustereval.explorer.pictured import onward
from clustereval.explorer.search import find
from clustereval.explorer.words import WORDS
from clustereval.labels import item, word
from clustereval.namespaces import Iri
from clustereval.tables import Table

if TYPE_CHECKING:
    from clustereval.desk import Desk

__all__ = ["content", "neighbourhood", "picture"]

MOST_NAMES = 1_000
DEEPEST = 3
"""Steps from the chosen actors that the picture shows at most: with more, it shows nearly everybody."""


def content(desk: Desk, place: Address) -> dict[str, Any]:
    """Return the ties of the actors in the address (`actor`, `also`), to `with`, of kinds and statuses; or the chains between two (`path`).

    `tie` names a claim: what each side says of its two actors is shown side by side.
    """
    mistakes: list[dict[str, Any]] = []
    actors = chosen_actors(desk, place, mistakes)
    other = resolved(desk, place.one("with"), mistakes) if place.one("with") else None
    kinds, statuses, path = place.many("kind"), place.many("status"), bool(place.one("path"))
    ties = tie_answer(desk, [])
    problem = ""
    try:
        if not mistakes:
            ties = asked(desk, actors, other, path, kinds, statuses)
    except UsageError as error:
        problem = error.told(desk.lang)
    pairs = reciprocity(desk) if not place.given else None
    found = sorted({tie.kind for tie in find_ties(desk.run("ties"), desk.sides)})
    labels = desk.labels([*found, *actors])
    return {
        "title": WORDS["cooperation"][desk.lang],
        "actors": [item(actor, labels) for actor in actors],
        "mistakes": mistakes,
        "problem": problem,
        "chosen": bool(actors or kinds or statuses or mistakes or problem),
        "part": paged(ties.items, place, desk.lang, 100),
        "path": path,
        "kinds": sorted(((str(kind), labels[kind]) for kind in found), key=lambda kind: kind[1].casefold()),
        "chosen_kinds": kinds,
        "statuses": [(status, word(status, desk.lang)) for status in STATUSES.values()],
        "chosen_statuses": statuses,
        "depths": range(1, DEEPEST + 1),
        "depth": depth_of(place),
        "sides": sides_of(desk, place.one("tie")) if place.one("tie") else None,
        "pairs": pairs.items if pairs else [],
        "answers": {WORDS["ties"][desk.lang]: ties, **({WORDS["reciprocity"][desk.lang]: pairs} if pairs else {})},
        "names": desk.once("actor names", lambda: actor_names(desk)),
        "short": short,
    }


def actor_names(desk: Desk) -> list[str]:
    """Return the names of all actors, to choose from; none where they are too many for a list, for then the search finds them."""
    names = sorted({str(label) for label in desk.labels(iri for iri in desk.names.column("entity") if "/actor/" in str(iri)).values()}, key=str.casefold)
    return names if len(names) <= MOST_NAMES else []


def chosen_actors(desk: Desk, place: Address, mistakes: list[dict[str, Any]]) -> list[Iri]:
    """Return the actors that the address names, each once."""
    named = [place.one("actor"), *place.many("also")]
    return list(dict.fromkeys(known for name in named if name and (known := resolved(desk, name, mistakes))))


def sides_of(desk: Desk, claim: str) -> dict[str, Any]:
    """Return what each side says of the two actors of a claim, named as kind:name. Raises UsageError when no tie rests on it."""
    tie = next((tie for tie in find_ties(desk.run("ties"), desk.sides) if claim in map(short, tie.claims)), None)
    if tie is None:
        raise UsageError(WORDS["no_tie"][desk.lang].format(given=claim))
    said = both_sides(desk.run("ties"), desk.sides, tie.source, tie.target)
    labels = desk.labels(iri for iri in (tie.source, tie.target, *(iri for one in said for iri in (one.voice, one.kind))))
    acting = clusters_of(desk.sides)
    chapters = [acting.get(end, frozenset()) for end in (tie.source, tie.target)]
    columns = [
        {
            "end": item(end, labels),
            "speaks": bool(chapter),
            "says": statement_items([one for one in said if one.voice in chapter], labels, desk.passages),
        }
        for end, chapter in zip((tie.source, tie.target), chapters, strict=True)
    ]
    others = [one for one in said if one.voice not in chapters[0] | chapters[1]]
    return {"columns": columns, "one_chapter": bool(chapters[0] & chapters[1]), "others": statement_items(others, labels, desk.passages)}


def asked(desk: Desk, actors: list[Iri], other: Iri | None, path: bool, kinds: list[str], statuses: list[str]) -> Answer:
    """Return the ties that are asked for, each once."""
    if not actors:
        return cooperations(desk, kinds=kinds, statuses=statuses)
    answers = [cooperations(desk, str(actor), str(other) if other else None, path and other is not None, kinds, statuses) for actor in actors]
    found: dict[str, tuple[dict[str, Any], tuple[Any, ...]]] = {}
    for answer in answers:
        for tie, row in zip(answer.items, answer.table.rows, strict=True):
            found.setdefault(f"{tie.get('chain', '')} {tie.get('step', '')} {' '.join(tie['claims'])}", (tie, row))
    return Answer([tie for tie, _ in found.values()], Table(answers[0].table.columns, tuple(row for _, row in found.values())))


def resolved(desk: Desk, name: str, mistakes: list[dict[str, Any]]) -> Iri | None:
    """Return the actor that a reader means; where there is none or several, note what was said and which names are near."""
    try:
        return desk.actor(name)
    except UsageError as error:
        near = [iri for iri in find(desk, name)[0] if "/actor/" in iri][:8]
        labels = desk.labels(near)
        mistakes.append({"name": name, "text": error.told(desk.lang), "near": [item(iri, labels) for iri in near]})
        return None


def depth_of(place: Address) -> int:
    """Return how many steps from the actor the picture shows."""
    return int(place.one("depth")) if place.one("depth") in {str(step) for step in range(1, DEEPEST + 1)} else 1


def neighbourhood(desk: Desk, place: Address) -> set[str] | None:
    """Return who is at most so many ties, of the kinds and statuses asked for, away from the actors of the address; None where none is named.

    Where a second actor is named, or chains between two are asked for, those at the ends of the ties of the answer.
    """
    mistakes: list[dict[str, Any]] = []
    actors = chosen_actors(desk, place, mistakes)
    if not actors:
        return None
    if place.one("with") and (other := resolved(desk, place.one("with"), mistakes)):
        ties = asked(desk, actors, other, bool(place.one("path")), place.many("kind"), place.many("status"))
        return {end["iri"] for tie in ties.items for end in (tie["source"], tie["target"])} | {str(iri) for iri in (*actors, other)}
    inside = {member for actor in actors for member in group_of(actor, desk.sides)}
    every = cooperations(desk, kinds=place.many("kind"), statuses=place.many("status")).items
    pairs = [(tie["source"]["iri"], tie["target"]["iri"]) for tie in every]
    for _ in range(depth_of(place)):
        inside |= {end for pair in pairs if set(pair) & inside for end in pair}
    return inside


def chain_pairs(desk: Desk, place: Address) -> list[set[str]]:
    """Return the pairs of actors that follow one another in the chains between the two of the address."""
    mistakes: list[dict[str, Any]] = []
    actors, other = chosen_actors(desk, place, mistakes), resolved(desk, place.one("with"), mistakes)
    ties = asked(desk, actors, other, True, place.many("kind"), place.many("status")).items if actors and other else []
    return [{tie["source"]["iri"], tie["target"]["iri"]} for tie in ties]


def picture(desk: Desk, place: Address) -> str:
    """Return the network around the actors of the address, or all of it, with the kinds and statuses asked for, as a page of its own."""
    from dataclasses import replace

    from clustereval.condensed import member_graph
    from clustereval.views import find_views, view_drawing, view_page

    view = find_views(desk.project.folders("visualisations"))["cooperation"]
    inside, kinds, statuses = neighbourhood(desk, place), place.many("kind"), place.many("status")
    drawing = desk.once("drawing cooperation", lambda: view_drawing(desk, view))
    if inside is not None or kinds or statuses:
        graph = drawing.graph.subgraph(sorted(drawing.graph if inside is None else inside & set(drawing.graph))).copy()
        graph.remove_edges_from(
            [tie for *tie, data in graph.edges(keys=True, data=True) if (kinds and data["kind"] not in kinds) or (statuses and data["status"] not in statuses)]
        )
        if place.one("path") and place.one("with"):
            chained = chain_pairs(desk, place)
            graph.remove_edges_from([(one, other, key) for one, other, key in graph.edges(keys=True) if {one, other} not in chained])
        graph.remove_nodes_from([node for node in list(graph) if not graph.degree(node) and (inside is None or len(graph) > 1)])
        drawing = replace(drawing, graph=graph, figures={})
    within = place.one("community")
    if within:
        drawing = replace(drawing, graph=member_graph(drawing.graph, within, desk.lang), figures={})
    here = Address(place.root, place.lang, "picture/cooperation", place.given)
    more = Address(place.root, place.lang, "cooperation", [given for given in place.given if given[0] not in {"community", "tie", "page"}])
    links = onward(desk, here, lambda iri: more.more("also", iri) if more.one("actor") else more.here(actor=iri), within)
    return view_page(desk, view, drawing, links, within)
