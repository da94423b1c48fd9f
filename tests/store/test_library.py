"""The folder as a whole: broken records become problems, broken shared files one clear error."""

from __future__ import annotations

import pytest

from vlm_survey.errors import LibraryError
from vlm_survey.store import read_survey


def test_a_broken_record_is_a_problem_and_the_others_are_read(copy):
    (copy / "papers" / "2023" / "broken2023.yaml").write_text("title: [\n")
    survey = read_survey(copy)
    assert [problem.path for problem in survey.problems] == ["papers/2023/broken2023.yaml"]
    assert len(survey.papers) == 13


def test_a_key_that_stands_in_two_folders_is_a_problem(copy):
    text = (copy / "papers" / "2022" / "finch2022seed.yaml").read_text()
    (copy / "papers" / "2024" / "finch2022seed.yaml").write_text(text)
    assert "is taken by" in read_survey(copy).problems[0].found


def test_a_folder_without_a_library_is_told(tmp_path):
    with pytest.raises(LibraryError, match="no taxonomy.yaml"):
        read_survey(tmp_path)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("taxonomy.yaml", "axes: {task: {label: nothing}}\n"),
        ("taxonomy.yaml", "axes: [task]\n"),
        ("venues.yaml", "BIRDS: {full: Birds, kind: zoo}\n"),
        ("venues.yaml", "BIRDS: {full: Birds\n"),
        ("lists.yaml", "lark2024: {name: Lark}\n"),
        ("exclusions.yaml", "excluded: []\n"),
        ("exclusions.yaml", "exclusions: [{title: T}]\n"),
    ],
)
def test_a_broken_shared_file_is_named(copy, name, text):
    (copy / name).write_text(text)
    with pytest.raises(LibraryError) as error:
        read_survey(copy)
    assert name in str(error.value)


def test_links_to_elsewhere_are_not_followed(copy, tmp_path):
    secret = tmp_path / "secret.yaml"
    secret.write_text("title: secret\n")
    (copy / "papers" / "2023" / "link2023.yaml").symlink_to(secret)
    assert read_survey(copy).problems == ()
