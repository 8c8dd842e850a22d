"""Overlap: shared items with their passages, the Jaccard index, and the field in which a pair lies."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clustereval.overlap import chance, coefficient, find_overlaps, jaccard
from clustereval.tables import Table

ROWS = Table(
    ("cluster", "via", "item", "passage"),
    (("A", "A", "x", "p1"), ("A", "Am", "y", "p2"), ("B", "B", "y", "p3"), ("B", "B", "z", "p4"), ("B", "B", "y", "p5"), ("Z", "Z", "y", "p6")),
)
ITEMS = st.frozensets(st.sampled_from("abcdef"))


def test_what_two_share_comes_with_the_passages_of_both() -> None:
    (overlap,) = find_overlaps(ROWS, "themes", ["A", "B"], frozenset())
    assert (overlap.count, overlap.jaccard) == (1, 1 / 3)
    assert overlap.shared == {"y": ("p2", "p3", "p5")}
    assert (overlap.cooperation, overlap.field) == (False, "uncoordinated_overlap")


def test_a_cooperation_coordinates_an_overlap() -> None:
    pair = frozenset({frozenset({"A", "B"})})
    assert find_overlaps(ROWS, "themes", ["A", "B"], pair)[0].field == "coordinated_overlap"


def test_the_four_fields() -> None:
    rows = Table(ROWS.columns, ())
    assert find_overlaps(rows, "themes", ["A", "B"], frozenset())[0].field == "apart"
    assert find_overlaps(rows, "themes", ["A", "B"], frozenset({frozenset({"A", "B"})}))[0].field == "complementary_cooperation"


def test_every_pair_is_compared_once() -> None:
    assert len(find_overlaps(ROWS, "themes", ["A", "B", "C", "D"], frozenset())) == 6


@given(ITEMS, ITEMS)
def test_the_jaccard_index_is_symmetric_and_between_0_and_1(one: frozenset[str], other: frozenset[str]) -> None:
    assert jaccard(one, other) == jaccard(other, one)
    assert 0 <= jaccard(one, other) <= 1
    assert (jaccard(one, other) == 1) == (one == other and bool(one))


def test_chance_is_the_tail_of_the_hypergeometric_distribution() -> None:
    assert chance(2, 4, 3, 10) == (6 * 6 + 4) / 120  # of ten, four marked, three drawn: two or three marked
    assert chance(0, 4, 3, 10) == 1
    assert chance(3, 3, 3, 3) == 1, "where there is nothing else to draw, all is shared"


@given(st.integers(0, 6), st.integers(0, 6), st.integers(0, 3))
def test_chance_is_what_all_draws_give(one: int, other: int, more: int) -> None:
    universe = max(one, other) + more
    draws = list(combinations(range(universe), other))
    for shared in range(min(one, other) + 1):
        hits = sum(len([item for item in draw if item < one]) >= shared for draw in draws)
        assert chance(shared, one, other, universe) == pytest.approx(hits / len(draws))


@given(st.frozensets(st.text("abc", min_size=1, max_size=2)), st.frozensets(st.text("abc", min_size=1, max_size=2)))
def test_the_coefficient_is_never_below_jaccard(one: frozenset[str], other: frozenset[str]) -> None:
    assert 0 <= jaccard(one, other) <= coefficient(one, other) <= 1
