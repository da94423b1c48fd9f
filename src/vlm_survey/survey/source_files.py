"""Define the files of records: their text and lines, problems in them, and the valid parts of broken ones."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from vlm_survey.model import Record

Where = tuple[str | int, ...]
"""The path of a value within a record: names of fields, and positions in lists from 0."""


@dataclass(frozen=True)
class SourceFile:
    """The file of a record: its path below the root, its text, its canonical text, and the lines of its values.

    `write` and `locate` are called on first use only: most files are canonical, and few callers need line numbers.
    """

    path: str
    text: str
    write: Callable[[], str] = field(compare=False, repr=False)
    locate: Callable[[], Mapping[Where, int]] = field(compare=False, repr=False)
    body_line: int | None = None
    """The 1-based line of a Markdown file on which the front matter ends; None for a YAML file."""

    @cached_property
    def canonical(self) -> str:
        """The canonical text of this file; the same text object if it is canonical, so that memory holds it once."""
        text = self.write()
        return self.text if text == self.text else text

    @cached_property
    def lines(self) -> Mapping[Where, int]:
        """The 1-based line of each value by its path."""
        return self.locate()

    def line(self, *where: str | int) -> int:
        """Return the 1-based line of the value at `where`, or of the nearest value around it."""
        for end in range(len(where), -1, -1):
            if where[:end] in self.lines:
                return self.lines[where[:end]]
        return 1


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a file, or a value in it, could not be read as part of the survey."""

    path: str
    line: int
    where: str
    found: str
    repair: str
    value: str | None = None
    """The wrong value if it is a text."""


@dataclass(frozen=True)
class Salvaged:
    """The valid part of a record with wrong values: the record without them, its file, and the paths of these values."""

    record: Record
    file: SourceFile
    lost: tuple[Where, ...]
    """The paths of the removed values in the order of removal. Each path is valid after the removals before it."""
