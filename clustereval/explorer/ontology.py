"""The ontology: its classes as a tree, properties, value lists and rules, each with its meaning in both languages and how often it is used."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from clustereval.explorer.words import WORDS
from clustereval.labels import item
from clustereval.namespaces import CE, CEC, Iri, shorten
from clustereval.store import load_sources

if TYPE_CHECKING:
    from pathlib import Path

    from clustereval.desk import Desk
    from clustereval.explorer.frame import Address
    from clustereval.tables import Table

__all__ = ["anchor", "content", "shape_sentences"]

SHACL = "http://www.w3.org/ns/shacl#"
Term = dict[str, Any]


def content(desk: Desk, place: Address) -> dict[str, Any]:
    """Return what the page of the ontology shows."""
    classes = terms(desk.run("classes"), desk.lang)
    properties = terms(desk.run("properties"), desk.lang)
    for one in (*classes.values(), *properties.values()):
        one["id"] = anchor(one["iri"])
    for one in properties.values():
        for side in ("domain", "range"):
            for kind in one[side]:
                if kind in classes:
                    classes[kind][f"{side}_of"].append(one)
    sentences = shape_sentences(desk.project.ontology / "shapes.ttl", desk.lang)
    labels = desk.labels(Iri(iri) for one in properties.values() for side in ("domain", "range", "parent") for iri in one[side])
    for one in properties.values():
        one.update({side: [item(iri, labels) for iri in one[side]] for side in ("domain", "range", "parent")})
    for one in classes.values():
        one["sentences"] = sentences.get(one["iri"], [])
    taken = {one["id"] for one in (*classes.values(), *properties.values())}
    return {
        "title": WORDS["ontology"][desk.lang],
        "other": "en" if desk.lang == "de" else "de",
        "tree": tree(classes),
        "classes": in_order(classes),
        "properties": in_order(properties),
        "lists": value_lists(desk.run("value_lists"), desk.lang, taken),
        "sentences": sum(map(len, sentences.values())),
    }


def anchor(iri: str) -> str:
    """Return the name of a term within its namespace: the address of its entry on the page ends with it."""
    return iri.removeprefix(CE).removeprefix(CEC)


def terms(rows: Table, lang: str) -> dict[str, Term]:
    """Return the terms of classes.rq or properties.rq by IRI; several rows of one term are its several parents, domains or ranges."""
    other = "en" if lang == "de" else "de"
    found: dict[str, Term] = {}
    several = [column for column in ("parent", "domain", "range") if column in rows.columns]
    for row in rows.records():
        one = found.setdefault(
            row["term"],
            {
                "iri": row["term"],
                "short": shorten(row["term"]),
                "label": row[f"label_{lang}"],
                "other_label": row[f"label_{other}"],
                "definition": row[f"definition_{lang}"],
                "other_definition": row[f"definition_{other}"],
                "number": row["number"] or 0,
                "domain_of": [],
                "range_of": [],
                **{column: [] for column in several},
            },
        )
        for column in several:
            if row[column] is not None and row[column] not in one[column]:
                one[column].append(row[column])
    return found


def in_order(found: dict[str, Term]) -> list[Term]:
    """Return terms by label."""
    return sorted(found.values(), key=lambda one: (str(one["label"]).casefold(), one["iri"]))


def tree(classes: dict[str, Term]) -> list[Term]:
    """Return the classes without a parent, each with those below it as `children`; a class below two others stands under both."""
    below: dict[str, list[Term]] = defaultdict(list)
    for one in in_order(classes):
        for parent in one["parent"] or [""]:
            below[parent if parent in classes else ""].append(one)

    def branch(one: Term) -> Term:
        return {"term": one, "children": [branch(child) for child in below[one["iri"]]]}

    return [branch(one) for one in below[""]]


def value_lists(rows: Table, lang: str, taken: set[str]) -> list[dict[str, Any]]:
    """Return the value lists with their values; a value that is called like a class or property gets an anchor of its own."""
    other = "en" if lang == "de" else "de"
    found: dict[str, dict[str, Any]] = {}
    for row in rows.records():
        name = anchor(row["scheme"])
        scheme = found.setdefault(
            row["scheme"], {"id": name if name not in taken else f"list-{name}", "label": row[f"scheme_{lang}"], "short": shorten(row["scheme"]), "values": []}
        )
        name = anchor(row["term"])
        scheme["values"].append(
            {
                "id": name if name not in taken else f"value-{name}",
                "short": shorten(row["term"]),
                "label": row[f"label_{lang}"],
                "other_label": row[f"label_{other}"],
                "definition": row[f"definition_{lang}"],
                "other_definition": row[f"definition_{other}"],
                "number": row["number"] or 0,
            }
        )
    return sorted(found.values(), key=lambda scheme: (str(scheme["label"]).casefold(), scheme["id"]))


def shape_sentences(path: Path, lang: str) -> dict[str, list[str]]:
    """Return what the shapes in a file ask of each class, as the sentences that they tell when it is missing."""
    import pyoxigraph as ox

    inner = load_sources([path])

    def objects(subject: Any, name: str) -> list[Any]:
        return [quad.object for quad in inner.quads_for_pattern(subject, ox.NamedNode(SHACL + name), None)]

    found: dict[str, list[str]] = {}
    for quad in inner.quads_for_pattern(None, ox.NamedNode(SHACL + "targetClass"), None):
        texts = [text.value for one in objects(quad.subject, "property") for text in objects(one, "message") if text.language == lang]
        found.setdefault(str(getattr(quad.object, "value", "")), []).extend(sorted(texts))
    return found
