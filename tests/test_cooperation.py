"""Ties: grouped by pair, kind and status, with who says so, whether the other side agrees, and chains between two."""

from __future__ import annotations

from typing import Any

import pytest

from clustereval.answers import cooperations, reciprocity
from clustereval.cooperation import Reciprocity, Tie, find_ties, group_of, reciprocities, shortest_chains, ties_of
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


def pair(*claims: tuple[Any, ...]) -> Reciprocity:
    (found,) = reciprocities(Table(COLUMNS, tuple(claims)), SIDES)
    return found


def test_a_pair_claimed_by_managements_and_carriers_is_claimed_by_both_clusters() -> None:
    found = pair(claim(1, "Am", "B", "A"), claim(2, "A", "Bc", "B", kind="L"))
    assert (found.outcome, found.claimed_by_a, found.claimed_by_b) == ("both", True, True)
    assert ([one.passages for one in found.a_says], [one.passages for one in found.b_says]) == ([("p1",)], [("p2",)])


def test_the_voice_counts_and_not_the_direction() -> None:
    found = pair(claim(1, "A", "B", "B"))
    assert (found.outcome, found.claimed_by_a, found.claimed_by_b) == ("one_side", False, True)


def test_a_recommendation_of_the_other_chapter_is_shown_but_confirms_nothing() -> None:
    found = pair(claim(1, "A", "B", "A"), claim(2, "B", "A", "B", RECOMMENDED))
    assert (found.outcome, [one.status for one in found.b_says]) == ("one_side", ["recommended"])


def test_what_is_only_recommended_or_said_by_evaluators_is_no_claim_of_a_side() -> None:
    assert pair(claim(1, "A", "B", "A", RECOMMENDED)).outcome == "recommended_only"
    found = pair(claim(1, "A", "B", "evaluators"))
    assert (found.outcome, [one.voice for one in found.others_say]) == ("none", [Iri("evaluators")])


def test_two_silent_chapters_leave_the_pair_unknown() -> None:
    found = pair()
    assert (found.outcome, found.a_says, found.b_says, found.others_say) == ("none", (), (), ())


def test_reciprocity_of_the_six_clusters_as_read_in_the_report(desk: Desk) -> None:
    # Line 341 (chapter 4.1, MAHREG): agreements with CEESA and SMAB, an innovation forum with chemistry/plastics. Lines 675 and 679 (4.5,
    # CEESA): division of labour and interfaces with SMAB and MAHREG. Line 738 (4.6, SMAB): works with the food network and CEESA, MAHREG
    # is not named; line 740 reports the advice that SMAB, MAHREG and CEESA work together more. Line 597 (4.4, food): contacts with
    # biotechnology, renewable energies and machine building should be made or deepened. Chapters 4.2 (biotechnology) and 4.3 (chemistry)
    # name fields, but none of the other five clusters.
    short = {
        "biotechnologie-sachsen-anhalt": "bio",
        "ceesa": "ceesa",
        "chemie-kunststoffe-mitteldeutschland": "chemistry",
        "mahreg-automotive": "mahreg",
        "netzwerk-ernaehrungswirtschaft": "food",
        "smab": "smab",
    }
    items = reciprocity(desk).items
    assert len(items) == 15
    named = {(short[item["a"]["iri"].rsplit("/", 1)[-1]], short[item["b"]["iri"].rsplit("/", 1)[-1]]): item for item in items}
    by_outcome = {key: {names for names, item in named.items() if item["outcome"] == key} for key in ("both", "one_side", "recommended_only")}
    assert by_outcome == {
        "both": {("ceesa", "mahreg"), ("ceesa", "smab")},
        "one_side": {("mahreg", "smab"), ("chemistry", "mahreg"), ("food", "smab")},
        "recommended_only": {("bio", "food"), ("ceesa", "food")},
    }
    assert [(names, item["claimed_by_a"]) for names, item in named.items() if item["outcome"] == "one_side"] == [
        (("chemistry", "mahreg"), False),
        (("mahreg", "smab"), True),
        (("food", "smab"), False),
    ]
    lines = {names: [{p["lines"][0] for one in item[key] for p in one["passages"]} for key in ("a_says", "b_says")] for names, item in named.items()}
    assert lines["mahreg", "smab"] == [{341, 394}, {740}] and lines["chemistry", "mahreg"] == [set(), {341, 394}] and lines["food", "smab"] == [{597}, {738}]


def test_an_actor_without_a_chapter_has_no_reciprocity(desk: Desk) -> None:
    with pytest.raises(UsageError, match="acts for no evaluated cluster"):
        reciprocity(desk, "acod")
