"""Choices: what several pages of the explorer let a reader choose from, and how a long list is shown page by page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from clustereval.errors import UsageError
from clustereval.explorer.words import WORDS
from clustereval.labels import item
from clustereval.namespaces import Iri

if TYPE_CHECKING:
    from clustereval.desk import Desk
    from clustereval.explorer.frame import Address

__all__ = ["clusters_of", "paged", "short"]


def clusters_of(desk: Desk) -> list[dict[str, str]]:
    """Return the evaluated clusters by name."""
    clusters = {str(cluster) for cluster in desk.sides.column("cluster")}
    labels = desk.labels(Iri(cluster) for cluster in clusters)
    return sorted((item(Iri(cluster), labels) for cluster in clusters), key=lambda one: one["label"].casefold())


def paged(found: Sequence[Any], place: Address, lang: str, size: int = 50) -> dict[str, Any]:
    """Return the part of a list that the parameter page asks for, and which pages there are. Raises UsageError for one that there is not."""
    pages = max(1, -(-len(found) // size))
    given = place.one("page", "1")
    if not given.isascii() or not given.isdigit() or not 1 <= int(given) <= pages:
        raise UsageError(WORDS["no_such"][lang].format(given=given, known=f"1–{pages}"))
    number = int(given)
    return {"rows": found[(number - 1) * size : number * size], "page": number, "pages": pages, "number": len(found)}


def short(iri: str) -> str:
    """Return the last two parts of an IRI as kind:name, which tells the things of a project apart."""
    return ":".join(str(iri).rsplit("/", 2)[-2:])
