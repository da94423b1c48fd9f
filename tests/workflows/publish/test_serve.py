"""While serving, an edit of any file of the library is seen."""

from __future__ import annotations

from pathlib import Path

from vlm_survey.store import record_folders
from vlm_survey.workflows.publish.serve import WATCHED

LIBRARY = Path(__file__).parents[2] / "library"


def test_each_shared_file_and_folder_of_records_is_watched():
    assert {path.name for path in LIBRARY.glob("*.yaml")} <= set(WATCHED)
    assert {folder.partition("/")[0] for folder in record_folders()} <= set(WATCHED)
