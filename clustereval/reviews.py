"""Reviews: what readers decided on cases of role ambiguity, kept in the project as data of its own.

The file graph/reviews.trig holds every review that was ever given, in a named graph that is an interpretation and no passage; the last
review of a case counts. A case is known by its IRI, so a review outlives every rebuild.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from clustereval.errors import DataError, UsageError
from clustereval.namespaces import CE, CEC, PREFIXES

if TYPE_CHECKING:
    from clustereval.ambiguity import Ambiguity
    from clustereval.paths import Project
    from clustereval.tables import Table

__all__ = ["VERDICTS", "Review", "last_reviews", "record_review", "review_file"]

VERDICTS = {"confirmed": CEC + "Confirmed", "dismissed": CEC + "Dismissed", "reopened": CEC + "Reopened"}
PATIENCE = 10.0
"""Seconds to wait for another who writes a review."""
ABOUT = {
    "de": "Was Leserinnen und Leser über Fälle von Rollenunklarheit entschieden haben; keine Quelle sagt es.",
    "en": "What readers decided on cases of role ambiguity; no source says it.",
}


@dataclass(frozen=True)
class Review:
    """The verdict of a reader on a case: confirmed, dismissed or reopened, with the reason, who gave it ('' for nobody named) and when."""

    case: str
    verdict: str
    reason: str
    by: str
    created: str


def last_reviews(rows: Table) -> dict[str, Review]:
    """Return the review that counts for each case; `rows` is the answer of the query reviews, the oldest first. A reopened case has none."""
    codes = {iri: code for code, iri in VERDICTS.items()}
    found: dict[str, Review] = {}
    for row in rows.records():
        review = Review(str(row["case"]), codes[str(row["verdict"])], str(row["reason"]), str(row["by"] or ""), str(row["created"]))
        found[review.case] = review
    return {case: review for case, review in found.items() if review.verdict != "reopened"}


def review_file(project: Project) -> Path:
    """Return where the reviews of a project are kept."""
    return project.graph / "reviews.trig"


def record_review(project: Project, case: Ambiguity, verdict: str, reason: str, by: str = "", lang: str = "en", now: datetime | None = None) -> Review:
    """Add a review to the project, all or nothing; the build must be run anew before answers show it.

    Raises UsageError without a reason or for an unknown verdict, DataError when the file cannot be read or written.
    """
    if verdict not in VERDICTS:
        names = ", ".join(VERDICTS)
        raise UsageError(f"There is no verdict {verdict!r}. It is one of: {names}.", f"Das Urteil „{verdict}“ gibt es nicht, nur: {names}.")
    if not reason.strip():
        raise UsageError("A verdict needs a reason. Give it with --reason TEXT.", "Ein Urteil braucht einen Grund. Geben Sie ihn an.")
    created = (now or datetime.now().astimezone()).isoformat(timespec="seconds")
    review = Review(str(case.iri), verdict, reason.strip(), by.strip(), created)
    path = review_file(project)
    try:
        with locked(path):
            write_reviews(path, case, review, lang)
    except OSError as error:
        raise DataError(f"The review cannot be written to {path} ({error.strerror}). Work on a project folder that you may write to: --project DIR") from error
    return review


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the right to write a file, by a file of its own beside it; wait while another holds it."""
    lock = path.with_suffix(".lock")
    until = time.monotonic() + PATIENCE
    while True:
        try:
            os.close(os.open(lock, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
            break
        except FileExistsError:
            if time.monotonic() > until:
                raise DataError(f"Somebody else seems to be writing a review. If nobody is, delete {lock}.") from None
            time.sleep(0.05)
    try:
        yield
    finally:
        lock.unlink(missing_ok=True)


def write_reviews(path: Path, case: Ambiguity, review: Review, lang: str) -> None:
    """Write the file anew with one more review, beside the old one, and put it in its place in one step."""
    import pyoxigraph as ox

    base = case.iri.rsplit("/", 2)[0]
    graph = ox.NamedNode(f"{base}/interpretation/reviews")
    try:
        quads = list(ox.parse(path.read_bytes(), format=ox.RdfFormat.TRIG)) if path.exists() else []
    except SyntaxError as error:
        raise DataError(f"The reviews in {path} cannot be read ({error}). Mend the file; nothing was written.") from error
    kind = ox.NamedNode(PREFIXES["rdf"] + "type")
    dcterms = PREFIXES["dcterms"]
    if not quads:
        quads = [ox.Quad(graph, kind, ox.NamedNode(CE + "Interpretation"))]
        quads += [ox.Quad(graph, ox.NamedNode(dcterms + "description"), ox.Literal(text, language=code)) for code, text in ABOUT.items()]
    node = ox.NamedNode(f"{base}/review/{case.iri.rsplit('/', 1)[-1].lower()}-{sum(1 for quad in quads if quad.predicate.value == CE + 'ofCase') + 1}")
    said: list[tuple[Any, Any, Any]] = [
        (node, kind, ox.NamedNode(CE + "Review")),
        (node, ox.NamedNode(CE + "ofCase"), ox.NamedNode(case.iri)),
        (node, ox.NamedNode(CE + "verdict"), ox.NamedNode(VERDICTS[review.verdict])),
        (node, ox.NamedNode(CE + "reason"), ox.Literal(review.reason, language=lang)),
        (node, ox.NamedNode(dcterms + "created"), ox.Literal(review.created, datatype=ox.NamedNode(PREFIXES["xsd"] + "dateTime"))),
    ]
    if review.by:
        said.append((node, ox.NamedNode(dcterms + "creator"), ox.Literal(review.by)))
    if case.basis == "detected":
        said.append((ox.NamedNode(case.iri), kind, ox.NamedNode(CE + "DetectedAmbiguity")))
    fresh = [ox.Quad(*triple, graph) for triple in said]
    names = {name: PREFIXES[name] for name in ("ce", "cec", "dcterms", "xsd")}
    draft = path.with_suffix(f".{os.getpid()}.draft")
    try:
        draft.write_bytes(ox.serialize(dict.fromkeys([*quads, *fresh]), format=ox.RdfFormat.TRIG, prefixes=names) or b"")
        os.replace(draft, path)
    finally:
        draft.unlink(missing_ok=True)
