"""The site: the desks of a project, one for each language, opened anew when the store has been built anew."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING

from clustereval.desk import Desk
from clustereval.explorer.access import Access
from clustereval.store import open_store, read_manifest

if TYPE_CHECKING:
    from clustereval.paths import Project

__all__ = ["Site"]


@dataclass
class Site:
    """What all pages of one running application share: the project, its desks, and what it may do.

    `access` says who may see it and write verdicts; `originals` holds the lines of sources, by IRI, whose text was given.
    """

    project: Project
    access: Access = field(default_factory=Access)
    without_people: bool = False
    originals: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    desks: dict[str, Desk] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)
    building: Lock = field(default_factory=Lock)

    def desk(self, lang: str) -> Desk:
        """Return the desk of a language; both languages ask the same open store, that of the last build."""
        database = read_manifest(self.project.store).get("database")
        with self.lock:
            if self.desks and next(iter(self.desks.values())).store.manifest["database"] != database:
                self.desks.clear()
            if lang not in self.desks:
                other = next(iter(self.desks.values()), None)
                store = other.store if other is not None else open_store(self.project.store)
                if self.without_people and other is None:
                    from clustereval.privacy import without_people

                    store = without_people(store)
                self.desks[lang] = Desk(self.project, store, lang, other.answered if other is not None else {}, originals=self.originals)
            return self.desks[lang]

    def keep_review(self, lang: str, case: str, verdict: str, reason: str, by: str) -> None:
        """Keep a reader's verdict in the project and build the store anew. Raises what `record_review` and the build raise."""
        from clustereval.build import build
        from clustereval.cases import case_of
        from clustereval.reviews import record_review

        record_review(self.project, case_of(self.desk(lang), case), verdict, reason, by, lang)
        with self.building:
            build(self.project)
