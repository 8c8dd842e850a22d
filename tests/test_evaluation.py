"""Evaluation: words are counted and compared, never averaged; orders and swaps are exact; on the real graph, what a person read."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clustereval.build import build
from clustereval.desk import Desk
from clustereval.errors import UsageError
from clustereval.evaluation import (
    RATINGS,
    SCALE,
    Cell,
    check_weights,
    compare_governance,
    find_cells,
    find_disagreements,
    find_gaps,
    order_clusters,
    read_weights,
    summarise,
)
from clustereval.judgements import all_cells, governance
from clustereval.namespaces import CEC, Iri
from clustereval.paths import Project
from clustereval.store import open_store
from clustereval.tables import Table

WEIGHTS = Path(__file__).parent / "data" / "weights"
CRITERIA = ["communication", "financing", "innovation-projects", "innovation-system-profile", "strategic-positioning", "target-level-benefit"]
ANY = st.sampled_from([*SCALE, "unclear", "not_stated"])


def cell(cluster: str, criterion: str, sub: str, rating: str, **voices: str) -> Cell:
    said = {Iri(f"{CEC}{voice}Perspective"): (rated, "") for voice, rated in voices.items()}
    return Cell(Iri(cluster), Iri(criterion), Iri(sub), sub, "", (), rating, "", said)


def board(ratings: dict[str, list[str]], criteria: list[str]) -> list[Cell]:
    """Return cells of clusters with a rating for each sub-criterion, which belong to criteria in turn."""
    return [cell(cluster, criteria[i], f"{i}", rating) for cluster, rated in ratings.items() for i, rating in enumerate(rated)]


def test_a_cell_without_rating_is_not_stated() -> None:
    criteria = Table(("criterion", "sub_criterion", "notation", "ideal_profile", "passage"), ((Iri("c"), Iri("s"), "1.1", "Ideal.", Iri("p")),))
    columns = ("finding", "cluster", "sub_criterion", "perspective", "placement", "text", "passage")
    findings = Table(
        columns,
        ((Iri("f"), Iri("k"), Iri("s"), Iri("m"), Iri("in"), "Text.", Iri("p1")), (Iri("f"), Iri("k"), Iri("s"), Iri("m"), Iri("in"), "Text.", Iri("p2"))),
    )
    ratings = Table(("rating", "cluster", "sub_criterion", "perspective", "rated_as", "reason", "finding"), ())
    (only,) = find_cells(criteria, findings, ratings)
    assert (only.rating, only.level, only.ideal_profile) == ("not_stated", None, "Ideal.")
    assert only.findings[0].passages == ("p1", "p2"), "a finding with two passages is one finding"


def test_notations_are_sorted_as_numbers() -> None:
    criteria = Table(
        ("criterion", "sub_criterion", "notation", "ideal_profile", "passage"),
        tuple((Iri("c"), Iri(f"s{n}"), f"1.{n}", None, None) for n in (10, 2, 1)),
    )
    findings = Table(
        ("finding", "cluster", "sub_criterion", "perspective", "placement", "text", "passage"),
        ((Iri("f"), Iri("k"), Iri("s1"), Iri("m"), Iri("in"), "Text.", Iri("p")),),
    )
    ratings = Table(("rating", "cluster", "sub_criterion", "perspective", "rated_as", "reason", "finding"), ())
    assert [one.notation for one in find_cells(criteria, findings, ratings)] == ["1.1", "1.2", "1.10"]


def test_an_even_number_of_ratings_has_two_medians() -> None:
    (summary,) = summarise(board({"a": ["not", "partly", "fulfilled", "fulfilled", "unclear"]}, ["c"] * 5))
    assert summary.median == ("partly", "fulfilled")
    assert (summary.lowest, summary.highest, summary.rated, summary.cells) == ("not", "fulfilled", 4, 5)


def test_ratings_outside_the_order_have_no_median() -> None:
    (summary,) = summarise(board({"a": ["unclear", "not_stated"]}, ["c"] * 2))
    assert summary.median is None and summary.rated == 0


def test_the_widest_gaps_come_first_and_of_those_the_most_shared() -> None:
    gaps = find_gaps(board({"a": ["not", "partly", "fulfilled"], "b": ["fulfilled", "not", "unclear"]}, ["c"] * 3))
    assert [(gap.cell.cluster, gap.cell.sub_criterion, gap.steps, gap.shared) for gap in gaps] == [("b", "1", 3, 2), ("a", "0", 3, 1), ("a", "1", 2, 2)]


def test_a_disagreement_needs_two_ordinal_voices() -> None:
    cells = [
        cell("a", "c", "1", "partly", Management="fulfilled", TargetLevel="partly"),
        cell("a", "c", "2", "partly", Management="not", TargetLevel="fulfilled"),
        cell("a", "c", "3", "partly", Management="unclear", TargetLevel="not"),
        cell("a", "c", "4", "partly", Management="largely", TargetLevel="largely"),
    ]
    assert [(one.cell.sub_criterion, one.steps) for one in find_disagreements(cells)] == [("2", -3), ("1", 2)]


def test_a_narrower_body_counts_for_the_wider_and_silence_is_not_absence() -> None:
    ideal = Table(
        ("item", "status", "subject", "passage"),
        ((Iri("body"), Iri(CEC + "Recommended"), None, Iri("p0")), (Iri("speaker"), Iri(CEC + "Aspired"), None, Iri("p0"))),
    )
    present = Table(
        ("cluster", "item", "broader", "status", "actor", "passage"),
        (
            (Iri("a"), Iri("board"), Iri("body"), Iri(CEC + "Existing"), Iri("a"), Iri("p1")),
            (Iri("a"), Iri("board"), Iri("body"), Iri(CEC + "Recommended"), Iri("a"), Iri("p2")),
            (Iri("b"), Iri("speaker"), None, Iri(CEC + "Absent"), Iri("b"), Iri("p3")),
        ),
    )
    found = {(body.item, body.cluster): body.status for body in compare_governance(ideal, present)}
    assert found == {("body", "a"): "existing", ("body", "b"): "not_stated", ("speaker", "a"): "not_stated", ("speaker", "b"): "absent"}


def test_who_is_rated_higher_everywhere_stands_first() -> None:
    order = order_clusters(board({"a": ["partly", "not"], "b": ["fulfilled", "largely"], "c": ["largely", "partly"]}, ["x", "y"]), {Iri("x"): 1, Iri("y"): 3})
    assert [(place, cluster) for place, cluster, _ in order.places] == [(1, "b"), (2, "c"), (3, "a")]
    assert order.swaps == ()


def test_a_swap_lies_where_the_weights_balance() -> None:
    cells = board({"a": ["fulfilled", "not"], "b": ["partly", "largely"]}, ["x", "y"])
    order = order_clusters(cells, {Iri("x"): 3, Iri("y"): 1})
    assert [cluster for _, cluster, _ in order.places] == ["a", "b"]
    assert {(swap.first, swap.second, swap.criterion, swap.at) for swap in order.swaps} == {("a", "b", "x", 0.5), ("a", "b", "y", 0.5)}


@given(st.lists(st.tuples(ANY, ANY, ANY), min_size=6, max_size=6), st.lists(st.integers(1, 9), min_size=3, max_size=3))
def test_every_swap_turns_its_pair_and_nothing_else_does(rated: list[tuple[str, str, str]], weights: list[int]) -> None:
    names = ["x", "x", "y", "y", "z", "z"]
    cells = board({cluster: [row[i] for row in rated] for i, cluster in enumerate("abc")}, names)
    given_weights = {Iri(name): float(weight) for name, weight in zip("xyz", weights, strict=True)}
    order = order_clusters(cells, given_weights)
    assert all(-1 <= margin <= 1 for margin in order.margins.values())
    swaps = {(frozenset({s.first, s.second}), s.criterion): s for s in order.swaps}
    for (a, b), margin in order.margins.items():
        for criterion in given_weights:
            others = {name: weight for name, weight in given_weights.items() if name != criterion}
            found = swaps.get((frozenset({a, b}), criterion))

            def margin_at(share: float, criterion: Iri = criterion, others: dict[Iri, float] = others, a: Iri = a, b: Iri = b) -> float:
                rest = sum(others.values())
                return order_clusters(cells, {criterion: share, **{name: (1 - share) * weight / rest for name, weight in others.items()}}).margins[a, b]

            ends = margin_at(1e-6), margin_at(1 - 1e-6)
            if found is not None:
                assert ends[0] * ends[1] < 0
                assert abs(margin_at(found.at)) < 1e-9
                assert found.first == (a if margin > 0 else b)
            elif abs(margin) > 1e-9:
                assert not (ends[0] * ends[1] < 0 and min(abs(ends[0]), abs(ends[1])) > 1e-4)


def test_weights_left_out_are_one() -> None:
    assert read_weights(WEIGHTS / "double.toml", CRITERIA) == {**dict.fromkeys(CRITERIA, 1.0), "financing": 2.0, "communication": 0.5}


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("unknown", r"no criterion 'finance'. Did you mean financing\?"),
        ("negative", "weight of financing is -1"),
        ("no_number", "weight of financing is 'much'"),
        ("infinite", "weight of financing is inf"),
        ("broken", "line 2"),
        ("nothing", "all weights are 0"),
        ("missing", "cannot be read"),
    ],
)
def test_bad_weights_get_a_sentence(name: str, said: str) -> None:
    with pytest.raises(UsageError, match=said) as caught:
        read_weights(WEIGHTS / f"{name}.toml", CRITERIA)
    assert f"{name}.toml" in str(caught.value)


def test_weights_that_are_given_directly_are_checked_like_those_of_a_file() -> None:
    assert check_weights({"financing": 2}, CRITERIA) == {**dict.fromkeys(CRITERIA, 1.0), "financing": 2.0}
    with pytest.raises(UsageError, match=r"^the weight of financing is nan"):
        check_weights({"financing": float("nan")}, CRITERIA)


def test_every_concept_of_the_scale_has_a_rating() -> None:
    assert set(SCALE) < set(RATINGS.values()) and len(RATINGS) == len(SCALE) + 2


CODING = Path(__file__).parent.parent / "graph" / "saxony-anhalt-2013" / "coding.tsv"


def coding() -> list[dict[str, str]]:
    with CODING.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def test_the_published_agreement_is_that_of_the_two_codings() -> None:
    from sklearn.metrics import cohen_kappa_score

    words = ["NotFulfilled", "PartlyFulfilled", "LargelyFulfilled", "Fulfilled"]
    both = [(words.index(row["first"]), words.index(row["second"])) for row in coding() if row["first"] in words and row["second"] in words]
    kappa = cohen_kappa_score([first for first, _ in both], [second for _, second in both], weights="linear", labels=range(4))
    published = (CODING.parent.parent / "README.md").read_text(encoding="utf-8")
    assert f"weighted kappa (linear weights) is {kappa:.2f} over {len(both)} units" in published
    same = sum(row["first"] == row["second"] for row in coding())
    assert f"{same} of {len(coding())} units" in published


def test_every_rating_in_the_graph_is_the_settled_one(desk: Desk) -> None:
    names = {"cell": None, "management": "ManagementPerspective", "target-level": "TargetLevelPerspective", "evaluators": "EvaluatorsPerspective"}
    settled = {(row["cluster"], row["sub_criterion"], names[row["voice"]], row["settled"]) for row in coding()}

    def last(iri: object) -> str | None:
        return str(iri).rsplit("/", 1)[-1] if iri else None

    rows = desk.run("ratings").records()
    assert {(last(row["cluster"]), last(row["sub_criterion"]), last(row["perspective"]), last(row["rated_as"])) for row in rows} == settled


def test_every_cell_has_findings_and_a_rating(desk: Desk) -> None:
    cells = all_cells(desk)
    assert Counter(one.notation.split(".")[0] for one in cells) == {"1": 24, "2": 24, "3": 42, "4": 18, "5": 18, "6": 18}
    for one in cells:
        assert one.findings, (one.cluster, one.notation)
        assert one.reason, (one.cluster, one.notation)
        assert all(finding.passages for finding in one.findings)


def test_a_cell_in_which_nothing_is_said_is_not_stated(desk: Desk) -> None:
    silent = {Iri(CEC + "EmptyCell"), Iri(CEC + "MissingRow")}
    for one in all_cells(desk):
        says_nothing = all(finding.placement in silent for finding in one.findings)
        if says_nothing:
            assert one.rating == "not_stated", (one.cluster, one.notation)


@pytest.mark.parametrize(
    ("cluster", "notation", "ratings"),
    [
        ("netzwerk-ernaehrungswirtschaft", "6.1", {"not"}),  # line 629: there is no strategy for financial independence
        ("chemie-kunststoffe-mitteldeutschland", "6.1", {"not"}),  # line 563: ideas have yet to be developed
        ("chemie-kunststoffe-mitteldeutschland", "6.2", {"not_stated"}),  # line 564: the cell is empty
        ("chemie-kunststoffe-mitteldeutschland", "3.1", {"fulfilled", "largely"}),  # line 548: transparent, good and regular
        ("smab", "1.3", {"not_stated"}),  # the cell is empty
        ("smab", "2.4", {"not", "partly"}),  # line 741: no speaker, no board, no working groups
        ("ceesa", "2.4", {"not", "partly"}),  # line 680: no speaker, no cluster board
    ],
)
def test_ratings_agree_with_what_a_person_read(cluster: str, notation: str, ratings: set[str], desk: Desk) -> None:
    (one,) = [cell for cell in all_cells(desk, cluster) if cell.notation == notation]
    assert one.rating in ratings


@pytest.mark.parametrize(
    ("cluster", "item", "status"),
    [
        ("smab", "Speaker", "absent"),  # line 741
        ("smab", "WorkingGroup", "absent"),
        ("ceesa", "Speaker", "absent"),  # line 680
        ("ceesa", "WorkingGroup", "recommended"),
        ("chemie-kunststoffe-mitteldeutschland", "Speaker", "existing"),  # line 544: four speakers
        ("chemie-kunststoffe-mitteldeutschland", "FurtherStructures", "existing"),  # line 544: cluster board
        ("netzwerk-ernaehrungswirtschaft", "FurtherStructures", "absent"),  # line 612
        ("biotechnologie-sachsen-anhalt", "FurtherStructures", "ended"),  # line 469: the advisory board was dissolved in 2003
        ("biotechnologie-sachsen-anhalt", "Speaker", "not_stated"),
    ],
)
def test_governance_agrees_with_what_a_person_read(cluster: str, item: str, status: str, desk: Desk) -> None:
    found = {(one["body"]["iri"].rsplit("/", 1)[-1], one["cluster"]["iri"].rsplit("/", 1)[-1]): one["status"] for one in governance(desk).items}
    assert found[item, cluster] == status


def test_table_1_has_six_criteria_with_24_parts_and_their_ideal_profile(desk: Desk) -> None:
    rows = desk.run("criteria").records()
    assert Counter(row["notation"].split(".")[0] for row in rows) == {"1": 4, "2": 4, "3": 7, "4": 3, "5": 3, "6": 3}
    assert all(row["ideal_profile"] and row["passage"] for row in rows)


def test_interviews_sources_questions_and_steps_are_those_counted_in_the_report(desk: Desk) -> None:
    talks = {row["interview"]: desk.passages[str(row["passage"])].lines[0] for row in desk.run("interviews").records()}
    assert Counter(line < 784 for line in talks.values()) == {True: 8, False: 18}
    assert len({row["publication"] for row in desk.run("sources_used").records()}) == 34
    questions = desk.run("questions").records()
    guide = [row for row in questions if str(row["kind"]).endswith("GuideQuestion")]
    assert Counter("II" in str(row["part"]) for row in guide) == {False: 20, True: 4}
    assert Counter(str(row["text"]).endswith("?") for row in guide) == {True: 23, False: 1}, "23 questions and, first, one request"
    assert len(questions) - len(guide) == 22
    assert [row["position"] for row in desk.run("method_steps").records()] == [1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    ("subject", "quantity", "value", "year"),
    [
        ("smab", "NumberOfMembers", 113, None),  # line 762
        ("smab", "ShareOfCompanies", 21.6, None),
        ("smab-management", "Investment", 14_100_000, 2011),  # line 749
        ("smab-management", "JobsSecured", 150, 2011),
        ("smab-management", "NumberOfConsultations", 132, 2011),  # line 753
        ("netzwerk-ernaehrungswirtschaft", "FundingRate", 66.79, None),  # line 629
        ("automotive-companies", "NumberOfEmployees", 3646, 2011),  # line 412
        ("automotive-companies", "EmploymentGrowth", -6.73, 2008),  # line 410
        ("deutschland", "EmploymentChange", 4201, 2007),  # line 413
        ("biotechnologie-sachsen-anhalt", "OwnContribution", 127027.56, 2014),  # line 497
        ("chemie-kunststoffe-mitteldeutschland", "FoundingYear", 2003, None),  # line 526
    ],
)
def test_numbers_are_those_a_person_read(subject: str, quantity: str, value: float, year: int | None, desk: Desk) -> None:
    rows = [
        row
        for row in desk.run("measurements").records()
        if str(row["subject"]).endswith(f"/{subject}") and str(row["quantity"]).endswith(f"/{quantity}") and row["value"] == value
    ]
    assert rows and (year is None or year in {row["from"] for row in rows})


def test_there_are_about_220_numbers(desk: Desk) -> None:
    assert 180 <= len(desk.run("measurements")) <= 260


def test_what_adds_up_is_not_shown_and_what_does_not_is(desk: Desk, tiny_project: Project) -> None:
    assert not desk.run("growth_that_does_not_follow").rows, "the employment table of 4.1.3 adds up"
    assert not desk.run("sums_that_do_not_add_up").rows, "the five sources of the own contribution make a hundred per cent"
    path = tiny_project.graph / "numbers.trig"
    path.write_text((Path(__file__).parent / "data" / "numbers.trig").read_text(encoding="utf-8"), encoding="utf-8")
    build(tiny_project)
    wrong = Desk(tiny_project, open_store(tiny_project.store), "en")
    (growth,) = wrong.run("growth_that_does_not_follow").records()
    assert (growth["one"], growth["other"]) == ("12 % (2010–2011)", "10")
    (parts,) = wrong.run("sums_that_do_not_add_up").records()
    assert (parts["one"], parts["other"]) == ("90", "100 (1000 EUR)")
    (two,) = wrong.run("numbers_that_disagree").records()
    assert (two["one"], two["other"]) == ("40 members: in the text", "50 members: in the table")


def test_two_counts_of_one_workforce_are_found(desk: Desk) -> None:
    rows = desk.run("numbers_that_disagree").records()
    assert any("3600" in row["one"] and "23.000" in row["other"] for row in rows)
    assert any("100" in row["one"] and "200" in row["other"] for row in rows), "possible members of MAHREG: a hundred or up to two hundred"


def test_the_six_future_tasks_of_chapter_1_are_there(desk: Desk) -> None:
    lines = {desk.passages[str(row["passage"])].lines[0] for row in desk.run("future_tasks").records()}
    assert set(range(78, 83)) | {84} <= lines, "five bullets before the page break, one after it"
