"""Drafts and results: a filled form while it is read, and the one thing that every form comes to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from vlm_survey.checks import Finding
from vlm_survey.errors import Refused
from vlm_survey.intake.addition import Addition
from vlm_survey.model import Record
from vlm_survey.model.similar_papers import Similar
from vlm_survey.survey import Survey
from vlm_survey.workflows.github.comments import Part

Propose = Callable[[str, str | None], Addition]
"""What services make of an identifier and, where they know none, a title. Raises SurveyError."""


@dataclass(slots=True)
class Draft:
    """A filled form: the library it speaks of, its answers by field id, and remarks made on the way."""

    root: Path
    survey: Survey
    number: int
    answers: Mapping[str, str]
    today: dt.date
    propose: Propose
    remarks: list[str] = field(default_factory=list)
    user: str = ""
    """The account that sent the form, "" where the event does not say."""

    def answer(self, name: str) -> str:
        """What was filled in, empty where nothing was."""
        return self.answers.get(name, "")

    def first_line(self, name: str) -> str:
        """The first line of an answer, for a field that takes one."""
        return self.answer(name).split("\n")[0].strip()

    def only_line(self, name: str) -> str:
        """An answer that must be one line. Raises Refused."""
        lines = [line.strip() for line in self.answer(name).split("\n") if line.strip()]
        if len(lines) != 1:
            found = f"{len(lines)} lines where one is wanted" if lines else "nothing is filled in"
            raise Refused(found, repair="Write the value alone, in one line")
        return lines[0]


@dataclass(frozen=True)
class FormResult:
    """What came of a form: a record to write (None where there is none), and all that its readers should see."""

    said: tuple[Part, ...] = ()
    record: Record | None = None
    path: str = ""
    before: Record | None = None
    """The record as it is, None where it is new."""
    title: str = ""
    """What the pull request does, in words of ours, keys and numbers alone."""
    twin: str | None = None
    """The key of the record that a new paper has already."""
    findings: tuple[Finding, ...] = ()
    similar: tuple[Similar, ...] = ()
    remarks: tuple[str, ...] = ()
    number: int = 0
    comment: str = ""
    label: str = ""
    """A label that the issue gets besides, "" for none."""
