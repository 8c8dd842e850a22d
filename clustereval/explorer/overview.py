"""The overview: what the graph holds, the clusters, the lead markets, the strongest findings, and where to begin."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from clustereval import advice, judgements
from clustereval.answers import overlaps, reciprocity
from clustereval.cases import ambiguities
from clustereval.cooperation import group_of
from clustereval.explorer.words import WORDS
from clustereval.labels import item
from clustereval.markets import markets
from clustereval.namespaces import Iri
from clustereval.overlap import TOGETHER
from clustereval.recommendations import STATUSES
from clustereval.resilience import resilience

if TYPE_CHECKING:
    from clustereval.desk import Desk
    from clustereval.explorer.frame import Address

__all__ = ["content"]


def content(desk: Desk, place: Address) -> dict[str, Any]:
    """Return what the overview shows."""
    sides = list(desk.sides.records())
    clusters = sorted({str(row["cluster"]) for row in sides})
    labels = desk.labels(Iri(iri) for row in sides for iri in (row["actor"], row["cluster"]))
    cases = ambiguities(desk).items
    parties = [{party["iri"] for party in case["parties"]} for case in cases if case["severity"] == "high"]
    heavy = {cluster: sum(bool(group_of(cluster, desk.sides) & involved) for involved in parties) for cluster in clusters}
    lead = markets(desk).items
    pairs = overlaps(desk, TOGETHER).items
    losses = resilience(desk).items
    gaps = judgements.gaps(desk).items
    earlier = [entry for entry in advice.recommended(desk).items if entry["status"] != "not_assessed"]
    return {
        "title": WORDS["overview"][desk.lang],
        "counts": desk.store.manifest["counts"],
        "contents": counted(desk),
        "clusters": [
            {
                **item(Iri(cluster), labels),
                "management": [item(row["actor"], labels) for row in sides if row["cluster"] == cluster and row["level"] == "management"],
                "carriers": [item(row["actor"], labels) for row in sides if row["cluster"] == cluster and row["level"] == "carrier"],
                "heavy": heavy[cluster],
            }
            for cluster in clusters
        ],
        "markets": list({entry["lead_market"]["iri"]: entry["lead_market"] for entry in lead}.values()),
        "uncovered": [entry["lead_market"] for entry in lead if entry["status"] == "uncovered"],
        "uncoordinated": [pair for pair in pairs if pair["field"] == "uncoordinated_overlap"],
        "pairs": len(pairs),
        "cases": Counter(case["severity"] for case in cases),
        "most": max((pair for pair in pairs if pair["field"] == "uncoordinated_overlap"), key=lambda pair: pair["deciding"], default=None),
        "outcomes": Counter(pair["outcome"] for pair in reciprocity(desk).items),
        "gap": gaps[0] if gaps else None,
        "came_of": Counter(entry["status"] for entry in earlier),
        "statuses": STATUSES,
        "losses": losses[:4],
    }


def counted(desk: Desk) -> list[dict[str, Any]]:
    """Return the kinds of things that the graph holds, with their numbers, the most numerous first."""
    rows = list(desk.run("contents").records())
    labels = desk.labels(row["class"] for row in rows)
    return sorted(({**item(row["class"], labels), "number": row["number"]} for row in rows), key=lambda kind: (-kind["number"], kind["label"]))
