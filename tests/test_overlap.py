"""Overlap: shared items with their passages, the Jaccard index, and the field in which a pair lies."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from clustereval.answers import overlaps
from clustereval.desk import Desk
from clustereval.overlap import coefficient, find_overlaps, jaccard
from clustereval.tables import Table

ROWS = Table(
    ("cluster", "via", "item", "passage"),
    (("A", "A", "x", "p1"), ("A", "Am", "y", "p2"), ("B", "B", "y", "p3"), ("B", "B", "z", "p4"), ("B", "B", "y", "p5"), ("Z", "Z", "y", "p6")),
)
ITEMS = st.frozensets(st.sampled_from("abcdef"))


def test_what_two_share_comes_with_the_passages_of_both() -> None:
    (overlap,) = find_overlaps({"themes": ROWS}, ["A", "B"], frozenset())
    assert (overlap.count, overlap.jaccard) == (1, 1 / 3)
    assert overlap.shared == {("themes", "y"): ("p2", "p3", "p5")}
    assert (overlap.cooperation, overlap.field) == (False, "uncoordinated_overlap")


def test_a_cooperation_coordinates_an_overlap() -> None:
    pair = frozenset({frozenset({"A", "B"})})
    assert find_overlaps({"themes": ROWS}, ["A", "B"], pair)[0].field == "coordinated_overlap"


def test_the_four_fields() -> None:
    rows = Table(ROWS.columns, ())
    assert find_overlaps({"themes": rows}, ["A", "B"], frozenset())[0].field == "apart"
    assert find_overlaps({"themes": rows}, ["A", "B"], frozenset({frozenset({"A", "B"})}))[0].field == "complementary_cooperation"


def test_every_pair_is_compared_once() -> None:
    assert len(find_overlaps({"themes": ROWS}, ["A", "B", "C", "D"], frozenset())) == 6


@given(ITEMS, ITEMS)
def test_the_jaccard_index_is_symmetric_and_between_0_and_1(one: frozenset[str], other: frozenset[str]) -> None:
    assert jaccard(one, other) == jaccard(other, one)
    assert 0 <= jaccard(one, other) <= 1
    assert (jaccard(one, other) == 1) == (one == other and bool(one))


@given(st.frozensets(st.text("abc", min_size=1, max_size=2)), st.frozensets(st.text("abc", min_size=1, max_size=2)))
def test_the_coefficient_is_never_below_jaccard(one: frozenset[str], other: frozenset[str]) -> None:
    assert 0 <= jaccard(one, other) <= coefficient(one, other) <= 1


def test_dimensions_together_count_each_thing_once_a_dimension() -> None:
    more = Table(ROWS.columns, (("A", "A", "y", "p7"), ("B", "B", "y", "p8")))
    (overlap,) = find_overlaps({"themes": ROWS, "regions": more}, ["A", "B"], frozenset())
    assert (overlap.dimension, overlap.count, overlap.jaccard) == ("together", 2, 2 / 4)


def test_general_dimensions_and_single_things_decide_no_field() -> None:
    more = Table(ROWS.columns, (("A", "A", "y", "p7"), ("B", "B", "y", "p8")))
    (overlap,) = find_overlaps({"themes": ROWS, "regions": more}, ["A", "B"], frozenset(), general=["regions"], least=2)
    assert (overlap.count, overlap.field) == (2, "apart")
    (overlap,) = find_overlaps({"themes": ROWS, "regions": more}, ["A", "B"], frozenset(), least=2)
    assert overlap.field == "uncoordinated_overlap"


def test_every_pair_of_the_real_clusters_lies_in_one_of_four_fields(desk: Desk) -> None:
    pairs = {frozenset((item["a"]["label"].split()[0], item["b"]["label"].split()[0])): item for item in overlaps(desk, "together").items}
    assert len(pairs) == 15
    # lines 675 and 679 (4.5.2) name MAHREG beside CEESA, line 341 (4.1.2) CEESA beside MAHREG; both work on electromobility (435, 671)
    assert pairs[frozenset(("CEESA", "MAHREG"))]["field"] == "coordinated_overlap"
    assert {voice["by"]["label"] for voice in pairs[frozenset(("CEESA", "MAHREG"))]["cooperation_claimed"]} == {"CEESA", "MAHREG Automotive"}
    # both look towards the lead markets (lines 467 and 737), both deal with the IMG (475, 747), and neither chapter names the other as a partner
    assert pairs[frozenset(("Biotechnology", "SMAB"))]["field"] == "uncoordinated_overlap"
    assert {item["field"] for item in pairs.values()} == {"coordinated_overlap", "uncoordinated_overlap", "complementary_cooperation", "apart"}


def test_the_null_model_adds_its_two_figures_and_tells_its_parameters(desk: Desk) -> None:
    answer = overlaps(desk, "partners", samples=200)
    assert answer.parameters == {"dimension": "partners", "seed": 1, "samples": 200}
    assert answer.items == overlaps(desk, "partners", samples=200).items
    assert all(item["expected"] >= 0 and 0 < item["null_chance"] <= 1 for item in answer.items)
    assert overlaps(desk, "partners").items[0]["expected"] is None
