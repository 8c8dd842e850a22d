"""The shelf: answers that take seconds, each computed once and one at a time, the last few kept."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock
from typing import Generic, TypeVar

from clustereval.errors import ClusterEvalError

__all__ = ["Busy", "Shelf"]

T = TypeVar("T")


class Busy(ClusterEvalError):
    """Others are being served; the same question may be put again later."""


@dataclass
class Shelf(Generic[T]):
    """What was computed last, under the names by which it was asked for.

    Whoever asks for what is not there waits until what others asked for before is computed, at most `patience` seconds: two computations at a
    time would take as long as one after the other, and more memory.
    """

    size: int = 4
    patience: float = 30.0
    kept: OrderedDict[str, T] = field(default_factory=OrderedDict)
    turn: Lock = field(default_factory=Lock)

    def take(self, name: str, compute: Callable[[], T], busy: str) -> T:
        """Return what is kept under a name, or else compute it. Raises Busy with the given sentence when the wait is too long."""
        if not self.turn.acquire(timeout=self.patience):
            raise Busy(busy)
        try:
            if name not in self.kept:
                self.kept[name] = compute()
            self.kept.move_to_end(name)
            while len(self.kept) > self.size:
                self.kept.popitem(last=False)
            return self.kept[name]
        finally:
            self.turn.release()
