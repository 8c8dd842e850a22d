"""Fixtures: the built-in project with a store of its own, and a tiny project of two clusters."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from clustereval.build import build
from clustereval.desk import Desk
from clustereval.paths import Project, find_project
from clustereval.store import Store, open_store

ROOT = Path(__file__).parent.parent
TINY = Path(__file__).parent / "data" / "tiny"


@pytest.fixture(scope="session")
def builtin_project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = find_project(store=tmp_path_factory.mktemp("builtin") / "store")
    build(project)
    return project


@pytest.fixture(scope="session")
def store(builtin_project: Project) -> Store:
    return open_store(builtin_project.store)


@pytest.fixture(scope="session")
def desk(builtin_project: Project, store: Store) -> Desk:
    return Desk(builtin_project, store, "en")


@pytest.fixture(scope="session")
def german_desk(builtin_project: Project, store: Store) -> Desk:
    return Desk(builtin_project, store, "de")


@pytest.fixture
def tiny_project(tmp_path: Path) -> Project:
    """A project of two clusters that a test may change."""
    shutil.copytree(TINY, tmp_path / "tiny")
    return find_project(tmp_path / "tiny")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real browser, shared by all tests that look at pages."""
    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    assert program, "These tests need Chromium: install the package chromium."
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=program)
        yield opened
        opened.close()
