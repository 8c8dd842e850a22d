"""Passages: where something stands in the source, ready to be cited."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from clustereval.namespaces import Iri
from clustereval.queries import Query, run_query

if TYPE_CHECKING:
    from clustereval.store import Store

__all__ = ["Passage", "cite", "load_passages", "passage_items", "passages_once", "passages_within"]


@dataclass(frozen=True)
class Passage:
    """A few lines of a source: its IRI, section, table row (its label, or ''), first and last line, our paraphrase, and the lines themselves.

    `original` is '' where the text of the source was not given; the project does not hold it. `document` names the source in a citation: the
    last part of its IRI where the graph has several sources, else ''.
    """

    iri: str
    source: str
    section: str
    row: str
    lines: tuple[int, int]
    text: str
    original: str = ""
    document: str = ""

    @property
    def order(self) -> tuple[str, tuple[int, int], str]:
        """The place of the passage among all, to sort by."""
        return self.document, self.lines, self.iri


def load_passages(store: Store, query: Query, lang: str, originals: Mapping[str, tuple[str, ...]]) -> dict[str, Passage]:
    """Return every passage by its IRI, with the paraphrase in `lang`; `query` is the catalogue's `passages`, `originals` the lines of sources by IRI."""
    table = run_query(store, query, {"lang": lang})
    records: list[dict[str, Any]] = list(table.records())
    names = store.labels_of({record["row"] for record in records if record["row"]})
    several = len({record["source"] for record in records}) > 1
    rows = {iri: by_language.get(lang, "") for iri, by_language in names.items()}

    def made(r: Mapping[str, Any]) -> Passage:
        original = "\n".join(originals.get(r["source"], ())[r["first"] - 1 : r["last"]])
        document = str(r["source"]).rsplit("/", 1)[-1] if several else ""
        return Passage(r["passage"], r["source"], r["section"], rows.get(r["row"] or "", ""), (r["first"], r["last"]), r["text"], original, document)

    return {record["passage"]: made(record) for record in records}


def passage_items(passages: Mapping[str, Passage], iris: Iterable[str]) -> list[dict[str, Any]]:
    """Return passages as items of a JSON answer, in the order of the source.

    `original` stands there only where the text of the source was given, `source` only where the graph has several.
    """
    found = sorted({passages[iri] for iri in iris if iri in passages}, key=lambda passage: passage.order)
    return [
        {
            **{"iri": str(Iri(p.iri)), "section": p.section, "row": p.row, "lines": list(p.lines), "text": p.text},
            **({"original": p.original} if p.original else {}),
            **({"source": p.document} if p.document else {}),
        }
        for p in found
    ]


def passages_once(items: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Return each passage once, in the order of the source."""
    return sorted({item["iri"]: item for item in items}.values(), key=lambda item: (item.get("source", ""), item["lines"], item["iri"]))


def passages_within(part: object) -> list[Mapping[str, Any]]:
    """Return the passages anywhere in the objects of an answer, each once, in the order of the source."""

    def found(one: object) -> list[Mapping[str, Any]]:
        if isinstance(one, Mapping):
            return [one] if {"iri", "section", "lines"} <= one.keys() else [passage for value in one.values() for passage in found(value)]
        return [passage for value in one for passage in found(value)] if isinstance(one, list | tuple) else []

    return passages_once(found(part))


def cite(items: Iterable[Mapping[str, Any]], lang: str) -> str:
    """Return a short citation of passages: `4.1.2 Z. 341; 4.6.2 Z. 738–740`, with the name of the source where there are several."""
    sign = {"de": "Z.", "en": "l."}[lang]

    def span(lines: list[int]) -> str:
        return str(lines[0]) if lines[0] == lines[1] else f"{lines[0]}–{lines[1]}"

    return "; ".join(dict.fromkeys(f"{item['source'] + ': ' if item.get('source') else ''}{item['section']} {sign} {span(item['lines'])}" for item in items))
