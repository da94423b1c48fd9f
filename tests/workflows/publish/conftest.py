"""The invented library with this project's pages, built once."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.harvest import GRAPH
from tests.site_sources import add_site_sources
from tests.workflows.publish.shared_work import RUN, work_shared

from vlm_survey.store.harvest import CITATIONS, write_harvest
from vlm_survey.workflows.publish import mkdocs
from vlm_survey.workflows.publish.build import build

LIBRARY = Path(__file__).parents[2] / "library"


@pytest.fixture(autouse=True)
def _work_shared() -> Iterator[None]:
    with work_shared():
        yield


@pytest.fixture
def mkdocs_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """Run MkDocs in every build of this test."""
    monkeypatch.setattr(mkdocs, "_run", RUN)


@pytest.fixture(scope="package")
def built(tmp_path_factory) -> Path:
    """The folder of the library; its website is in build/site."""
    folder = add_site_sources(Path(shutil.copytree(LIBRARY, tmp_path_factory.mktemp("built") / "library")))
    write_harvest(folder, CITATIONS, GRAPH)
    with work_shared():
        build(folder)
    return folder
