"""Reviews: verdicts of readers are kept in the project, by the IRI of the case, and outlive every rebuild."""

from __future__ import annotations

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest

from clustereval.build import build
from clustereval.cases import ambiguities, case_of
from clustereval.desk import Desk
from clustereval.errors import DataError, UsageError
from clustereval.paths import Project
from clustereval.reviews import record_review, review_file
from clustereval.store import open_store

CASE = "missing-responsibility-amber"


def desk_of(project: Project) -> Desk:
    build(project)
    return Desk(project, open_store(project.store), "en")


def verdicts(desk: Desk) -> dict[str, str]:
    return {item["id"]: item["review"]["verdict"] for item in ambiguities(desk).items if item["review"]}


def test_a_verdict_outlives_a_rebuild_and_the_last_one_counts(tiny_project: Project) -> None:
    desk = desk_of(tiny_project)
    case = case_of(desk, CASE)
    record_review(tiny_project, case, "confirmed", "Asked the members.", "A. Reader", now=datetime(2026, 1, 1, tzinfo=UTC))
    assert verdicts(desk_of(tiny_project)) == {CASE: "confirmed"}
    build(tiny_project, force=True)
    record_review(tiny_project, case, "dismissed", 'The members <b>meet</b> "anyway".', now=datetime(2026, 1, 2, tzinfo=UTC))
    after = desk_of(tiny_project)
    (item,) = [item for item in ambiguities(after).items if item["id"] == CASE]
    assert (item["review"]["verdict"], item["review"]["reason"], item["review"]["by"]) == ("dismissed", 'The members <b>meet</b> "anyway".', "")
    assert review_file(tiny_project).read_text(encoding="utf-8").count("Asked the members.") == 1, "the earlier verdict stays in the file"
    assert [item["id"] for item in ambiguities(after, review="dismissed").items] == [CASE]
    assert CASE not in {item["id"] for item in ambiguities(after, review="open").items}


def test_a_reopened_case_has_no_verdict(tiny_project: Project) -> None:
    case = case_of(desk_of(tiny_project), CASE)
    record_review(tiny_project, case, "confirmed", "First.", now=datetime(2026, 1, 1, tzinfo=UTC))
    record_review(tiny_project, case, "reopened", "Second.", now=datetime(2026, 1, 2, tzinfo=UTC))
    assert verdicts(desk_of(tiny_project)) == {}


def test_a_stated_case_is_reviewed_by_its_own_iri(tiny_project: Project) -> None:
    case = case_of(desk_of(tiny_project), "stated-a-1")
    assert str(case.iri) == "https://w3id.org/clustereval/tiny/ambiguity/a-1"
    record_review(tiny_project, case, "confirmed", "So it is.")
    assert verdicts(desk_of(tiny_project)) == {"stated-a-1": "confirmed"}


def test_a_review_is_no_statement_of_the_source(tiny_project: Project) -> None:
    before = desk_of(tiny_project)
    record_review(tiny_project, case_of(before, CASE), "confirmed", "So it is.")
    after = desk_of(tiny_project)
    assert before.store.manifest["counts"]["said"] == after.store.manifest["counts"]["said"]
    assert after.store.manifest["counts"]["interpreted"] > 0


@pytest.mark.parametrize(("verdict", "reason", "sentence"), [("maybe", "So.", "no verdict 'maybe'"), ("confirmed", "  ", "needs a reason")])
def test_a_review_needs_a_verdict_and_a_reason(verdict: str, reason: str, sentence: str, tiny_project: Project) -> None:
    case = case_of(desk_of(tiny_project), CASE)
    with pytest.raises(UsageError, match=sentence):
        record_review(tiny_project, case, verdict, reason)
    assert not review_file(tiny_project).exists()


def test_a_damaged_file_is_told_and_left_as_it_is(tiny_project: Project) -> None:
    case = case_of(desk_of(tiny_project), CASE)
    review_file(tiny_project).write_text("this is no TriG", encoding="utf-8")
    with pytest.raises(DataError, match="cannot be read"):
        record_review(tiny_project, case, "confirmed", "So.")
    assert review_file(tiny_project).read_text(encoding="utf-8") == "this is no TriG"
    assert sorted(path.name for path in tiny_project.graph.iterdir() if "reviews" in path.name) == ["reviews.trig"], "no draft and no lock is left"


def test_a_place_that_cannot_be_written_is_told(tiny_project: Project) -> None:
    case = case_of(desk_of(tiny_project), CASE)
    review_file(tiny_project).mkdir()
    with pytest.raises(DataError, match="cannot be written"):
        record_review(tiny_project, case, "confirmed", "So.")


def test_reviews_given_at_the_same_time_are_all_kept(tiny_project: Project) -> None:
    case = case_of(desk_of(tiny_project), CASE)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda number: record_review(tiny_project, case, "confirmed", f"Reason {number}."), range(12)))
    text = review_file(tiny_project).read_text(encoding="utf-8")
    assert all(f'"Reason {number}."' in text for number in range(12))
    assert len(desk_of(tiny_project).run("reviews")) == 12


def ask(project: Project, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "clustereval", *arguments, "--project", str(project.root)], capture_output=True, text=True, check=False)


def test_the_command_keeps_a_verdict_and_answers_show_it(tiny_project: Project) -> None:
    said = ask(tiny_project, "review", CASE, "--dismiss", "--reason", "They meet.", "--by", "A. Reader")
    assert said.returncode == 0 and str(Path("graph") / "reviews.trig") in said.stdout
    items = json.loads(ask(tiny_project, "ambiguities", "--review", "dismissed", "--format", "json").stdout)
    assert [(item["id"], item["review"]["by"]) for item in items] == [(CASE, "A. Reader")]
    wrong = ask(tiny_project, "review", "missing-responsibility-ambre", "--confirm", "--reason", "So.")
    assert wrong.returncode == 2 and f"Did you mean {CASE}" in wrong.stderr
    assert ask(tiny_project, "review", CASE, "--reason", "So.").returncode == 2
