"""The documentation is true: every command in README and docs runs and prints what stands there; every command is mentioned."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import click
import pytest

from clustereval.cli import main
from clustereval.paths import Project

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCS = sorted((ROOT / "docs").glob("*.md"))
CONSOLE = [found for page in (ROOT / "README.md", *DOCS) for found in re.findall(r"```console\n\$ (.+)\n((?:.*\n)*?)```", page.read_text(encoding="utf-8"))]
PAGES = [*(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "graph/README.md")), *DOCS]


@pytest.mark.parametrize(("command", "output"), CONSOLE, ids=[command[:60] for command, _ in CONSOLE])
def test_a_command_of_the_documentation_prints_what_stands_there(command: str, output: str, builtin_project: Project) -> None:
    program, *arguments = shlex.split(command)
    assert program == "clustereval"
    answer = subprocess.run(
        [sys.executable, "-m", "clustereval", *arguments, *(["--store", str(builtin_project.store)] if arguments[0] != "queries" else [])],
        capture_output=True,
        text=True,
        check=True,
    )
    assert answer.stdout == output


def test_the_python_of_the_readme_runs(builtin_project: Project) -> None:
    (block,) = re.findall(r"```python\n(.*?)```", README, re.S)
    script = block.replace("find_project()", f"find_project(store={str(builtin_project.store)!r})")
    assert subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout == "8\nTrue\n"


def test_every_command_is_mentioned() -> None:
    names = main.list_commands(click.Context(main))
    assert len(names) > 10
    for name in names:
        assert f"clustereval {name}" in README or f"`{name}`" in README, name


def test_the_make_targets_of_the_documentation_exist() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
    for page in PAGES:
        assert set(re.findall(r"`make ([a-z]+)`", page.read_text(encoding="utf-8"))) <= targets, page


def test_links_to_files_lead_somewhere() -> None:
    for page in PAGES:
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), (page.name, target)


def test_terms_in_the_rules_of_transcription_are_declared() -> None:
    declared = set(re.findall(r"^ce:(\w+)$", (ROOT / "ontology" / "clustereval.ttl").read_text(encoding="utf-8"), re.M))
    used = set(re.findall(r"\bce:(\w+)", (ROOT / "graph" / "README.md").read_text(encoding="utf-8")))
    assert used <= declared
