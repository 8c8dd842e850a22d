"""Cooperation: who is tied with whom, in which form, said by which side, and does the other side say so too."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import Any

from clustereval.errors import UsageError
from clustereval.labels import item, word
from clustereval.namespaces import CEC, Iri
from clustereval.passages import Passage, passage_items
from clustereval.tables import Table

__all__ = [
    "OUTCOMES",
    "STATUSES",
    "Reciprocity",
    "Statement",
    "Tie",
    "both_sides",
    "cluster_pairs",
    "clusters_of",
    "find_ties",
    "group_of",
    "reciprocities",
    "reciprocity_items",
    "shortest_chains",
    "statement_items",
    "tie_items",
    "ties_of",
]

STATUSES = {
    CEC + "Existing": "existing",
    CEC + "Recommended": "recommended",
    CEC + "Aspired": "aspired",
    CEC + "Ended": "ended",
    CEC + "Absent": "absent",
    CEC + "Unclear": "unclear",
}
OUTCOMES = ("both", "one_side", "recommended_only", "none")
"""What the chapters of two clusters make of their cooperation: see Reciprocity."""


@dataclass(frozen=True)
class Tie:
    """What is claimed between two actors, in one form and of one status: all claims of it together.

    `claimed_by` names the sides (or the evaluators) that say so; `reciprocal` is yes, no or unknown: an actor without a
    chapter of its own cannot confirm.
    """

    source: Iri
    target: Iri
    kind: Iri
    status: str
    subject: str
    claimed_by: tuple[Iri, ...]
    perspectives: tuple[Iri, ...]
    reciprocal: str
    claims: tuple[str, ...]
    passages: tuple[str, ...]


@dataclass(frozen=True)
class Statement:
    """What one voice says of two clusters: in which form, of which status, about what, and where."""

    voice: Iri
    kind: Iri
    status: str
    subject: str
    passages: tuple[str, ...]


@dataclass(frozen=True)
class Reciprocity:
    """Two evaluated clusters, and what the chapter of each says of a cooperation with the other.

    `outcome` is both or one_side when both chapters or one of them claim that a cooperation exists, recommended_only when neither does but
    one is recommended or aspired, and none when neither holds: then it is unknown, for silence is no absence.
    """

    a: Iri
    b: Iri
    claimed_by_a: bool
    claimed_by_b: bool
    outcome: str
    a_says: tuple[Statement, ...]
    b_says: tuple[Statement, ...]
    others_say: tuple[Statement, ...]


def find_ties(rows: Table, sides: Table) -> list[Tie]:
    """Group the claims of a cooperation query (columns as in queries/cooperation) into ties.

    `sides` (columns actor, cluster, level) tells which actors act for a cluster that has a chapter of its own.
    Claims are grouped by the unordered pair, the kind and the status.
    """
    groups: dict[Any, list[dict[str, Any]]] = defaultdict(list)
    for row in rows.records():
        groups[frozenset((row["source"], row["target"])), row["kind"], row["status"]].append(row)
    clusters = clusters_of(sides)
    tellers: dict[Any, set[str]] = defaultdict(set)
    for row in rows.records():
        for pair in cluster_pairs(row, clusters):
            tellers[pair, row["status"]].add(str(row["voice"]))
    ties = []
    for (_, kind, status), claims in groups.items():
        first = claims[0]
        ties.append(
            Tie(
                source=first["source"],
                target=first["target"],
                kind=kind,
                status=STATUSES[status],
                subject="; ".join(dict.fromkeys(claim["subject"] for claim in claims if claim["subject"])),
                claimed_by=tuple(dict.fromkeys(claim["voice"] for claim in claims)),
                perspectives=tuple(dict.fromkeys(claim["perspective"] for claim in claims if claim["perspective"])),
                reciprocal=reciprocity(first, clusters, tellers),
                claims=tuple(dict.fromkeys(str(claim["claim"]) for claim in claims)),
                passages=tuple(dict.fromkeys(str(claim["passage"]) for claim in claims)),
            )
        )
    return sorted(ties, key=lambda tie: (tie.source, tie.target, list(STATUSES.values()).index(tie.status), tie.kind))


def clusters_of(sides: Table) -> dict[str, frozenset[str]]:
    """Return, for each actor, the clusters for which it acts."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in sides.records():
        found[str(row["actor"])].add(str(row["cluster"]))
    return {actor: frozenset(clusters) for actor, clusters in found.items()}


def cluster_pairs(row: Mapping[str, Any], clusters: Mapping[str, frozenset[str]]) -> set[frozenset[str]]:
    """Return the pairs of clusters with a chapter that a claim links, at the level of clusters."""
    ends = clusters.get(row["source"], frozenset()), clusters.get(row["target"], frozenset())
    return {frozenset((a, b)) for a in ends[0] for b in ends[1] if a != b}


def reciprocity(row: Mapping[str, Any], clusters: Mapping[str, frozenset[str]], tellers: Mapping[Any, set[str]]) -> str:
    """Return whether both sides claim a tie of this status: yes, no, or unknown where a side cannot speak."""
    pairs = cluster_pairs(row, clusters)
    if not pairs:
        return "unknown"
    told = [pair & tellers[pair, row["status"]] for pair in pairs]
    if any(len(voices) == 2 for voices in told):
        return "yes"
    return "no" if any(voices for voices in told) else "unknown"


def reciprocities(rows: Table, sides: Table) -> list[Reciprocity]:
    """Return, for every pair of evaluated clusters, what the chapter of each says of the other, in the order of OUTCOMES.

    `rows` are claims (columns as in queries/cooperation) and `sides` as in `find_ties`; claims of managements and carriers count for their
    cluster. Whoever claims a tie in whichever direction, the chapter in which the claim stands is its voice.
    """
    acting = clusters_of(sides)
    said: dict[frozenset[str], dict[Any, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in rows.records():
        for pair in cluster_pairs(row, acting):
            said[pair][row["voice"], row["kind"], STATUSES[row["status"]], row["subject"] or ""].append(str(row["passage"]))
    found = []
    for a, b in combinations(sorted({str(cluster) for cluster in sides.column("cluster")}), 2):
        heard = said[frozenset((a, b))].items()
        statements = [Statement(voice, kind, status, subject, tuple(dict.fromkeys(where))) for (voice, kind, status, subject), where in heard]
        by_a, by_b = (any(one.voice == side and one.status == "existing" for one in statements) for side in (a, b))
        if by_a or by_b:
            outcome = "both" if by_a and by_b else "one_side"
        else:
            outcome = "recommended_only" if any(one.status in {"recommended", "aspired"} for one in statements) else "none"
        a_says, b_says = (tuple(one for one in statements if one.voice == side) for side in (a, b))
        others = tuple(one for one in statements if one.voice not in {a, b})
        found.append(Reciprocity(Iri(a), Iri(b), by_a, by_b, outcome, a_says, b_says, others))
    return sorted(found, key=lambda pair: (OUTCOMES.index(pair.outcome), pair.a, pair.b))


def both_sides(rows: Table, sides: Table, one: str, other: str) -> list[Statement]:
    """Return all that is said of ties between two actors, by whatever voice; for who acts for a cluster, what is said of the whole cluster counts.

    `rows` and `sides` are as in `reciprocities`. Whose side a statement is on, its voice tells: the chapter of the cluster for which an actor acts.
    """
    acting = clusters_of(sides)

    def own(actor: str) -> frozenset[str]:
        return frozenset({actor}).union(*(group_of(cluster, sides) for cluster in acting.get(actor, ())))

    ends = own(one), own(other)
    if ends[0] & ends[1]:
        ends = frozenset({one}), frozenset({other})
    said: dict[Any, list[str]] = defaultdict(list)
    for row in rows.records():
        if any(row["source"] in ends[place] and row["target"] in ends[1 - place] for place in (0, 1)):
            said[row["voice"], row["kind"], STATUSES[row["status"]], row["subject"] or ""].append(str(row["passage"]))
    return [Statement(voice, kind, status, subject, tuple(dict.fromkeys(where))) for (voice, kind, status, subject), where in said.items()]


def group_of(actor: str, sides: Table) -> frozenset[str]:
    """Return the actors that count for `actor`: for a cluster, also its management and its carriers."""
    return frozenset({actor, *(str(row["actor"]) for row in sides.records() if row["cluster"] == actor)})


def ties_of(ties: Iterable[Tie], one: frozenset[str], other: frozenset[str] | None = None) -> list[Tie]:
    """Return the ties of one group of actors, or only those between it and another group."""
    found = []
    for tie in ties:
        inside = {tie.source, tie.target} & one
        rest = {tie.source, tie.target} - one
        if inside and (other is None or rest & other):
            found.append(tie)
    return found


def shortest_chains(ties: Sequence[Tie], start: str, end: str, sides: Table, statuses: Sequence[str] = ("existing",)) -> list[list[Tie]]:
    """Return every shortest chain of ties of some statuses between two actors; each chain is a list of ties.

    A cluster, its management and its carriers are one station: a chain may enter by one and leave by another.
    Raises UsageError when the two are one station or no chain links them.
    """
    import networkx as nx

    station = {str(row["actor"]): str(row["cluster"]) for row in sides.records()}
    graph = nx.Graph()
    by_pair: dict[frozenset[str], list[Tie]] = defaultdict(list)
    for tie in ties:
        if tie.status in statuses:
            pair = frozenset((station.get(tie.source, tie.source), station.get(tie.target, tie.target)))
            if len(pair) == 2:
                graph.add_edge(*sorted(pair))
                by_pair[pair].append(tie)
    first, last = station.get(start, start), station.get(end, end)
    if first == last:
        raise UsageError(
            "Both names belong to one cluster (itself, its management or its carrier). Give two different ones.",
            "Beide Namen gehören zu einem Cluster (er selbst, sein Management oder sein Träger). Nennen Sie zwei verschiedene.",
        )
    if first not in graph or last not in graph or not nx.has_path(graph, first, last):
        told = " oder ".join(word(status, "de") for status in statuses)
        raise UsageError(
            f"No chain of ties links the two, of the kinds asked for and of the status {' or '.join(statuses)}.",
            f"Keine Kette von Verbindungen der gewählten Arten mit dem Stand „{told}“ führt vom einen zum anderen.",
        )
    chains = []
    for path in sorted(nx.all_shortest_paths(graph, first, last)):
        chains.append([by_pair[frozenset(step)][0] for step in pairwise(path)])
    return chains


def tie_items(ties: Iterable[Tie], labels: Mapping[str, str], passages: Mapping[str, Passage]) -> list[dict[str, Any]]:
    """Return ties as the objects of the JSON answer; the keys are those of the design."""
    return [
        {
            "source": item(tie.source, labels),
            "target": item(tie.target, labels),
            "kind": item(tie.kind, labels),
            "status": tie.status,
            "subject": tie.subject,
            "claimed_by": [item(iri, labels) for iri in tie.claimed_by],
            "perspectives": [item(iri, labels) for iri in tie.perspectives],
            "reciprocal": tie.reciprocal,
            "claims": list(tie.claims),
            "passages": passage_items(passages, tie.passages),
        }
        for tie in ties
    ]


def reciprocity_items(pairs: Iterable[Reciprocity], labels: Mapping[str, str], passages: Mapping[str, Passage]) -> list[dict[str, Any]]:
    """Return pairs of clusters as the objects of the JSON answer."""
    return [
        {
            "a": item(pair.a, labels),
            "b": item(pair.b, labels),
            "claimed_by_a": pair.claimed_by_a,
            "claimed_by_b": pair.claimed_by_b,
            "outcome": pair.outcome,
            "a_says": statement_items(pair.a_says, labels, passages),
            "b_says": statement_items(pair.b_says, labels, passages),
            "others_say": statement_items(pair.others_say, labels, passages),
        }
        for pair in pairs
    ]


def statement_items(statements: Iterable[Statement], labels: Mapping[str, str], passages: Mapping[str, Passage]) -> list[dict[str, Any]]:
    """Return what voices say as the objects of the JSON answer."""
    return [
        {
            "voice": item(one.voice, labels),
            "kind": item(one.kind, labels),
            "status": one.status,
            "subject": one.subject,
            "passages": passage_items(passages, one.passages),
        }
        for one in statements
    ]
