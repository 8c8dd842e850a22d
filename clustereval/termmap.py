"""The map of the ontology: its classes, which is a kind of which, and which property leads from which to which."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from clustereval.drawing import Drawing
from clustereval.namespaces import CE, shorten
from clustereval.network import Edge, Node, build_network

if TYPE_CHECKING:
    from clustereval.desk import Desk
    from clustereval.views import View

__all__ = ["FIELDS", "draw_ontology"]

FIELDS = ("classes", "properties")
"""The fields that the finding of the map may use."""
TOPS = {CE + "Actor": "actor", CE + "Claim": "claim"}
"""The classes below which most others stand, and the group of the legend for each; the rest are in the group other."""


def draw_ontology(desk: Desk, view: View) -> Drawing:
    """Return the classes as nodes, with an edge to each parent, and one from the domain to the range of each property between two classes."""
    classes: dict[str, dict[str, str]] = {}
    parents: dict[str, set[str]] = defaultdict(set)
    for row in desk.run("classes").records():
        classes[str(row["term"])] = {"label": row[f"label_{desk.lang}"], "text": row[f"definition_{desk.lang}"]}
        if row["parent"]:
            parents[str(row["term"])].add(str(row["parent"]))
    nodes = [Node(term, told["label"], group_of(term, parents), (shorten(term),), told["text"]) for term, told in sorted(classes.items())]
    edges = []
    kind = view.statuses["subclass"].label[desk.lang]
    for term, above in sorted(parents.items()):
        for parent in sorted(above & set(classes)):
            said = f"{classes[term]['label']} → {classes[parent]['label']}"
            edges.append(Edge(term, parent, "subclass", kind, "subclass", kind, directed=True, evidence=({"text": said, "passages": []},)))
    drawn: set[tuple[str, str, str]] = set()
    for row in desk.run("properties").records():
        way = (str(row["term"]), str(row["domain"]), str(row["range"]))
        if set(way[1:]) <= set(classes) and way not in drawn:
            label, text = row[f"label_{desk.lang}"], row[f"definition_{desk.lang}"]
            drawn.add(way)
            evidence = ({"text": f"{shorten(row['term'])}: {text}", "passages": []},)
            edges.append(Edge(way[1], way[2], way[0], label, "property", label, directed=True, evidence=evidence))
    return Drawing(build_network(nodes, edges, sorted(classes)), {"classes": len(classes), "properties": len({term for term, _, _ in drawn})})


def group_of(term: str, parents: dict[str, set[str]]) -> str:
    """Return the group of a class: that of the first of TOPS that it is or stands below."""
    seen: set[str] = set()
    rest = [term]
    while rest:
        one = rest.pop()
        if one in TOPS:
            return TOPS[one]
        rest += parents.get(one, set()) - seen
        seen.add(one)
    return "other"
