"""Cases of role ambiguity: all of one project, chosen ones, one in full, where to act first; and how the detected compare with the stated."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from clustereval import ambiguity, comparison, cooperation
from clustereval.answers import Answer
from clustereval.errors import UsageError
from clustereval.labels import item, nearest, resolve, word
from clustereval.namespaces import Iri
from clustereval.passages import cite, passage_items
from clustereval.queries import bind, find_queries, of_kind, run_query
from clustereval.reviews import last_reviews
from clustereval.tables import Table
from clustereval.validation import read_policy

if TYPE_CHECKING:
    from clustereval.ambiguity import Ambiguity
    from clustereval.desk import Desk

__all__ = ["all_cases", "ambiguities", "case_of", "case_text", "compare", "grave", "recall_table", "sentence", "where_to_act"]

STRICTER = ("same_parties", "from_existing")


def all_cases(desk: Desk) -> list[Ambiguity]:
    """Return every case, the gravest first; of one severity the stated ones, then the implied, then the detected."""
    found: list[Ambiguity] = desk.once("cases", lambda: find_cases(desk))
    return found


def find_cases(desk: Desk) -> list[Ambiguity]:
    """Return every case, newly found."""
    policy = read_policy(desk.folders)
    severity, thresholds = policy.get("ambiguity", {}), {name: str(value) for name, value in policy.get("thresholds", {}).items()}
    stated = ambiguity.stated_cases(desk.run("stated_ambiguities"), severity)
    base = next(iter(desk.passages), "https://w3id.org/clustereval/project/passage/x").rsplit("/", 2)[0]
    managed = managements(desk)
    detected: list[Ambiguity] = []
    for rule in find_queries(desk.folders).values():
        if rule.folder == "ambiguity":
            given = {parameter.name: thresholds[parameter.name] for parameter in rule.parameters if parameter.name in thresholds}
            rows = run_query(desk.store, rule, bind(rule, given, None)) if given else desk.run(rule.name)
            labels = desk.labels(cell for row in rows.rows for cell in row)
            detected += ambiguity.detected_cases(rule, rows, severity, labels, desk.lang, managed, base)
    return sorted([*stated, *ambiguity.merge_cases(detected)], key=ambiguity.gravity)


def managements(desk: Desk) -> dict[str, str]:
    """Return the cluster of each management."""
    return {str(row["actor"]): str(row["cluster"]) for row in desk.sides.records() if row["level"] == "management"}


def case_of(desk: Desk, name: str, cases: Sequence[Ambiguity] | None = None) -> Ambiguity:
    """Return a case by its id. Raises UsageError with the nearest ids."""
    known = {case.id: case for case in (cases if cases is not None else all_cases(desk))}
    if name not in known:
        raise UsageError(
            f"There is no case {name!r}.{nearest(name, known)} All of them: clustereval ambiguities",
            f"Den Fall „{name}“ gibt es nicht.{nearest(name, known, 'de')}",
        )
    return known[name]


def ambiguities(desk: Desk, kind: str | None = None, actor: str | None = None, explain: str | None = None, review: str | None = None) -> Answer:
    """Return the cases of role ambiguity: all, of one kind, of one actor (for a cluster: its management and carriers too), or one by its id.

    A detected case that the source states too is not listed beside it: the stated one names the rules that find it. `review` chooses those that
    readers confirmed, dismissed, or left open.
    """
    cases = all_cases(desk)
    matches = matched(desk)
    again = {match.stated.id: match.detected for match in matches if match.stated and match.outcome == "found"}
    twice = {case.id for found in again.values() for case in found}
    reviews = last_reviews(desk.run("reviews"))
    if kind is not None:
        wanted = resolve(kind, of_kind(desk.names, "concept"))
        cases = [case for case in cases if case.kind == wanted]
    if actor is not None:
        group = cooperation.group_of(desk.actor(actor), desk.sides)
        cases = [case for case in cases if group & set(case.parties)]
    if review is not None:
        cases = [case for case in cases if (reviews[case.iri].verdict if case.iri in reviews else "open") == review]
    cases = [case_of(desk, explain, cases)] if explain is not None else [case for case in cases if case.id not in twice]
    labels = desk.labels(iri for case in cases for iri in (case.kind, *case.parties, *case.perspectives))
    items = ambiguity.ambiguity_items(cases, labels, desk.passages)
    for entry in items:
        found = reviews.get(entry["iri"])
        entry["detected"] = [case.id for case in again.get(entry["id"], ())]
        entry["rules"] = entry["rules"] or list(dict.fromkeys(rule for case in again.get(entry["id"], ()) for rule in case.rules))
        entry["rule"] = entry["rules"][0] if entry["rules"] else None
        entry["review"] = {"verdict": found.verdict, "reason": found.reason, "by": found.by, "created": found.created} if found else None
    return Answer(items, case_table(items, desk.lang), parameters(desk))


def parameters(desk: Desk) -> dict[str, object]:
    """Return with which rules and thresholds the cases were found."""
    rules = sum(query.folder == "ambiguity" for query in find_queries(desk.folders).values())
    return {"rules": rules, **read_policy(desk.folders).get("thresholds", {})}


def case_table(items: Sequence[Mapping[str, Any]], lang: str) -> Table:
    """Return cases as a table: what is grave first, what it is about, what to do, where it stands, who says so."""
    columns = ("severity", "kind", "explanation", "remedy", "passages", "basis", "review", "id")
    rows = tuple(
        (
            word(entry["severity"], lang),
            entry["kind"]["label"],
            entry["explanation"],
            entry["remedy"],
            cite(entry["passages"], lang),
            word(entry["basis"], lang),
            word(entry["review"]["verdict"] if entry["review"] else "open", lang),
            entry["id"],
        )
        for entry in items
    )
    return Table(columns, rows)


def case_text(items: Sequence[Mapping[str, Any]], lang: str) -> str:
    """Return cases in full, as lines for reading, each passage with its paraphrase."""
    words = {
        "de": ("Warum das zählt", "Harmlose Erklärung", "Abhilfe", "Regel", "Urteil"),
        "en": ("Why it matters", "Innocent explanation", "Remedy", "Rule", "Review"),
    }[lang]
    lines = []
    for entry in items:
        lines += [f"{entry['id']}", f"  {entry['kind']['label']} ({word(entry['basis'], lang)}, {word(entry['severity'], lang)})"]
        lines += [f"  {', '.join(party['label'] for party in entry['parties'])}", f"  {entry['explanation']}"]
        review = entry["review"]
        said = f"{word(review['verdict'], lang)}: {review['reason']} ({', '.join(filter(None, (review['by'], review['created'][:10])))})" if review else ""
        texts = (entry["why"], entry["innocent_explanation"], entry["remedy"], ", ".join(entry["rules"]), said)
        lines += [f"  {name}: {text}" for name, text in zip(words, texts, strict=True) if text]
        lines += [f"    {cite([passage], lang)}: {passage['text']}" for passage in entry["passages"]]
    return "\n".join(lines) + "\n"


def grave(desk: Desk, items: Sequence[Mapping[str, Any]]) -> Table:
    """Return the cases of high severity, cluster by cluster in the order of `where_to_act`; a case of two clusters stands with both."""
    rows = []
    for name, found in by_cluster(desk, items):
        for entry in found:
            if entry["severity"] == "high":
                where = cite(entry["passages"], desk.lang)
                rows.append((name, entry["kind"]["label"], entry["explanation"], entry["remedy"], where, word(entry["basis"], desk.lang), entry["id"]))
    return Table(("cluster", "kind", "explanation", "remedy", "passages", "basis", "id"), tuple(rows))


def sentence(items: Sequence[Mapping[str, Any]], lang: str) -> str:
    """Return what the cases come to, in a few sentences."""
    number = Counter(e["severity"] for e in items)
    basis = Counter(e["basis"] for e in items)
    told = Counter(e["review"]["verdict"] for e in items if e["review"])
    again = sum(1 for e in items if e["detected"])
    return {
        "de": f"Fälle unklarer Rollen: {len(items)}; von hoher Schwere: {number['high']}, von mittlerer: {number['medium']}, von geringer: {number['low']}. "
        f"Der Bericht benennt {basis['stated']} und legt {basis['implied']} nahe; davon finden Regeln auch {again}. "
        f"Nur durch Regeln gefunden: {basis['detected']}. "
        f"Von Lesenden bestätigt: {told['confirmed']}, verworfen: {told['dismissed']}.",
        "en": f"Cases of unclear roles: {len(items)}, of high severity: {number['high']}, of medium: {number['medium']}, of low: {number['low']}. "
        f"The report states {basis['stated']} and implies {basis['implied']}, of which rules find {again} too. "
        f"Found by rules only: {basis['detected']}. "
        f"Readers confirmed: {told['confirmed']}, dismissed: {told['dismissed']}.",
    }[lang]


def by_cluster(desk: Desk, items: Sequence[Mapping[str, Any]]) -> list[tuple[str, list[Mapping[str, Any]]]]:
    """Return the cases of each evaluated cluster, with its management and carriers, and those of none or all, the most grave cases first."""
    sides: dict[str, set[str]] = {}
    for row in desk.sides.records():
        sides.setdefault(str(row["cluster"]), set()).add(str(row["actor"]))
    labels = desk.labels(Iri(cluster) for cluster in sides)
    rest = {actor for group in sides.values() for actor in group}
    groups = [(labels[Iri(cluster)], [e for e in items if group & parties(e)]) for cluster, group in sides.items()]
    groups.append((word("several_or_all", desk.lang), [e for e in items if not rest & parties(e)]))
    return sorted(groups, key=lambda group: (-sum(e["severity"] == "high" for e in group[1]), group[0]))


def where_to_act(desk: Desk, items: Sequence[Mapping[str, Any]]) -> Table:
    """Return, for each evaluated cluster and for all together, how many cases there are by severity, and what the gravest are mostly about."""
    rows: list[tuple[str | int, ...]] = []
    for name, found in by_cluster(desk, items):
        number = Counter(e["severity"] for e in found)
        about = Counter(e["kind"]["label"] for e in found if e["severity"] == "high").most_common(2)
        rows.append((name, *(number[severity] for severity in ambiguity.SEVERITIES), "; ".join(f"{kind} ({count})" for kind, count in about)))
    return Table(("cluster", *ambiguity.SEVERITIES, "mostly"), tuple(rows))


def parties(entry: Mapping[str, Any]) -> set[str]:
    """Return the IRIs of the parties of a case."""
    return {party["iri"] for party in entry["parties"]}


def compare(desk: Desk) -> Answer:
    """Return the stated cases with what the rules detect of them: found, near or missed; and the detected ones that are new.

    Of a found one it says whether it is found by its parties alone (`same_parties`), and whether by a rule that reads only what the source says exists
    or is missing (`from_existing`), not what the source itself calls unclear, recommended or aimed at.
    """
    matches = matched(desk)
    managed = managements(desk)
    existing = {rule.name for rule in find_queries(desk.folders).values() if rule.keys.get("evidence") == "existing"}
    cases = [case for match in matches for case in (match.stated, *match.detected) if case]
    labels = desk.labels(iri for case in cases for iri in (case.kind, *case.parties))
    items: list[dict[str, Any]] = []
    for match in matches:
        case = match.stated or match.detected[0]
        items.append(
            {
                "outcome": match.outcome,
                "kind": item(case.kind, labels),
                "severity": case.severity,
                "parties": [item(party, labels) for party in case.parties],
                "explanation": case.explanation,
                "stated": match.stated.id if match.stated else None,
                "detected": [found.id for found in match.detected],
                "same_parties": match.outcome == "found" and any(comparison.shares_parties(case, found, managed) for found in match.detected),
                "from_existing": match.outcome == "found" and any(existing & set(found.rules) for found in match.detected),
                "passages": passage_items(desk.passages, case.passages),
            }
        )
    columns = ("outcome", "severity", "kind", "explanation", "stated", "detected", "passages")
    rows = tuple(
        (
            word(e["outcome"], desk.lang),
            word(e["severity"], desk.lang),
            e["kind"]["label"],
            e["explanation"],
            e["stated"] or "",
            "; ".join(e["detected"]),
            cite(e["passages"], desk.lang),
        )
        for e in items
    )
    return Answer(items, Table(columns, rows), parameters(desk))


def matched(desk: Desk) -> list[comparison.Match]:
    """Return the stated cases set against the detected ones."""

    def match() -> list[comparison.Match]:
        cases = all_cases(desk)
        groups = {str(thing) for thing in desk.run("actor_groups").column("thing")}
        lines = {iri: passage.lines for iri, passage in desk.passages.items()}
        stated, detected = ([case for case in cases if (case.basis == "detected") == which] for which in (False, True))
        return comparison.match_cases(stated, detected, managements(desk), groups, lines)

    found: list[comparison.Match] = desk.once("matches", match)
    return found


def recall_table(desk: Desk, items: Iterable[Mapping[str, Any]]) -> Table:
    """Return how many of the stated cases the rules find, by kind and severity, and in all; and how many of them by the stricter readings of `compare`."""
    counted: dict[tuple[str, str], Counter[str]] = {}
    for entry in items:
        for key in ((entry["severity"], entry["kind"]["label"]), (entry["severity"], ""), ("all", "")):
            counted.setdefault(key, Counter()).update([entry["outcome"], *(strict for strict in STRICTER if entry[strict])])
    order = [*ambiguity.SEVERITIES, "all"]
    rows = []
    for (severity, kind), number in sorted(counted.items(), key=lambda pair: (order.index(pair[0][0]), not pair[0][1], pair[0][1])):
        stated = number["found"] + number["near"] + number["missed"]
        recall = round(number["found"] / stated, 2) if stated else None
        name = kind or word("all", desk.lang)
        stricter = (number[strict] for strict in STRICTER)
        rows.append((word(severity, desk.lang), name, stated, number["found"], recall, *stricter, number["near"], number["missed"], number["new"]))
    return Table(("severity", "kind", "cases_stated", "found", "recall", *STRICTER, "near", "missed", "new"), tuple(rows))
