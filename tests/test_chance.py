"""Chance: the hypergeometric test and the null model, against draws counted by hand and by full enumeration."""

from __future__ import annotations

from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clustereval.chance import hypergeometric as chance
from clustereval.chance import null_model

HOLDINGS = {"A": frozenset("xy"), "B": frozenset("yz"), "C": frozenset("x")}


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


def networks_with_the_same_margins() -> list[dict[str, frozenset[str]]]:
    """Every two-mode network in which A, B, C keep their numbers of items and x, y, z their numbers of holders."""
    wanted = sorted("".join(sorted(item for items in HOLDINGS.values() for item in items)))
    choices = [[frozenset(chosen) for chosen in combinations("xyz", len(items))] for items in HOLDINGS.values()]
    return [dict(zip(HOLDINGS, network, strict=True)) for network in product(*choices) if sorted(item for items in network for item in items) == wanted]


def test_the_null_model_gives_what_all_networks_with_the_same_margins_give() -> None:
    networks = networks_with_the_same_margins()
    assert len(networks) == 5  # by hand: C holds x or y (two ways each, A and B then differ) or z (A and B are the same)
    drawn = null_model(HOLDINGS, samples=4000)
    for pair, (expected, probability) in drawn.items():
        shared = [len(network[pair[0]] & network[pair[1]]) for network in networks]
        seen = len(HOLDINGS[pair[0]] & HOLDINGS[pair[1]])
        assert expected == pytest.approx(sum(shared) / len(shared), abs=0.05)
        assert probability == pytest.approx(sum(count >= seen for count in shared) / len(shared), abs=0.05)


def test_the_same_seed_gives_the_same_answer() -> None:
    assert null_model(HOLDINGS, 50, seed=7) == null_model(dict(reversed(HOLDINGS.items())), 50, seed=7)


def test_where_nothing_can_be_traded_the_observed_is_certain() -> None:
    assert null_model({"A": frozenset("xy"), "B": frozenset("xy")}, 20) == {("A", "B"): (2.0, 1.0)}


def test_one_row_has_no_pair() -> None:
    assert null_model({"A": frozenset("x")}, 20) == {}
