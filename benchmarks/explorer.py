"""The explorer: how long it takes to start, and how long each page takes, against the floor of the same server.

The floor is what the same server needs for a page of which nothing has to be found out: the icon. The start is compared with a bare Python
process that imports the same server. `first` is the first request of each page, one after the other, to a server that has just started and
still warms itself up; `later` is the median of the next ones. Both are milliseconds, `later` with its ratio to the floor.
Run it with `make benchmark`.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
import urllib.request

RUNS = 9
PAGES = (
    "overview",
    "cooperation",
    "cooperation?actor=ceesa",
    "picture/cooperation?actor=ceesa",
    "overlaps",
    "ambiguities",
    "ambiguities?actor=ceesa&severity=high",
    "evaluation",
    "recommendations",
    "resilience",
    "markets",
    "timeline",
    "source?section=4.1.2",
    "evaluation?format=xlsx",
    "query",
    "ontology",
    "source?section=4.5.2",
    "thing/actor/ceesa",
    "thing/actor/companies",
    "thing/actor/mahreg-automotive",
    "search?q=ceesa",
    "search?q=cesaa",
)
SCENARIO = "scenario?all=1"
"""Takes seconds when it is asked for the first time, by nature: all rules conclude anew."""
TARGET = 300


def fetch(address: str) -> float:
    """Return how many milliseconds a page takes, to its last byte."""
    begun = time.perf_counter()
    with urllib.request.urlopen(address) as answer:
        answer.read()
    return (time.perf_counter() - begun) * 1000


def started() -> tuple[subprocess.Popen[str], str, float]:
    """Start an explorer on a free port; return it, its address, and the seconds until it answered."""
    begun = time.perf_counter()
    process = subprocess.Popen([sys.executable, "-m", "clustereval", "explore", "--port", "0"], stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    address = next(word for line in process.stderr for word in line.split() if word.startswith("http://"))
    while True:
        try:
            fetch(f"{address}static/icon.svg")
            return process, address, time.perf_counter() - begun
        except OSError:
            time.sleep(0.01)


def main() -> None:
    """Measure and print."""
    bare = [sys.executable, "-c", "import starlette.applications, uvicorn, pyoxigraph, jinja2"]
    floors, starts = [], []
    for _ in range(5):
        begun = time.perf_counter()
        subprocess.run(bare, check=True)
        floors.append(time.perf_counter() - begun)
        process, _, seconds = started()
        starts.append(seconds)
        process.terminate()
        process.wait()
    print(f"start: {statistics.median(starts):.2f} s, {statistics.median(starts) / statistics.median(floors):.1f} times the imports alone (aim: under 3 s)")
    process, address, _ = started()
    try:
        floor = statistics.median(fetch(f"{address}static/icon.svg") for _ in range(RUNS))
        for page in PAGES:
            first = fetch(f"{address}en/{page}")
            median = statistics.median(fetch(f"{address}en/{page}") for _ in range(RUNS))
            told = "" if median < TARGET else f"  over the aim of {TARGET} ms"
            print(f"{page:40} first {first:7.1f} ms  later {median:7.1f} ms {median / floor:7.1f} times the floor{told}")
        print(f"{SCENARIO:40} first {fetch(f'{address}en/{SCENARIO}'):7.1f} ms  later {fetch(f'{address}en/{SCENARIO}'):7.1f} ms")
    finally:
        process.terminate()
        process.wait()


if __name__ == "__main__":
    main()
