"""Role ambiguity: rules read structural facts only, and name a case for each combination, with its passages."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import rdflib

from clustereval.ambiguity import Ambiguity
from clustereval.build import build
from clustereval.cases import all_cases, ambiguities
from clustereval.desk import Desk
from clustereval.errors import UsageError
from clustereval.namespaces import CEC
from clustereval.paths import Project
from clustereval.queries import Query, find_queries
from clustereval.store import open_store
from clustereval.validation import read_policy

ROOT = Path(__file__).parent.parent
RULES = [query for query in find_queries([ROOT / "queries"]).values() if query.folder == "ambiguity"]


def cases_of(project: Project) -> list[Ambiguity]:
    build(project)
    return all_cases(Desk(project, open_store(project.store), "en"))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_says_all_that_a_reader_needs(rule: Query) -> None:
    keys = rule.keys
    for key in ("kind", "source", "case.de", "case.en", "innocent.de", "innocent.en", "remedy.de", "remedy.en"):
        assert keys.get(key), key


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_does_not_read_the_stated_ambiguities(rule: Query) -> None:
    text = rule.text
    assert "StatedAmbiguity" not in text and "ce:basis" not in text


def test_the_tiny_project_has_the_cases_that_a_person_sees(tiny_project: Project) -> None:
    found = {case.id for case in cases_of(tiny_project)}
    assert found == {
        "stated-a-1",
        "service-of-management-and-carrier-harbour-amber-management-training",
        "no-governance-body-amber-advisoryboard",
        "cooperation-claimed-by-one-side-amber-birch",
    }


def test_without_the_stated_ambiguities_the_same_cases_are_detected(tiny_project: Project) -> None:
    before = [case for case in cases_of(tiny_project) if case.basis == "detected"]
    path = tiny_project.graph / "chapters.trig"
    text = path.read_text(encoding="utf-8")
    start = text.index("  ambiguity:a-1")
    path.write_text(text[:start] + text[text.index("}", start) :], encoding="utf-8")
    after = cases_of(tiny_project)
    assert after == before


def test_a_stated_cooperation_ends_the_case_of_a_shared_theme(tiny_project: Project) -> None:
    path = tiny_project.graph / "chapters.trig"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("ce:linksFrom actor:amber ; ce:linksTo actor:birch", "ce:linksFrom actor:amber ; ce:linksTo actor:wharf"), encoding="utf-8")
    assert "shared-theme-uncoordinated-amber-birch-light" in {case.id for case in cases_of(tiny_project)}


def test_two_carriers_without_division_of_labour_are_a_case(tiny_project: Project) -> None:
    path = tiny_project.graph / "chapters.trig"
    text = path.read_text(encoding="utf-8")
    second = "  carriage:a-2 a ce:Carriage ; ce:linksFrom actor:wharf ; ce:linksTo actor:amber-management ; ce:status cec:Existing .\n"
    path.write_text(text.replace("passage:a-carrier {\n", "passage:a-carrier {\n" + second), encoding="utf-8")
    wanted = "several-carriers-undivided-harbour-wharf-amber"
    assert wanted in {case.id for case in cases_of(tiny_project)}
    divided = (
        "  cooperation:a-9 a ce:Cooperation ; ce:linksFrom actor:wharf ; ce:linksTo actor:harbour ; ce:kind cec:DivisionOfLabour ; ce:status cec:Existing .\n"
    )
    path.write_text(path.read_text(encoding="utf-8").replace(second, second + divided), encoding="utf-8")
    assert wanted not in {case.id for case in cases_of(tiny_project)}


def test_a_cooperation_that_both_sides_claim_is_no_case(tiny_project: Project) -> None:
    path = tiny_project.graph / "chapters.trig"
    text = path.read_text(encoding="utf-8")
    back = (
        "  cooperation:b-9 a ce:Cooperation ; ce:linksFrom actor:birch ; ce:linksTo actor:amber ; ce:kind cec:GeneralCooperation ; ce:status cec:Existing .\n"
    )
    path.write_text(text.replace("passage:b-ties {\n", "passage:b-ties {\n" + back), encoding="utf-8")
    assert not [case.id for case in cases_of(tiny_project) if case.rule == "cooperation_claimed_by_one_side"]


def test_a_carrier_with_an_organ_beside_a_cluster_without_a_body_is_a_case(tiny_project: Project) -> None:
    path = tiny_project.graph / "chapters.trig"
    text = path.read_text(encoding="utf-8")
    organ = (
        "  <https://w3id.org/clustereval/tiny/body/a-1> a ce:BodyClaim ; ce:bearer actor:harbour ; ce:bodyKind cec:ExecutiveBoard ; ce:status cec:Existing .\n"
    )
    path.write_text(text.replace("passage:a-carrier {\n", "passage:a-carrier {\n" + organ), encoding="utf-8")
    (case,) = [case for case in cases_of(tiny_project) if case.rule == "carrier_organ_for_missing_body"]
    assert case.id == "carrier-organ-for-missing-body-harbour-amber-executiveboard"
    office = organ.replace("cec:ExecutiveBoard", "cec:Office")
    path.write_text(text.replace("passage:a-carrier {\n", "passage:a-carrier {\n" + office), encoding="utf-8")
    assert not [case.id for case in cases_of(tiny_project) if case.rule == "carrier_organ_for_missing_body"], "an office is no organ"


def test_the_one_sided_cooperations_are_those_that_a_person_read(desk: Desk) -> None:
    found = {
        (case.parties[0].rsplit("/", 1)[-1], case.parties[1].rsplit("/", 1)[-1]) for case in all_cases(desk) if case.rule == "cooperation_claimed_by_one_side"
    }
    assert found == {
        ("mahreg-automotive", "smab"),  # line 341 has an agreement with SMAB; section 4.6 does not name MAHREG as a partner
        ("mahreg-automotive", "chemie-kunststoffe-mitteldeutschland"),  # line 341 has a joint forum; section 4.3 does not name it
        ("smab", "netzwerk-ernaehrungswirtschaft"),  # line 738 has a partnership; section 4.4 does not name SMAB
    }


def test_every_case_of_the_real_graph_has_passages_parties_and_severity(desk: Desk) -> None:
    for item in ambiguities(desk).items:
        assert item["passages"] and item["parties"], item["id"]
        assert item["severity"] in {"high", "medium", "low"}
        assert item["basis"] in {"stated", "implied", "detected"}
        if item["basis"] == "detected":
            assert item["rule"] and item["innocent_explanation"] and item["remedy"]


def test_ids_are_unique(desk: Desk) -> None:
    ids = [case.id for case in all_cases(desk)]
    assert len(ids) == len(set(ids))


def test_severity_is_given_for_every_kind() -> None:
    policy = read_policy([ROOT / "queries"])["ambiguity"]
    concepts = rdflib.Graph().parse(ROOT / "ontology" / "concepts.ttl")
    kinds = concepts.subjects(rdflib.SKOS.inScheme, rdflib.URIRef(CEC + "AmbiguityKindScheme"))
    assert set(policy) == {str(kind).removeprefix(CEC) for kind in kinds}


def test_an_unknown_case_is_answered_with_the_nearest(desk: Desk) -> None:
    with pytest.raises(UsageError, match="There is no case 'stated-9'"):
        ambiguities(desk, explain="stated-9")


def test_answers_are_json(desk: Desk) -> None:
    assert json.dumps(ambiguities(desk, actor="smab").items)
