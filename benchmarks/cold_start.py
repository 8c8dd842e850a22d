"""Cold answers, from process start: clustereval against the floor and against rdflib, in turns, in one run.

Three processes answer the same question on the same data:

- floor: a bare Python process that opens the built store with pyoxigraph and runs the same query text;
- clustereval: `clustereval query NAME`, a catalogue question asked by name;
- rdflib: a script that parses the same files with rdflib and runs the same query on them.

Run it with `make benchmark`. Figures are medians of whole processes in seconds of wall time, with their ratios; the number of
answers of each is printed too, since a process that answers nothing is fast. Both questions ask what is said, which needs
no conclusion, so that the rdflib script has the same answers. Python may write its compiled modules, as it does for a user.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

from clustereval.build import build
from clustereval.paths import Project, find_project
from clustereval.queries import find_query
from clustereval.store import database, read_manifest

ROUNDS = 9
SLOW_ROUNDS = 3
QUESTIONS = ("roles_of_people", "carriages")

FLOOR = """
import sys, pyoxigraph as ox
store = ox.Store.read_only(sys.argv[1])
rows = [[term.value if term is not None else '' for term in row] for row in store.query(open(sys.argv[2], encoding='utf-8').read())]
for row in rows:
    print(*row, sep='\\t')
"""

RDFLIB = """
import sys, rdflib
dataset = rdflib.Dataset(default_union=True)
for path in sys.argv[2:]:
    dataset.parse(path, format='trig' if path.endswith('.trig') else 'turtle')
for row in dataset.query(open(sys.argv[1], encoding='utf-8').read()):
    print(*row, sep='\\t')
"""


def commands_for(question: str, project: Project) -> dict[str, list[str]]:
    query = find_query(question, project.folders("queries")).path
    place = database(project.store, read_manifest(project.store))
    sources = [str(path) for path in project.sources() if path.suffix in {".ttl", ".trig"} and path.name not in {"shapes.ttl", "alignments.ttl"}]
    return {
        "floor": [sys.executable, "-c", FLOOR, str(place), str(query)],
        "clustereval": [str(Path(sys.executable).with_name("clustereval")), "query", question],
        "rdflib": [sys.executable, "-c", RDFLIB, str(query), *sources],
    }


def measure(commands: dict[str, list[str]]) -> tuple[dict[str, list[float]], dict[str, int]]:
    """Run the commands in turn; return the seconds of each run and the number of answers; the first turn is not counted."""
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    seconds: dict[str, list[float]] = {name: [] for name in commands}
    answers: dict[str, int] = {}
    for turn in range(ROUNDS + 1):
        for name, command in commands.items():
            if name == "rdflib" and turn > SLOW_ROUNDS:
                continue
            start = time.perf_counter()
            done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment, timeout=300)
            if turn:
                seconds[name].append(time.perf_counter() - start)
            answers[name] = len(done.stdout.splitlines()) - (name == "clustereval")
    return seconds, answers


def main() -> None:
    project = find_project()
    build(project)
    for question in QUESTIONS:
        seconds, answers = measure(commands_for(question, project))
        median = {name: statistics.median(times) for name, times in seconds.items()}
        print(f"{question:14} {'median s':>9} {'min s':>7} {'max s':>7} {'runs':>5} {'answers':>8} {'to the floor':>13}")
        for name, times in seconds.items():
            ratio = median[name] / median["floor"]
            print(f"  {name:12} {median[name]:9.3f} {min(times):7.3f} {max(times):7.3f} {len(times):5} {answers[name]:8} {ratio:13.2f}")
        print(f"  clustereval takes {median['clustereval'] / median['floor']:.2f} times the floor (goal: at most 2.5)")
        print(f"  rdflib takes {median['rdflib'] / median['clustereval']:.1f} times as long as clustereval (goal: at least 5)")


if __name__ == "__main__":
    main()
