"""clustereval contradictions: what does not agree with itself."""

from __future__ import annotations

import click

from clustereval.console import Request, answering, open_desk, print_answer

__all__ = ["contradictions"]


@click.command()
@answering
def contradictions(request: Request) -> None:
    """Findings, numbers and claims that do not agree, found by queries, with both passages side by side.

    Sums, shares and growth that the source invites to check are computed again; what does not add up is shown.
    """
    from clustereval.answers import contradictions as find

    desk = open_desk(request)
    print_answer(desk, find(desk), request)
