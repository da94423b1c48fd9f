"""Records: from file to paper, or to problems with the line to mend."""

from __future__ import annotations

import pytest

from vlm_survey.model import Paper
from vlm_survey.store import parse_record, read_record, read_survey, write_record

GOOD = "title: T\nauthors: []\ncuration: {status: imported, basis: list}\nadded: 2026-11-22\n"


def problems(text, name="papers/2023/key.yaml"):
    return [(p.line, p.where, p.found) for p in parse_record(text, name)[2]]


def test_all_wrong_values_are_reported_at_once_each_with_its_line():
    text = "title: T\nauthors:\n  - Good, One\n  - 'Bad,'\nyear: soon\nids: {arxiv: x, doi: y}\n"
    text += "links: {code: javascript:1}\n"
    found = problems(text + "curation: {status: done, basis: list}\nadded: tomorrow\n")
    places = [(line, where) for line, where, _ in found]
    assert places == [
        (4, "authors.2"),
        (5, "year"),
        (6, "ids.arxiv"),
        (6, "ids.doi"),
        (7, "links.code"),
        (8, "curation.status"),
        (9, "added"),
    ]


def test_an_unknown_field_is_answered_with_the_nearest():
    paper, _file, found = parse_record(GOOD + "tittle: T\n", "papers/2023/key.yaml")
    assert paper is None
    assert found[0].line == 5
    assert "title" in found[0].repair


@pytest.mark.parametrize(
    ("text", "where"),
    [
        (GOOD + "key: k\n", "key"),
        (GOOD.replace("title: T", "title: [T]"), "title"),
        (GOOD.replace("[]", "Li"), "authors"),
        (GOOD + "tags: [vqa]\n", "tags"),
        (GOOD + "tags: {task: [vqa, vqa]}\n", "tags.task"),
        (GOOD + "tags: {task: []}\n", "tags.task"),
        (GOOD + "tags: {task: [Visual QA]}\n", "tags.task.1"),
        (GOOD + "month: 13\n", "month"),
        ("- a\n- b\n", ""),
    ],
)
def test_each_kind_of_slip_names_its_field(text, where):
    assert where in [found[1] for found in problems(text)]


def test_a_file_name_that_is_no_key_is_reported():
    assert problems(GOOD, "papers/2023/Bad Key.yaml")[0][1] == "key"


def test_bytes_that_are_not_text_are_a_problem_and_no_traceback(tmp_path):
    for name, raw in {
        "a": b"title: \xff\n",
        "b": b"\xef\xbb\xbf" + GOOD.encode(),
        "c": b"x" * 100_000,
        "d": b"",
    }.items():
        path = tmp_path / "papers" / f"{name}.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(raw)
        paper, _file, found = read_record(path, tmp_path)
        assert paper is None
        assert len(found) == 1


def test_identifiers_are_normalised_and_the_difference_shows_as_form():
    _paper, file, _ = parse_record(
        GOOD + "ids: {arxiv: 'https://arxiv.org/abs/2306.00890v2'}\n", "papers/2023/key.yaml"
    )
    assert file is not None
    assert 'ids: {arxiv: "2306.00890"}' in file.canonical
    assert file.text != file.canonical


def test_a_record_is_written_whole_and_only_when_it_changes(copy):
    survey = read_survey(copy)
    paper = survey.papers[0]
    path = write_record(copy, paper, survey.files[paper.key].path)
    before = path.stat().st_mtime_ns
    write_record(copy, paper, survey.files[paper.key].path)
    assert path.stat().st_mtime_ns == before
    write_record(copy, paper.changed(year=1999), survey.files[paper.key].path)
    assert "year: 1999" in path.read_text()
    assert not list(path.parent.glob(".*"))


def test_a_new_record_goes_to_its_year_or_to_undated(tmp_path):
    paper = Paper.model_validate(
        {"key": "k", "title": "T", "curation": {"status": "imported", "basis": "list"}, "added": "2026-01-01"}
    )
    assert write_record(tmp_path, paper).relative_to(tmp_path).as_posix() == "papers/undated/k.yaml"
    assert write_record(tmp_path, paper.changed(year=2020)).relative_to(tmp_path).as_posix() == "papers/2020/k.yaml"


@pytest.mark.parametrize(
    ("line", "where"),
    [
        ("uses: {introduces: []}", "uses.introduces"),
        ("uses: {hears: [X]}", "uses.hears.[key]"),
        ("uses: {introduces: [X, X]}", "uses.introduces"),
        ("uses: [X]", "uses"),
        ("more_authors: false", "more_authors"),
        ("scope: core", "scope"),
        ("retracted: {date: 2026-02-01}", "retracted.source"),
    ],
)
def test_a_value_that_a_paper_cannot_have_is_reported(line, where):
    assert where in [found[1] for found in problems(f"{GOOD}{line}\n")]


def test_uses_and_marks_are_written_in_canonical_form():
    text = "uses: {evaluates-on: [slake], introduces: ['VQA X']}\nmore_authors: yes\nscope: adjacent\n"
    _paper, file, _ = parse_record(GOOD + text, "papers/2023/key.yaml")
    assert "authors: []\nmore_authors: true\n" in file.canonical
    assert "uses: {introduces: [VQA X], evaluates-on: [slake]}\nscope: adjacent\n" in file.canonical


def test_a_field_that_records_had_once_is_answered_with_what_stands_for_it_now():
    (problem,) = parse_record(f"{GOOD}dataset: X\n", "papers/2023/key.yaml")[2]
    assert "uses: {introduces: [its name]}" in problem.repair


@pytest.mark.parametrize(
    ("line", "found"),
    [("year: 20225", "20225 is not a year (1950 to 2100)"), ("month: 13", "13 is not a month (1 to 12)")],
)
def test_a_year_or_month_that_cannot_be_is_reported_with_what_can(line, found):
    text = f"title: Abc\nauthors: []\n{line}\ncuration: {{status: imported, basis: list}}\nadded: 2026-11-22\n"
    _, _, problems = parse_record(text, "papers/2024/abc.yaml")
    assert [problem.found for problem in problems] == [found]


def test_curly_quotes_are_named_where_they_break_a_line():
    _, _, problems = parse_record("title: “a: b”\n", "papers/2024/abc.yaml")
    assert problems[0].repair == "Replace the curly quotes “ ” by straight ones"
