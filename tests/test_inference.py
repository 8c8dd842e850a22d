"""Rules: only existing claims become facts, each with its passages; where rules restate OWL RL they agree with owlrl."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from clustereval.build import infer
from clustereval.errors import DataError
from clustereval.inference import close, rule_files
from clustereval.namespaces import CE, INFERRED, PREFIXES
from clustereval.paths import Project
from clustereval.store import Store, load_sources, merge_graphs, merged_rdflib

ROOT = Path(__file__).parent.parent
RULES = rule_files([ROOT / "queries"])
DERIVED = (
    "claimsCooperationWith",
    "cooperatesWith",
    "isMemberOf",
    "carries",
    "funds",
    "takesPartIn",
    "holdsRoleIn",
    "hasBody",
    "lacks",
    "addresses",
    "contributesTo",
    "offers",
    "serves",
)
TINY = "https://w3id.org/clustereval/tiny/actor/"


def closed(project: Project) -> ox.Store:
    inner = load_sources(path for path in project.sources() if path.name not in {"shapes.ttl", "alignments.ttl"})
    merge_graphs(inner)
    infer(project, inner)
    return inner


def holds(inner: ox.Store, subject: str, predicate: str, thing: str) -> bool:
    return ox.Quad(ox.NamedNode(TINY + subject), ox.NamedNode(CE + predicate), ox.NamedNode(thing if ":" in thing else TINY + thing)) in inner


def test_existing_cooperation_links_both_ways(tiny_project: Project) -> None:
    inner = closed(tiny_project)
    assert holds(inner, "amber", "cooperatesWith", "birch")
    assert holds(inner, "birch", "cooperatesWith", "amber")


def test_recommended_cooperation_is_no_fact(tiny_project: Project) -> None:
    assert not holds(closed(tiny_project), "amber", "cooperatesWith", "wharf")


def test_a_management_does_not_cooperate_with_its_own_cluster(tiny_project: Project) -> None:
    assert not holds(closed(tiny_project), "amber-management", "cooperatesWith", "amber")


def test_cluster_management_and_carrier_act_for_the_cluster(tiny_project: Project) -> None:
    inner = closed(tiny_project)
    assert all(holds(inner, actor, "actsFor", "amber") for actor in ("amber", "amber-management", "harbour"))
    assert not holds(inner, "wharf", "actsFor", "amber")


def test_absence_comes_from_a_statement_only(tiny_project: Project) -> None:
    inner = closed(tiny_project)
    assert holds(inner, "amber", "lacks", "https://w3id.org/clustereval/concept/AdvisoryBoard")
    assert not list(inner.quads_for_pattern(ox.NamedNode(TINY + "birch"), ox.NamedNode(CE + "lacks"), None, None))


@pytest.mark.parametrize("status", ["Recommended", "Aspired", "Ended", "Absent", "Unclear"])
def test_only_existing_claims_become_facts(tiny_project: Project, status: str) -> None:
    path = tiny_project.graph / "chapters.trig"
    path.write_text(path.read_text(encoding="utf-8").replace("cec:Existing", f"cec:{status}"), encoding="utf-8")
    inner = closed(tiny_project)
    for name in DERIVED:
        assert not list(inner.quads_for_pattern(None, ox.NamedNode(CE + name), None, ox.DefaultGraph())), name


def test_the_closure_equals_that_of_owlrl(tiny_project: Project) -> None:
    import owlrl
    import rdflib

    inner = closed(tiny_project)
    ours = merged_rdflib(inner)
    reference = rdflib.Graph()
    inferred_by_rl_only = set(RULES) - {path for path in RULES if path.stem.startswith("rl_")}
    base = load_sources(path for path in tiny_project.sources() if path.name not in {"shapes.ttl", "alignments.ttl"})
    merge_graphs(base)
    close(base, inferred_by_rl_only)
    for triple in merged_rdflib(base):
        reference.add(triple)
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(reference)
    ce = rdflib.URIRef(CE)

    def facts(graph: rdflib.Graph) -> set[tuple[str, str, str]]:
        kept = set()
        for s, p, o in graph:
            data = isinstance(s, rdflib.URIRef) and "/tiny/" in s and isinstance(o, rdflib.URIRef)
            if data and ((p == rdflib.RDF.type and o.startswith(ce)) or p.startswith(ce)):
                kept.add((str(s), str(p), str(o)))
        return kept

    assert len(facts(ours)) > 100
    assert facts(ours) == facts(reference)


def test_every_derived_link_of_the_graph_has_a_passage(store: Store) -> None:
    evidence: dict[str, set[tuple[object, object]]] = {}
    for path in sorted((ROOT / "queries" / "rules").glob("*.evidence.rq")):
        rows = store.select(path.read_text(encoding="utf-8"))
        rule = (path.parent / path.name.replace(".evidence", "")).read_text(encoding="utf-8")
        name = next(derived for derived in DERIVED if f"ce:{derived} ?object" in rule)
        evidence.setdefault(name, set()).update((row[0], row[1]) for row in rows.rows)
    assert set(evidence) == set(DERIVED)
    for name in DERIVED:
        rows = store.select(f"SELECT ?s ?o WHERE {{ GRAPH <{INFERRED}> {{ ?s ce:{name} ?o }} }}")
        missing = {(s, o) for s, o in rows.rows} - evidence[name]
        assert not missing, name


def test_evidence_names_passages_only(store: Store) -> None:
    for path in sorted((ROOT / "queries" / "rules").glob("*.evidence.rq")):
        for passage in store.select(path.read_text(encoding="utf-8")).column("passage"):
            assert "/passage/" in str(passage)


def test_a_rule_that_is_no_construct_query_is_told(tmp_path: Path) -> None:
    rule = tmp_path / "bad.rq"
    rule.write_text("SELECT ?s WHERE { ?s ?p ?o }", encoding="utf-8")
    with pytest.raises(DataError, match="CONSTRUCT"):
        close(ox.Store(), [rule])
    rule.write_text("CONSTRUCT {", encoding="utf-8")
    with pytest.raises(DataError, match=r"bad\.rq"):
        close(ox.Store(), [rule])


def test_closing_twice_adds_nothing(tiny_project: Project) -> None:
    inner = closed(tiny_project)
    before = len(inner)
    close(inner, RULES)
    assert len(inner) == before


def test_prefixes_of_queries_are_those_of_the_package() -> None:
    import re

    for path in sorted((ROOT / "queries").glob("*/*.rq")):
        for prefix, iri in re.findall(r"^PREFIX (\w+): <(.+)>$", path.read_text(encoding="utf-8"), re.M):
            assert PREFIXES[prefix] == iri, path
