"""What can go wrong, said so that a user knows what to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["ClusterEvalError", "DataError", "Problem", "UsageError"]


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong in the data: where it is and what to do about it."""

    where: str
    message: str
    severity: str = "error"

    def __str__(self) -> str:
        return f"{self.severity}: {self.where}: {self.message}"


class ClusterEvalError(Exception):
    """Base of all errors that are told to the user in a sentence; `exit_status` is that of the command line.

    `german` is the same sentence for readers of German pages, where they can meet it; the command line speaks English.
    """

    exit_status = 1

    def __init__(self, message: str = "", german: str = "") -> None:
        super().__init__(message)
        self.german = german

    def told(self, lang: str) -> str:
        """Return the sentence in a language, in English where there is no other."""
        return self.german if lang == "de" and self.german else str(self)


class UsageError(ClusterEvalError):
    """The question was put wrongly: an unknown name, parameter, query, view or format."""

    exit_status = 2


class DataError(ClusterEvalError):
    """The data is not in order, or a store cannot be read or written; `problems` lists each place."""

    def __init__(self, message: str, problems: Sequence[Problem] = ()) -> None:
        super().__init__(message)
        self.problems = tuple(problems)

    def __str__(self) -> str:
        return "\n".join([super().__str__(), *(f"  {problem}" for problem in self.problems)])
