"""The house rules that a machine can hold: size, names, layers, public names, nothing foreign in the repository."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest

from clustereval.cli import main

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "clustereval"
COMMANDS = sorted(path for path in (PACKAGE / "commands").glob("[a-z]*.py"))
MODULES = [*sorted(PACKAGE.glob("*.py")), *sorted(PACKAGE.glob("*/[a-z]*.py"))]

LAYERS = [
    {"__main__"},
    {"cli"},
    {"commands"},
    {"explorer"},
    {"console", "report", "endpoint"},
    {"linked", "servers"},
    {"networks"},
    {"views", "boards"},
    {"casemap", "changemap", "condensed", "drawings", "quadrants", "termmap"},
    {"advice", "drawing", "effects", "figures", "picture", "workbook"},
    {"judgements", "markets", "pages", "resilience", "timeline"},
    {"cases"},
    {"answers", "comparison"},
    {"scenario", "reviews", "cooperation", "overlap", "ambiguity", "evaluation", "recommendations", "originals", "build"},
    {"desk", "privacy"},
    {"chance", "findings", "layers", "measures", "network", "reasoning", "passages", "validation", "inference"},
    {"queries"},
    {"store", "labels"},
    {"tables"},
    {"paths", "namespaces", "negotiation", "protocol"},
    {"errors"},
]
"""From top to bottom: a module may import only from layers below its own."""


def imported(path: Path) -> set[str]:
    """Return the modules of the package that a module imports, wherever in it, but not those only for type hints."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            node.body = []
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("clustereval"):
            rest = node.module.split(".")[1:]
            names |= {rest[0]} if rest else {alias.name for alias in node.names}
    return {name for name in names if (PACKAGE / f"{name}.py").exists() or (PACKAGE / name).is_dir()}


def name_of(path: Path) -> str:
    """Return the name by which the layers know a module: a command is known by its folder."""
    return path.stem if path.parent == PACKAGE else path.parent.name


@pytest.mark.parametrize("path", MODULES, ids=lambda path: f"{path.parent.name}.{path.stem}")
def test_imports_go_downwards(path: Path) -> None:
    level = {name: number for number, layer in enumerate(LAYERS) for name in layer}
    if path.stem == "__init__":
        return
    assert name_of(path) in level, "give the module a place in LAYERS"
    upwards = {name for name in imported(path) if level[name] <= level[name_of(path)] and name != path.parent.name}
    assert not upwards


@pytest.mark.parametrize("path", MODULES, ids=lambda path: f"{path.parent.name}.{path.stem}")
def test_a_module_stays_under_400_lines(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) < 400


@pytest.mark.parametrize("path", MODULES, ids=lambda path: f"{path.parent.name}.{path.stem}")
def test_a_module_names_what_is_public_in_order(path: Path) -> None:
    if path.stem == "__main__":
        return
    tree = ast.parse(path.read_text(encoding="utf-8"))
    public = next(ast.literal_eval(node.value) for node in tree.body if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__")
    defined = {node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)}
    assert len(public) == len(set(public))
    assert path.stem == "__init__" or all(name in defined or re.search(rf"^{name}\b", path.read_text(encoding="utf-8"), re.M) for name in public)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: f"{path.parent.name}.{path.stem}")
def test_every_public_function_says_what_it_does(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    defined = [node for node in tree.body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)]
    defined += [node for outer in defined if isinstance(outer, ast.ClassDef) for node in outer.body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    assert not [node.name for node in defined if not ast.get_docstring(node) and not node.name.startswith("__")]


def test_no_module_is_a_bag_of_odds_and_ends() -> None:
    assert not {path.stem for path in MODULES} & {"utils", "util", "helpers", "common", "misc", "manager"}


def test_each_outside_library_has_one_home() -> None:
    homes = {"owlready2": "reasoning", "pyvis": "picture", "pyshacl": "validation", "oxrdflib": "store", "openpyxl": "workbook"}
    for library, home in homes.items():
        users = [path.stem for path in MODULES if re.search(rf"^\s*(import|from) {library}\b", path.read_text(encoding="utf-8"), re.M)]
        assert users == [home], library


def test_help_starts_without_heavy_imports() -> None:
    script = (
        "import sys\nfrom click.testing import CliRunner\nfrom clustereval.cli import main\n"
        "assert CliRunner().invoke(main, ['--help']).exit_code == 0\n"
        "print(sorted(set(sys.modules) & {'rdflib', 'networkx', 'pyvis', 'pyoxigraph', 'rich', 'numpy', 'pyshacl', 'owlready2', 'jinja2'}))"
    )
    assert subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.strip() == "[]"


def test_every_command_has_help_with_a_sentence() -> None:
    context = click.Context(main)
    assert main.list_commands(context) == [path.stem for path in COMMANDS]
    for name in main.list_commands(context):
        command = main.get_command(context, name)
        assert command is not None
        assert command.help and re.match(r"[A-Z][^\n]*(\n[^\n]+)*?[.:]", command.help), name


def tracked() -> list[Path]:
    """Return the files of the repository, or all files beside the package where there is no git."""
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    names = listed.stdout.splitlines() if listed.returncode == 0 else []
    return [ROOT / name for name in names if (ROOT / name).is_file()]


def test_nothing_foreign_is_in_the_repository() -> None:
    for path in tracked():
        assert not path.name.endswith((".min.js", ".min.css", ".jar", ".whl")), path
        assert path.stat().st_size < 2_000_000 or path.suffix in {".png"}, path


def test_lock_file_pins_with_hashes_and_names_no_address() -> None:
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert "://" not in text
    packages = re.findall(r"^[a-z0-9_.-]+(?:\[[a-z,]+\])?==", text, re.M)
    assert len(packages) > 30
    assert text.count("--hash=sha256:") >= len(packages)
