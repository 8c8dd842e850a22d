"""Without people: no name of a person is left in any text, and nothing else is lost."""

from __future__ import annotations

import re

import pytest

from clustereval.desk import Desk
from clustereval.namespaces import Iri
from clustereval.privacy import name_pattern, without_people
from clustereval.store import Store


@pytest.fixture(scope="module")
def silent(store: Store) -> Store:
    return without_people(store)


def test_no_name_of_a_person_is_left_in_any_text(store: Store, silent: Store) -> None:
    people = store.select("SELECT DISTINCT ?name WHERE { ?person a ce:Person ; skos:prefLabel|skos:altLabel|ce:nameAsPrinted ?name }").column("name")
    texts = silent.select("SELECT DISTINCT ?text WHERE { ?s ?p ?text FILTER(ISLITERAL(?text)) }").column("text")
    assert len(people) > 40
    joined = "\n".join(str(text) for text in texts)
    for name in people:
        full = re.sub(r"^((Prof|Dr|Dipl|Hr|Fr|Ing|Kfm|Herr|Frau)[.\-\w]*\s*)+", "", str(name))
        if " " in full:
            assert full not in joined, full


def test_no_statement_about_a_person_is_left(silent: Store) -> None:
    assert not silent.select("SELECT ?person WHERE { ?person a ce:Person }").rows
    assert not silent.select("SELECT ?role WHERE { ?role ce:holder ?person }").rows
    assert not silent.select("SELECT ?interview WHERE { ?interview ce:interviewee ?person }").rows


def test_roles_and_interviews_stay(store: Store, silent: Store) -> None:
    for kind in ("RoleAssignment", "Interview", "Cooperation", "Finding"):
        query = f"SELECT ?x WHERE {{ ?x a ce:{kind} }}"
        assert len(silent.select(query)) == len(store.select(query)) > 0


def test_a_company_called_after_a_person_keeps_its_name(silent: Store) -> None:
    labels = silent.labels_of(["https://w3id.org/clustereval/saxony-anhalt-2013/actor/kathi-rainer-thiele"])
    assert "Thiele" in next(iter(labels.values()))["de"]


def test_a_passage_says_a_person_instead(silent: Store, desk: Desk) -> None:
    text = Desk(desk.project, silent, "de").passages["https://w3id.org/clustereval/saxony-anhalt-2013/passage/5-ceesa-contact"].text
    assert "[Person]" in text and "Busch" not in text


def test_a_surname_inside_a_word_is_left_alone() -> None:
    pattern = name_pattern({"Dr. Eva Lux", "Anna Wittmann"}, {"Wittmann GmbH"})
    assert pattern is not None
    text = pattern.sub(lambda found: found["other"] or "X", "Eva Lux, Luxus, Frau Wittmann und die Wittmann GmbH, Wittmanns Haus")
    assert text == "X, Luxus, X und die Wittmann GmbH, Wittmanns Haus"


def test_a_graph_without_people_stays_as_it_is() -> None:
    assert name_pattern(set(), {"A"}) is None


def test_every_answer_without_people_names_none(silent: Store, desk: Desk) -> None:
    quiet = Desk(desk.project, silent, "de")
    talks = quiet.run("interviews")
    assert len(talks) >= 26
    assert not [row for row in talks.records() if row["person"] is not None]
    assert not [cell for row in quiet.run("roles_of_people").rows for cell in row if isinstance(cell, Iri) and "/person/" in cell]
