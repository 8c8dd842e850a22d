"""Role ambiguity: rules read structural facts only, and name a case for each combination, with its passages.

Each rule has two files in data/ambiguity: extra data for the tiny project in which it fires, and its nearest innocent neighbour in which it is silent.
"""

from __future__ import annotations

import itertools
import json
import re
import shutil
import tomllib
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from clustereval.ambiguity import Ambiguity, detected_cases, merge_cases
from clustereval.build import infer
from clustereval.cases import all_cases, ambiguities
from clustereval.desk import Desk
from clustereval.errors import UsageError
from clustereval.namespaces import CEC, PREFIXES, Iri
from clustereval.paths import Project, find_project
from clustereval.queries import Query, find_queries
from clustereval.store import Store, load_sources, merge_graphs
from clustereval.tables import Table
from clustereval.validation import read_policy

ROOT = Path(__file__).parent.parent
FILES = Path(__file__).parent / "data" / "ambiguity"
RULES = [query for query in find_queries([ROOT / "queries"]).values() if query.folder == "ambiguity"]
NAMES = [rule.name for rule in RULES]
BASE = "https://w3id.org/clustereval/tiny"


def nothing(_inner: object) -> None:
    """Change nothing."""


def desk_of(project: Project, change: Callable[..., None] = nothing) -> Desk:
    """Return a desk over a store in memory, built as the build does it but without its checks; `change` works on what was read."""
    inner = load_sources(path for path in project.sources() if path.name not in {"shapes.ttl", "alignments.ttl"})
    change(inner)
    merge_graphs(inner)
    infer(project, inner)
    return Desk(project, Store(inner, {"digest": "test"}), "en")


def with_file(project: Project, path: Path) -> list[Ambiguity]:
    """Return the cases of a project to whose graph a file was added."""
    shutil.copy(path, project.graph)
    return all_cases(desk_of(project))


def by_rule(cases: list[Ambiguity], name: str) -> set[str]:
    return {case.id for case in cases if name in case.rules}


def first_line(path: Path) -> str:
    return path.read_text(encoding="utf-8").partition("\n")[0]


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> list[Ambiguity]:
    """The cases of the tiny project as it is."""
    shutil.copytree(FILES.parent / "tiny", place := tmp_path_factory.mktemp("plain") / "tiny")
    return all_cases(desk_of(find_project(place)))


def test_every_rule_has_a_file_in_which_it_fires_and_one_in_which_it_is_silent() -> None:
    assert {path.name for path in FILES.iterdir()} == {f"{name}.{end}.trig" for name in NAMES for end in ("fires", "silent")}


@pytest.mark.parametrize("name", NAMES)
def test_a_rule_fires_on_its_own_case(name: str, tiny_project: Project, plain: list[Ambiguity]) -> None:
    path = FILES / f"{name}.fires.trig"
    wanted = first_line(path).removeprefix("# case: ")
    assert wanted not in by_rule(plain, name), "the tiny project has this case without the file: it proves nothing"
    cases = with_file(tiny_project, path)
    assert wanted in by_rule(cases, name)
    assert f"{BASE}/passage/x-1" in next(case.passages for case in cases if case.id == wanted)


@pytest.mark.parametrize("name", NAMES)
def test_a_case_ends_when_any_of_its_claims_is_expressly_denied(name: str, tiny_project: Project) -> None:
    # Each claim of the file is needed; with any one of them absent by the source's own words the rule has nothing to go by.
    path = FILES / f"{name}.fires.trig"
    text = path.read_text(encoding="utf-8")
    wanted = first_line(path).removeprefix("# case: ")
    claims = list(re.finditer(r"ce:status cec:\w+", text))
    assert claims
    for claim in claims:
        denied = text[: claim.start()] + "ce:status cec:Absent" + text[claim.end() :]
        (tiny_project.graph / path.name).write_text(denied, encoding="utf-8")
        assert wanted not in by_rule(all_cases(desk_of(tiny_project)), name), text[: claim.start()].rpartition("\n")[2]


@pytest.mark.parametrize("name", NAMES)
def test_a_rule_is_silent_on_the_nearest_innocent_neighbour(name: str, tiny_project: Project, plain: list[Ambiguity]) -> None:
    path = FILES / f"{name}.silent.trig"
    header = re.fullmatch(r"# no case: (\S+); because \S.*", first_line(path))
    assert header, "the first line says which case must not appear, and why"
    cases = with_file(tiny_project, path)
    assert header[1] not in {case.id for case in cases}
    assert by_rule(cases, name) <= by_rule(plain, name)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_says_all_that_a_reader_needs(rule: Query) -> None:
    keys = rule.keys
    for key in ("kind", "source", "case.de", "case.en", "why.de", "why.en", "innocent.de", "innocent.en", "remedy.de", "remedy.en"):
        assert keys.get(key), key


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_does_not_read_the_stated_ambiguities(rule: Query) -> None:
    text = rule.text
    assert "StatedAmbiguity" not in text and "ce:basis" not in text


def test_the_tiny_project_has_the_cases_that_a_person_sees(plain: list[Ambiguity]) -> None:
    assert {case.id: case.rules for case in plain} == {
        "stated-a-1": (),
        "task-overlap-amber-harbour": ("service_of_management_and_carrier",),
        "missing-responsibility-amber": ("no_governance_body",),
        "divergent-expectations-amber-birch": ("cooperation_claimed_by_one_side",),
    }


def drop_stated(inner: ox.Store) -> None:
    """Take every stated ambiguity, with all that is said of it, out of what was read."""
    stated = {quad.subject for quad in inner.quads_for_pattern(None, ox.NamedNode(PREFIXES["rdf"] + "type"), ox.NamedNode(PREFIXES["ce"] + "StatedAmbiguity"))}
    assert stated
    for quad in [quad for quad in inner if quad.subject in stated]:
        inner.remove(quad)


def test_without_the_stated_ambiguities_the_same_cases_are_detected_in_the_real_graph(builtin_project: Project, desk: Desk) -> None:
    without = all_cases(desk_of(builtin_project, drop_stated))
    assert {case.basis for case in without} == {"detected"}
    assert len(without) > 100
    assert without == [case for case in all_cases(desk) if case.basis == "detected"]


def ambiguity(rule: str, cases: Table, kind: str = "TaskOverlap", clusters: dict[str, str] | None = None) -> list[Ambiguity]:
    """Return what a rule of two sentences makes of rows; the policy calls every kind of it grave."""
    keys = {"kind": kind, "case.en": f"{rule} case {{item}}.", **{f"{key}.en": f"{rule} {key}." for key in ("why", "innocent", "remedy")}}
    query = Query(rule, "ambiguity", Path(f"{rule}.rq"), "", {}, {}, {}, ("a", "b", "item", "passage"), (), keys)
    return detected_cases(query, cases, {kind: "high"}, {}, "en", clusters or {}, BASE)


def rows(*cells: tuple[str, str, str, str]) -> Table:
    """Return rows of a, b, item and passage, each thing by folder and name."""
    return Table(("a", "b", "item", "passage"), tuple(tuple(Iri(f"{BASE}/{cell}") for cell in row) for row in cells))


def test_merged_cases_keep_all_rules_parties_passages_and_sentences() -> None:
    one = ambiguity("first", rows(("actor/a", "actor/b", "theme/t", "passage/p"), ("actor/a", "actor/b", "theme/t", "passage/q")))
    two = ambiguity("second", rows(("actor/b", "actor/a", "theme/u", "passage/q"), ("actor/b", "actor/a", "theme/u", "passage/r")))
    (case,) = merge_cases([*one, *two])
    assert case.id == "task-overlap-a-b"
    assert case.rules == ("first", "second")
    assert case.parties == (f"{BASE}/actor/a", f"{BASE}/actor/b")
    assert case.passages == tuple(f"{BASE}/passage/{name}" for name in "pqr")
    assert case.explanation == f"first case {BASE}/theme/t. second case {BASE}/theme/u."
    assert (case.why, case.innocent, case.remedy) == ("first why. second why.", "first innocent. second innocent.", "first remedy. second remedy.")


def test_cases_of_another_kind_or_of_other_parties_stay_apart() -> None:
    row = ("actor/a", "actor/b", "theme/t", "passage/p")
    cases = [*ambiguity("first", rows(row)), *ambiguity("second", rows(row), "MissingSeparation"), *ambiguity("third", rows(("actor/a", "actor/c", *row[2:])))]
    assert [case.id for case in merge_cases(cases)] == ["task-overlap-a-b", "missing-separation-a-b", "task-overlap-a-c"]


def test_a_sentence_is_not_said_twice() -> None:
    row = ("actor/a", "actor/b", "theme/t", "passage/p")
    (case,) = merge_cases([*ambiguity("first", rows(row)), *ambiguity("first", rows(row))])
    assert (case.rules, case.why) == (("first",), "first why.")


def test_a_management_and_its_cluster_are_one_party() -> None:
    managed = {f"{BASE}/actor/a-management": f"{BASE}/actor/a"}
    found = ambiguity(
        "first", rows(("actor/a", "actor/b", "theme/t", "passage/p"), ("actor/a-management", "actor/b", "theme/u", "passage/q")), clusters=managed
    )
    (case,) = found
    assert case.id == "task-overlap-a-b"
    assert case.parties == tuple(f"{BASE}/actor/{name}" for name in ("a", "b", "a-management")), "the case still says of whom the source speaks"
    assert case.passages == (f"{BASE}/passage/p", f"{BASE}/passage/q")


def test_a_matter_is_no_party_and_a_person_is_one() -> None:
    assert ambiguity("first", rows(("actor/a", "actor/b", "person/p", "passage/p")))[0].id == "task-overlap-a-b-p"
    assert ambiguity("first", rows(("actor/a", "actor/b", "publication/n", "passage/p")))[0].id == "task-overlap-a-b"


def test_ids_do_not_depend_on_the_order_of_rules() -> None:
    row = ("actor/a", "actor/b", "theme/t", "passage/p")
    cases = [*ambiguity("first", rows(row)), *ambiguity("second", rows((row[1], row[0], *row[2:]))), *ambiguity("third", rows(row), "MissingSeparation")]
    told = [
        {(case.id, frozenset(case.rules), frozenset(case.parties), frozenset(case.passages)) for case in merge_cases(order)}
        for order in itertools.permutations(cases)
    ]
    assert all(each == told[0] for each in told)


def test_every_threshold_is_a_parameter_of_a_rule_and_says_why_it_is_so() -> None:
    text = (ROOT / "queries" / "policy.toml").read_text(encoding="utf-8")
    thresholds = tomllib.loads(text)["thresholds"]
    parameters = {parameter.name: parameter for rule in RULES for parameter in rule.parameters}
    assert set(thresholds) == set(parameters)
    lines = text.partition("[thresholds]\n")[2].splitlines()
    for name, value in thresholds.items():
        place = lines.index(f"{name} = {value}")
        assert place and lines[place - 1].startswith("# "), f"a comment line before {name}"
        assert parameters[name].example == str(value), f"the example in the header of the rule is the threshold {name}"


def test_the_one_sided_cooperations_are_those_that_a_person_read(desk: Desk) -> None:
    found = {case.id.removeprefix("divergent-expectations-") for case in all_cases(desk) if "cooperation_claimed_by_one_side" in case.rules}
    assert found == {
        "mahreg-automotive-smab",  # line 341 has an agreement with SMAB; section 4.6 does not name MAHREG as a partner
        "chemie-kunststoffe-mitteldeutschland-mahreg-automotive",  # line 341 has a joint forum; section 4.3 does not name it
        "netzwerk-ernaehrungswirtschaft-smab",  # line 738 has a partnership; section 4.4 does not name SMAB
    }


def test_in_the_real_graph_a_public_payer_is_no_applicant_and_no_user(desk: Desk) -> None:
    # The state pays (line 317: the cluster work that it funds); it neither applies for its own money nor is it asked for fees.
    state = next(str(row["entity"]) for row in desk.names.records() if str(row["entity"]).endswith("/actor/land-sachsen-anhalt"))
    for case in all_cases(desk):
        if state in case.parties:
            assert not {"reviewer_paid_by_applicants", "good_and_payment_apart"} & set(case.rules), case.id


def test_in_the_real_graph_opinions_go_to_authorities(desk: Desk) -> None:
    # Lines 371 and 480-482: opinions for the state and its ministry; that the target level pays a management makes it no authority.
    found = {case.id.removeprefix("unclear-role-") for case in all_cases(desk) if "opinion_on_public_money" in case.rules}
    assert "mahreg-automotive-target-level" not in found
    assert {"land-sachsen-anhalt-mahreg-automotive", "biotechnologie-sachsen-anhalt-ministerium-wissenschaft-wirtschaft"} <= found


def test_in_the_real_graph_a_word_for_all_whom_a_cluster_addresses_is_no_shared_group(desk: Desk) -> None:
    # Each chapter speaks of its own target level (lines 613 and 681, for example): no firm stands in two of them for that.
    level = next(str(row["entity"]) for row in desk.names.records() if str(row["entity"]).endswith("/actor/target-level"))
    assert level not in {str(row["item"]) for row in desk.run("shared_target_group_uncoordinated").records()}


def test_every_case_of_the_real_graph_has_passages_parties_and_severity(desk: Desk) -> None:
    for item in ambiguities(desk).items:
        assert item["passages"] and item["parties"], item["id"]
        assert item["severity"] in {"high", "medium", "low"}
        assert item["basis"] in {"stated", "implied", "detected"}
        if item["basis"] == "detected":
            assert item["rules"] and item["rule"] == item["rules"][0]
            assert item["why"] and item["innocent_explanation"] and item["remedy"]


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
