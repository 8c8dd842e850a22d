"""The frame of every page: navigation, the same address in the other language, links to things and passages."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from clustereval.explorer.words import WORDS
from clustereval.labels import figure, word
from clustereval.namespaces import BASE, CE, CEC
from clustereval.pages import environment
from clustereval.passages import cite, passages_once

if TYPE_CHECKING:
    from jinja2 import Environment

    from clustereval.desk import Desk

__all__ = ["PAGES", "Address", "address_of", "render"]

PAGES = (
    "overview",
    "cooperation",
    "overlaps",
    "ambiguities",
    "evaluation",
    "recommendations",
    "scenario",
    "resilience",
    "markets",
    "timeline",
    "query",
    "ontology",
    "source",
)
"""The pages of the navigation, in its order; each is a module of this package and a template of its name."""


class Address:
    """Where a reader is: the root of the application, the language, the page, and the parameters of the address."""

    def __init__(self, root: str, lang: str, page: str, given: Iterable[tuple[str, str]]) -> None:
        self.root, self.lang, self.page = root.rstrip("/"), lang, page
        self.given = tuple((name, value) for name, value in given if value)

    def one(self, name: str, default: str = "") -> str:
        """Return the value of a parameter."""
        return next((value for key, value in self.given if key == name), default)

    def many(self, name: str) -> list[str]:
        """Return all values of a parameter that may be given more than once."""
        return [value for key, value in self.given if key == name]

    def to(self, page: str, /, lang: str | None = None, **parameters: object) -> str:
        """Return the address of a page, in the present language unless another is named."""
        query = urlencode([(key, str(value)) for key, value in parameters.items() if value not in (None, "")])
        return f"{self.root}/{lang or self.lang}/{page}" + (f"?{query}" if query else "")

    def here(self, lang: str | None = None, **changed: object) -> str:
        """Return the present address, with some parameters changed, in the present or another language."""
        kept = [(key, value) for key, value in self.given if key not in changed]
        query = urlencode(kept + [(key, str(value)) for key, value in changed.items() if value not in (None, "")])
        return f"{self.root}/{lang or self.lang}/{self.page}" + (f"?{query}" if query else "")

    def more(self, name: str, value: str) -> str:
        """Return the present address with one more value of a parameter that may be given more than once."""
        return f"{self.root}/{self.lang}/{self.page}?{urlencode([*self.given, (name, value)])}"

    def without(self, name: str, value: str) -> str:
        """Return the present address without one value of a parameter."""
        query = urlencode([given for given in self.given if given != (name, value)])
        return f"{self.root}/{self.lang}/{self.page}" + (f"?{query}" if query else "")

    def picture(self, view: str) -> str:
        """Return the address of a picture, with the parameters of the present address."""
        query = urlencode(self.given)
        return f"{self.root}/{self.lang}/picture/{view}" + (f"?{query}" if query else "")

    def static(self, name: str) -> str:
        """Return the address of a file that does not change."""
        return f"{self.root}/static/{name}"


def address_of(iri: str, place: Address) -> str:
    """Return the address of the page of a thing, or of a term of the ontology."""
    if iri.startswith((CE, CEC)):
        return place.to("ontology") + "#" + quote(iri.removeprefix(CE).removeprefix(CEC))
    if iri.startswith(BASE) and len(iri.removeprefix(BASE).split("/")) == 3:
        _, kind, slug = iri.removeprefix(BASE).split("/")
        return place.to(f"thing/{quote(kind)}/{quote(slug)}")
    return iri if iri.startswith(("https://", "http://")) else place.to("overview")


@cache
def templates() -> Environment:
    """Return the templates of the explorer, read once."""
    made = environment()
    made.filters.update(figure=figure, passages_once=passages_once)
    made.globals.update(address_of=address_of, cite=cite, code_word=word)
    return made


def render(desk: Desk, place: Address, template: str, **context: Any) -> str:
    """Return a page of the explorer in the language of the desk."""
    # No dictionary: in a template, its own methods (copy, values) would hide the words that are called so.
    words = SimpleNamespace(**{key: texts[desk.lang] for key, texts in WORDS.items()})
    return (
        templates()
        .get_template(f"explorer/{template}.html")
        .render(lang=desk.lang, place=place, words=words, pages=PAGES, data_version=str(desk.store.manifest["digest"]), **context)
    )
