"""clustereval sparql: the user's own question."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from clustereval.console import Request, answering, open_desk, print_table
from clustereval.errors import UsageError

__all__ = ["sparql"]


@click.command()
@click.argument("text")
@answering
def sparql(request: Request, text: str) -> None:
    """Ask your own SELECT question: TEXT is SPARQL, the name of a file that holds it, or - for standard input.

    The prefixes ce:, cec:, skos:, dcterms:, rdfs:, rdf:, owl: and xsd: are known.

    \b
    clustereval sparql 'SELECT ?carrier ?carried WHERE { ?carrier ce:carries ?carried }'
    """
    if text == "-":
        asked = sys.stdin.read()
    elif "{" not in text:
        try:
            asked = Path(text).read_text(encoding="utf-8")
        except OSError as error:
            raise UsageError(f"{text!r} is neither SPARQL nor a file that can be read ({error.strerror}).") from error
    else:
        asked = text
    desk = open_desk(request)
    print_table(desk, desk.store.select(asked), request)
