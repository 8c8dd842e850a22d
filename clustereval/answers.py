"""Answers: one question of a user, from the store to objects and a table. The command line and the pages call these."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from clustereval import cooperation, overlap
from clustereval.desk import Desk
from clustereval.errors import UsageError
from clustereval.labels import item as labelled
from clustereval.labels import nearest, resolve, word
from clustereval.namespaces import CEC, Iri
from clustereval.passages import cite, passage_items
from clustereval.queries import find_queries, of_kind
from clustereval.tables import Table
from clustereval.validation import read_policy

__all__ = ["Answer", "contradictions", "cooperations", "overlaps", "reciprocity", "statement_text", "tie_answer"]


@dataclass(frozen=True)
class Answer:
    """An answer as JSON objects with all evidence, as a table for reading, and the parameters with which it was computed."""

    items: list[dict[str, Any]]
    table: Table
    parameters: Mapping[str, object] = field(default_factory=dict)

    def only(self, keep: Callable[[dict[str, Any]], bool]) -> Answer:
        """Return the answer with those objects, and their rows, for which `keep` is true; for answers with a row for each object."""
        kept = [(item, row) for item, row in zip(self.items, self.table.rows, strict=True) if keep(item)]
        return Answer([item for item, _ in kept], Table(self.table.columns, tuple(row for _, row in kept)), self.parameters)


def cooperations(
    desk: Desk, actor: str | None = None, other: str | None = None, path: bool = False, kinds: Sequence[str] = (), statuses: Sequence[str] = ()
) -> Answer:
    """Return the ties of an actor, between two actors, or all; with `path` the shortest chains between the two.

    Only those of the given kinds and statuses count; a chain leads over existing ties where no status is given.
    """
    ties = chosen_ties(desk, kinds, statuses)
    if other is not None and actor is None:
        raise UsageError("--with needs a first actor: clustereval cooperation ACTOR --with ACTOR", "Nennen Sie auch den ersten Akteur.")
    if path and other is None:
        raise UsageError("--path needs two actors: clustereval cooperation ACTOR --with ACTOR --path", "Ketten verbinden zwei Akteure. Nennen Sie beide.")
    one = desk.actor(actor) if actor is not None else None
    two = desk.actor(other) if other is not None else None
    if path and one is not None and two is not None:
        chains = cooperation.shortest_chains(ties, one, two, desk.sides, tuple(statuses) or ("existing",))
        numbered = [(number, step, tie) for number, chain in enumerate(chains, 1) for step, tie in enumerate(chain, 1)]
        answer = tie_answer(desk, [tie for _, _, tie in numbered])
        items = [{"chain": number, "step": step, **item} for (number, step, _), item in zip(numbered, answer.items, strict=True)]
        rows = tuple((number, step, *row) for (number, step, _), row in zip(numbered, answer.table.rows, strict=True))
        return Answer(items, Table(("chain", "step", *answer.table.columns), rows))
    if one is not None:
        group = cooperation.group_of(one, desk.sides)
        ties = cooperation.ties_of(ties, group, cooperation.group_of(two, desk.sides) if two is not None else None)
    return tie_answer(desk, ties)


def chosen_ties(desk: Desk, kinds: Sequence[str], statuses: Sequence[str]) -> list[cooperation.Tie]:
    """Return the ties of the given kinds and statuses, all where none are given. Raises UsageError for one that is not known."""
    known = list(cooperation.STATUSES.values())
    for status in statuses:
        if status not in known:
            raise UsageError(
                f"There is no status {status!r}.{nearest(status, known)} All of them: {', '.join(known)}",
                f"Den Stand „{status}“ gibt es nicht. Alle: {', '.join(known)}",
            )
    wanted = {resolve(kind, of_kind(desk.names, "concept")) for kind in kinds}
    ties = cooperation.find_ties(desk.run("ties"), desk.sides)
    return [tie for tie in ties if (not wanted or tie.kind in wanted) and (not statuses or tie.status in statuses)]


def tie_answer(desk: Desk, ties: Sequence[cooperation.Tie]) -> Answer:
    """Return ties as an answer."""
    labels = desk.labels(iri for tie in ties for iri in (tie.source, tie.target, tie.kind, *tie.claimed_by, *tie.perspectives))
    items = cooperation.tie_items(ties, labels, desk.passages)
    columns = ("source", "target", "kind", "status", "subject", "claimed_by", "reciprocal", "passages")
    rows = tuple(
        (
            item["source"]["label"],
            item["target"]["label"],
            item["kind"]["label"],
            word(item["status"], desk.lang),
            item["subject"],
            "; ".join(voice["label"] for voice in item["claimed_by"]),
            word(item["reciprocal"], desk.lang),
            cite(item["passages"], desk.lang),
        )
        for item in items
    )
    return Answer(items, Table(columns, rows))


def reciprocity(desk: Desk, actor: str | None = None) -> Answer:
    """Return every pair of evaluated clusters, or those of one, with who claims a cooperation and what each chapter says of the other."""
    pairs = cooperation.reciprocities(desk.run("ties"), desk.sides)
    if actor is not None:
        one = desk.actor(actor)
        own = cooperation.clusters_of(desk.sides).get(one)
        if own is None:
            raise UsageError(
                f"{desk.labels([one])[one]} acts for no evaluated cluster, so no chapter could confirm it. Name a cluster, or leave the name out.",
                f"{desk.labels([one])[one]} handelt für keinen bewerteten Cluster; kein Kapitel könnte es bestätigen. Nennen Sie einen Cluster.",
            )
        pairs = [pair for pair in pairs if own & {pair.a, pair.b}]
    told = [statement for pair in pairs for statement in (*pair.a_says, *pair.b_says, *pair.others_say)]
    labels = desk.labels(iri for iris in ([p.a for p in pairs], [p.b for p in pairs], *((one.voice, one.kind) for one in told)) for iri in iris)
    items = cooperation.reciprocity_items(pairs, labels, desk.passages)
    columns = ("a", "b", "outcome", "claimed_by", "a_says", "b_says", "others_say")
    rows = tuple(
        (
            item["a"]["label"],
            item["b"]["label"],
            word(item["outcome"], desk.lang),
            "; ".join(item[side]["label"] for side in ("a", "b") if item[f"claimed_by_{side}"]),
            *("; ".join(statement_text(one, desk.lang) for one in item[key]) or word("nothing", desk.lang) for key in columns[4:]),
        )
        for item in items
    )
    return Answer(items, Table(columns, rows))


def statement_text(one: Mapping[str, Any], lang: str) -> str:
    """Return what a voice says in a few words: form, status, place."""
    return f"{one['kind']['label']} ({word(one['status'], lang)}), {cite(one['passages'], lang)}"


def cooperation_voices(desk: Desk) -> dict[frozenset[str], dict[Iri, list[str]]]:
    """Return, for each pair of evaluated clusters between which an existing cooperation is claimed, who says so and in which passages."""
    clusters = cooperation.clusters_of(desk.sides)
    existing = Iri(CEC + "Existing")
    found: dict[frozenset[str], dict[Iri, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in desk.run("ties").records():
        for pair in cooperation.cluster_pairs(row, clusters) if row["status"] == existing else ():
            found[pair][row["voice"]].append(str(row["passage"]))
    return found


def overlaps(desk: Desk, by: str = "all", samples: int = 0, seed: int = 1) -> Answer:
    """Return what the evaluated clusters share: in one dimension, in each of them (`all`), or in all of them as one (`together`).

    Pairs that share nothing are left out, but not of `together`, which says of every pair in which of the four fields it lies, and who speaks of
    a cooperation. With `samples` the null model is asked too.
    """
    if by not in {*overlap.DIMENSIONS, "all", overlap.TOGETHER}:
        known = [*overlap.DIMENSIONS, "all", overlap.TOGETHER]
        raise UsageError(
            f"There is no dimension {by!r}.{nearest(by, known)} All of them: {', '.join(known)}",
            f"Die Dimension „{by}“ gibt es nicht. Alle: {', '.join(known)}",
        )
    clusters = sorted({str(cluster) for cluster in desk.sides.column("cluster")})
    voices = cooperation_voices(desk)
    rows = {name: desk.run(query) for name, query in overlap.DIMENSIONS.items() if by in {name, "all", overlap.TOGETHER}}
    policy = read_policy(desk.folders).get("overlap", {}) if by == overlap.TOGETHER else {}
    groups = [rows] if by == overlap.TOGETHER else [{name: table} for name, table in rows.items()]
    least, general = policy.get("least", 1), policy.get("general", [])
    found = [case for group in groups for case in overlap.find_overlaps(group, clusters, frozenset(voices), general, least, samples, seed)]
    found = [case for case in found if case.count or by == overlap.TOGETHER]
    labels = desk.labels(Iri(iri) for case in found for iri in (case.a, case.b, *(thing for _, thing in case.shared)))
    labels |= desk.labels(voice for told in voices.values() for voice in told)
    items = overlap.overlap_items(found, labels, desk.passages)
    for item in items:
        told = voices.get(frozenset((item["a"]["iri"], item["b"]["iri"])), {})
        item["cooperation_claimed"] = [
            {"by": labelled(voice, labels), "passages": passage_items(desk.passages, dict.fromkeys(where))} for voice, where in told.items()
        ]
    table = pair_table(items, desk.lang, samples) if by == overlap.TOGETHER else overlap_table(items, desk.lang, samples)
    return Answer(items, table, {"dimension": by, **policy, **({"seed": seed, "samples": samples} if samples else {})})


def overlap_table(items: Sequence[Mapping[str, Any]], lang: str, samples: int) -> Table:
    """Return overlaps as a table; the columns of the null model only where it was asked."""
    drawn = ("expected", "null_chance") if samples else ()
    columns = ("dimension", "a", "b", "count", "jaccard", "coefficient", "chance", *drawn, "shared", "cooperation", "field", "passages")
    rows = tuple(
        (
            word(item["dimension"], lang),
            item["a"]["label"],
            item["b"]["label"],
            item["count"],
            item["jaccard"],
            item["coefficient"],
            item["chance"],
            *(item[key] for key in drawn),
            "; ".join(thing["label"] for thing in item["shared"]),
            word(item["cooperation"], lang),
            word(item["field"], lang),
            cite((passage for thing in [*item["shared"], *item["cooperation_claimed"]] for passage in thing["passages"]), lang),
        )
        for item in items
    )
    return Table(columns, rows)


def pair_table(items: Sequence[Mapping[str, Any]], lang: str, samples: int) -> Table:
    """Return pairs of clusters as a table: how many things they share in each dimension, who speaks of a cooperation, and their field."""
    drawn = ("expected", "null_chance") if samples else ()
    columns = ("a", "b", "field", "count", "shared", "jaccard", "coefficient", "chance", *drawn, "cooperation_claimed", "passages")
    rows = tuple(
        (
            item["a"]["label"],
            item["b"]["label"],
            word(item["field"], lang),
            item["count"],
            "; ".join(f"{word(name, lang)} {item['counts'][name]}" for name in overlap.DIMENSIONS if name in item["counts"]),
            item["jaccard"],
            item["coefficient"],
            item["chance"],
            *(item[key] for key in drawn),
            "; ".join(voice["by"]["label"] for voice in item["cooperation_claimed"]),
            cite((passage for voice in item["cooperation_claimed"] for passage in voice["passages"]), lang),
        )
        for item in items
    )
    return Table(columns, rows)


def contradictions(desk: Desk) -> Answer:
    """Return what does not agree: the answers of all queries in queries/contradictions, each with both passages side by side."""
    items: list[dict[str, Any]] = []
    for query in find_queries(desk.folders).values():
        if query.folder != "contradictions":
            continue
        table = desk.run(query.name)
        labels = desk.labels(cell for row in table.rows for cell in row)
        for row in table.records():
            items.append(
                {
                    "rule": query.name,
                    "title": query.title[desk.lang],
                    "subject": labelled(row["subject"], labels),
                    "one": str(row["one"]),
                    "other": str(row["other"]),
                    "passages": passage_items(desk.passages, [row["passage"]]),
                    "other_passages": passage_items(desk.passages, [row["other_passage"]]),
                }
            )
    columns = ("title", "subject", "one", "passages", "other", "other_passages")
    rows = tuple((e["title"], e["subject"]["label"], e["one"], cite(e["passages"], desk.lang), e["other"], cite(e["other_passages"], desk.lang)) for e in items)
    return Answer(items, Table(columns, rows))
