"""Quadrants: every pair of evaluated clusters by two questions, whether they overlap and whether they cooperate, as the data of a board."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from clustereval.answers import overlaps, reciprocity
from clustereval.figures import QUADRANTS
from clustereval.labels import word
from clustereval.overlap import DIMENSIONS, TOGETHER

if TYPE_CHECKING:
    from clustereval.desk import Desk

__all__ = ["quadrant_board"]

SIDES = ("a", "b")


def quadrant_board(desk: Desk) -> dict[str, Any]:
    """Return the four fields with their pairs: for each what it shares by dimension, and what either chapter says of the other.

    Which field a pair lies in is the answer of `overlaps` together: what counts, and how much of it makes an overlap, stands in the policy.
    """
    answer = overlaps(desk, TOGETHER)
    policy: Mapping[str, Any] = answer.parameters
    general, least = policy.get("general", []), policy.get("least", 1)
    spoken = {frozenset((item["a"]["iri"], item["b"]["iri"])): item for item in reciprocity(desk).items}
    labels = {key: word(key, desk.lang).replace("-", " ") for key in DIMENSIONS}
    pairs = []
    for item in answer.items:
        told = spoken[frozenset((item["a"]["iri"], item["b"]["iri"]))]
        shared = {key: [thing for thing in item["shared"] if thing["dimension"] == key] for key in DIMENSIONS}
        pairs.append(
            {
                "key": " ".join(item[side]["iri"].rsplit("/", 1)[-1] for side in SIDES),
                "label": f"{item['a']['label']} – {item['b']['label']}",
                "value": item["field"],
                "count": item["deciding"],
                "cooperation": item["cooperation"],
                "shared": [{"key": key, "label": labels[key], "things": things} for key, things in shared.items() if things],
                "outcome": word(told["outcome"], desk.lang),
                "sides": [{"head": told[side]["label"], "said": said(told[f"{side}_says"], desk.lang)} for side in SIDES]
                + ([{"head": word("others_say", desk.lang), "said": said(told["others_say"], desk.lang)}] if told["others_say"] else []),
            }
        )
    present = {part["key"] for pair in pairs for part in pair["shared"]}
    dimensions = [{"key": key, "label": label, "counts": key not in general} for key, label in labels.items() if key in present]
    pairs.sort(key=lambda pair: (-pair["count"], pair["label"]))
    return {"pairs": pairs, "dimensions": dimensions, "least": least, "quadrants": list(QUADRANTS)}


def said(statements: list[Mapping[str, Any]], lang: str) -> list[dict[str, Any]]:
    """Return what a voice says as pieces of evidence: form and status, subject, passages."""
    return [{"head": f"{one['kind']['label']} ({word(one['status'], lang)})", "text": one["subject"], "passages": one["passages"]} for one in statements]
