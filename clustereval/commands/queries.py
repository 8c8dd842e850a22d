"""clustereval queries: the catalogue of questions."""

from __future__ import annotations

import click

from clustereval.console import Request, answering

__all__ = ["queries"]


@click.command()
@click.argument("name", required=False)
@answering
def queries(request: Request, name: str | None) -> None:
    """List every question of the catalogue, or show one with its parameters.

    \b
    clustereval queries
    clustereval queries partners
    """
    from clustereval.labels import word
    from clustereval.queries import describe, find_queries, find_query
    from clustereval.tables import Table, write_table

    folders = request.project.folders("queries")
    if name is not None:
        query = find_query(name, folders)
        click.echo(describe(query, request.lang) + "\n\n" + query.text, nl=False)
        return
    rows = tuple(
        (q.folder, q.name, " ".join(f"{p.name}={p.example.replace(' ', '_')}" for p in q.parameters if p.name != "lang"), q.question[request.lang])
        for q in find_queries(folders).values()
    )
    click.echo(
        write_table(
            Table(("folder", "name", "parameters", "question"), rows[: request.limit]),
            request.form,
            {name: word(name, request.lang) for name in ("folder", "name", "parameters", "question")},
        ),
        nl=False,
    )
