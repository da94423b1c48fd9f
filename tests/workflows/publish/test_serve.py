"""While serving, an edit of any file of the library is seen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any
from weakref import ref

from tests.site_sources import add_site_sources
from tests.workflows.publish.shared_work import work_shared

from vlm_survey.store import read_survey, record_folders
from vlm_survey.survey import Survey
from vlm_survey.workflows.publish import build as build_module
from vlm_survey.workflows.publish import serve as serve_module
from vlm_survey.workflows.publish.serve import WATCHED, serve

LIBRARY = Path(__file__).parents[2] / "library"


def test_each_shared_file_and_folder_of_records_is_watched():
    assert {path.name for path in LIBRARY.glob("*.yaml")} <= set(WATCHED)
    assert {folder.partition("/")[0] for folder in record_folders()} <= set(WATCHED)


class OneEdit:
    """In place of the server: a record is edited once, and built."""

    def __init__(self, builder: Callable[[], None], *, port: int, root: Path) -> None:  # noqa: ARG002
        self._builder, self._paper = builder, root.parents[1] / "papers" / "2022" / "finch2022seed.yaml"

    def watch(self, path: str) -> None:
        pass

    def show(self, path: str) -> None:
        pass

    def open_pages(self) -> tuple[str, ...]:
        return ()

    def serve(self) -> None:
        text = self._paper.read_text(encoding="utf-8")
        self._paper.write_text(text.replace("without being told how", "by ear"), encoding="utf-8")
        self._builder()


def test_what_a_build_read_is_freed_after_it(copy, monkeypatch):
    surveys: list[ref[Survey]] = []

    def read(*given: Any, **named: Any) -> Survey:
        survey = read_survey(*given, **named)
        surveys.append(ref(survey))
        return survey

    monkeypatch.setattr(build_module, "read_survey", read)
    monkeypatch.setattr(serve_module, "PageServer", OneEdit)
    with work_shared():
        serve(add_site_sources(copy), port=0, say=lambda _words: None)
    assert len(surveys) == 2
    assert [survey() for survey in surveys] == [None, None]
