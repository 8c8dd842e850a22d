"""A wheel built from the checkout, in an environment of its own, answers the same from any directory."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

from clustereval.paths import Project

ROOT = Path(__file__).parent.parent


def test_an_installed_wheel_answers_the_same(tmp_path: Path, builtin_project: Project) -> None:
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--no-index", "--wheel-dir", str(tmp_path), str(ROOT)],
        check=True,
    )
    (wheel,) = tmp_path.glob("*.whl")
    venv.create(tmp_path / "env", with_pip=True)
    python = tmp_path / "env" / "bin" / "python"
    subprocess.run([python, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", str(wheel)], check=True)
    home = subprocess.run(
        [python, "-c", "import sysconfig; print(sysconfig.get_paths()['purelib'])"], capture_output=True, text=True, check=True
    ).stdout.strip()
    # What the package depends on comes from the environment of the tests; the package itself must not.
    dependencies = Path(sysconfig.get_paths()["purelib"])
    for entry in dependencies.iterdir():
        if "clustereval" not in entry.name and not entry.name.endswith(".pth") and not (Path(home) / entry.name).exists():
            (Path(home) / entry.name).symlink_to(entry)
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")} | {"XDG_CACHE_HOME": str(tmp_path / "cache")}
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()

    def ask(*arguments: str) -> str:
        command = [str(tmp_path / "env" / "bin" / "clustereval"), *arguments]
        return subprocess.run(command, cwd=elsewhere, env=environment, capture_output=True, text=True, check=True).stdout

    where = subprocess.run(
        [python, "-c", "import clustereval; print(clustereval.__file__)"], cwd=elsewhere, env=environment, capture_output=True, text=True, check=True
    )
    assert where.stdout.startswith(home)
    for question in (("query", "carriers", "--format", "json"), ("cooperation", "mahreg", "--format", "json"), ("overlaps", "--format", "csv")):
        here = subprocess.run(
            [sys.executable, "-m", "clustereval", *question, "--store", str(builtin_project.store)], capture_output=True, text=True, check=True
        ).stdout
        assert ask(*question) == here
    assert "Wrote" in ask("visualise", "ambiguity", "-o", "ambiguity.html")
    assert (elsewhere / "ambiguity.html").stat().st_size > 100_000
    assert list((tmp_path / "cache" / "clustereval" / "store").glob("database-*"))
