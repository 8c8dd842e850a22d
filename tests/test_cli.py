"""The command line: answers on stdout, messages on stderr, and for a user's mistake a sentence instead of a traceback."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from clustereval.paths import Project

ROOT = Path(__file__).parent.parent
Ask = Callable[..., subprocess.CompletedProcess[str]]


def run(*arguments: str, cwd: Path | None = None, given: str | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "clustereval", *arguments],
        cwd=cwd,
        input=given,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "LC_ALL": "C.UTF-8"},
    )


@pytest.fixture
def ask(builtin_project: Project) -> Ask:
    """Ask the built-in project, with the store of the test session."""

    def asked(*arguments: str, given: str | None = None) -> subprocess.CompletedProcess[str]:
        return run(*arguments, "--store", str(builtin_project.store), given=given)

    return asked


def test_build_is_skipped_the_second_time(tiny_project: Project) -> None:
    first = run("build", "--project", str(tiny_project.root))
    second = run("build", "--project", str(tiny_project.root))
    assert first.returncode == second.returncode == 0
    assert first.stdout.startswith("Built: 3 passages")
    assert second.stdout.startswith("Nothing has changed: 3 passages")
    assert first.stderr == "", "progress is shown on a terminal only"


def test_a_missing_store_is_built_at_the_first_question(tiny_project: Project) -> None:
    answer = run("cooperation", "amber", "--format", "json", "--project", str(tiny_project.root))
    assert answer.returncode == 0
    assert "building it" in answer.stderr
    assert len(json.loads(answer.stdout)) == 3


def test_an_old_store_answers_with_a_warning(tiny_project: Project) -> None:
    run("build", "--project", str(tiny_project.root))
    path = tiny_project.graph / "identity.ttl"
    path.write_text(path.read_text(encoding="utf-8") + "\n# changed\n", encoding="utf-8")
    answer = run("cooperation", "amber", "--project", str(tiny_project.root))
    assert answer.returncode == 0
    assert "the graph has changed since the last build" in answer.stderr


def test_check_lists_problems_and_leaves_with_1(tiny_project: Project) -> None:
    fine = run("check", "--project", str(tiny_project.root))
    assert (fine.returncode, fine.stdout) == (0, "0 errors, 0 warnings.\n")
    shutil.copy(Path(__file__).parent / "data" / "invalid" / "claim_without_status.trig", tiny_project.graph)
    broken = run("check", "--project", str(tiny_project.root), "--lang", "de")
    assert broken.returncode == 1
    assert "hat genau eine Angabe „Status“" in broken.stdout
    assert "Traceback" not in broken.stderr


def test_check_with_the_reasoner_classifies(tiny_project: Project) -> None:
    answer = run("check", "--reasoner", "hermit", "--project", str(tiny_project.root))
    assert answer.returncode == 0, answer.stderr
    assert "Carrier: actor:harbour\n" in answer.stdout
    assert "ManagementWithoutBody: actor:amber-management\n" in answer.stdout


def test_the_keys_of_the_json_answers_are_those_of_the_design(ask: Ask) -> None:
    tie = json.loads(ask("cooperation", "mahreg", "--format", "json").stdout)[0]
    assert {"source", "target", "kind", "status", "subject", "claimed_by", "reciprocal", "passages"} <= set(tie)
    assert {"iri", "label"} <= set(tie["source"])
    assert {"iri", "section", "row", "lines", "text"} == set(tie["passages"][0])
    shared = json.loads(ask("overlaps", "--by", "all", "--format", "json").stdout)[0]
    assert {"a", "b", "dimension", "count", "jaccard", "shared", "cooperation", "field"} <= set(shared)
    case = json.loads(ask("ambiguities", "--format", "json").stdout)[0]
    assert {"id", "kind", "basis", "rule", "parties", "severity", "explanation", "remedy", "passages"} <= set(case)


def test_every_answer_is_cited(ask: Ask) -> None:
    for arguments in (("cooperation",), ("ambiguities",)):
        for item in json.loads(ask(*arguments, "--format", "json").stdout):
            assert item["passages"], item
            for passage in item["passages"]:
                first, last = passage["lines"]
                assert 1 <= first <= last <= 918 and passage["text"] and passage["section"]
    for item in json.loads(ask("overlaps", "--format", "json").stdout):
        assert item["count"] == len(item["shared"]) > 0
        assert all(thing["passages"] for thing in item["shared"])


def test_texts_come_in_the_language_asked_for(ask: Ask) -> None:
    german = json.loads(ask("ambiguities", "--actor", "ceesa", "--lang", "de", "--format", "json").stdout)
    english = json.loads(ask("ambiguities", "--actor", "ceesa", "--lang", "en", "--format", "json").stdout)
    assert [case["id"] for case in german] == [case["id"] for case in english]
    assert all(one["explanation"] != other["explanation"] for one, other in zip(german, english, strict=True))


@pytest.mark.parametrize("form", ["table", "csv", "json", "md"])
def test_every_format_has_as_many_rows(ask: Ask, form: str) -> None:
    text = ask("cooperation", "smab", "--format", form).stdout
    number = len(json.loads(ask("cooperation", "smab", "--format", "json").stdout))
    counted = {
        "table": lambda: len(text.splitlines()) - 1,
        "csv": lambda: len(list(csv.reader(io.StringIO(text)))) - 1,
        "json": lambda: len(json.loads(text)),
        "md": lambda: len(text.splitlines()) - 2,
    }
    assert counted[form]() == number > 20


def test_limit_says_what_it_leaves_out(ask: Ask) -> None:
    answer = ask("cooperation", "smab", "--limit", "3")
    assert len(answer.stdout.splitlines()) == 4
    assert "3 of " in answer.stderr


def test_sparql_takes_a_text_a_file_and_standard_input(ask: Ask, tmp_path: Path) -> None:
    text = "SELECT ?carrier WHERE { ?carrier a ce:Carrier } ORDER BY ?carrier"
    (tmp_path / "asked.rq").write_text(text, encoding="utf-8")
    answers = {ask("sparql", text).stdout, ask("sparql", str(tmp_path / "asked.rq")).stdout, ask("sparql", "-", given=text).stdout}
    assert len(answers) == 1
    assert len(answers.pop().splitlines()) == 9


def test_a_chain_between_two_is_shown_step_by_step(ask: Ask) -> None:
    steps = json.loads(ask("cooperation", "biotechnologie", "--with", "smab", "--path", "--format", "json").stdout)
    assert [step["step"] for step in steps if step["chain"] == 1] == list(range(1, 1 + max(step["step"] for step in steps)))


def test_a_case_is_explained_with_its_passages(ask: Ask) -> None:
    answer = ask("ambiguities", "--explain", "unclear-division-of-labour-ati-ceesa-zere", "--lang", "de")
    assert "ATI und ZERE tragen beide CEESA" in answer.stdout
    assert "4.5.1 Z. 659" in answer.stdout
    assert "Harmlose Erklärung" in answer.stdout


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("cooperation", "nobody at all"), "knows nothing called 'nobody at all'"),
        (("cooperation", "mahreeg"), "Did you mean"),
        (("cooperation", "cluster"), "fits"),
        (("cooperation", "--with", "smab"), "--with needs a first actor"),
        (("cooperation", "smab", "--path"), "--path needs two actors"),
        (("overlaps", "--by", "theme"), "Did you mean themes"),
        (("ambiguities", "--kind", "TaskOverlapp"), "Did you mean"),
        (("ambiguities", "--explain", "no-such-case"), "There is no case"),
        (("query", "partner", "actor=mahreg"), "Did you mean partners"),
        (("query", "partners", "akteur=mahreg"), "takes no parameter 'akteur'"),
        (("query", "partners"), "needs the parameter actor, for example actor="),
        (("query", "partners", "mahreg"), "Write it as key=value"),
        (("sparql", "SELECT { nonsense"), "This is no SPARQL query"),
        (("sparql", "ASK { ?s ?p ?o }"), "Only SELECT"),
        (("sparql", "no_such_file.rq"), "neither SPARQL nor a file"),
        (("visualise", "cooperatoin"), "Did you mean cooperation"),
    ],
)
def test_a_wrong_question_is_told_with_status_2(ask: Ask, arguments: tuple[str, ...], told: str) -> None:
    answer = ask(*arguments)
    assert answer.returncode == 2, answer.stderr
    assert told in answer.stderr
    assert "Traceback" not in answer.stderr
    assert answer.stdout == ""


def test_a_folder_that_is_no_project_is_told(tmp_path: Path) -> None:
    answer = run("build", "--project", str(tmp_path))
    assert answer.returncode == 2
    assert "has no folder graph/" in answer.stderr


def test_a_page_that_cannot_be_written_is_told(ask: Ask, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    answer = ask("visualise", "ambiguity", "-o", str(tmp_path / "file" / "ambiguity.html"))
    assert answer.returncode == 1
    assert "Name another file with -o" in answer.stderr


def test_a_read_only_folder_is_told(tiny_project: Project) -> None:
    """Root may write everywhere; so the folder of the store is a file here, which nobody can make a folder of."""
    (tiny_project.root / "build").write_text("", encoding="utf-8")
    answer = run("build", "--project", str(tiny_project.root))
    assert answer.returncode == 1
    assert "cannot be written" in answer.stderr and "--store" in answer.stderr


def test_views_are_listed(ask: Ask) -> None:
    listed = ask("visualise", "--lang", "de").stdout.splitlines()
    assert [line.split(":")[0] for line in listed] == [
        *(
            "ambiguity",
            "brokerage",
            "cooperation",
            "evaluation",
            "governance",
            "markets",
            "ontology",
            "overlap",
            "quadrants",
            "reciprocity",
            "recommendations",
            "scenario",
        )
    ]


def test_answers_come_from_any_directory(ask: Ask, tmp_path: Path, builtin_project: Project) -> None:
    here = ask("query", "carriers").stdout
    there = run("query", "carriers", "--store", str(builtin_project.store), cwd=tmp_path).stdout
    assert here == there != ""


@pytest.mark.parametrize("show", ["matrix", "medians", "gaps", "disagreements", "order", "swaps"])
@pytest.mark.parametrize("form", ["csv", "md", "json", "table"])
def test_no_rating_leaves_without_saying_who_coded_it(ask: Ask, show: str, form: str) -> None:
    answer = ask("evaluation", "--show", show, "--format", form)
    told = answer.stdout if form in {"csv", "md"} or (form == "json" and show not in {"order", "swaps"}) else answer.stderr + answer.stdout
    assert answer.returncode == 0 and "coded by this project by the rules in graph/README.md" in told


def test_weights_and_clusters_that_do_not_go_together_get_a_sentence(ask: Ask) -> None:
    for wrong in (("smab", "--show", "order"), ("--show", "gaps", "--weights", "x.toml"), ("--weights", "no-such-file.toml"), ("tti",)):
        answer = ask("evaluation", *wrong)
        assert answer.returncode == 2 and "Traceback" not in answer.stderr and answer.stderr.strip().endswith((".", "SMAB.")), wrong
