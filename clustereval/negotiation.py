"""Negotiation: which of the offered media types a client wants (RFC 9110, section 12.5.1)."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["GRAPHS", "RESULTS", "choose"]

RESULTS = {
    "application/sparql-results+json": "application/sparql-results+json",
    "application/sparql-results+xml": "application/sparql-results+xml",
    "text/csv": "text/csv",
    "text/tab-separated-values": "text/tab-separated-values",
    "application/json": "application/sparql-results+json",
    "application/xml": "application/sparql-results+xml",
    "text/xml": "application/sparql-results+xml",
}
"""What answers to SELECT and ASK are offered as, best first, and the proper name of each format."""
GRAPHS = {
    "text/turtle": "text/turtle",
    "application/ld+json": "application/ld+json",
    "application/n-triples": "application/n-triples",
    "application/trig": "application/trig",
    "application/n-quads": "application/n-quads",
    "application/rdf+xml": "application/rdf+xml",
    "application/json": "application/ld+json",
    "application/xml": "application/rdf+xml",
}
"""What graphs are offered as, best first, and the proper name of each format."""


def ranges(accept: str) -> list[tuple[str, float]]:
    """Return the media ranges of an Accept header with their weights; a weight that is no number makes its range void."""
    found = []
    for part in accept.split(","):
        name, *parameters = (piece.strip() for piece in part.split(";"))
        weights = [parameter[2:] for parameter in parameters if parameter[:2].lower() == "q="]
        try:
            weight = min(1.0, max(0.0, float(weights[0]))) if weights else 1.0
        except ValueError:
            continue
        if name:
            found.append((name.lower(), weight))
    return found


def choose(accept: str | None, offered: Mapping[str, str]) -> str | None:
    """Return the offered media type that an Accept header wants most; None when it wants none of them.

    The range that names a type most closely gives its weight. Of equal weights the type named more closely wins, then the one offered first.
    """
    wanted = ranges(accept) if accept and accept.strip() else [("*/*", 1.0)]
    best: tuple[float, int, int, str] | None = None
    for place, name in enumerate(offered):
        levels = {name: 2, f"{name.partition('/')[0]}/*": 1, "*/*": 0}
        fitting = [(levels[pattern], weight) for pattern, weight in wanted if pattern in levels]
        if not fitting:
            continue
        level, weight = max(fitting)
        if weight > 0 and (best is None or (weight, level, -place) > best[:3]):
            best = (weight, level, -place, name)
    return best[3] if best else None
