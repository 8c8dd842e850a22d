"""clustereval review: confirm or dismiss a case of role ambiguity."""

from __future__ import annotations

import click

from clustereval.console import LANG, Request, open_desk, places, say

__all__ = ["review"]


@click.command()
@click.argument("case")
@click.option("--confirm", "verdict", flag_value="confirmed", help="The case is a role ambiguity.")
@click.option("--dismiss", "verdict", flag_value="dismissed", help="The case is none.")
@click.option("--reopen", "verdict", flag_value="reopened", help="Take the last verdict back.")
@click.option("--reason", required=True, metavar="TEXT", help="Why; it is kept with the verdict.")
@click.option("--by", default="", metavar="NAME", help="Who decides; may be left out.")
@LANG
@places
def review(case: str, verdict: str | None, reason: str, by: str, lang: str, root: str | None, store: str | None) -> None:
    """Confirm or dismiss a CASE of role ambiguity, with a reason.

    CASE is an id that clustereval ambiguities shows. The verdict is kept in the project, in graph/reviews.trig, and outlives every build; a later
    one replaces an earlier one, and all of them stay in the file. Then the store is built anew.

    \b
    clustereval review unclear-division-of-labour-ati-ceesa-zere --confirm --reason "No agreement is known." --by "A. Reader"
    """
    from clustereval.build import build
    from clustereval.cases import case_of
    from clustereval.errors import UsageError
    from clustereval.reviews import record_review, review_file

    if verdict is None:
        raise UsageError("Say what you decide: --confirm, --dismiss or --reopen.")
    request = Request(lang, root, store, without_people=False)
    desk = open_desk(request)
    record_review(desk.project, case_of(desk, case), verdict, reason, by, lang)
    click.echo(f"Kept in {review_file(desk.project)}")
    build(desk.project, progress=say)
