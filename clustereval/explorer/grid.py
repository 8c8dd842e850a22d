"""The grid: an answer as a reader sees it, that is a table in pages with links and citations, a bar chart, or a network."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from clustereval.labels import figure, item, word
from clustereval.namespaces import Iri
from clustereval.passages import passage_items

if TYPE_CHECKING:
    from clustereval.desk import Desk
    from clustereval.explorer.frame import Address
    from clustereval.queries import Query
    from clustereval.tables import Table

__all__ = ["bars", "ends", "grid"]

ROWS = 200
"""Rows on one page of a table: more than a reader sees at once."""
BARS = 60
"""Bars that still can be read in one chart."""


def grid(desk: Desk, table: Table, place: Address, query: Query | None = None) -> dict[str, Any]:
    """Return one page of a table: its columns in words, its rows with links and citations, and where it stands among all rows."""
    number = place.one("page", "1")
    last = max(1, -(-len(table) // ROWS))
    page = min(max(int(number), 1), last) if number.isdecimal() and len(number) < 9 else 1
    first = (page - 1) * ROWS
    rows = table.rows[first : first + ROWS]
    labels = desk.labels(cell for row in rows for cell in row)
    return {
        "columns": [word(column, desk.lang) if query else column for column in table.columns],
        "rows": [[shown(desk, value, labels) for value in row] for row in rows],
        "first": first + 1 if rows else 0,
        "last": first + len(rows),
        "all": len(table),
        "page": page,
        "pages": last,
    }


def shown(desk: Desk, value: Any, labels: dict[str, str]) -> dict[str, Any]:
    """Return a cell as the template needs it: a citation, a link, or a text."""
    if isinstance(value, Iri) and value in desk.passages:
        return {"passages": passage_items(desk.passages, [value])}
    if isinstance(value, Iri):
        return {"link": item(value, labels)}
    text = "" if value is None else figure(value, desk.lang) if isinstance(value, float) else str(value)
    return {"text": text, "number": isinstance(value, int | float) and not isinstance(value, bool)}


def bars(desk: Desk, table: Table) -> dict[str, Any] | None:
    """Return the bars of an answer of a name and a number: the first column that holds no number names them, the first that does measures them.

    None when no column or more than one is a number, or when there is nothing to name, or a number is negative.
    """
    numbers = [place for place in range(len(table.columns)) if is_number_column(table, place)]
    named = [place for place in range(len(table.columns)) if place not in numbers and all(row[place] is not None for row in table.rows)]
    if len(numbers) != 1 or not named or not table.rows:
        return None
    rows = table.rows[:BARS]
    most = max(float(row[numbers[0]] or 0) for row in rows)
    if most <= 0 or any(float(row[numbers[0]] or 0) < 0 for row in rows):
        return None
    labels = desk.labels(row[named[0]] for row in rows)
    return {
        "name": table.columns[named[0]],
        "measure": table.columns[numbers[0]],
        "bars": [
            {"cell": shown(desk, row[named[0]], labels), "value": row[numbers[0]], "share": round(100 * float(row[numbers[0]] or 0) / most, 2)} for row in rows
        ],
        "all": len(table),
    }


def is_number_column(table: Table, place: int) -> bool:
    """Return whether all cells of a column are numbers."""
    return bool(table.rows) and all(isinstance(row[place], int | float) and not isinstance(row[place], bool) for row in table.rows)


def ends(table: Table) -> tuple[int, int] | None:
    """Return the columns that are the ends of ties: source and target, or else the first two that hold nothing but actors."""
    if "source" in table.columns and "target" in table.columns:
        return table.columns.index("source"), table.columns.index("target")
    actors = [
        place for place in range(len(table.columns)) if table.rows and all(isinstance(row[place], Iri) and "/actor/" in str(row[place]) for row in table.rows)
    ]
    return (actors[0], actors[1]) if len(actors) > 1 else None
