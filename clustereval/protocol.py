"""Protocol: what a client asks by the SPARQL 1.1 Protocol, and what is refused, with its status and a sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from clustereval.errors import ClusterEvalError

if TYPE_CHECKING:
    from starlette.requests import Request

__all__ = ["Asked", "Refusal", "disarmed", "read_request"]

FORM, DIRECT, UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"
UPDATES = {"insert", "delete", "load", "clear", "create", "drop", "add", "move", "copy", "with"}

NAME = r"A-Za-z0-9_\-\u0080-\U0010ffff"
ESCAPED = r"%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%]"
CHARACTER = r"\\[tbnrf\\\"']|\\u[0-9a-fA-F]{4}|\\U[0-9a-fA-F]{8}"
LOCAL = rf"(?:[A-Za-z0-9_:\u0080-\U0010ffff]|{ESCAPED})(?:[{NAME}:]|{ESCAPED}|\.+(?=[{NAME}:%\\]))*+"
TOKEN = re.compile(
    r"(?P<space>[ \t\n\r]++)"
    r"|(?P<comment>\#[^\r\n]*+)"
    r"|(?P<iri><(?:[^<>\"{}|^`\\\u0000-\u0020]|\\u[0-9a-fA-F]{4}|\\U[0-9a-fA-F]{8})*+>)"
    rf"|(?P<long>'''(?:'{{0,2}}(?:[^'\\]|{CHARACTER}))*+'''|\"\"\"(?:\"{{0,2}}(?:[^\"\\]|{CHARACTER}))*+\"\"\")"
    rf"|(?P<text>'(?:[^'\\\r\n]|{CHARACTER})*+'|\"(?:[^\"\\\r\n]|{CHARACTER})*+\")"
    r"|(?P<variable>[?$][A-Za-z0-9_\u0080-\U0010ffff]++)"
    rf"|(?P<word>[A-Za-z\u0080-\U0010ffff][{NAME}.]*+)(?!(?<!\.):)"
    rf"|(?P<prefix>(?:[A-Za-z\u0080-\U0010ffff][{NAME}.]*+)?+):(?P<name>(?:{LOCAL})?)"
    rf"|_:[{NAME}.]++"
    r"|.",
    re.S,
)
"""The tokens of SPARQL as its grammar has them, the longest first; numbers, tags and signs one by one, since nothing hides in them.

Letters beyond ASCII are taken more widely than the grammar takes them: outside names, texts, IRIs and comments they are errors anyway.
"""
CALL = re.compile("service", re.I | re.A)
REFUSED = "SERVICE is refused: this endpoint asks no other one. Ask the other endpoint yourself, or join the answers in your own program."


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


def disarmed(text: str) -> str:
    """Return a query that means the same and in which nothing can be read as the keyword SERVICE. Raises Refusal where that is not possible.

    To find the keyword is not enough: a parser without a lexer of its own, such as Oxigraph's, also finds it glued to what stands before or
    after (`trueSERVICEex:a`), behind a comparison that looks like an IRI (`?a<?b)SERVICE#>`), or after a name that makes no IRI. So the
    word itself is taken out of the text wherever we see no keyword: from comments; from texts and IRIs, where an escape takes the place of
    its first letter; from prefixed names, which are written in full. It stays in the names of variables alone, which begin with a sign of
    their own and are read as far as they go. Whatever a parser sees in the rest, it cannot be the word. A text without the word stays as it is.
    """
    if not CALL.search(text):
        return text
    tokens = list(TOKEN.finditer(text))
    prefixes, declared = prologue(tokens)
    kept: list[str] = []
    for place, token in enumerate(tokens):
        part = token[0]
        if place in declared or token["comment"]:
            kept.append(" " * len(part))
        elif token["variable"] or not CALL.search(part):
            kept.append(part)
        elif token["iri"] or token["text"] or token["long"]:
            kept.append(escaped(part))
        elif token["prefix"] in prefixes:
            # The IRI of the declaration and the local name, without the signs that escape in it; spaces part it from what stands around it.
            full = prefixes[token["prefix"]] + token["name"].replace("\\", "")
            kept.append(f" <{escaped(full)}> ")
        else:
            raise Refusal(403, REFUSED)
    return "".join(kept)


def escaped(part: str) -> str:
    """Return a text or an IRI with an escape in the place of the first letter of the word service."""
    return CALL.sub(lambda found: f"\\u{ord(found[0][0]):04X}{found[0][1:]}", part)


def prologue(tokens: list[re.Match[str]]) -> tuple[dict[str, str], set[int]]:
    """Return the IRIs of the prefixes that a query declares, and the places of the tokens that declare one with the word service in its name."""
    ahead = [place for place, token in enumerate(tokens) if not (token["space"] or token["comment"])]
    prefixes: dict[str, str] = {}
    declared: set[int] = set()
    while len(ahead) > 2:
        first, second, third = (tokens[place] for place in ahead[:3])
        if first[0].lower() == "prefix" and second["name"] == "" and third["iri"]:
            prefixes[second["prefix"]] = third["iri"][1:-1]
            if CALL.search(second[0]):
                declared.update(ahead[:3])
            ahead = ahead[3:]
        elif first[0].lower() == "base" and second["iri"]:
            ahead = ahead[2:]
        else:
            break
    return prefixes, declared


def refuse_update(text: str) -> None:
    """Raise Refusal when a text is an update; Oxigraph takes none for a query anyway, but does not say so."""
    words = (token["word"].lower() for token in TOKEN.finditer(text) if token["word"])
    first = next((word for word in words if word not in {"base", "prefix", "version"}), "")
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
    refuse_update(texts[0])
    graphs = {kind: tuple(value for name, value in pairs if name == kind) for kind in ("default-graph-uri", "named-graph-uri")}
    return Asked(disarmed(texts[0]), graphs["default-graph-uri"], graphs["named-graph-uri"])
