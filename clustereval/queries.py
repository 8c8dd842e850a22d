"""The catalogue: find, describe, bind and run the questions that stand as .rq files in queries/."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from clustereval.errors import DataError, Problem, UsageError
from clustereval.labels import LANGUAGES, nearest, resolve
from clustereval.tables import Table

if TYPE_CHECKING:
    from clustereval.store import Store

__all__ = ["Parameter", "Query", "bind", "describe", "find_queries", "find_query", "read_query", "run_query"]

HIDDEN = ("rules", "checks")
LITERALS = {"text": str, "number": int}


@dataclass(frozen=True)
class Parameter:
    """What a question must be told: its name, the kind of thing it is, an example, and whether it may be left out."""

    name: str
    kind: str
    example: str
    optional: bool = False


@dataclass(frozen=True)
class Query:
    """A question: name, folder, title, question and reading by language, columns, parameters, and all keys of its header."""

    name: str
    folder: str
    path: Path
    text: str
    title: Mapping[str, str]
    question: Mapping[str, str]
    reading: Mapping[str, str]
    columns: tuple[str, ...]
    parameters: tuple[Parameter, ...] = field(default=())
    keys: Mapping[str, str] = field(default_factory=dict)


def header(text: str) -> list[tuple[str, str]]:
    """Return the `#+ key: value` lines at the top of a query."""
    pairs = []
    for line in text.splitlines():
        if not line.startswith("#+"):
            break
        key, colon, value = line[2:].partition(":")
        if colon:
            pairs.append((key.strip(), value.strip()))
    return pairs


def read_query(path: Path) -> Query:
    """Return the question in one file. Raises DataError when its header lacks a key."""
    text = path.read_text(encoding="utf-8")
    pairs = header(text)
    keys = dict(pairs)
    missing = [key for key in ("title.en", "title.de", "question.en", "question.de", "columns") if key not in keys]
    if missing:
        raise DataError("A query cannot be used.", [Problem(f"{path}:1", f"The header lacks {', '.join(missing)}. Add a line such as #+ {missing[0]}: …")])
    parameters = []
    for key, value in pairs:
        if key == "parameter":
            words = value.split()
            if len(words) < 3 or (len(words) > 3 and words[3] != "optional"):
                raise DataError("A query cannot be used.", [Problem(str(path), f"The parameter line {value!r} must be: name kind example [optional]")])
            parameters.append(Parameter(words[0], words[1], words[2].replace("_", " "), len(words) > 3))
    texts = {name: {lang: keys.get(f"{name}.{lang}", "") for lang in LANGUAGES} for name in ("title", "question", "reading")}
    return Query(
        path.stem, path.parent.name, path, text, texts["title"], texts["question"], texts["reading"], tuple(keys["columns"].split()), tuple(parameters), keys
    )


def find_queries(folders: Iterable[Path]) -> dict[str, Query]:
    """Return the questions in the given folders by name; rules and checks are none. Raises DataError when two bear one name."""
    found: dict[str, Query] = {}
    for folder in folders:
        for path in sorted(folder.glob("*/*.rq")):
            if path.parent.name in HIDDEN:
                continue
            if path.stem in found:
                raise DataError("Two queries bear one name.", [Problem(str(path), f"{found[path.stem].path} is called so already. Rename one of them.")])
            found[path.stem] = read_query(path)
    return found


def find_query(name: str, folders: Iterable[Path]) -> Query:
    """Return the question called `name`, reading no more headers than needed. Raises UsageError with the nearest names."""
    places = list(folders)
    for folder in places:
        for entry in sorted(folder.iterdir()):
            path = entry / f"{name}.rq"
            if entry.name not in HIDDEN and path.parent == entry and path.is_file():
                return read_query(path)
    known = [path.stem for folder in places for path in sorted(folder.glob("*/*.rq")) if path.parent.name not in HIDDEN]
    raise UsageError(
        f"There is no query called {name!r}.{nearest(name, known)} All of them: clustereval queries",
        f"Eine Abfrage „{name}“ gibt es nicht.{nearest(name, known, 'de')}",
    )


def bind(query: Query, given: Mapping[str, str], names: Table | None) -> dict[str, Any]:
    """Return the values of the parameters as terms.

    `names` (columns entity, name) tells which things have which names; None when no parameter names a thing.
    Raises UsageError for a parameter that is unknown, missing or ill-formed.
    """
    known = {parameter.name: parameter for parameter in query.parameters}
    for name in given:
        if name not in known:
            allowed = f"It takes: {', '.join(known)}." if known else "It takes none."
            raise UsageError(f"The query {query.name} takes no parameter {name!r}.{nearest(name, known)} {allowed}")
    values: dict[str, Any] = {}
    for name, parameter in known.items():
        if name not in given:
            if parameter.optional:
                continue
            raise UsageError(
                f"The query {query.name} needs the parameter {name}, for example {name}={parameter.example}",
                f"Die Abfrage {query.name} braucht den Parameter {name}, zum Beispiel {name}={parameter.example}",
            )
        if parameter.kind in LITERALS:
            try:
                values[name] = LITERALS[parameter.kind](given[name])
            except ValueError as error:
                raise UsageError(
                    f"The parameter {name} is a {parameter.kind}, for example {name}={parameter.example}; {given[name]!r} is none.",
                    f"Der Parameter {name} hat die Form {parameter.kind}, zum Beispiel {name}={parameter.example}; {given[name]!r} hat sie nicht.",
                ) from error
        elif names is not None:
            values[name] = resolve(given[name], of_kind(names, parameter.kind))
    return values


def of_kind(names: Table, kind: str) -> Table:
    """Return the names of things of one kind; the kind is the last folder of their IRI, and `thing` is any."""
    if kind == "thing":
        return names
    index = names.columns.index("entity")
    return Table(names.columns, tuple(row for row in names.rows if str(row[index]).split("/")[-2] == kind))


def run_query(store: Store, query: Query, values: Mapping[str, Any] | None = None) -> Table:
    """Run a question with its bound values and return the columns of its header."""
    table = store.select(query.text, values)
    lost = [column for column in query.columns if column not in table.columns]
    if lost:
        raise DataError(
            "A query cannot be used.", [Problem(str(query.path), f"Its header promises the columns {', '.join(lost)}, which its SELECT does not give.")]
        )
    places = [table.columns.index(column) for column in query.columns]
    return Table(query.columns, tuple(dict.fromkeys(tuple(row[place] for place in places) for row in table.rows)))


def describe(query: Query, lang: str) -> str:
    """Return what a question asks, its parameters with an example, and how to read its answer."""
    lines = [f"{query.name}: {query.title[lang]}", f"  {query.question[lang]}"]
    for parameter in query.parameters:
        lines.append(f"  {parameter.name}={parameter.example}" + (" (optional)" if parameter.optional else ""))
    if query.reading[lang]:
        lines.append(f"  {query.reading[lang]}")
    return "\n".join(lines)


def is_named(query: Query) -> bool:
    """Return whether a parameter of the question names a thing of the graph."""
    return any(parameter.kind not in LITERALS for parameter in query.parameters)
