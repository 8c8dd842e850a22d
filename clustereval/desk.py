"""The desk: what every answer needs, that is the project with its questions, its open store, and a language."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from threading import RLock
from typing import TYPE_CHECKING, Any

from clustereval.labels import labels_for, resolve
from clustereval.queries import Query, bind, find_query, is_named, of_kind, run_query

if TYPE_CHECKING:
    from clustereval.namespaces import Iri
    from clustereval.passages import Passage
    from clustereval.paths import Project
    from clustereval.store import Store
    from clustereval.tables import Table

__all__ = ["Desk", "named_query"]


@dataclass(frozen=True)
class Desk:
    """What every answer needs: the project with its questions, its open store, and the language; the lines of sources where they were given."""

    project: Project
    store: Store
    lang: str
    answered: dict[str, Table] = field(default_factory=dict, compare=False, repr=False)
    computed: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)
    turn: RLock = field(default_factory=RLock, compare=False, repr=False)
    originals: Mapping[str, tuple[str, ...]] = field(default_factory=dict, compare=False, repr=False)

    @property
    def folders(self) -> tuple[Any, ...]:
        """The query folders of the project."""
        return self.project.folders("queries")

    @cached_property
    def passages(self) -> dict[str, Passage]:
        """All passages by IRI."""
        from clustereval.passages import load_passages

        return load_passages(self.store, self.query("passages"), self.lang, self.originals)

    @cached_property
    def sides(self) -> Table:
        """Which actors act for which evaluated cluster."""
        return self.run("sides")

    @cached_property
    def names(self) -> Table:
        """Every name and spelling of every thing."""
        return self.run("names")

    def query(self, name: str) -> Query:
        """Return a question of the catalogue."""
        return find_query(name, self.folders)

    def run(self, name: str) -> Table:
        """Run a question of the catalogue, in the language of the desk where it takes one; a store that is read only answers it once.

        Desks of two languages at one store may share what they were answered: a question that takes no language is asked once for both.
        """
        spoken = f"{name} {self.lang}"
        if name in self.answered or spoken in self.answered:
            return self.answered[name if name in self.answered else spoken]
        query = self.query(name)
        if any(parameter.name == "lang" for parameter in query.parameters):
            return self.answered.setdefault(spoken, run_query(self.store, query, {"lang": self.lang}))
        return self.answered.setdefault(name, run_query(self.store, query, {}))

    def once(self, name: str, compute: Callable[[], Any]) -> Any:
        """Return what an analysis computes, kept under its name: a store that is read only gives the same each time.

        Readers of one desk in several threads do not compute the same at once: one does, the others wait.
        """
        if name not in self.computed:
            with self.turn:
                if name not in self.computed:
                    self.computed[name] = compute()
        return self.computed[name]

    def labels(self, cells: Iterable[object]) -> dict[str, str]:
        """Return what to show for the IRIs among the cells."""
        return labels_for(self.store, cells, self.lang)

    def actor(self, name: str) -> Iri:
        """Return the actor that a person means by a name."""
        return resolve(name, of_kind(self.names, "actor"))


def named_query(desk: Desk, name: str, given: Mapping[str, str]) -> Table:
    """Run a question of the catalogue with parameters as a person gives them."""
    query = desk.query(name)
    values = bind(query, given, desk.names if is_named(query) and given else None)
    if any(parameter.name == "lang" for parameter in query.parameters):
        values.setdefault("lang", desk.lang)
    return run_query(desk.store, query, values)
