"""Chance: how much two sets, or the rows of a two-mode network, would share if their items had come to them blindly."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from itertools import combinations
from math import comb
from typing import Any

__all__ = ["SAMPLES", "hypergeometric", "null_model"]

SAMPLES = 1000
"""Random networks that the null model draws when nothing else is said."""
TRADES = 5
"""Trades for each row between two drawn networks; Strona and others (2014) find that a few for each row are enough to forget the start."""


def hypergeometric(shared: int, one: int, other: int, universe: int) -> float:
    """Return the probability that two sets of the given sizes, drawn blindly from a universe, share `shared` items or more.

    It is the upper tail of the hypergeometric distribution, computed exactly. The universe is what any cluster has in the dimension: of
    what none has, the source does not speak.
    """
    ways = sum(comb(one, k) * comb(universe - one, other - k) for k in range(shared, min(one, other) + 1))
    return ways / comb(universe, other)


def null_model(holdings: Mapping[str, frozenset[Any]], samples: int = SAMPLES, seed: int = 1) -> dict[tuple[str, str], tuple[float, float]]:
    """Return, for each pair of rows (in order), the number of shared items to be expected, and the chance of sharing as many or more.

    Unlike the hypergeometric test, the null model also keeps how popular each item is: networks are drawn in which every row keeps its number
    of items and every item its number of rows, by trades between random rows (curveball: Strona and others 2014). The chance counts the
    observed network as one of the drawn ones (Davison and Hinkley 1997), so it is never 0. The same seed gives the same answer.
    """
    import random

    dice = random.Random(seed)
    rows = {name: set(items) for name, items in sorted(holdings.items())}
    pairs = list(combinations(rows, 2))
    observed = {pair: len(holdings[pair[0]] & holdings[pair[1]]) for pair in pairs}
    total: Counter[tuple[str, str]] = Counter()
    as_many: Counter[tuple[str, str]] = Counter()
    for _ in range(samples if pairs else 0):
        for _ in range(TRADES * len(rows)):
            trade(rows, dice.choice(pairs), dice.shuffle)
        for pair in pairs:
            common = len(rows[pair[0]] & rows[pair[1]])
            total[pair] += common
            as_many[pair] += common >= observed[pair]
    return {pair: (total[pair] / samples, (as_many[pair] + 1) / (samples + 1)) for pair in pairs}


def trade(rows: Mapping[str, set[Any]], pair: tuple[str, str], shuffle: Callable[[list[Any]], None]) -> None:
    """Let two rows deal what only one of them has anew; each keeps its number of items."""
    one, other = rows[pair[0]], rows[pair[1]]
    stakes = sorted(one ^ other)
    kept = len(one - other)
    common = one & other
    shuffle(stakes)
    one.clear()
    other.clear()
    one |= common | set(stakes[:kept])
    other |= common | set(stakes[kept:])
