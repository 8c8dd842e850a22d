"""Warmth: what the first reader of a page would wait for is computed in the background, after the start and after each new build."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping
from threading import Event, Thread
from typing import TYPE_CHECKING, Any

from clustereval.errors import ClusterEvalError
from clustereval.explorer.frame import Address
from clustereval.labels import LANGUAGES

if TYPE_CHECKING:
    from clustereval.explorer.site import Site

__all__ = ["warming"]

PAUSE = 0.05
"""Seconds between two pages, in which readers come first."""


@contextlib.contextmanager
def warming(site: Site, pages: Mapping[str, Callable[..., Any]]) -> Iterator[Event]:
    """Compute each page once, in both languages, in a thread of its own; and again whenever the event is set that this returns.

    The thread ends with the block, after the page that it is at.
    """
    wanted, ended = Event(), Event()
    wanted.set()

    def work() -> None:
        while True:
            wanted.wait()
            wanted.clear()
            for lang in LANGUAGES:
                for name, content in pages.items():
                    if ended.wait(PAUSE):
                        return
                    # What a page cannot show, it tells its reader.
                    with contextlib.suppress(ClusterEvalError):
                        content(site.desk(lang), Address("", lang, name, ()))

    thread = Thread(target=work, name="warming", daemon=True)
    thread.start()
    try:
        yield wanted
    finally:
        ended.set()
        wanted.set()
        thread.join()
