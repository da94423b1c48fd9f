"""The folder as a whole: broken records become problems, broken shared files one clear error."""

from __future__ import annotations

import os

import pytest

from vlm_survey.checks import run_rules
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
    assert "is already used by" in read_survey(copy).problems[0].found


def test_a_folder_without_a_library_is_reported(tmp_path):
    with pytest.raises(LibraryError, match="has no records"):
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


def test_links_to_elsewhere_are_not_followed_and_reported(copy, tmp_path):
    (tmp_path / "secret").mkdir()
    secret = tmp_path / "secret" / "secret.yaml"
    secret.write_text("title: secret\n")
    (copy / "papers" / "2023" / "link2023.yaml").symlink_to(secret)
    (copy / "papers" / "1999").symlink_to(secret.parent)
    (copy / "papers" / "2024" / "nowhere2024.yaml").symlink_to(tmp_path / "nothing")
    survey = read_survey(copy)
    assert [problem.path for problem in survey.problems] == [
        "papers/1999",
        "papers/2023/link2023.yaml",
        "papers/2024/nowhere2024.yaml",
    ]
    assert {problem.found for problem in survey.problems} == {"a symbolic link, which is not followed"}
    assert len(survey.papers) == 13


@pytest.mark.parametrize(
    ("name", "found", "repair"),
    [
        ("papers/2025/lark2025.yaml.txt", "ends in '.yaml.txt', so it is not read", "papers/2025/lark2025.yaml"),
        ("papers/2025/lark2025.YAML", "ends in '.YAML', so it is not read", "papers/2025/lark2025.yaml"),
        ("papers/2025/lark2025.yaml.bak", "ends in '.yaml.bak'", "papers/2025/lark2025.yaml"),
        ("papers/2025/birds/lark2025.yaml", "the folder 'birds' within papers/2025", "papers/2025/lark2025.yaml"),
        ("papers/2025/a/b/lark2025.yml", "the folder 'a/b' within papers/2025", "papers/2025/lark2025.yaml"),
        ("papers/2025/lark2025.json", "'lark2025.json' is not a record", "out of papers/"),
        ("papers/README.md", "'README.md' is not a record", "out of papers/"),
        ("papers/2025/lark2025", "'lark2025' is not a record", "out of papers/"),
        ("papers/2025/.yaml.d/x", None, None),
        ("papers/2025/.gitkeep", None, None),
        ("papers/.DS_Store", None, None),
        ("papers/2025/lark2025.yaml~", None, None),
        ("papers/2025/#lark2025.yaml#", None, None),
    ],
)
def test_what_is_no_record_is_reported_with_where_it_belongs(copy, name, found, repair):
    (copy / name).parent.mkdir(parents=True, exist_ok=True)
    (copy / name).write_text("title: A Lark\n", encoding="utf-8")
    survey = read_survey(copy)
    assert len(survey.papers) == 13
    assert [problem.path for problem in survey.problems] == ([name] if found else [])
    for problem in survey.problems:
        assert found in problem.found
        assert repair in problem.repair


@pytest.mark.parametrize("name", ["papers/lark2025.yaml", "papers/lark2025.yml", "papers/2025/lark2025.yml"])
def test_a_record_out_of_its_place_is_read_all_the_same_and_reported_by_a_rule(copy, name):
    (copy / "papers/2022/finch2022seed.yaml").rename(copy / name)
    survey = read_survey(copy)
    assert survey.problems == ()
    assert survey.by_key["lark2025"].title
    assert [finding.path for finding in run_rules(survey, select=["K002"])][:1] == [name]


def test_a_pipe_is_not_waited_for(copy):
    os.mkfifo(copy / "papers" / "2025" / "pipe2025.yaml")
    assert [problem.found for problem in read_survey(copy).problems] == ["no plain file"]
