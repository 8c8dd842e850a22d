"""The numbers of boards, of which the sentence under the reading is made."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from clustereval.findings import most

if TYPE_CHECKING:
    from clustereval.findings import Figures

__all__ = ["FIELDS", "QUADRANTS", "evaluation_figures", "governance_figures", "market_figures", "quadrant_figures", "recommendation_figures"]

QUADRANTS = ("coordinated_overlap", "uncoordinated_overlap", "complementary_cooperation", "apart")
FIELDS: Mapping[str, tuple[str, ...]] = {
    "evaluation": ("cells", "fulfilled", "largely", "partly", "not", "unclear", "not_stated", "gap", "gap_clusters"),
    "governance": ("cells", "bodies", "existing", "aspired", "recommended", "absent", "ended", "unclear", "not_stated", "everywhere"),
    "markets": ("markets", "clusters", "existing", "aspired", "recommended", "derived", "not_stated", "most", "most_clusters"),
    "recommendations": ("recommendations", "implemented", "partly_implemented", "still_open", "not_implemented", "not_stated", "taken_up", "earlier"),
    "quadrants": ("pairs", *QUADRANTS, "least", "most_uncoordinated", "most_uncoordinated_shared"),
}
"""The fields that the finding of each board may use."""


def evaluation_figures(data: Mapping[str, Any]) -> Figures:
    """Return how many cells have which rating, and the sub-criterion that most clusters fulfil only partly or not."""
    rows = [row for group in data["groups"] for row in group["rows"]]
    values = [cell["value"] for row in rows for cell in row["cells"]]
    gap, clusters = most({row["label"]: sum(cell["value"] in {"partly", "not"} for cell in row["cells"]) for row in rows})
    figures: dict[str, int | str] = {value: values.count(value) for value in ("fulfilled", "largely", "partly", "not", "unclear", "not_stated")}
    return {"cells": len(values), **figures, "gap": gap, "gap_clusters": clusters} if values else {}


def governance_figures(data: Mapping[str, Any]) -> Figures:
    """Return how many cells have which status, and how many bodies and roles exist in every cluster."""
    rows = [row for group in data["groups"] for row in group["rows"]]
    values = [cell["value"] for row in rows for cell in row["cells"]]
    figures: dict[str, int | str] = {value: values.count(value) for value in ("existing", "aspired", "recommended", "absent", "ended", "unclear", "not_stated")}
    everywhere = sum(all(cell["value"] == "existing" for cell in row["cells"]) for row in rows)
    return {"cells": len(values), "bodies": len(rows), **figures, "everywhere": everywhere} if values else {}


def recommendation_figures(data: Mapping[str, Any]) -> Figures:
    """Return how many recommendations of the earlier round, and of which year, became what, and how many are taken up again."""
    values = [line["value"] for line in data["lines"]]
    figures: dict[str, int | str] = {
        value: values.count(value) for value in ("implemented", "partly_implemented", "still_open", "not_implemented", "not_stated")
    }
    taken_up = sum(bool(line["successors"]) for line in data["lines"])
    return {"recommendations": len(values), **figures, "taken_up": taken_up, "earlier": data["years"]["earlier"]} if values else {}


def market_figures(data: Mapping[str, Any]) -> Figures:
    """Return how many cells have which status, and the lead market to which most clusters contribute or are to, by a sentence of the source."""
    rows = [row for group in data["groups"] for row in group["rows"]]
    values = [cell["value"] for row in rows for cell in row["cells"]]
    stated = {"existing", "aspired", "recommended"}
    top, clusters = most({row["label"]: sum(cell["value"] in stated for cell in row["cells"]) for row in rows})
    figures: dict[str, int | str] = {value: values.count(value) for value in (*sorted(stated), "derived", "not_stated")}
    return {"markets": len(rows), "clusters": len(data["columns"]), **figures, "most": top, "most_clusters": clusters} if values else {}


def quadrant_figures(data: Mapping[str, Any]) -> Figures:
    """Return the numbers of the board: pairs in each field, and who shares most without a named cooperation."""
    entries = data["pairs"]
    sizes = {entry["label"]: entry["count"] for entry in entries if entry["value"] == "uncoordinated_overlap"}
    top, number = most(sizes)
    counted = {quadrant: sum(entry["value"] == quadrant for entry in entries) for quadrant in QUADRANTS}
    return {"pairs": len(entries), **counted, "least": data["least"], "most_uncoordinated": top, "most_uncoordinated_shared": number} if entries else {}
