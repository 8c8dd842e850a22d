"""The catalogue: every question says what it asks, runs with its example, and answers the real graph as a person reads it."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from clustereval.desk import Desk, named_query
from clustereval.errors import DataError, UsageError
from clustereval.namespaces import shorten
from clustereval.queries import LITERALS, Query, bind, find_queries, find_query, read_query, run_query
from clustereval.tables import Table

ROOT = Path(__file__).parent.parent
CATALOGUE = find_queries([ROOT / "queries"])
EXPECTED = sorted((Path(__file__).parent / "expected").glob("*.csv"))
SHARED_COLUMNS = ("cooperation", "overlap", "ambiguity", "actors", "markets", "resilience", "timeline")

HEADER = "#+ title.en: T\n#+ title.de: T\n#+ question.en: Q\n#+ question.de: Q\n"


def test_there_are_at_least_thirty_questions() -> None:
    assert len(CATALOGUE) >= 30


@pytest.mark.parametrize("query", CATALOGUE.values(), ids=lambda query: query.name)
def test_a_question_runs_with_its_example_and_gives_its_columns(query: Query, desk: Desk) -> None:
    given = {parameter.name: parameter.example for parameter in query.parameters if parameter.name != "lang"}
    assert named_query(desk, query.name, given).columns == query.columns


@pytest.mark.parametrize("query", CATALOGUE.values(), ids=lambda query: query.name)
def test_a_question_is_ordered_and_asks_in_both_languages(query: Query) -> None:
    assert "ORDER BY" in query.text
    assert query.question["en"].endswith("?") or "?" in query.question["en"]
    assert query.question["de"] != query.question["en"]
    assert all(parameter.kind in {"actor", "person", "theme", "passage", "concept", "round", "thing", *LITERALS} for parameter in query.parameters)


@pytest.mark.parametrize("folder", SHARED_COLUMNS)
def test_questions_of_one_folder_share_their_columns(folder: str) -> None:
    columns = {query.columns for query in CATALOGUE.values() if query.folder == folder}
    assert len(columns) == 1


@pytest.mark.parametrize("path", EXPECTED, ids=lambda path: path.stem)
def test_an_answer_is_what_a_person_read_in_the_report(path: Path, desk: Desk) -> None:
    """The first line of a file is `# query [key=value …]`; then come columns and rows; an answer holds exactly these."""
    first, *lines = path.read_text(encoding="utf-8").splitlines()
    name, *given = first.removeprefix("# ").split()
    expected = list(csv.reader(lines))
    table = named_query(desk, name, dict(part.split("=") for part in given))
    places = [table.columns.index(column) for column in expected[0]]
    found = {tuple(shorten(str(row[place])) for place in places) for row in table.rows}
    assert found == {tuple(row) for row in expected[1:]}


def test_no_query_text_is_assembled_in_python() -> None:
    for path in sorted((ROOT / "clustereval").glob("*.py")):
        text = path.read_text(encoding="utf-8")
        assert "WHERE {" not in text.replace("SELECT ?carrier ?carried WHERE { ?carrier", ""), path


def test_a_parameter_is_bound_as_a_term_not_as_text(desk: Desk) -> None:
    query = find_query("statements_of_passage", [ROOT / "queries"])
    hostile = "passage:x> } } DROP ALL #"
    with pytest.raises(UsageError, match="knows nothing"):
        named_query(desk, query.name, {"passage": hostile})


NAMES = Table(("entity", "name"), (("urn:x/actor/amber", "Amber"), ("urn:x/theme/amber", "Amber")))


def query_of(tmp_path: Path, text: str) -> Query:
    (tmp_path / "folder").mkdir(exist_ok=True)
    path = tmp_path / "folder" / "asked.rq"
    path.write_text(text, encoding="utf-8")
    return read_query(path)


def test_the_kind_of_a_parameter_tells_things_of_one_name_apart(tmp_path: Path) -> None:
    query = query_of(tmp_path, HEADER + "#+ parameter: who actor Amber\n#+ columns: who\nSELECT ?who WHERE { ?who ?p ?o }")
    assert bind(query, {"who": "amber"}, NAMES) == {"who": "urn:x/actor/amber"}


def test_unknown_missing_and_ill_formed_parameters_are_told(tmp_path: Path) -> None:
    query = query_of(tmp_path, HEADER + "#+ parameter: who actor Amber\n#+ parameter: year number 2012\n#+ columns: who\nSELECT ?who WHERE { ?who ?p ?o }")
    with pytest.raises(UsageError, match=r"takes no parameter 'whoo'. Did you mean who\?"):
        bind(query, {"whoo": "Amber"}, NAMES)
    with pytest.raises(UsageError, match="needs the parameter who, for example who=Amber"):
        bind(query, {"year": "2012"}, NAMES)
    with pytest.raises(UsageError, match="year is a number"):
        bind(query, {"who": "Amber", "year": "soon"}, NAMES)


def test_a_header_without_title_is_told(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"asked\.rq:1: The header lacks title\.en"):
        query_of(tmp_path, "SELECT ?s WHERE { ?s ?p ?o }")


def test_a_promised_column_that_select_does_not_give_is_told(tmp_path: Path, desk: Desk) -> None:
    query = query_of(tmp_path, HEADER + "#+ columns: s lost\nSELECT ?s WHERE { ?s ?p ?o } LIMIT 1")
    with pytest.raises(DataError, match="lost"):
        run_query(desk.store, query)


def test_an_unknown_query_is_answered_with_the_nearest() -> None:
    with pytest.raises(UsageError, match="Did you mean partners"):
        find_query("partner", [ROOT / "queries"])


def test_two_queries_of_one_name_are_told(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        query_of(tmp_path / name, HEADER + "#+ columns: s\nSELECT ?s WHERE { ?s ?p ?o }")
    with pytest.raises(DataError, match="Two queries bear one name"):
        find_queries([tmp_path / "one", tmp_path / "two"])


def test_a_project_s_own_query_stands_beside_the_built_in_ones(tmp_path: Path) -> None:
    query_of(tmp_path, HEADER + "#+ columns: s\nSELECT ?s WHERE { ?s ?p ?o }")
    assert set(find_queries([ROOT / "queries", tmp_path])) == {*CATALOGUE, "asked"}
