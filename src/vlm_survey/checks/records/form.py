"""F00 rules: the one canonical form of a record's file."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from vlm_survey.checks.comments import comment_line, has_comment
from vlm_survey.checks.finding import ERROR, WARNING
from vlm_survey.checks.rule import Note, library_rule
from vlm_survey.model import Record
from vlm_survey.survey import Problem, SourceFile, Survey

_WRITTEN_ANEW = "check --fix writes it in the canonical form; so does the main branch after a merge"


def _unchanged(_survey: Survey, record: Record) -> Record:
    return record


@library_rule(Record, "F001", WARNING, fix=_unchanged)
def not_canonical(survey: Survey) -> Iterator[tuple[Problem, Note]]:
    """The file is complete, but not in the canonical form.

    There is one way to write each record (order of fields, quotes, line breaks), so that a diff shows only real changes.
    `vlm-survey check --fix` writes it. You may leave it in a pull request: the main branch is rewritten after the merge.
    """
    for file in survey.files.values():
        if file.text != file.canonical and not has_comment(file):
            line, found = _difference(file)
            yield Problem(file.path, line, "", "", ""), Note((), found, _WRITTEN_ANEW, fixable=True)


@library_rule(Record, "F002", ERROR)
def comment(survey: Survey) -> Iterator[tuple[Problem, Note]]:
    """The file contains a comment.

    Programs that rewrite records would lose it, so nothing in this file is fixed automatically. Write important comments
    under `notes`, where readers can see them.
    """
    for file in survey.files.values():
        line = comment_line(file)
        if line:
            yield (
                Problem(file.path, line, "", "", ""),
                Note((), "a comment", "Move it to 'notes', or quote text that holds #"),
            )


def _difference(file: SourceFile) -> tuple[int, str]:
    """Return the number of the first line that differs, and the difference."""
    lines, canonical_lines = file.text.split("\n"), file.canonical.split("\n")
    pairs = enumerate(zip_longest(lines, canonical_lines), start=1)
    number, (line, canonical_line) = next((number, pair) for number, pair in pairs if pair[0] != pair[1])
    if line is not None and line.endswith("\r"):
        return number, "lines end as on Windows"
    if canonical_line is None:
        return len(canonical_lines), "an extra empty line"
    if line is None:
        return len(lines), "no line break at the end"
    return number, f"'{line}' where the canonical form has '{canonical_line}'"
