"""Filled forms for tests: events as GitHub records them, texts that try to break out, and what must hold of every answer."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

from markdown_it import MarkdownIt
from tests.clock import TODAY

from vlm_survey import read_survey
from vlm_survey.errors import Unreachable
from vlm_survey.store import parse_record, record_text
from vlm_survey.survey import Survey
from vlm_survey.workflows.github.forms.table import FORMS, form_result, write_form

ADDRESS = "site_url: https://example.org/\nextra: {repository: https://example.org/repo}\n"

EVIL = [
    "$(touch /tmp/owned) `id` ; rm -rf / && echo x",
    "${{ github.token }} {{ config }} {% raw %} <%= 1 %>",
    '"; key: value\n- &a [*a] !!python/object:os.system x',
    "a: b # c | > - ? [x] {y}",
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "```\n\n# Heading @maintainer #1 [x](javascript:alert(1))\n````\n`````",
    "--> <!-- -->\n</details> @everyone",
    "::set-output name=x::y\n::error::z\n%0A::warning::q",
    "../../../etc/passwd",
    "record=evil\nissue=999",
    "\x1b[31mred\x07\x00",
    "### Title\n\nAnother",
    "### Key\n\nlindqvist2023owlnet\n\n### Field\n\nYear",
    "\\u202e \u202e \u2028",
    "https://example.org/\u202egpj.exe",
]
"""For shells, templates, YAML, HTML, Markdown, workflow commands, paths, terminals, headings and directions."""

LONG = [
    "x" * 60_000,
    "a, " * 15_000,
    "`" * 9_000,
    "@" + "a" * 300 + " and @b and @c",
]
"""Very long texts, of the longest that an issue can hold."""


@dataclass(frozen=True)
class Library:
    """A library's folder and what was read of it; a test that changes the folder reads it anew."""

    root: Path
    survey: Survey


def read_library(root: Path) -> Library:
    return Library(root, read_survey(root))


def silent(text, *, title):  # noqa: ARG001 (the name is that of the real function)
    raise Unreachable(f"no answer for {text}", where="arXiv")


def event(label, number=7, **answers):
    """A recorded event of the form with this label; fields that are not given are left empty."""
    fields = next(form.fields for form in FORMS if form.label == label)
    body = "\n\n".join(f"### {name}\n\n{answers.get(key) or '_No response_'}" for key, name in fields.items())
    issue = {"number": number, "body": body, "labels": [{"name": label}], "user": {"login": "a-reader"}}
    return json.dumps({"action": "opened", "issue": issue})


def ask(where, label, **answers):
    """What becomes of a filled form in a library: one that is read already, or the one in this folder."""
    library = where if isinstance(where, Library) else read_library(where)
    return form_result(library.root, library.survey, event(label, **answers), propose=silent, today=TODAY)


def judge(done, library=None):
    """The record is canonical YAML in its own place, and the comment shows no words but ours outside of fences.

    Writing it into `library`, if given, changes no other record; what was there is put back.
    """
    tokens = MarkdownIt("commonmark").parse(done.comment)
    assert {token.type for token in tokens} <= {"html_block", "paragraph_open", "inline", "paragraph_close", "fence"}
    ours = " ".join(token.content for token in tokens if token.type in ("inline", "html_block"))
    assert re.fullmatch(r"[\w\s.,:;()'`!<>/-]*", ours), ours
    assert "@" not in ours
    assert len(done.comment) < 65_000
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]", done.comment)
    if done.record is None:
        assert (done.title, done.path) == ("", "")
        return
    assert re.fullmatch(r"[A-Z][A-Za-z ]+ [a-z0-9-]+ \(issue #\d+\)", done.title)
    assert re.fullmatch(r"papers/(\d{4}|undated)/[a-z0-9-]+\.yaml", done.path)
    paper, _file, problems = parse_record(record_text(done.record), done.path)
    assert problems == []
    assert paper == done.record
    assert "error" not in {finding.level for finding in done.findings} or done.before is None
    if library:
        _judge_writing(library.root, done)


def _judge_writing(root, done):
    before = _records(root)
    try:
        target = write_form(root, done)
        assert target == root / done.path
        assert target.read_text(encoding="utf-8") == record_text(done.record)
        after = _records(root)
        assert before.keys() <= after.keys()
        assert {path for path in after if after[path] != before.get(path)} == {target}
    finally:
        _put_back(root, before)


def _records(root):
    return {path: path.read_bytes() for path in (root / "papers").rglob("*.yaml")}


def _put_back(root, records):
    for path in _records(root).keys() - records.keys():
        path.unlink()
    for path, raw in records.items():
        path.write_bytes(raw)
