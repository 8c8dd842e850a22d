"""Bad data is told with its place and what to do. Each file in data/invalid is a case; its first line says what is expected."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from clustereval.build import build, problems_of
from clustereval.errors import DataError
from clustereval.paths import Project
from clustereval.validation import read_policy

INVALID = sorted((Path(__file__).parent / "data" / "invalid").glob("*.trig"))


@pytest.mark.parametrize("path", INVALID, ids=lambda path: path.stem)
def test_invalid_data_is_told(path: Path, tiny_project: Project) -> None:
    expected = path.read_text(encoding="utf-8").splitlines()[0].removeprefix("# expected: ")
    shutil.copy(path, tiny_project.graph / "case.trig")
    with pytest.raises(DataError) as told:
        build(tiny_project)
    assert re.search(expected, str(told.value)), str(told.value)
    assert not tiny_project.store.exists()


def test_valid_data_has_no_problem(tiny_project: Project) -> None:
    assert problems_of(tiny_project)[1] == []


def test_messages_come_in_german_too(tiny_project: Project) -> None:
    case = next(path for path in INVALID if path.stem == "claim_without_status")
    shutil.copy(case, tiny_project.graph / "case.trig")
    messages = [problem.message for problem in problems_of(tiny_project, lang="de")[1]]
    assert any("hat genau eine Angabe „Status“" in message for message in messages)


def test_a_project_may_soften_a_check_by_its_own_policy(tiny_project: Project) -> None:
    shutil.copy(next(path for path in INVALID if path.stem == "actor_without_passage"), tiny_project.graph / "case.trig")
    (tiny_project.root / "queries").mkdir()
    (tiny_project.root / "queries" / "policy.toml").write_text('[checks]\nactor_without_passage = "warning"\n', encoding="utf-8")
    _, problems = problems_of(tiny_project)
    assert [problem.severity for problem in problems] == ["warning"]
    assert not build(tiny_project).skipped


def test_a_broken_policy_is_told(tmp_path: Path) -> None:
    (tmp_path / "policy.toml").write_text("[checks", encoding="utf-8")
    with pytest.raises(DataError, match=r"policy\.toml"):
        read_policy([tmp_path])
