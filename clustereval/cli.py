"""The command line: finds the command, and tells a user's mistake in a sentence."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

import click

from clustereval import __version__, commands
from clustereval.errors import ClusterEvalError

__all__ = ["main"]


class Commands(click.Group):
    """A group that loads a command when it is asked for, and tells a user's mistake in a sentence, without a traceback."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands."""
        return sorted(path.stem for path in Path(commands.__path__[0]).glob("[a-z]*.py"))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of this name: the function of that name in the module of that name."""
        if cmd_name not in self.list_commands(ctx):
            return None
        found: click.Command = getattr(import_module(f"{commands.__name__}.{cmd_name}"), cmd_name)
        return found

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; print a ClusterEvalError on stderr and leave with its status."""
        try:
            return super().invoke(ctx)
        except ClusterEvalError as error:
            click.echo(f"clustereval: {error}", err=True)
            ctx.exit(error.exit_status)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="clustereval")
def main() -> None:
    """Question a knowledge graph of cluster initiatives: who cooperates with whom, where networks overlap, where roles are ambiguous.

    \b
    Start here:
      clustereval build                      read, check and store the graph
      clustereval cooperation mahreg         the ties of one cluster
      clustereval overlaps --by themes       what clusters share
      clustereval ambiguities --lang de      where roles are not clear
      clustereval queries                    every question there is

    Answers go to stdout, messages to stderr. Exit status: 0 fine, 1 the data is not in order, 2 wrong use.
    """
