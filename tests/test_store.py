"""The store is built atomically, skipped when nothing changed, read by many at once, and tells what is wrong."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from clustereval.build import build
from clustereval.errors import DataError, UsageError
from clustereval.namespaces import INFERRED
from clustereval.paths import Project
from clustereval.store import MANIFEST, Store, open_dataset, open_store, read_manifest

COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"


def carriers(store: Store) -> list[object]:
    return store.select("SELECT ?c WHERE { ?c a ce:Carrier }").column("c")


def test_build_holds_what_is_said_and_what_is_concluded(tiny_project: Project) -> None:
    done = build(tiny_project)
    assert done.counts["passages"] == 3
    assert done.counts["inferred"] > 0
    assert carriers(open_store(tiny_project.store)) == ["https://w3id.org/clustereval/tiny/actor/harbour"]


def test_merged_graph_counts_a_triple_once_however_many_passages_say_it(tiny_project: Project) -> None:
    path = tiny_project.graph / "chapters.trig"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("passage:b-ties {", "passage:b-ties {\n  actor:amber-management ce:manages actor:amber .\n"), encoding="utf-8")
    build(tiny_project)
    table = open_store(tiny_project.store).select("SELECT (COUNT(*) AS ?n) WHERE { ?m ce:manages ?c }")
    assert table.rows == ((2,),)


def test_inferred_triples_stand_in_a_graph_of_their_own_and_in_the_merged_graph(tiny_project: Project) -> None:
    build(tiny_project)
    store = open_store(tiny_project.store)
    inferred = store.select(f"SELECT ?s ?p ?o WHERE {{ GRAPH <{INFERRED}> {{ ?s ?p ?o }} FILTER(!ISBLANK(?s) && !ISBLANK(?o)) }}")
    assert len(inferred) > 0
    for subject, predicate, thing in inferred.rows[:50]:
        found = store.select("SELECT ?s ?p ?o WHERE { ?s ?p ?o }", {"s": subject, "p": predicate, "o": thing})
        assert len(found) == 1


def test_build_is_skipped_when_nothing_changed(tiny_project: Project) -> None:
    assert not build(tiny_project).skipped
    assert build(tiny_project).skipped
    (tiny_project.graph / "identity.ttl").touch()
    assert build(tiny_project).skipped, "a new date alone is no change"
    path = tiny_project.graph / "identity.ttl"
    path.write_text(path.read_text(encoding="utf-8") + "\n# changed\n", encoding="utf-8")
    assert not build(tiny_project).skipped


def test_a_bad_file_leaves_the_last_good_store(tiny_project: Project) -> None:
    build(tiny_project)
    before = read_manifest(tiny_project.store)
    path = tiny_project.graph / "chapters.trig"
    path.write_text(path.read_text(encoding="utf-8") + "\npassage:broken {", encoding="utf-8")
    with pytest.raises(DataError, match=r"chapters\.trig:\d+:\d+"):
        build(tiny_project)
    assert read_manifest(tiny_project.store) == before
    assert len(carriers(open_store(tiny_project.store))) == 1


def test_a_crash_while_writing_leaves_the_last_good_store(tiny_project: Project) -> None:
    build(tiny_project)
    before = read_manifest(tiny_project.store)
    path = tiny_project.graph / "identity.ttl"
    path.write_text(path.read_text(encoding="utf-8") + "\n# changed\n", encoding="utf-8")
    script = (
        "import os, sys, clustereval.store as s\n"
        "from clustereval.build import build\n"
        "from clustereval.paths import find_project\n"
        "os.replace = lambda *a: os._exit(9)\n"
        "build(find_project(sys.argv[1]))\n"
    )
    crashed = subprocess.run([sys.executable, "-c", script, str(tiny_project.root)], check=False)
    assert crashed.returncode == 9
    assert read_manifest(tiny_project.store) == before
    assert len(carriers(open_store(tiny_project.store))) == 1
    for left in tiny_project.store.glob("database-*"):
        os.utime(left, (0, 0))
    assert not build(tiny_project).skipped
    assert len(list(tiny_project.store.glob("database-*"))) == 2, "what the crash left is swept by a later build"


def test_several_processes_read_at_once(tiny_project: Project) -> None:
    build(tiny_project)
    script = (
        "import sys, pathlib\nfrom clustereval.store import open_store\n"
        "s = open_store(pathlib.Path(sys.argv[1]))\nsys.stdin.readline()\nprint(s.select(sys.argv[2]).rows[0][0])"
    )
    readers = [
        subprocess.Popen([sys.executable, "-c", script, str(tiny_project.store), COUNT], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    expected = open_store(tiny_project.store).select(COUNT).rows[0][0]
    assert [int(reader.communicate("go\n")[0]) for reader in readers] == [expected] * 3


def test_no_store_yet_is_told_with_the_command_to_build(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="clustereval build"):
        open_store(tmp_path)


@pytest.mark.parametrize("text", ["{", "[]", '{"database": 3}'])
def test_a_damaged_manifest_is_told(tmp_path: Path, text: str) -> None:
    (tmp_path / MANIFEST).write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match="clustereval build --force"):
        open_store(tmp_path)


def test_a_half_written_store_is_told_and_built_anew(tiny_project: Project) -> None:
    build(tiny_project)
    manifest = json.loads((tiny_project.store / MANIFEST).read_text(encoding="utf-8"))
    for path in (tiny_project.store / manifest["database"]).glob("MANIFEST-*"):
        path.unlink()
    with pytest.raises(DataError, match="half-written"):
        open_store(tiny_project.store)
    assert not build(tiny_project).skipped
    assert len(carriers(open_store(tiny_project.store))) == 1


def test_a_place_that_cannot_be_written_is_told(tiny_project: Project, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    project = Project(tiny_project.root, tiny_project.builtin, blocked / "store")
    with pytest.raises(DataError, match="--store"):
        build(project)


def test_a_project_without_graph_is_told(tmp_path: Path) -> None:
    (tmp_path / "graph").mkdir()
    with pytest.raises(UsageError, match=r"no \.ttl or \.trig file"):
        Project(tmp_path, tmp_path, tmp_path / "store").sources()


def test_what_is_no_sparql_is_told_with_line_and_column(tiny_project: Project) -> None:
    build(tiny_project)
    with pytest.raises(UsageError, match="1:15"):
        open_store(tiny_project.store).select("SELECT WHERE {")


def test_the_rdflib_dataset_holds_the_same_data(tiny_project: Project) -> None:
    build(tiny_project)
    import rdflib

    dataset = open_dataset(tiny_project.store)
    expected = open_store(tiny_project.store).select(COUNT).rows[0][0]
    assert len(dataset.default_graph) == expected
    ce = rdflib.Namespace("https://w3id.org/clustereval/ontology#")
    assert [str(s) for s in dataset.subjects(rdflib.RDF.type, ce.Carrier)] == ["https://w3id.org/clustereval/tiny/actor/harbour"]
    passage = rdflib.URIRef("https://w3id.org/clustereval/tiny/passage/a-carrier")
    assert len(dataset.graph(passage)) > 0
    rows = list(dataset.query("SELECT ?s WHERE { ?s a <https://w3id.org/clustereval/ontology#Carrier> }"))
    assert len(rows) == 1


def test_opening_a_store_imports_neither_rdflib_nor_networkx(tiny_project: Project) -> None:
    build(tiny_project)
    script = (
        "import sys, pathlib\nfrom clustereval.store import open_store\n"
        "open_store(pathlib.Path(sys.argv[1])).select('SELECT ?c WHERE { ?c a ce:Carrier }')\n"
        "print(sorted(set(sys.modules) & {'rdflib', 'networkx', 'pyvis', 'pyshacl', 'owlready2', 'rich', 'numpy'}))"
    )
    answer = subprocess.run([sys.executable, "-c", script, str(tiny_project.store)], capture_output=True, text=True, check=True, env=os.environ)
    assert answer.stdout.strip() == "[]"


def test_a_touched_file_is_read_once_and_then_known_again(tiny_project: Project) -> None:
    build(tiny_project)
    path = next(tiny_project.graph.rglob("*.trig"))
    later = path.stat().st_mtime_ns + 5_000_000_000
    os.utime(path, ns=(later, later))
    assert read_manifest(tiny_project.store)["stamps"][str(path)][1] != later
    assert build(tiny_project).skipped
    assert read_manifest(tiny_project.store)["stamps"][str(path)][1] == later
