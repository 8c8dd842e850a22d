"""Comparison: how far the rules find, in structural facts, the role ambiguities that a source states in words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from clustereval.ambiguity import Ambiguity, gravity

__all__ = ["Match", "match_cases"]


@dataclass(frozen=True)
class Match:
    """A stated case with the detected ones that fit it: found (same kind), near (another kind), missed (none); or a detected one that is new."""

    outcome: str
    stated: Ambiguity | None
    detected: tuple[Ambiguity, ...]


def match_cases(
    stated: Iterable[Ambiguity],
    detected: Sequence[Ambiguity],
    managed: Mapping[str, str],
    groups: Collection[str],
    lines: Mapping[str, tuple[int, int]],
) -> list[Match]:
    """Return a match for each stated case, the gravest first, and then one for each detected case that fits none.

    A detected case fits when it is about the same parties, and so about the same matter: either all parties of the stated case are among its own (a
    single one must be the only one of both), or at least the named ones (two of them, where there are more) and the evidence of both stands in the
    same lines of the source. A management counts as its
    cluster (`managed`); `groups` are parties that the source names only as a group, such as "companies". With the same kind it is found, with
    another near.
    """
    matches = []
    used: set[str] = set()
    for case in sorted(stated, key=gravity):
        fitting = [other for other in detected if fits(case, other, managed, groups, lines)]
        found = tuple(other for other in fitting if other.kind == case.kind)
        used |= {other.id for other in found}
        matches.append(Match("found", case, found) if found else Match("near" if fitting else "missed", case, tuple(fitting)))
    return matches + [Match("new", None, (case,)) for case in sorted(detected, key=gravity) if case.id not in used]


def fits(case: Ambiguity, other: Ambiguity, managed: Mapping[str, str], groups: Collection[str], lines: Mapping[str, tuple[int, int]]) -> bool:
    """Return whether a detected case is about the same parties and the same matter as a stated one."""
    wanted, given = ({managed.get(party, party) for party in each.parties} for each in (case, other))
    if wanted <= given and (len(wanted) > 1 or wanted == given):
        return True
    named = {party for party in wanted if party not in groups} or wanted
    return len(named & given) >= min(2, len(named)) and share_lines(case, other, lines)


def share_lines(case: Ambiguity, other: Ambiguity, lines: Mapping[str, tuple[int, int]]) -> bool:
    """Return whether the passages of two cases stand, at least in part, in the same lines of the source."""
    spans = [[lines[iri] for iri in each.passages if iri in lines] for each in (case, other)]
    return any(one[0] <= two[1] and two[0] <= one[1] for one in spans[0] for two in spans[1])
