"""Where things are: the project, its graph, queries, views and store."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from clustereval.errors import UsageError

__all__ = ["Project", "find_project"]


@dataclass(frozen=True)
class Project:
    """A folder with `graph/`, and if wanted its own `queries/` and `visualisations/`, beside the built-in ones."""

    root: Path
    builtin: Path
    store: Path

    @property
    def ontology(self) -> Path:
        """The folder of the ontology, the value lists and the shapes."""
        return self.builtin / "ontology"

    @property
    def graph(self) -> Path:
        """The folder of the data."""
        return self.root / "graph"

    def folders(self, name: str) -> tuple[Path, ...]:
        """Return the existing folders called `name`: the built-in one first, then the project's own."""
        both = dict.fromkeys((self.builtin / name, self.root / name))
        return tuple(folder for folder in both if folder.is_dir())

    def sources(self) -> tuple[Path, ...]:
        """Return every file from which the store is built, in a fixed order."""
        data = sorted(path for path in self.graph.rglob("*") if path.suffix in {".ttl", ".trig"})
        if not data:
            raise UsageError(f"There is no .ttl or .trig file in {self.graph}. Put the graph there, or name another folder with --project.")
        rules = [path for name in ("rules", "checks") for folder in self.folders("queries") for path in sorted(folder.glob(f"{name}/*.rq"))]
        policy = [path for folder in self.folders("queries") if (path := folder / "policy.toml").is_file()]
        return (*sorted(self.ontology.glob("*.ttl")), *data, *rules, *policy)


def find_project(root: str | os.PathLike[str] | None = None, store: str | os.PathLike[str] | None = None) -> Project:
    """Return the project in the folder `root`, or the built-in one.

    The store lies in `build/store` of the project; that of the built-in project of an installed package lies in the user's cache.
    `store` names another folder for it. Raises UsageError when `root` has no folder `graph`.
    """
    package = Path(__file__).resolve().parent
    installed = package / "builtin"
    builtin = installed if installed.is_dir() else package.parent
    home = Path(root).resolve() if root is not None else builtin
    if not (home / "graph").is_dir():
        raise UsageError(f"{home} is no project: it has no folder graph/. Name a folder that has one with --project.")
    if store is not None:
        place = Path(store).resolve()
    elif home == installed:
        from platformdirs import user_cache_path

        place = user_cache_path("clustereval") / "store"
    else:
        place = home / "build" / "store"
    return Project(home, builtin, place)
