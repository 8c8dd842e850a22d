"""Protocol: what a client asks by the SPARQL 1.1 Protocol, and what is refused, with its status and a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from clustereval.errors import ClusterEvalError

if TYPE_CHECKING:
    from starlette.requests import Request

__all__ = ["Asked", "Refusal", "keywords", "read_request", "refuse_text"]

FORM, DIRECT, UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"
UPDATES = {"insert", "delete", "load", "clear", "create", "drop", "add", "move", "copy", "with"}
PROLOGUE = {"base", "prefix", "version"}

NAME = r"A-Za-z0-9_\-\u0080-\U0010ffff"
ESCAPED = r"%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%]"
CHARACTER = r"\\[tbnrf\\\"']|\\u[0-9a-fA-F]{4}|\\U[0-9a-fA-F]{8}"
LOCAL = rf"(?:[A-Za-z0-9_:\u0080-\U0010ffff]|{ESCAPED})(?:[{NAME}:]|{ESCAPED}|\.+(?=[{NAME}:%\\]))*+"
WORD = r"[a-zA-Z][a-zA-Z0-9]*(?:_[a-zA-Z0-9]+)*"
NUMBER = r"(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)[eE][+\-]?[0-9]+|[0-9]*\.[0-9]+|[0-9]+"
PARTS = re.compile(rf"{NUMBER}|(?P<word>{WORD})")
TOKEN = re.compile(
    r"(?:[ \t\n\r]|\#[^\r\n]*)++"
    r"|<(?:[^<>\"{}|^`\\\u0000-\u0020]|\\u[0-9a-fA-F]{4}|\\U[0-9a-fA-F]{8})*+>"
    rf"|'''(?:'{{0,2}}(?:[^'\\]|{CHARACTER}))*+'''"
    rf"|\"\"\"(?:\"{{0,2}}(?:[^\"\\]|{CHARACTER}))*+\"\"\""
    rf"|'(?:[^'\\\r\n]|{CHARACTER})*+'"
    rf"|\"(?:[^\"\\\r\n]|{CHARACTER})*+\""
    rf"|_:[{NAME}.]++"
    rf"|:(?:{LOCAL})?"
    r"|@[a-zA-Z]+(?:-[a-zA-Z0-9]+)*+(?:--[a-zA-Z]+)?"
    r"|[?$][A-Za-z0-9_\u0080-\U0010ffff]++"
    rf"|{NUMBER}"
    rf"|(?P<run>[A-Za-z\u0080-\U0010ffff][{NAME}.]*+)(?:(?<!\.):(?:{LOCAL})?)?"
    r"|.",
    re.S,
)
"""The tokens of SPARQL, the longest first, as the grammar and the lexer of Oxigraph (which knows no context) have them.

Letters beyond ASCII are taken more widely than the grammar takes them: outside names, texts, IRIs and comments they are errors anyway.
"""


class Refusal(ClusterEvalError):
    """A request that gets no answer: the HTTP status, and a sentence that says why and what to do."""

    def __init__(self, status: int, sentence: str, headers: dict[str, str] | None = None) -> None:
        super().__init__(sentence)
        self.status = status
        self.headers = headers or {}


@dataclass(frozen=True)
class Asked:
    """A query as a client asks it: its text, and the graphs it is to be asked of, if not the default ones."""

    text: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()

    def form(self) -> bytes:
        """Return the query as the body of a form."""
        from urllib.parse import urlencode

        pairs = [("query", self.text)]
        pairs += [("default-graph-uri", graph) for graph in self.default_graphs]
        pairs += [("named-graph-uri", graph) for graph in self.named_graphs]
        return urlencode(pairs).encode()


def keywords(text: str) -> Iterator[str]:
    """Yield the bare words of a SPARQL text in lower case: no names, variables, language tags, IRIs, texts, comments.

    A word of the language stands nowhere else, so a query that holds no bare SERVICE calls no other service.
    """
    for token in TOKEN.finditer(text):
        run = token["run"]
        if run is None or token.end() > token.end("run"):
            continue
        for part in PARTS.finditer(run):
            if part["word"]:
                yield part["word"].lower()


def refuse_text(text: str) -> None:
    """Raise Refusal when a text calls another service, or is an update."""
    words = list(keywords(text))
    if "service" in words:
        raise Refusal(403, "SERVICE is refused: this endpoint asks no other one. Ask the other endpoint yourself, or join the answers in your own program.")
    first = next((word for word in words if word not in PROLOGUE), "")
    if first in UPDATES:
        raise Refusal(400, f"This is an update ({first.upper()}), not a query; this endpoint only reads. Begin with SELECT, ASK, CONSTRUCT or DESCRIBE.")


def pairs_of(data: bytes, where: str) -> list[tuple[str, str]]:
    """Return the parameters in the query string of an address, or in a form."""
    from urllib.parse import parse_qsl

    try:
        return parse_qsl(data.decode("ascii"), keep_blank_values=True, encoding="utf-8", errors="strict")
    except ValueError as error:
        raise Refusal(400, f"The parameters in {where} cannot be read: they are not percent-encoded UTF-8.") from error


async def read_body(request: Request, limit: int) -> bytes:
    """Return the body of a request. Raises Refusal once it grows over the limit, without reading on."""
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > limit:
            raise Refusal(413, f"The request is longer than {limit:,} bytes. Ask a shorter query.", {"Connection": "close"})
    return bytes(body)


async def read_request(request: Request, limit: int) -> Asked | None:
    """Return what a request asks by GET, by form or directly (SPARQL 1.1 Protocol, section 2.1); None for a GET without query.

    Raises Refusal for everything that the protocol does not allow, for updates, and for queries that call another service.
    """
    pairs = pairs_of(request.scope["query_string"], "the address")
    if request.method == "POST":
        kind, _, rest = request.headers.get("content-type", "").partition(";")
        charset = rest.partition("charset=")[2].strip(' "').lower() or "utf-8"
        if kind.strip().lower() == UPDATE:
            raise Refusal(403, "Updates are refused: this endpoint only reads.")
        if kind.strip().lower() not in {FORM, DIRECT}:
            raise Refusal(415, f"A query is posted as {FORM} (with query=…) or as {DIRECT} (the text itself), not as {kind.strip() or 'a body without type'}.")
        if charset not in {"utf-8", "utf8"}:
            raise Refusal(415, f"A query is posted in UTF-8, not in {charset}.")
        body = await read_body(request, limit)
        if kind.strip().lower() == FORM:
            pairs += pairs_of(body, "the form")
        else:
            try:
                pairs.append(("query", body.decode("utf-8")))
            except UnicodeDecodeError as error:
                raise Refusal(400, f"The query is not UTF-8: byte {error.start + 1} cannot be read.") from error
    return asked_by(pairs, request.method, limit)


def asked_by(pairs: list[tuple[str, str]], method: str, limit: int) -> Asked | None:
    """Return what the parameters of a request ask. Raises Refusal as `read_request` does."""
    texts = [value for name, value in pairs if name == "query"]
    if any(name in {"update", "using-graph-uri", "using-named-graph-uri"} for name, _ in pairs):
        raise Refusal(403, "Updates are refused: this endpoint only reads.")
    if len(texts) > 1:
        raise Refusal(400, f"The request holds {len(texts)} queries. Ask one at a time.")
    if not texts:
        if method == "POST" or pairs:
            raise Refusal(400, "The request holds no query. Give it as query=…, percent-encoded.")
        return None
    if len(texts[0]) > limit:
        raise Refusal(413, f"The query is longer than {limit:,} characters. Ask a shorter one.")
    refuse_text(texts[0])
    graphs = {kind: tuple(value for name, value in pairs if name == kind) for kind in ("default-graph-uri", "named-graph-uri")}
    return Asked(texts[0], graphs["default-graph-uri"], graphs["named-graph-uri"])
