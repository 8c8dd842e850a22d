"""The shelf: what takes long is computed once, one at a time, and not for ever kept."""

from __future__ import annotations

import threading
import time

import pytest

from clustereval.explorer.shelf import Busy, Shelf


def test_two_who_ask_at_once_share_one_computation() -> None:
    shelf: Shelf[object] = Shelf()
    computed: list[object] = []

    def compute() -> object:
        time.sleep(0.05)
        computed.append(object())
        return computed[-1]

    got: list[object] = []
    readers = [threading.Thread(target=lambda: got.append(shelf.take("a", compute, "busy"))) for _ in range(5)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    assert len(computed) == 1 and got == computed * 5


def test_what_was_asked_for_longest_ago_goes_first() -> None:
    shelf: Shelf[str] = Shelf(size=2)
    for name in ("a", "b", "a", "c"):
        shelf.take(name, lambda name=name: name.upper(), "busy")  # type: ignore[misc]
    assert dict(shelf.kept) == {"a": "A", "c": "C"}


def test_who_waits_too_long_is_told_so() -> None:
    shelf: Shelf[str] = Shelf(patience=0.01)
    with shelf.turn, pytest.raises(Busy, match="later"):
        shelf.take("a", str, "later")


def test_a_failed_computation_is_not_kept_and_blocks_nobody() -> None:
    shelf: Shelf[str] = Shelf()
    with pytest.raises(ZeroDivisionError):
        shelf.take("a", lambda: str(1 // 0), "busy")
    assert shelf.take("a", lambda: "a", "busy") == "a"
