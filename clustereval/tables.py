"""Tables: the answer of a query, and how it is written as text, CSV, JSON and Markdown."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from clustereval.namespaces import Iri, shorten

__all__ = ["FORMATS", "Table", "snake_case", "write_table"]

Cell = Iri | str | int | float | bool | None


@dataclass(frozen=True)
class Table:
    """Rows under named columns; a cell is an Iri, a text, a number, a truth value or None."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def __len__(self) -> int:
        return len(self.rows)

    def records(self) -> list[dict[str, Any]]:
        """Return each row as a dictionary from column to cell."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]

    def column(self, name: str) -> list[Any]:
        """Return the cells of one column."""
        index = self.columns.index(name)
        return [row[index] for row in self.rows]


def snake_case(name: str) -> str:
    """Return the JSON key of a column: `claimedBy` becomes `claimed_by`."""
    return "".join("_" + letter.lower() if letter.isupper() else letter for letter in name).lstrip("_")


def shown(cell: Any, labels: Mapping[str, str]) -> str:
    """Return a cell as a person reads it: an IRI by its label, else by its short form."""
    if cell is None:
        return ""
    if isinstance(cell, Iri):
        return labels.get(cell) or shorten(cell)
    if isinstance(cell, list):
        return "; ".join(shown(item, labels) for item in cell)
    if isinstance(cell, dict):
        return str(cell.get("label") or cell.get("short") or cell.get("section") or cell.get("iri") or "")
    return str(cell)


def safe(text: str) -> str:
    """Return a text that no spreadsheet program takes for a formula, with plain line ends."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return "'" + plain if plain.startswith(("=", "+", "-", "@", "\t", "\n")) else plain


def as_text(table: Table, labels: Mapping[str, str]) -> str:
    """Return the table for the terminal; in a pipe each row is one line, with aligned columns."""
    headings = [labels.get(column, column) for column in table.columns]
    cells = [[shown(cell, labels) for cell in row] for row in table.rows]
    if sys.stdout.isatty():
        return drawn(headings, cells)
    lines = [headings, *cells]
    widths = [min(max(len(line[i]) for line in lines), 60) for i in range(len(table.columns))]
    return "".join("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() + "\n" for line in lines)


def drawn(columns: Sequence[str], cells: Sequence[Sequence[str]]) -> str:
    """Return the table drawn to the width of the terminal."""
    from rich import box
    from rich.console import Console
    from rich.table import Table as Drawing
    from rich.text import Text

    drawing = Drawing(box=box.SIMPLE_HEAD, pad_edge=False)
    for column in columns:
        drawing.add_column(column, overflow="fold")
    for row in cells:
        drawing.add_row(*(Text(cell) for cell in row))
    console = Console()
    with console.capture() as capture:
        console.print(drawing)
    return capture.get()


def as_csv(table: Table, labels: Mapping[str, str]) -> str:
    """Return the table as CSV; beside a column of IRIs stands one with their labels."""
    import csv
    import io

    wide = [any(isinstance(row[i], Iri) for row in table.rows) for i in range(len(table.columns))]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([name for i, column in enumerate(table.columns) for name in ([column, f"{column}_label"] if wide[i] else [column])])
    for row in table.rows:
        line: list[str] = []
        for i, cell in enumerate(row):
            text = shown(cell, labels)
            line.append(str(cell) if isinstance(cell, Iri) else text if isinstance(cell, int | float) else safe(text))
            if wide[i]:
                line.append(safe(text))
        writer.writerow(line)
    return out.getvalue()


def as_json(table: Table, labels: Mapping[str, str]) -> str:
    """Return the table as a list of objects; an IRI becomes an item with `iri` and `label`."""
    import json

    def item(cell: Any) -> Any:
        return {"iri": str(cell), "label": labels.get(cell) or shorten(cell)} if isinstance(cell, Iri) else cell

    records = [{snake_case(key): item(cell) for key, cell in record.items()} for record in table.records()]
    return json.dumps(records, ensure_ascii=False, indent=2) + "\n"


def as_markdown(table: Table, labels: Mapping[str, str]) -> str:
    """Return the table as Markdown."""

    def line(cells: Sequence[str]) -> str:
        clean = (" ".join(cell.split()).replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;") for cell in cells)
        return "| " + " | ".join(clean) + " |\n"

    head = line([labels.get(column, column) for column in table.columns]) + line(["---"] * len(table.columns))
    return head + "".join(line([shown(cell, labels) for cell in row]) for row in table.rows)


FORMATS: dict[str, Callable[[Table, Mapping[str, str]], str]] = {
    "table": as_text,
    "csv": as_csv,
    "json": as_json,
    "md": as_markdown,
}


def write_table(table: Table, form: str, labels: Mapping[str, str]) -> str:
    """Return the table in one of FORMATS; `labels` gives the text to show for an IRI, and for a heading."""
    return FORMATS[form](table, labels)
