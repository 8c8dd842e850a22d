"""Privacy: the graph without people, for answers, pages and reports that go to readers who need no names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from clustereval.namespaces import BASE, PREFIXES
from clustereval.store import Store

__all__ = ["without_people"]

INSTEAD = {"de": "[Person]", "en": "[person]"}
NAMES = (PREFIXES["skos"] + "prefLabel", PREFIXES["skos"] + "altLabel", PREFIXES["ce"] + "nameAsPrinted")
SHORTEST = 4
"""Letters from which on a surname alone is taken for the person."""


def without_people(store: Store) -> Store:
    """Return the store, in memory, without people.

    Every statement about or to a person is left out: a role loses its holder and stays, an interview loses its interviewee. In all
    texts the names of people are replaced, also a surname alone, unless it is part of the name of an actor.
    """
    import pyoxigraph as ox

    kind, person = ox.NamedNode(PREFIXES["rdf"] + "type"), ox.NamedNode(PREFIXES["ce"] + "Person")
    people = {quad.subject for quad in store.inner.quads_for_pattern(None, kind, person, None)}
    pattern = name_pattern(names_of(store, people), names_of_actors(store))
    kept = ox.Store()
    kept.bulk_extend(
        ox.Quad(quad.subject, quad.predicate, redacted(quad.object, pattern), quad.graph_name)
        for quad in store.inner
        if quad.subject not in people and quad.object not in people
    )
    return Store(kept, store.manifest)


def names_of(store: Store, things: Iterable[Any]) -> set[str]:
    """Return every name and spelling of some things."""
    import pyoxigraph as ox

    return {
        quad.object.value
        for thing in things
        for name in NAMES
        for quad in store.inner.quads_for_pattern(thing, ox.NamedNode(name), None, ox.DefaultGraph())
        if isinstance(quad.object, ox.Literal)
    }


def names_of_actors(store: Store) -> set[str]:
    """Return every name of an actor: a company may be called after a person."""
    import pyoxigraph as ox

    return {
        quad.object.value
        for name in NAMES
        for quad in store.inner.quads_for_pattern(None, ox.NamedNode(name), None, ox.DefaultGraph())
        if str(quad.subject).startswith(f"<{BASE}") and "/actor/" in str(quad.subject) and isinstance(quad.object, ox.Literal)
    }


def name_pattern(people: Iterable[str], others: Iterable[str]) -> re.Pattern[str] | None:
    """Return a pattern that finds people's names, with titles before them; names of others that hold one are found first, as `other`."""
    full = {" ".join(name.split()) for name in people if name.strip()}
    titled = {re.sub(r"^(?:(?:Prof|Dr|Dipl|Hr|Fr|Ing|Kfm|Herr|Frau|Mr|Ms)[.\-\w]*\s*)+", "", name) for name in full}
    surnames = {name.split()[-1] for name in full | titled if name.split() and len(name.split()[-1]) >= SHORTEST}
    wanted = sorted({name for name in full | titled | surnames if len(name) >= SHORTEST}, key=lambda name: (-len(name), name))
    if not wanted:
        return None
    inner = "|".join(re.escape(name) for name in wanted)
    holds = re.compile(rf"(?<!\w)(?:{inner})(?!\w)")
    kept = sorted({other for other in others if holds.search(other)}, key=lambda name: (-len(name), name))
    before = r"(?:(?:Prof\.|Dr\.|Dr\.-Ing\.|Dipl\.-Ing\.|Dipl\.-Kfm\.|Hr\.|Herr|Herrn|Frau|Mr|Ms)\s+)*"
    first = "|".join(re.escape(name) for name in kept) or r"(?!)"
    return re.compile(rf"(?P<other>{first})|(?<!\w){before}(?:{inner})(?!\w)")


def redacted(term: Any, pattern: re.Pattern[str] | None) -> Any:
    """Return a term with people's names replaced, in the language of the text."""
    import pyoxigraph as ox

    if pattern is None or not isinstance(term, ox.Literal):
        return term
    text = pattern.sub(lambda found: found["other"] or INSTEAD.get(term.language or "", INSTEAD["en"]), term.value)
    if text == term.value:
        return term
    return ox.Literal(text, language=term.language) if term.language else ox.Literal(text, datatype=term.datatype)
