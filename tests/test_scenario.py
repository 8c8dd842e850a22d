"""Scenarios: claims come true or end in a hypothetical graph; the real one stays as it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from clustereval.build import build
from clustereval.cases import all_cases
from clustereval.desk import Desk
from clustereval.errors import DataError, UsageError
from clustereval.paths import Project
from clustereval.scenario import Change, hypothetical, read_scenario, recommended_changes
from clustereval.store import open_store

DATA = Path(__file__).parent / "data" / "scenario"


@pytest.fixture
def tiny(tiny_project: Project) -> Desk:
    build(tiny_project)
    return Desk(tiny_project, open_store(tiny_project.store), "en")


def statuses(desk: Desk) -> dict[str, str]:
    return {str(row["claim"]).rsplit("/", 1)[-1]: str(row["status"]).rsplit("/", 1)[-1] for row in desk.run("ties").records()}


def test_what_is_recommended_comes_true_and_the_rules_conclude_anew(tiny: Desk) -> None:
    scenario = recommended_changes(tiny)
    assert [change.claim.rsplit("/", 1)[-1] for change in scenario.changes] == ["a-3"]
    after = hypothetical(tiny, scenario)
    assert (statuses(tiny)["a-3"], statuses(after)["a-3"]) == ("Recommended", "Existing")
    linked = "SELECT ?b WHERE { <https://w3id.org/clustereval/tiny/actor/wharf> ce:cooperatesWith ?b }"
    assert {str(b).rsplit("/", 1)[-1] for b in after.store.select(linked).column("b")} == {"amber", "birch-management"}
    assert {str(b).rsplit("/", 1)[-1] for b in tiny.store.select(linked).column("b")} == {"birch-management"}, "the real graph stays as it is"


def test_a_supposed_link_and_a_supposed_body_end_their_cases(tiny: Desk) -> None:
    after = hypothetical(tiny, read_scenario(tiny, DATA / "valid.toml"))
    before, then = ({rule for case in all_cases(desk) for rule in case.rules} for desk in (tiny, after))
    assert {"no_governance_body", "cooperation_claimed_by_one_side"} <= before
    assert "no_governance_body" not in then, "the body has come, so it is no longer missing"


def test_a_tie_that_ends_is_no_fact_any_more(tiny: Desk) -> None:
    after = hypothetical(tiny, read_scenario(tiny, DATA / "end.toml"))
    assert statuses(after)["a-1"] == "Ended"
    linked = "SELECT ?b WHERE { <https://w3id.org/clustereval/tiny/actor/amber> ce:cooperatesWith <https://w3id.org/clustereval/tiny/actor/birch> }"
    assert len(tiny.store.select(linked)) == 1 and len(after.store.select(linked)) == 0


def test_scenarios_can_follow_one_another_and_leave_the_store_untouched(tiny: Desk) -> None:
    (change,) = recommended_changes(tiny).changes
    there = hypothetical(tiny, recommended_changes(tiny))
    back = Change(change.claim, "ends", change.form, change.source, change.target, change.kind)
    assert statuses(hypothetical(there, type(recommended_changes(tiny))("back", (back,))))["a-3"] == "Ended"
    assert {str(quad) for quad in tiny.store.inner} == {str(quad) for quad in open_store(tiny.project.store).inner}


@pytest.mark.parametrize(
    ("name", "sentences"),
    [
        ("wrong_entries", ["There is no entry [[wish]]", "[[link]] number 1: ", "[[body]] number 1: It needs the keys of, kind"]),
        ("empty", ["It supposes nothing"]),
        ("no_toml", ["A scenario is a TOML file"]),
    ],
)
def test_a_wrong_file_is_told_with_file_and_entry(name: str, sentences: list[str], tiny: Desk) -> None:
    with pytest.raises(DataError) as caught:
        read_scenario(tiny, DATA / f"{name}.toml")
    for sentence in sentences:
        assert sentence in str(caught.value)
    assert f"{name}.toml" in str(caught.value)


def test_a_file_that_is_not_there_is_told(tiny: Desk) -> None:
    with pytest.raises(DataError, match="cannot be read"):
        read_scenario(tiny, DATA / "missing.toml")


def test_recommendations_of_one_cluster_are_those_that_a_person_read(desk: Desk) -> None:
    kinds = {
        (change.source.rsplit("/", 1)[-1], (change.target or "").rsplit("/", 1)[-1], str(change.kind).rsplit("/", 1)[-1])
        for change in recommended_changes(desk, cluster="ceesa").changes
    }
    assert {
        ("ati", "ceesa-management", "Separation"),  # line 712: carriers and management are to be told apart
        ("zere", "ceesa-management", "Separation"),
        ("ceesa", "energieagentur-sachsen-anhalt", "DivisionOfLabour"),  # line 713
        ("ceesa", "", "Speaker"),  # line 715
        ("ceesa", "", "AdvisoryBoard"),
        ("ceesa", "", "WorkingGroup"),
    } <= kinds


@pytest.mark.parametrize(
    ("given", "sentence"),
    [({"year": 1999}, "no round 1999"), ({"recommendation": "4-5-99"}, "no recommendation '4-5-99'"), ({"cluster": "nobody"}, "nobody")],
)
def test_what_nobody_recommended_is_told(given: dict[str, str], sentence: str, desk: Desk) -> None:
    with pytest.raises(UsageError, match=sentence):
        recommended_changes(desk, **given)  # type: ignore[arg-type]
