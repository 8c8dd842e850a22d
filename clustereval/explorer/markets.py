"""Lead markets: which cluster is stated to contribute to which, what only follows from themes, and which market no cluster covers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from clustereval.errors import UsageError
from clustereval.explorer.choices import clusters_of
from clustereval.explorer.evaluation import legend_of
from clustereval.explorer.words import WORDS
from clustereval.labels import word
from clustereval.markets import markets

if TYPE_CHECKING:
    from clustereval.desk import Desk
    from clustereval.explorer.frame import Address

__all__ = ["content"]


def content(desk: Desk, place: Address) -> dict[str, Any]:
    """Return the matrix, and the entries of the cell, row or column that the parameters market and cluster choose."""
    answer = markets(desk)
    entries = answer.items
    clusters = clusters_of(desk)
    rows: dict[str, dict[str, Any]] = {}
    for entry in entries:
        row = rows.setdefault(entry["lead_market"]["iri"], {"market": entry["lead_market"], "cells": {}, "uncovered": None})
        if entry["cluster"] is None:
            row["uncovered"] = entry
        else:
            row["cells"].setdefault(entry["cluster"]["iri"], []).append(entry)
    market, cluster = place.one("market"), place.one("cluster")
    cluster = str(desk.actor(cluster)) if cluster else ""
    for given, known in ((market, {one: row["market"]["label"] for one, row in rows.items()}), (cluster, {one["iri"]: one["label"] for one in clusters})):
        if given and given not in known:
            raise UsageError(WORDS["no_such"][desk.lang].format(given=given, known=", ".join(known.values())))
    chosen = [entry for entry in entries if (not market or entry["lead_market"]["iri"] == market)]
    chosen = [entry for entry in chosen if not cluster or (entry["cluster"] or {}).get("iri") == cluster]
    silent = [entry for entry in chosen if entry["status"] == "not_stated"]
    return {
        "title": WORDS["markets"][desk.lang],
        "answers": {WORDS["markets"][desk.lang]: markets(desk, cluster=cluster) if cluster and not market else answer},
        "rows": list(rows.values()),
        "clusters": clusters,
        "markets": sorted(((row["market"]["iri"], row["market"]["label"]) for row in rows.values()), key=lambda one: one[1]),
        "legend": legend_of(desk, "markets"),
        "chosen": [entry for entry in chosen if entry["status"] != "not_stated"] if market or cluster else [],
        "silent": silent if market or cluster else [],
        "market": market,
        "cluster": cluster,
        "uncovered": [row["uncovered"] for row in rows.values() if row["uncovered"]],
        "derived": [entry for entry in entries if entry["status"] == "derived"],
        "states": {key: word(key, desk.lang) for key in ("stated", "derived", "not_stated")},
    }
