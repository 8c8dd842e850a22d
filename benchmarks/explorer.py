"""The explorer: how long it takes to start, and how long each page takes, against the floor of the same server.

The floor is what the same server needs for a page of which nothing has to be found out: the icon. The start is compared with a bare Python
process that imports the same server. Figures are medians in milliseconds, after one warm-up request of each page, with their ratio to the floor.
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
    "overlaps",
    "ambiguities",
    "evaluation",
    "recommendations",
    "markets",
    "timeline",
    "query",
    "ontology",
    "source?section=4.5.2",
    "thing/actor/ceesa",
    "thing/actor/companies",
    "search?q=ceesa",
)
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
            fetch(f"{address}en/{page}")
            median = statistics.median(fetch(f"{address}en/{page}") for _ in range(RUNS))
            print(f"{page:24} {median:7.1f} ms {median / floor:7.1f} times the floor{'' if median < TARGET else '  over the aim of 300 ms'}")
    finally:
        process.terminate()
        process.wait()


if __name__ == "__main__":
    main()
