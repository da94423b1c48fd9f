"""Define a filled form during processing, and the common result of all forms."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from vlm_survey.checks import Finding
from vlm_survey.errors import InvalidValue
from vlm_survey.intake.addition import Addition
from vlm_survey.model import Record
from vlm_survey.model.similarity.papers import Similar
from vlm_survey.survey import Survey
from vlm_survey.workflows.github.comments import Part


class Propose(Protocol):
    """A function that looks up an identifier or address and proposes a record, such as `intake.addition.propose`."""

    def __call__(self, text: str, *, title: str | None) -> Addition:
        """Propose the record of `text`; `title` is used if no service gives one. Raises SurveyError."""


@dataclass(slots=True)
class Draft:
    """A filled form: the library, the answers by field id, and the remarks so far."""

    root: Path
    survey: Survey
    number: int
    answers: Mapping[str, str]
    today: dt.date
    propose: Propose
    remarks: list[str] = field(default_factory=list)
    user: str = ""
    """The account that sent the form, "" if unknown."""

    def answer(self, name: str) -> str:
        """Return the answer, empty if there is none."""
        return self.answers.get(name, "")

    def first_line(self, name: str) -> str:
        """Return the first line of an answer, for a field with one line."""
        return self.answer(name).split("\n")[0].strip()

    def only_line(self, name: str) -> str:
        """Return an answer that must be one line. Raises InvalidValue."""
        lines = [line.strip() for line in self.answer(name).split("\n") if line.strip()]
        if len(lines) != 1:
            found = f"{len(lines)} lines instead of one" if lines else "the answer is empty"
            raise InvalidValue(found, repair="Write only the value, on one line")
        return lines[0]


@dataclass(frozen=True)
class FormResult:
    """The result of a form: a record to write (None if there is none), and all remarks for its readers."""

    parts: tuple[Part, ...] = ()
    record: Record | None = None
    path: str = ""
    before: Record | None = None
    """The current record, None if the record is new."""
    title: str = ""
    """A description of the pull request that contains only our words, keys and numbers."""
    existing: str | None = None
    """The key of the existing record of a new paper."""
    findings: tuple[Finding, ...] = ()
    similar: tuple[Similar, ...] = ()
    remarks: tuple[str, ...] = ()
    number: int = 0
    comment: str = ""
    label: str = ""
    """An additional label of the issue, "" for none."""
