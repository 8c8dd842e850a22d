"""Ties: grouped by pair, kind and status, with who says so, whether the other side agrees, and chains between two."""

from __future__ import annotations

from typing import Any

import pytest

from clustereval.answers import cooperations
from clustereval.cooperation import Tie, find_ties, group_of, shortest_chains, ties_of
from clustereval.desk import Desk
from clustereval.errors import UsageError
from clustereval.namespaces import CEC, Iri
from clustereval.tables import Table

COLUMNS = ("claim", "source", "target", "kind", "status", "subject", "voice", "perspective", "passage")
SIDES = Table(("actor", "cluster", "level"), (("A", "A", "cluster"), ("Am", "A", "management"), ("B", "B", "cluster"), ("Bc", "B", "carrier")))
EXISTING, RECOMMENDED = Iri(CEC + "Existing"), Iri(CEC + "Recommended")


def claim(number: int, source: str, target: str, voice: str, status: str = EXISTING, kind: str = "K", subject: str | None = None) -> tuple[Any, ...]:
    return (f"c{number}", Iri(source), Iri(target), Iri(kind), status, subject, Iri(voice), None, f"p{number}")


def ties(*claims: tuple[Any, ...]) -> list[Tie]:
    return find_ties(Table(COLUMNS, tuple(claims)), SIDES)


def test_claims_of_one_pair_kind_and_status_are_one_tie() -> None:
    (tie,) = ties(claim(1, "A", "X", "A", subject="one"), claim(2, "X", "A", "A", subject="two"))
    assert (tie.claims, tie.passages, tie.subject) == (("c1", "c2"), ("p1", "p2"), "one; two")


def test_another_kind_or_status_is_another_tie() -> None:
    assert len(ties(claim(1, "A", "X", "A"), claim(2, "A", "X", "A", kind="L"), claim(3, "A", "X", "A", RECOMMENDED))) == 3


def test_both_sides_say_so_at_the_level_of_clusters() -> None:
    found = ties(claim(1, "Am", "B", "A"), claim(2, "Bc", "A", "B", kind="L"))
    assert [tie.reciprocal for tie in found] == ["yes", "yes"]


def test_one_side_says_so() -> None:
    (tie,) = ties(claim(1, "A", "B", "A"))
    assert tie.reciprocal == "no"


def test_a_partner_without_chapter_cannot_confirm() -> None:
    (tie,) = ties(claim(1, "A", "X", "A"))
    assert tie.reciprocal == "unknown"


def test_what_evaluators_say_is_no_claim_of_a_side() -> None:
    (tie,) = ties(claim(1, "A", "B", "evaluators"))
    assert tie.reciprocal == "unknown"


def test_a_recommended_tie_does_not_confirm_an_existing_one() -> None:
    found = ties(claim(1, "A", "B", "A"), claim(2, "B", "A", "B", RECOMMENDED))
    assert {tie.status: tie.reciprocal for tie in found} == {"existing": "no", "recommended": "no"}


def test_a_cluster_counts_with_its_management_and_carriers_and_others_alone() -> None:
    assert group_of("A", SIDES) == {"A", "Am"}
    assert group_of("Bc", SIDES) == {"Bc"}


def test_ties_between_two_groups() -> None:
    found = ties(claim(1, "Am", "Bc", "A"), claim(2, "A", "X", "A"), claim(3, "A", "Am", "A"))
    between = ties_of(found, group_of("A", SIDES), group_of("B", SIDES))
    assert [tie.claims for tie in between] == [("c1",)]


def test_chains_pass_through_a_cluster_by_any_of_its_actors() -> None:
    found = ties(claim(1, "X", "Am", "A"), claim(2, "A", "Bc", "A"), claim(3, "B", "Y", "B"), claim(4, "X", "Y", "A", RECOMMENDED))
    (chain,) = shortest_chains(found, "X", "Y", SIDES)
    assert [tie.claims[0] for tie in chain] == ["c1", "c2", "c3"]


def test_no_chain_and_one_station_are_told() -> None:
    found = ties(claim(1, "X", "A", "A"))
    with pytest.raises(UsageError, match="No chain"):
        shortest_chains(found, "X", "Y", SIDES)
    with pytest.raises(UsageError, match="one cluster"):
        shortest_chains(found, "A", "Am", SIDES)


def test_a_chain_may_be_asked_over_recommended_ties_too() -> None:
    found = ties(claim(1, "X", "Am", "A"), claim(2, "A", "Y", "A", RECOMMENDED))
    with pytest.raises(UsageError, match="status existing"):
        shortest_chains(found, "X", "Y", SIDES)
    (chain,) = shortest_chains(found, "X", "Y", SIDES, ("existing", "recommended"))
    assert [tie.claims[0] for tie in chain] == ["c1", "c2"]


def test_ties_of_one_kind_and_status_are_those_that_a_person_read(desk: Desk) -> None:
    found = cooperations(desk, "smab", kinds=["Partnership"]).items
    assert {item["status"] for item in found} == {"existing"}
    named = {item["target"]["label"] for item in found} | {item["source"]["label"] for item in found}
    assert {"CEESA", "Innovation cluster VIDET"} <= named, "line 738 names both as partners of SMAB"
    assert not [item for item in cooperations(desk, "smab", statuses=["recommended"]).items if item["status"] != "recommended"]


def test_an_unknown_status_is_answered_with_those_there_are(desk: Desk) -> None:
    with pytest.raises(UsageError, match="no status 'wished'"):
        cooperations(desk, statuses=["wished"])
