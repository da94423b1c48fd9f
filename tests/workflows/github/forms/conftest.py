"""The invented library for forms: one that is read already and stays as it is, and one that a test may change."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.workflows.github.forms.filled_forms import ADDRESS, Library, read_library

LIBRARY = Path(__file__).parents[3] / "library"


@pytest.fixture
def root(copy: Path) -> Path:
    """The folder of a library with an address that a test may write to."""
    (copy / "mkdocs.yml").write_text(ADDRESS)
    return copy


@pytest.fixture(scope="session")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """A library with an address, read once for all tests; only `judge` writes to it, and puts back what was there."""
    root = Path(shutil.copytree(LIBRARY, tmp_path_factory.mktemp("forms") / "library"))
    (root / "mkdocs.yml").write_text(ADDRESS)
    return read_library(root)
