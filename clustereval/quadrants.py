"""Quadrants: every pair of evaluated clusters by two questions, whether they overlap and whether they cooperate."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from clustereval.answers import overlaps, reciprocity
from clustereval.findings import most
from clustereval.labels import word
from clustereval.overlap import field_of

if TYPE_CHECKING:
    from clustereval.desk import Desk
    from clustereval.findings import Figures

__all__ = ["COUNTED", "FIELDS", "QUADRANTS", "Pair", "find_pairs", "quadrant_board", "quadrant_figures"]

QUADRANTS = ("coordinated_overlap", "uncoordinated_overlap", "complementary_cooperation", "apart")
COUNTED = ("partners", "members", "themes", "lead-markets", "carriers", "people")
"""Dimensions in which something shared makes two clusters overlap; services and target groups are what every cluster management has."""
FIELDS = ("pairs", *QUADRANTS, "most_uncoordinated", "most_uncoordinated_shared")
"""The fields that the finding of the board may use."""


@dataclass(frozen=True)
class Pair:
    """Two evaluated clusters: what they share by dimension, what each chapter says of the other, and in which quadrant they lie."""

    a: dict[str, str]
    b: dict[str, str]
    cooperation: bool
    quadrant: str
    shared: dict[str, list[dict[str, Any]]]
    reciprocity: dict[str, Any]

    @property
    def name(self) -> str:
        """The two labels."""
        return f"{self.a['label']} – {self.b['label']}"

    @property
    def count(self) -> int:
        """The number of shared things."""
        return sum(len(things) for things in self.shared.values())


def find_pairs(desk: Desk) -> list[Pair]:
    """Return every pair of evaluated clusters, sorted by quadrant, then by the number of shared things.

    A pair overlaps when it shares anything in the dimensions COUNTED, and cooperates when any voice of the source claims that it does.
    """
    shared: dict[frozenset[str], dict[str, list[dict[str, Any]]]] = defaultdict(dict)
    for item in overlaps(desk).items:
        if item["dimension"] in COUNTED:
            shared[frozenset((item["a"]["iri"], item["b"]["iri"]))][item["dimension"]] = item["shared"]
    pairs = []
    for item in reciprocity(desk).items:
        things = shared[frozenset((item["a"]["iri"], item["b"]["iri"]))]
        cooperation = item["outcome"] in {"both", "one_side"} or any(said["status"] == "existing" for said in item["others_say"])
        pairs.append(Pair(item["a"], item["b"], cooperation, field_of(bool(things), cooperation), things, item))
    return sorted(pairs, key=lambda pair: (QUADRANTS.index(pair.quadrant), -pair.count, pair.name))


def quadrant_board(desk: Desk) -> dict[str, Any]:
    """Return the four fields with their pairs: for each what it shares by dimension, and what either chapter says of the other."""
    pairs = find_pairs(desk)
    dimensions = [{"key": key, "label": word(key, desk.lang).replace("-", " ")} for key in COUNTED if any(key in pair.shared for pair in pairs)]
    entries = [
        {
            "key": " ".join(end["iri"].rsplit("/", 1)[-1] for end in (pair.a, pair.b)),
            "label": pair.name,
            "value": pair.quadrant,
            "cooperation": pair.cooperation,
            "shared": [{"key": key, "label": word(key, desk.lang).replace("-", " "), "things": things} for key, things in pair.shared.items()],
            "outcome": word(pair.reciprocity["outcome"], desk.lang),
            "sides": [
                {"head": head, "said": [said_piece(one, desk.lang) for one in pair.reciprocity[key]]}
                for head, key in ((pair.a["label"], "a_says"), (pair.b["label"], "b_says"), (word("others_say", desk.lang), "others_say"))
                if key != "others_say" or pair.reciprocity[key]
            ],
        }
        for pair in pairs
    ]
    return {"pairs": entries, "dimensions": dimensions, "quadrants": list(QUADRANTS)}


def said_piece(said: Mapping[str, Any], lang: str) -> dict[str, Any]:
    """Return what a chapter says as a piece of evidence: form and status, subject, passages."""
    return {"head": f"{said['kind']['label']} ({word(said['status'], lang)})", "text": said["subject"], "passages": said["passages"]}


def quadrant_figures(data: Mapping[str, Any]) -> Figures:
    """Return the numbers of the board: pairs in each field, and who shares most without a named cooperation."""
    entries = data["pairs"]
    if not entries:
        return {}
    sizes = {entry["label"]: sum(len(part["things"]) for part in entry["shared"]) for entry in entries if entry["value"] == "uncoordinated_overlap"}
    top, number = most(sizes)
    counted = {quadrant: sum(entry["value"] == quadrant for entry in entries) for quadrant in QUADRANTS}
    return {"pairs": len(entries), **counted, "most_uncoordinated": top, "most_uncoordinated_shared": number}
