"""Downloaded data are read back as the survey that they were written from."""

from __future__ import annotations

import json

import pytest

from vlm_survey import read_survey
from vlm_survey.errors import LibraryError
from vlm_survey.exports import FORMATS


@pytest.fixture
def file(library, tmp_path):
    """The published papers of the invented library."""
    path = tmp_path / "papers.json"
    path.write_text(FORMATS["json"].write(library, library.papers), encoding="utf-8")
    return path


def test_the_papers_come_back_with_taxonomy_venues_and_lists(file, library):
    again = read_survey(file)
    assert again.papers == library.papers
    assert again.taxonomy == library.taxonomy
    assert again.venues == library.venues
    assert again.lists == library.lists
    assert FORMATS["bibtex"].write(again, again.papers) == FORMATS["bibtex"].write(library, library.papers)


def test_the_folder_of_the_file_can_be_named_as_well(file, library):
    assert read_survey(file.parent).papers == library.papers


def test_an_empty_folder_and_one_that_is_not_there_are_reported_with_what_to_do(tmp_path):
    with pytest.raises(LibraryError, match=r"has no records.*papers\.json.*clone of the repository"):
        read_survey(tmp_path)
    with pytest.raises(LibraryError, match="no such file or folder"):
        read_survey(tmp_path / "nowhere")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda _: [], "no records of vlm-survey"),
        (lambda _: {"papers": "none"}, "no records of vlm-survey"),
        (lambda whole: {**whole, "format": 99}, "format 99"),
        (lambda whole: {**whole, "papers": [{"key": "x"}]}, "paper x: added"),
        (lambda whole: {**whole, "papers": [7]}, "paper 0"),
        (lambda whole: {**whole, "taxonomy": {"task": {}}}, "axes.task"),
    ],
)
def test_a_file_that_is_something_else_or_damaged_is_reported(file, change, told):
    file.write_text(json.dumps(change(json.loads(file.read_text()))))
    with pytest.raises(LibraryError, match=told):
        read_survey(file)


def test_a_file_that_was_cut_off_is_reported(file):
    file.write_text(file.read_text()[:-100])
    with pytest.raises(LibraryError, match="cannot be read as JSON"):
        read_survey(file)
