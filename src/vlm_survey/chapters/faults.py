"""Find all errors in a text at once.

Errors are unknown keys, directives without an answer, and citations or directives in the wrong place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from vlm_survey.chapters.answers import answer
from vlm_survey.chapters.marks import Citation, Directive, Unreadable, blank_code, find_marks
from vlm_survey.chapters.sources import Source, sources
from vlm_survey.errors import SurveyError, UnknownName
from vlm_survey.survey import Survey

_TOP = re.compile(r"^# .*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Fault:
    """An error: the file, the line (from 1), what was found, and what to do."""

    path: str
    line: int
    found: str
    repair: str


def citation_faults(survey: Survey) -> Iterator[Fault]:
    """Yield every citation that is unreadable or names no record."""
    for source in sources(survey):
        for mark in find_marks(source.text, source.first_line):
            if isinstance(mark, Citation):
                yield from _unknown(survey, source, mark)
            if isinstance(mark, Unreadable) and mark.kind == "citation":
                yield Fault(source.path, mark.line, mark.found, mark.repair)


def directive_faults(survey: Survey) -> Iterator[Fault]:
    """Yield every directive that is unknown, unreadable or has an empty answer."""
    for source in sources(survey):
        for mark in find_marks(source.text, source.first_line):
            if isinstance(mark, Unreadable) and mark.kind == "directive":
                yield Fault(source.path, mark.line, mark.found, mark.repair)
            if isinstance(mark, Directive):
                try:
                    answer(survey, mark)
                except SurveyError as error:
                    yield Fault(source.path, mark.line, error.found, error.repair)


def place_faults(survey: Survey) -> Iterator[Fault]:
    """Yield every mark in a heading or a link, and every first-level heading in a chapter."""
    for source in sources(survey):
        for mark in find_marks(source.text, source.first_line):
            if mark.within:
                repair = "Move it into the text, where it can be a link"
                yield Fault(source.path, mark.line, f"a citation or directive within a {mark.within}", repair)
        if source.chapter:
            for match in _TOP.finditer(blank_code(source.text)):
                line = source.first_line + source.text.count("\n", 0, match.start())
                found = f"a heading of the first level: '{match[0]}'"
                yield Fault(source.path, line, found, "Begin it with '## '; the title is the heading of the page")


def _unknown(survey: Survey, source: Source, mark: Citation) -> Iterator[Fault]:
    for work in mark.works:
        try:
            survey.record(work.key)
        except UnknownName as error:
            repair = error.repair or "A key is the name of a record's file without its ending"
            yield Fault(source.path, mark.line, error.found, repair)
