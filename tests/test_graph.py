"""The graph against the report: facts that a person read, in the passage that covers their line; nothing copied, nothing loose.

Each file in facts/ is a chapter: the line of the report, the fact in a sentence, and the pattern that must match in the graph
of a passage that covers the line. Whoever wrote them read the report, not the graph.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pyoxigraph as ox
import pytest

from clustereval.desk import Desk
from clustereval.namespaces import CE, PREFIXES
from clustereval.store import Store

FACTS = Path(__file__).parent / "facts"
DATA = "https://w3id.org/clustereval/saxony-anhalt-2013/"
CHAPTERS = ("chapter-1-2", "chapter-3", "chapter-4-1", "chapter-4-2", "chapter-4-3", "chapter-4-4", "chapter-4-5", "chapter-4-6", "chapter-5")


def facts_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def kind_prefixes(store: Store) -> dict[str, str]:
    things = {quad.subject.value for quad in store.inner.quads_for_pattern(None, None, None, ox.DefaultGraph()) if isinstance(quad.subject, ox.NamedNode)}
    kinds = {thing.removeprefix(DATA).split("/")[0] for thing in things if thing.startswith(DATA)}
    return {**PREFIXES, **{kind: f"{DATA}{kind}/" for kind in kinds}}


CASES = [pytest.param(fact, id=f"{path.stem}:{fact['line']}:{fact['fact']}") for path in sorted(FACTS.glob("*.tsv")) for fact in facts_of(path)]


@pytest.mark.parametrize("fact", CASES)
def test_a_fact_of_the_report_stands_in_a_passage_that_covers_its_line(fact: dict[str, str], store: Store) -> None:
    line = int(fact["line"])
    text = f"ASK {{ GRAPH ?p {{ {fact['pattern']} }} ?p ce:firstLine ?f ; ce:lastLine ?l FILTER(?f <= {line} && ?l >= {line}) }}"
    assert bool(store.inner.query(text, prefixes=kind_prefixes(store))), fact["fact"]


def test_every_chapter_has_at_least_ten_facts() -> None:
    assert {path.stem for path in FACTS.glob("*.tsv")} >= set(CHAPTERS)
    for path in FACTS.glob("*.tsv"):
        assert len(facts_of(path)) >= 10, path.name


def number(store: Store, text: str) -> int:
    return len(store.select(text))


def test_there_are_more_than_150_actors(store: Store) -> None:
    assert number(store, "SELECT DISTINCT ?a WHERE { ?a a ce:Actor }") > 150


def test_existing_and_recommended_links_are_as_many_as_a_reader_counts(store: Store) -> None:
    kinds = "VALUES ?class { ce:Cooperation ce:Membership } ?c a ?class ; ce:status"
    assert number(store, f"SELECT ?c WHERE {{ {kinds} cec:Existing }}") >= 170
    assert number(store, f"SELECT ?c WHERE {{ VALUES ?s {{ cec:Recommended cec:Aspired }} {kinds} ?s }}") >= 60


def test_about_a_hundred_ambiguities_are_stated_and_each_cluster_has_some(store: Store) -> None:
    assert number(store, "SELECT ?a WHERE { ?a a ce:StatedAmbiguity }") >= 100
    for chapter in ("3", "4.1", "4.2", "4.3", "4.4", "4.5", "4.6"):
        rows = store.select("SELECT ?number ?a WHERE { GRAPH ?p { ?a a ce:StatedAmbiguity } ?p ce:inChapter/ce:section ?number }", {"number": chapter})
        assert len(rows) >= 5, chapter


def test_more_than_twenty_source_issues_are_recorded(store: Store) -> None:
    assert number(store, "SELECT ?i WHERE { ?i a ce:SourceIssue }") > 20


def test_each_cluster_is_whole(store: Store) -> None:
    """Each of the six has a carrier, a management, a founding, themes, target groups, services and existing ties."""
    for cluster in store.select("SELECT ?c WHERE { ?r ce:covers ?c }").column("c"):
        for pattern in (
            "?x ce:carries ?y . ?y ce:actsFor ?c",
            "?x ce:manages ?c",
            "?x a ce:ChangeEvent ; ce:bearer ?y . ?y ce:actsFor ?c",
            "?y ce:actsFor ?c ; ce:addresses ?x",
            "?y ce:actsFor ?c ; ce:serves ?x",
            "?y ce:actsFor ?c ; ce:offers ?x",
            "?y ce:actsFor ?c ; ce:cooperatesWith ?x",
        ):
            assert number_of(store, cluster, pattern) > 0, (cluster, pattern)


def number_of(store: Store, cluster: object, pattern: str) -> int:
    return len(store.select(f"SELECT ?c ?x WHERE {{ {pattern} }}", {"c": cluster}))


def test_every_claim_has_one_label_of_its_status(store: Store) -> None:
    statuses = set(store.select("SELECT ?s WHERE { ?c ce:status ?s FILTER NOT EXISTS { ?c a ce:ImplementationAssessment } }").column("s"))
    assert statuses <= {f"https://w3id.org/clustereval/concept/{name}" for name in ("Existing", "Recommended", "Aspired", "Ended", "Absent", "Unclear")}


def test_a_paraphrase_is_short_and_differs_by_language(store: Store) -> None:
    rows = store.select('SELECT ?p ?de ?en WHERE { ?p a ce:Passage ; dcterms:description ?de , ?en FILTER(LANG(?de) = "de" && LANG(?en) = "en") }')
    assert len(rows) > 500
    for passage, german, english in rows.rows:
        assert german != english, passage
        assert len(str(german)) < 400 and len(str(english)) < 400, passage


def test_people_are_outside_the_files_of_other_things(desk: Desk) -> None:
    """So that they can be left out as one: every person is described in people.ttl alone."""
    for path in desk.project.graph.rglob("*.ttl"):
        if path.name != "people.ttl":
            for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
                assert quad.object != ox.NamedNode(CE + "Person"), path
