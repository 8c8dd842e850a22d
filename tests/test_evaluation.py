"""Evaluation: words are counted and compared, never averaged; orders and swaps are exact; on the real graph, what a person read."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clustereval.errors import UsageError
from clustereval.evaluation import (
    RATINGS,
    SCALE,
    Cell,
    compare_governance,
    find_cells,
    find_disagreements,
    find_gaps,
    order_clusters,
    read_weights,
    summarise,
)
from clustereval.namespaces import CEC, Iri
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


def test_every_concept_of_the_scale_has_a_rating() -> None:
    assert set(SCALE) < set(RATINGS.values()) and len(RATINGS) == len(SCALE) + 2
