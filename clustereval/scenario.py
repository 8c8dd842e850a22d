"""Scenarios: the graph as it would be if recommended links, separations, bodies or roles came true, or others ended.

A scenario is a list of changes. The hypothetical graph is a copy of the store in memory in which the claims concerned have another
status and the rules have concluded anew, so that every question and analysis can be asked of it as of the real one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from clustereval.desk import Desk
from clustereval.errors import DataError, Problem, UsageError
from clustereval.inference import close, rule_files
from clustereval.labels import nearest, resolve
from clustereval.namespaces import BASE, CE, CEC, INFERRED, PREFIXES, Iri
from clustereval.queries import of_kind
from clustereval.store import Store

if TYPE_CHECKING:
    import pyoxigraph as ox

__all__ = ["Change", "Scenario", "hypothetical", "read_scenario", "recommended_changes"]

OUTCOMES = {"comes_true": CEC + "Existing", "ends": CEC + "Ended"}
ENTRIES = {"link": ("from", "to", "kind"), "body": ("of", "kind"), "role": ("of", "kind"), "end": ("from", "to"), "recommended": ("recommendation",)}
"""What a scenario file may hold, and the keys of each entry."""


@dataclass(frozen=True)
class Change:
    """One claim of the source that comes true or ends, or a new one; a body or a role has no target, a new claim the text of its entry."""

    claim: Iri
    outcome: str
    form: Iri
    source: Iri
    target: Iri | None
    kind: Iri | None
    recommendations: tuple[Iri, ...] = ()
    passages: tuple[str, ...] = ()
    text: str = ""


@dataclass(frozen=True)
class Scenario:
    """What is supposed: its changes, and by what words or file it was asked for."""

    title: str
    changes: tuple[Change, ...]


def recommended_changes(desk: Desk, cluster: str | None = None, recommendation: str | None = None, year: int | None = None) -> Scenario:
    """Return the scenario in which what is recommended comes true: all of the last round, or of one round, cluster or recommendation.

    What the source recommends outside its list of recommendations belongs to the last round. Raises UsageError where nothing is
    recommended so.
    """
    by_claim: dict[str, list[dict[str, Any]]] = {}
    for row in desk.run("recommended_claims").records():
        by_claim.setdefault(row["claim"], []).append(row)
    years = {str(row["round"]): int(row["year"]) for row in desk.run("recommendations").records()}
    scopes = {str(row["recommendation"]): row["scope"] for row in desk.run("recommendations").records()}
    last = max(years.values(), default=0)
    wanted_year = year if year is not None or recommendation is not None else last
    if wanted_year is not None and wanted_year not in {*years.values(), last}:
        raise UsageError(f"There is no round {wanted_year}. There are: {', '.join(map(str, sorted(set(years.values()))))}.")
    group = {str(row["actor"]) for row in desk.sides.records() if row["cluster"] == desk.actor(cluster)} if cluster is not None else None
    one = known_recommendation(desk, recommendation) if recommendation is not None else None
    changes = []
    for claim, rows in by_claim.items():
        asking = [str(row["recommendation"]) for row in rows if row["recommendation"]]
        rounds = {years[str(row["round"])] for row in rows if row["round"]} or {last}
        touched = {row[end] for row in rows for end in ("source", "target")}
        if one is not None and one not in asking:
            continue
        if wanted_year is not None and wanted_year not in rounds:
            continue
        if group is not None and not (touched & group) and desk.actor(str(cluster)) not in {scopes.get(iri) for iri in asking}:
            continue
        changes.append(change_of(Iri(claim), rows, "comes_true"))
    if not changes:
        raise UsageError(
            "Nothing that is recommended there is a link, a separation, a body or a role. See: clustereval query recommended_claims",
            "Was dort empfohlen wird, ist weder Verbindung noch Trennung, Gremium oder Rolle.",
        )
    parts = [f"round {wanted_year}" if wanted_year else "", cluster or "", recommendation or ""]
    return Scenario(" ".join(["recommended", *filter(None, parts)]), tuple(changes))


def change_of(claim: Iri, rows: Sequence[Mapping[str, Any]], outcome: str) -> Change:
    """Return the change of one claim; `rows` are its answers of recommended_claims."""
    first = rows[0]
    asking = tuple(dict.fromkeys(Iri(row["recommendation"]) for row in rows if row["recommendation"]))
    passages = tuple(dict.fromkeys(str(row["passage"]) for row in rows))
    return Change(claim, outcome, first["class"], first["source"], first["target"], first["kind"], asking, passages)


def known_recommendation(desk: Desk, name: str) -> str:
    """Return the IRI of a recommendation by the last part of its IRI, as clustereval recommendations shows it."""
    known = {str(iri).rsplit("/", 1)[-1]: str(iri) for iri in desk.run("recommendations").column("recommendation")}
    short = name.removeprefix("recommendation:").rsplit("/", 1)[-1]
    if short not in known:
        raise UsageError(
            f"There is no recommendation {name!r}.{nearest(short, known)} All of them: clustereval recommendations --format json",
            f"Die Empfehlung „{name}“ gibt es nicht.{nearest(short, known, 'de')}",
        )
    return known[short]


def read_scenario(desk: Desk, path: Path) -> Scenario:
    """Return the scenario that a TOML file describes.

    It may hold `title` and lists of [[link]] (from, to, kind), [[body]] and [[role]] (of, kind), [[end]] (from, to) and [[recommended]]
    (recommendation). Raises DataError with file and entry for what is not in order.
    """
    import tomllib

    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise DataError(f"The scenario {path} cannot be read ({error.strerror}). Name a file that exists.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DataError("The scenario cannot be used.", [Problem(str(path), f"{error}. A scenario is a TOML file in UTF-8.")]) from error
    problems: list[Problem] = []
    changes: list[Change] = []
    for name in data.keys() - {"title", *ENTRIES}:
        problems.append(Problem(str(path), f"There is no entry [[{name}]].{nearest(name, ENTRIES)} Known are: {', '.join(ENTRIES)}."))
    for name, keys in ENTRIES.items():
        entries = data.get(name, [])
        for number, entry in enumerate(entries if isinstance(entries, list) else [entries], 1):
            where = f"{path}, [[{name}]] number {number}"
            if not isinstance(entry, dict) or set(entry) != set(keys) or not all(isinstance(value, str) for value in entry.values()):
                problems.append(Problem(where, f"It needs the keys {', '.join(keys)}, each a text, and no others."))
                continue
            try:
                changes += changes_of(desk, name, number, entry)
            except UsageError as error:
                problems.append(Problem(where, str(error)))
    if not problems and not changes:
        problems.append(Problem(str(path), f"It supposes nothing. Give at least one of: {', '.join(f'[[{name}]]' for name in ENTRIES)}."))
    if problems:
        raise DataError("The scenario cannot be used.", problems)
    return Scenario(str(data.get("title", path.stem)), tuple(changes))


def changes_of(desk: Desk, name: str, number: int, entry: Mapping[str, str]) -> list[Change]:
    """Return the changes of one entry of a scenario file."""
    text = " ".join(entry.values())
    new = Iri(f"{BASE}scenario/{name}/{number}")
    if name == "recommended":
        return list(recommended_changes(desk, recommendation=entry["recommendation"]).changes)
    if name == "end":
        return ended(desk, desk.actor(entry["from"]), desk.actor(entry["to"]))
    kind = resolve(entry["kind"], of_kind(desk.names, "concept"))
    if name == "link":
        return [Change(new, "comes_true", Iri(CE + "Cooperation"), desk.actor(entry["from"]), desk.actor(entry["to"]), kind, text=text)]
    form = Iri(CE + ("BodyClaim" if name == "body" else "RoleAssignment"))
    return [Change(new, "comes_true", form, desk.actor(entry["of"]), None, kind, text=text)]


def ended(desk: Desk, one: Iri, other: Iri) -> list[Change]:
    """Return the end of every existing cooperation and membership between two actors. Raises UsageError where there is none."""
    rows = [row for row in desk.run("ties").records() if {row["source"], row["target"]} == {one, other} and row["status"] == CEC + "Existing"]
    if not rows:
        raise UsageError("There is no existing cooperation between the two that could end.")
    return [Change(row["claim"], "ends", Iri(CE + "Tie"), row["source"], row["target"], row["kind"], passages=(row["passage"],)) for row in rows]


def hypothetical(desk: Desk, scenario: Scenario) -> Desk:
    """Return a desk at the hypothetical graph of a scenario, in memory; the store and its files stay as they are.

    Where a body or a role comes true, the statement that the cluster lacks it ends.
    """
    import pyoxigraph as ox

    inferred = ox.NamedNode(INFERRED)
    concluded = {quad.triple for quad in desk.store.inner.quads_for_pattern(None, None, None, inferred)}
    default = ox.DefaultGraph()
    inner = ox.Store()
    inner.bulk_extend(quad for quad in desk.store.inner if quad.graph_name != inferred and not (quad.graph_name == default and quad.triple in concluded))
    for number, change in enumerate(scenario.changes, 1):
        if change.text:
            inner.extend(new_claim(change, number))
        else:
            set_status(inner, change.claim, OUTCOMES[change.outcome])
    for claim in filled(desk, scenario.changes):
        set_status(inner, claim, OUTCOMES["ends"])
    close(inner, rule_files(desk.folders))
    return replace(desk, store=Store(inner, desk.store.manifest), answered={}, computed={})


def set_status(inner: ox.Store, claim: str, status: str) -> None:
    """Give a claim another status, in its passage and in the merged graph."""
    import pyoxigraph as ox

    for quad in list(inner.quads_for_pattern(ox.NamedNode(claim), ox.NamedNode(CE + "status"), None, None)):
        inner.remove(quad)
        inner.add(ox.Quad(quad.subject, quad.predicate, ox.NamedNode(status), quad.graph_name))


def filled(desk: Desk, changes: Iterable[Change]) -> list[str]:
    """Return the statements of an absence that end because the missing body or role comes to the cluster."""
    clusters = {str(row["actor"]): str(row["cluster"]) for row in desk.sides.records()}
    gained = {(clusters.get(change.source, change.source), change.kind) for change in changes if change.target is None and change.outcome == "comes_true"}
    return [str(row["claim"]) for row in desk.run("absences").records() if (clusters.get(row["bearer"], row["bearer"]), row["missing"]) in gained]


def new_claim(change: Change, number: int) -> list[ox.Quad]:
    """Return the statements of a supposed claim, in a passage of its own that says it is supposed."""
    import pyoxigraph as ox

    def node(iri: str) -> ox.NamedNode:
        return ox.NamedNode(iri)

    claim, passage, chapter = node(change.claim), node(f"{BASE}scenario/passage/{number}"), node(f"{BASE}scenario/chapter/0")
    kind = node(PREFIXES["rdf"] + "type")
    said: list[tuple[Any, Any, Any]] = [(claim, kind, node(change.form)), (claim, node(CE + "status"), node(OUTCOMES[change.outcome]))]
    if change.target is not None:
        said += [(claim, node(CE + "linksFrom"), node(change.source)), (claim, node(CE + "linksTo"), node(change.target))]
        said += [(claim, node(CE + "kind"), node(str(change.kind)))]
    elif change.form.endswith("BodyClaim"):
        said += [(claim, node(CE + "bearer"), node(change.source)), (claim, node(CE + "bodyKind"), node(str(change.kind)))]
    else:
        said += [(claim, node(CE + "within"), node(change.source)), (claim, node(CE + "role"), node(str(change.kind)))]
    line = ox.Literal(number)
    about = [
        (passage, kind, node(CE + "Passage")),
        (passage, node(CE + "inChapter"), chapter),
        (passage, node(CE + "section"), ox.Literal("scenario")),
        (passage, node(CE + "firstLine"), line),
        (passage, node(CE + "lastLine"), line),
        *((passage, node(PREFIXES["dcterms"] + "description"), ox.Literal(change.text, language=lang)) for lang in ("de", "en")),
    ]
    return [ox.Quad(*triple, passage) for triple in said] + [ox.Quad(*triple) for triple in [*said, *about]]
