"""Overlap: shared items with their passages, the Jaccard index, and the field in which a pair lies."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from clustereval.overlap import find_overlaps, jaccard
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
