"""A finding: one violation of a rule by one value of one file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from vlm_survey.errors import make_visible

__all__ = ["ERROR", "WARNING", "Finding", "Level", "make_visible"]

Level = Literal["error", "warning"]

ERROR: Level = "error"
WARNING: Level = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem, its place and its repair; `where` is the dotted field, `line` is 1-based, `key` is the record's."""

    code: str
    level: Level
    path: str
    line: int
    where: str
    found: str
    repair: str
    key: str
    fixable: bool = False
    """Whether `vlm-survey check --fix` fixes it."""

    @property
    def order(self) -> tuple[str, int, str, str, str]:
        """The sort key of findings: path, line, code, field, message."""
        return self.path, self.line, self.code, self.where, self.found
