"""Recommendations: their counts and statuses are those a person read in the report; chains are walked from both ends."""

from __future__ import annotations

from collections import Counter

import pytest

from clustereval.advice import all_recommendations, chains, recommended
from clustereval.desk import Desk
from clustereval.errors import UsageError
from clustereval.judgements import all_cells
from clustereval.namespaces import CE, CEC, Iri
from clustereval.recommendations import Recommendation, find_recommendations
from clustereval.tables import Table

READ_2008 = {
    "mahreg-automotive": 7,
    "biotechnologie-sachsen-anhalt": 5,
    "chemie-kunststoffe-mitteldeutschland": 3,
    "netzwerk-ernaehrungswirtschaft": 5,
    "ceesa": 3,
    "smab": 3,
}
READ_2013 = {
    "mahreg-automotive": 8,
    "biotechnologie-sachsen-anhalt": 4,
    "chemie-kunststoffe-mitteldeutschland": 5,
    "netzwerk-ernaehrungswirtschaft": 7,
    "ceesa": 5,
    "smab": 3,
}
"""Bullets that a person counted in 4.x.1 and 4.x.3."""


def tables(assessments: list[tuple[str, str]], later: bool = True) -> list[Recommendation]:
    """Return two recommendations, of 2008 and of 2013, with assessments of the first."""
    columns = ("recommendation", "round", "year", "scope", "part_of", "placement", "topic", "addressee", "criterion", "text", "passage")
    rows = [(Iri("r8"), Iri("round8"), 2008, Iri("k"), None, None, Iri("t"), Iri("a"), Iri("c"), "Do it.", Iri("p"))]
    if later:
        rows.append((Iri("r13"), Iri("round13"), 2013, Iri("k"), None, Iri(CEC + "OutsideTable"), Iri("t"), Iri("a"), Iri("c"), "Do it still.", Iri("q")))
    judged = tuple((Iri("r8"), Iri(CEC + status), Iri(CEC + basis), "Why.", None, Iri("p")) for status, basis in assessments)
    links = Table(("recommendation", "link", "thing"), ((Iri("r13"), Iri(CE + "continues"), Iri("r8")),))
    return find_recommendations(Table(columns, tuple(rows)), links, Table(("recommendation", "status", "basis", "reason", "perspective", "passage"), judged))


def test_silence_is_not_stated_and_the_last_round_is_not_assessed() -> None:
    first, second = tables([])
    assert (first.status, second.status) == ("not_stated", "not_assessed")
    assert first.continued_by == ("r13",) and second.continues == ("r8",)
    assert first.listed and not second.listed
    (alone,) = tables([], later=False)
    assert alone.status == "not_assessed"


def test_assessments_that_differ_make_partly_implemented() -> None:
    assert tables([("Implemented", "Stated")])[0].status == "implemented"
    assert tables([("Implemented", "Stated"), ("NotImplemented", "Implied")])[0].status == "partly_implemented"
    assert tables([("StillOpen", "Stated")])[0].status == "still_open"


def test_each_cluster_has_the_recommendations_counted_in_the_report(desk: Desk) -> None:
    found = [r for r in all_recommendations(desk) if r.scope is not None and r.listed and r.part_of is None]
    for year, read in ((2008, READ_2008), (2013, READ_2013)):
        assert Counter(r.scope.rsplit("/", 1)[-1] for r in found if r.year == year and r.scope) == read
    parts = [r for r in all_recommendations(desk) if r.scope is not None and r.part_of is not None and r.listed]
    assert len(parts) == 11


def test_the_overall_recommendations_are_those_of_chapter_3(desk: Desk) -> None:
    overall = [r for r in all_recommendations(desk) if r.scope is None and r.listed]
    assert Counter(r.part_of is not None for r in overall) == {False: 20, True: 7}, "twenty bullets and seven sub-bullets"
    sections = Counter(desk.passages[r.passages[0]].section for r in overall if r.part_of is None)
    assert sections == {"3.1": 4, "3.2": 4, "3.3": 2, "3.5": 4, "3.6": 3, "3.7": 3}
    running = [r for r in all_recommendations(desk) if r.scope is None and not r.listed]
    assert [desk.passages[r.passages[0]].section for r in running].count("3.4") == 1, "one in running text: extend the monitoring"


@pytest.mark.parametrize(
    ("recommendation", "status"),
    [
        ("2008-4-4-03", "implemented"),  # line 637: work on international markets is among what was carried out
        ("2008-4-4-04", "still_open"),  # line 637: interfaces with other clusters still need action
        ("2008-4-4-01", "not_stated"),  # the dialogue of the value chain is not spoken of
        ("2008-4-6-01", "not_stated"),  # 4.6.3 says nothing of 2008
        ("2008-4-6-02", "not_stated"),
        ("2008-4-6-03", "not_stated"),
        ("2008-4-1-07", "not_stated"),  # Eastern Europe is not spoken of again
        ("2013-4-6-01", "not_assessed"),
    ],
)
def test_statuses_are_those_a_person_read(recommendation: str, status: str, desk: Desk) -> None:
    found = {r.iri.rsplit("/", 1)[-1]: r.status for r in all_recommendations(desk)}
    assert found[recommendation] == status


def test_every_recommendation_has_a_passage_a_topic_and_addressees(desk: Desk) -> None:
    for r in all_recommendations(desk):
        assert r.passages and all(passage in desk.passages for passage in r.passages), r.iri
        assert r.topic and r.addressees, r.iri


def test_separation_of_carrier_and_management_spells_out_the_overall_one(desk: Desk) -> None:
    found = {r.iri.rsplit("/", 1)[-1]: r for r in all_recommendations(desk)}
    assert [iri.rsplit("/", 1)[-1] for iri in found["2013-4-6-01"].specialises] == ["3-07"]
    assert any(iri.endswith("2013-4-6-01") for iri in found["3-07"].specialised_by)


def test_filters_narrow_and_an_unknown_one_gets_a_sentence(desk: Desk) -> None:
    everything = recommended(desk).items
    of_smab = recommended(desk, "smab", 2008).items
    assert len(of_smab) == 3 < len(everything)
    assert {item["scope"]["label"] for item in of_smab} == {"SMAB"}
    assert all(item["topic"]["label"] == "governance" for item in recommended(desk, topic="governance").items)
    assert {item["status"] for item in recommended(desk, status="still-open").items} == {"still_open"}
    assert all(item["scope"] == "overall" for item in recommended(desk, "overall").items)
    for wrong in ({"round_year": 1999}, {"status": "done"}, {"topic": "golf"}, {"cluster": "tti"}):
        with pytest.raises(UsageError):
            recommended(desk, **wrong)  # type: ignore[arg-type]


def test_a_chain_is_the_same_from_both_ends(desk: Desk) -> None:
    cells = all_cells(desk)
    from_criterion = chains(desk, "2.4").items
    assert from_criterion and all(item["sub_criterion"]["label"] == "working structures" for item in from_criterion)
    for item in from_criterion[:5]:
        back = chains(desk, f"recommendation:{item['recommendation']['iri'].rsplit('/', 1)[-1]}").items
        assert item in back
        if item["finding"]:
            assert item in chains(desk, f"finding:{item['finding']['iri'].rsplit('/', 1)[-1]}").items
            assert any(item["finding"]["iri"] == finding.iri for cell in cells if cell.notation == "2.4" for finding in cell.findings)


def test_open_ones_are_those_without_success_and_successor(desk: Desk) -> None:
    rows = desk.run("open_and_not_taken_up").records()
    found = {r.iri: r for r in all_recommendations(desk)}
    expected = {r.iri for r in found.values() if r.year == 2008 and not r.continued_by and all(a.status != "implemented" for a in r.assessments)}
    assert {row["recommendation"] for row in rows} == expected


def test_overall_ones_without_counterpart_are_complete(desk: Desk) -> None:
    rows = {(row["recommendation"], row["cluster"]) for row in desk.run("overall_without_counterpart").records()}
    found = all_recommendations(desk)
    whole = {r.iri: r.part_of or r.iri for r in found}
    clusters = {r.scope for r in found if r.scope}
    answered = {(whole[iri], r.scope) for r in found if r.scope for iri in r.specialises}
    overall = [r.iri for r in found if r.scope is None and r.part_of is None]
    assert rows == {(iri, cluster) for iri in overall for cluster in clusters} - answered
