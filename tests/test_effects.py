"""Effects: before and after of a scenario, counted by hand in the tiny project and read in the report for the real one."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from clustereval.build import build
from clustereval.desk import Desk
from clustereval.effects import effects, find_effects
from clustereval.paths import Project
from clustereval.scenario import read_scenario, recommended_changes
from clustereval.store import open_store

DATA = Path(__file__).parent / "data" / "scenario"


@pytest.fixture
def tiny(tiny_project: Project) -> Desk:
    build(tiny_project)
    return Desk(tiny_project, open_store(tiny_project.store), "en")


def test_a_recommended_tie_closes_the_path_between_its_ends(tiny: Desk) -> None:
    found = {effect.thing: (effect.before, effect.after) for effect in find_effects(tiny, recommended_changes(tiny)) if effect.aspect == "measure"}
    # before: amber – birch, amber-management – amber, birch-management – wharf; the recommended amber – wharf joins the two parts
    assert found["nodes"] == (5, 5)
    assert found["edges"] == (3, 4)
    assert found["density"] == (0.3, 0.4)
    assert found["components"] == (2, 1)
    assert found["largest"] == (3, 5)
    assert found["cooperating_pairs"] == (1, 1)


def test_a_shared_partner_makes_no_new_case_where_the_clusters_cooperate(tiny: Desk) -> None:
    assert not [effect for effect in find_effects(tiny, recommended_changes(tiny)) if effect.aspect == "ambiguity"]


def test_the_end_of_a_cooperation_leaves_an_overlap_uncoordinated(tiny: Desk) -> None:
    found = find_effects(tiny, read_scenario(tiny, DATA / "end.toml"))
    assert "Amber" in found[0].thing and (found[0].before, found[0].after) == ("existing", "ended")
    cases = {(effect.before is None, effect.after) for effect in found if effect.aspect == "ambiguity"}
    assert (True, "low") in cases, "both work on light, and no cooperation is left"
    assert ("overlap", "complementary_cooperation", "apart") in {(e.aspect, e.before, e.after) for e in found}, "one shared theme is no overlap by the policy"


def test_the_recommended_speaker_and_board_of_ceesa_end_what_it_lacks(desk: Desk) -> None:
    found = find_effects(desk, recommended_changes(desk, cluster="ceesa"))
    governed = {effect.thing: (effect.before, effect.after) for effect in found if effect.aspect == "governance"}
    # line 680: neither speaker nor steering body; line 715: a speaker, an advisory board, perhaps with working groups, are recommended
    assert governed["CEESA: cluster speaker"] == ("absent", "existing")
    assert governed["CEESA: working group"] == ("recommended", "existing")
    assert all(thing.startswith("CEESA") for thing in governed)
    changed = [effect.thing for effect in found if effect.aspect == "ambiguity" and effect.thing.startswith("Missing, by the source, for CEESA")]
    assert changed == ["Missing, by the source, for CEESA: cluster board and cluster speaker. → Missing, by the source, for CEESA: cluster board."]
    gone = [effect.thing for effect in found if effect.aspect == "ambiguity" and effect.after is None]
    assert any("ZERE" in thing and "kept apart" in thing for thing in gone), "line 712: the separation has come true"


def test_the_same_scenario_has_the_same_effects_twice(desk: Desk) -> None:
    scenario = recommended_changes(desk, cluster="smab")
    assert find_effects(desk, scenario) == find_effects(desk, scenario)


def test_every_supposed_change_of_the_source_has_its_passages(desk: Desk) -> None:
    for entry in effects(desk, recommended_changes(desk)).items:
        if entry["aspect"] in {"change", "ambiguity", "governance"}:
            assert entry["passages"], entry["thing"]


def test_the_command_wants_one_thing_supposed(builtin_project: Project) -> None:
    program = [sys.executable, "-m", "clustereval", "scenario", "--store", str(builtin_project.store)]
    wrong = subprocess.run(program, capture_output=True, text=True, check=False)
    assert (wrong.returncode, wrong.stdout) == (2, "") and "Say what is supposed" in wrong.stderr
    fine = subprocess.run([*program, "--cluster", "smab", "--format", "json"], capture_output=True, text=True, check=True)
    assert {"aspect", "thing", "before", "after", "recommendations", "passages"} <= set(json.loads(fine.stdout)[0])
    assert "data version" in fine.stderr
