"""Records broken on purpose: each gives a clear finding at its line, never a traceback, and is never half written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.checks.breaking import PATH, sound

from vlm_survey import read_survey
from vlm_survey.checks import apply_fixes, as_github, as_json, as_sarif, as_text, run_rules
from vlm_survey.store import parse_record, record_text
from vlm_survey.workflows.publish.check import check

GOOD = sound()


def swapped(old: str, new: str) -> str:
    assert old in GOOD
    return GOOD.replace(old, new, 1)


END = GOOD.count("\n")
"""The number of its last line."""

TITLE = GOOD.split("\n", maxsplit=1)[0]
BAD: dict[str, tuple[str | bytes, int, str]] = {
    # the content of the file, the line of the finding, and a word it must say
    "empty": ("", 1, "empty"),
    "only a comment": ("# nothing\n", 1, "empty"),
    "a list": ("- title\n- year\n", 1, "has no fields"),
    "a text": ("title\n", 1, "has no fields"),
    "broken YAML": (swapped("authors: [", "authors: [["), 3, "not valid YAML"),
    "a tab as indent": (GOOD + "notes:\n\ttab: 1\n", END + 2, "not valid YAML"),
    "two documents": (GOOD + "---\ntitle: B\n", END + 1, "second document"),
    "a key twice": (GOOD + "year: 2023\n", END + 1, "twice"),
    "a key twice in tags": (
        swapped("  domain: [medical]\n", "  domain: [medical]\n  domain: [general]\n"),
        11,
        "twice",
    ),
    "many laughs": ("a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n", 1, "anchor"),
    "an alias": ("title: *x\n", 1, "alias"),
    "a tag that runs": ('title: !!python/object/apply:os.system ["echo"]\n', 1, "tag"),
    "a local tag": (swapped("2024\n", "!year 2024\n"), 3, "tag"),
    "a merge key": (GOOD + "<<: {year: 2023}\n", END + 1, "merge"),
    "a directive": ("%YAML 1.1\n---\n" + GOOD, 1, "directive"),
    "deep nesting": (GOOD + "notes: " + "[" * 2000 + "]" * 2000 + "\n", END + 1, "nested"),
    "huge": (GOOD + "notes: " + "x" * 70_000 + "\n", 1, "larger"),
    "many values": (GOOD + "notes: [" + "a, " * 5000 + "a]\n", END + 1, "values"),
    "no title": (GOOD.replace(TITLE + "\n", ""), 1, "missing"),
    "an empty title": (swapped(TITLE, 'title: ""'), 1, "empty text"),
    "a title of nothing": (swapped(TITLE, "title: ~"), 1, "no value"),
    "a title that is a list": (swapped(TITLE, "title: [a, b]"), 1, "title"),
    "a title that is a map": (swapped(TITLE, "title: {a: b}"), 1, "title"),
    "a title that turns around": (swapped(TITLE, 'title: "a\u202eb"'), 1, "U+202E"),
    "a title with an escape code": (swapped(TITLE, 'title: "\\e[31mred"'), 1, "U+001B"),
    "a title that is too long": (swapped(TITLE, f"title: {'long ' * 300}"), 1, "1000"),
    "a year in words": (swapped("year: 2024", "year: MMXXIV"), 3, "MMXXIV"),
    "a year in octal": (swapped("year: 2024", "year: 0o2023"), 3, "0o2023"),
    "a year of Norway": (swapped("year: 2024", "year: No"), 3, "No"),
    "a year too early": (swapped("year: 2024", "year: 1024"), 3, "1024"),
    "a month too late": (swapped("year: 2024\n", "year: 2024\nmonth: 13\n"), 4, "13"),
    "a date that is none": (swapped("added: 2026-04-04", "added: 2026-13-45"), END, "2026-13-45"),
    "authors in one text": (swapped('["Siskin, Ulf", "Serin, Ida"]', '"Siskin, Ulf and Serin, Ida"'), 2, "authors"),
    "an author with markup": (swapped('"Serin, Ida"', '"<b>Serin</b>, Ida"'), 2, "markup"),
    "an author twice": (swapped('"Serin, Ida"', '"Siskin, Ulf"'), 2, "twice"),
    "an author with half a brace": (swapped('"Serin, Ida"', '"{Serin Group"'), 2, "brace"),
    "a field nobody knows": (swapped("venue:", "veune:"), 4, "veune"),
    "the key as a field": (swapped("year:", "key: other\nyear:"), 3, "key"),
    "an arXiv id that is a number": (swapped('"2401.90001"', "2401.9"), 5, "2401.9"),
    "an arXiv id of month 13": (swapped('"2401.90001"', '"2413.90001"'), 5, "2413.90001"),
    "a DOI without a slash": (swapped('"10.5555/birds.2024.1"', "10.5555"), 5, "10.5555"),
    "a kind of identifier nobody knows": (swapped("doi:", "isbn:"), 5, "isbn"),
    "a link that runs": (swapped("https://github.com/example/bough", "javascript:alert(1)"), 6, "javascript"),
    "a link to a file": (swapped("https://github.com/example/bough", "file:///etc/passwd"), 6, "file:"),
    "a link with a login": (swapped("https://github.com", "https://me:secret@github.com"), 6, "login"),
    "a link out of its attribute": (
        swapped("https://github.com/example/bough", "'https://example.org/\"onload=x'"),
        6,
        "character",
    ),
    "a kind of link nobody knows": (swapped("code:", "cdoe:"), 6, "cdoe"),
    "tags as a list": (swapped("  task: [segmentation]\n", "  task: segmentation\n"), 11, "task"),
    "an axis without terms": (swapped("[segmentation]", "[]"), 11, "task"),
    "a term with capitals": (swapped("[segmentation]", "[Segmentation]"), 11, "Segmentation"),
    "a term twice": (swapped("[segmentation]", "[vqa, vqa]"), 11, "twice"),
    "a status nobody knows": (swapped("status: tagged", "status: done"), 16, "done"),
    "no curation": (GOOD[: GOOD.index("curation:")] + "added: 2026-04-04\n", 1, "curation"),
    "a byte order mark": (b"\xef\xbb\xbf" + GOOD.encode(), 1, "byte order mark"),
    "Latin-1": (swapped("Siskin, Ulf", "Siskin, Ül").encode("latin-1"), 2, "UTF-8"),
    "UTF-16": (GOOD.encode("utf-16"), 1, "UTF-8"),
    "a null byte": (swapped("BIRDS", "BI\0RDS"), 1, "not allowed"),
    "a title with a script": (swapped(TITLE, "title: \"<script>alert('x')</script>\""), 1, "<script"),
    "a title with a handler": (swapped(TITLE, 'title: "<img src=x onerror=alert(1)>"'), 1, "onerror="),
    "a title with a template": (swapped(TITLE, 'title: "{{ 7*7 }} {% raw %}"'), 1, "{{"),
    "a title with a workflow expression": (swapped(TITLE, 'title: "${{ secrets.KEY }}"'), 1, "{{"),
    "a title with a link that runs": (swapped(TITLE, 'title: "[owl](javascript:alert(1))"'), 1, "javascript:"),
    "a title with a comment of HTML": (swapped(TITLE, 'title: "Owl <!-- -->"'), 1, "<!--"),
    "a title with a code fence": (swapped(TITLE, 'title: "``` Owl"'), 1, "```"),
    "lines of Windows": (GOOD.replace("\n", "\r\n").encode(), 1, "Windows"),
    "a line without end": (GOOD.rstrip("\n"), END, "no line break"),
    "a line too many": (GOOD + "\n", END + 1, "extra empty line"),
    "fields in another order": (swapped("year: 2024\nvenue: BIRDS", "venue: BIRDS\nyear: 2024"), 3, "venue: BIRDS"),
}


def place(root: Path, content: str | bytes) -> Path:
    path = root / PATH
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.mark.parametrize("name", BAD)
def test_a_bad_record_gives_a_clear_finding_at_its_line(copy, name):
    content, line, word = BAD[name]
    place(copy, content)
    found = [finding for finding in check(copy).findings if finding.path == PATH]
    said = [finding for finding in found if finding.line == line and word in finding.found + finding.where]

    assert said, found
    assert all(finding.repair for finding in found)
    assert len(json.dumps([finding.found for finding in found])) < 3_000


@pytest.mark.parametrize("name", BAD)
def test_fixing_a_bad_record_leaves_it_whole(copy, name):
    path = place(copy, BAD[name][0])
    before = path.read_bytes()
    result = check(copy, fix=True)
    after = path.read_bytes()
    paper, _, problems = parse_record(after.decode("utf-8", "replace"), PATH)

    assert list(path.parent.glob(".*")) == []
    assert (PATH in result.fixed) == (after != before)
    if after != before:
        assert problems == []
        assert record_text(paper).encode() == after


@pytest.mark.parametrize("report", [as_text, as_json, as_github, as_sarif])
def test_no_bad_record_reaches_the_terminal_through_a_report(copy, report):
    for number, (content, _, _) in enumerate(BAD.values()):
        place(copy, content).rename(copy / f"papers/2024/bad{number}.yaml")
    text = report(check(copy).findings)

    assert not [c for c in text if ord(c) < 32 and c != "\n"]
    assert "\u202e" not in text


def test_a_sound_title_may_hold_signs_of_every_kind(copy):
    title = 'title: "بيان | [CLS] *and* #1 _under_ a < b > c: 100% $x^2$ & (/) ‘quotes’ 鸟"'
    place(copy, swapped(TITLE, title))
    assert [finding for finding in check(copy).findings if finding.path == PATH] == []


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    start=st.integers(0, len(GOOD)),
    length=st.integers(0, 12),
    new=st.text(st.sampled_from("aé 0:-[]{}\"'#&*!|>%@`\\\n\t,~<鸟"), max_size=8),
)
def test_a_record_scribbled_on_is_reported_or_sound_and_fixes_hold(copy, start, length, new):
    place(copy, GOOD[:start] + new + GOOD[start + length :])
    survey = read_survey(copy)
    for finding in run_rules(survey):
        assert finding.found
        assert finding.line >= 1
    paper = survey.by_key.get("siskin2024bough")
    if paper:
        better = apply_fixes(survey, paper)
        assert apply_fixes(survey, better) == better
        again, _, problems = parse_record(record_text(better), PATH)
        assert problems == []
        assert again == better
