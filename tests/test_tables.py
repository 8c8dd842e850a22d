"""A table says the same in every format, and is safe wherever it is opened."""

from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clustereval.namespaces import Iri
from clustereval.tables import FORMATS, Table, snake_case, write_table

IRI = Iri("https://w3id.org/clustereval/tiny/actor/amber")
TABLE = Table(("actor", "claimedBy", "count"), ((IRI, 'said "so"|\n', 3), (IRI, None, -4)))
LABELS = {IRI: "Amber <b>"}


def test_text_shows_labels_and_one_line_for_each_row() -> None:
    lines = write_table(Table(("actor", "n"), ((IRI, 1), (IRI, 2))), "table", LABELS).splitlines()
    assert lines == ["actor      n", "Amber <b>  1", "Amber <b>  2"]


def test_csv_has_iri_and_label_and_leaves_numbers_alone() -> None:
    rows = list(csv.reader(io.StringIO(write_table(TABLE, "csv", LABELS))))
    assert rows[0] == ["actor", "actor_label", "claimedBy", "count"]
    assert rows[2] == [IRI, "Amber <b>", "", "-4"]


def test_json_has_items_and_snake_case_keys() -> None:
    first = json.loads(write_table(TABLE, "json", LABELS))[0]
    assert first == {"actor": {"iri": IRI, "label": "Amber <b>"}, "claimed_by": 'said "so"|\n', "count": 3}


def test_markdown_escapes_what_would_break_it() -> None:
    assert write_table(TABLE, "md", LABELS).splitlines()[2] == '| Amber &lt;b> | said "so"\\| | 3 |'


@pytest.mark.parametrize("text", ["=1+1", "+x", "-x", "@x", "\tx", "\nx"])
def test_no_cell_of_a_csv_file_is_taken_for_a_formula(text: str) -> None:
    rows = list(csv.reader(io.StringIO(write_table(Table(("a",), ((text,),)), "csv", {}), newline="")))
    assert rows[1][0] == "'" + text


@pytest.mark.parametrize("form", list(FORMATS))
def test_an_empty_table_is_written_in_every_format(form: str) -> None:
    assert write_table(Table(("a", "b"), ()), form, {}) in {"a  b\n", "a,b\n", "[]\n", "| a | b |\n| --- | --- |\n"}


@given(st.lists(st.tuples(st.text(), st.one_of(st.none(), st.integers(), st.booleans(), st.text())), max_size=5))
def test_json_gives_back_what_the_table_holds(rows: list[tuple[str, object]]) -> None:
    table = Table(("a", "b"), tuple(rows))
    assert [tuple(record.values()) for record in json.loads(write_table(table, "json", {}))] == rows


def test_keys_are_snake_case() -> None:
    assert snake_case("claimedBy") == "claimed_by"
