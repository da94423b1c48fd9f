"""Cues: words that count for or against the relevance of a paper, with learned weights."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from typing import Annotated

from pydantic import AfterValidator, Field

from vlm_survey.errors import InvalidValue
from vlm_survey.model.records.record import Id, Value
from vlm_survey.model.text import Line

LONGEST_PATTERN = 500


_REPEATED = re.compile(r"(\)|\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[^\\])(\*|\+|\{\d*,\d*\})?")
"""A part of a pattern and its quantifier. A closing bracket is the end of a group."""
_MOST = 5
"""The largest number of repeats of a group."""


def _safe(pattern: str) -> str:
    """Return `pattern`. Raises InvalidValue for an invalid regular expression, or one that could run for hours on some text.

    Only characters within a word may repeat without a limit, and words are cut before they are matched.
    """
    if len(pattern) > LONGEST_PATTERN:
        raise InvalidValue(f"a pattern of more than {LONGEST_PATTERN} characters", repair="Divide it into two cues")
    try:
        re.compile(pattern)
    except re.error as error:
        raise InvalidValue(f"not a regular expression ({error})", repair="Escape its special characters") from error
    for part, repeat in _REPEATED.findall(pattern):
        if _may_backtrack(part, repeat):
            raise InvalidValue(
                f"'{part}{repeat}' can take very long to match", repair="Limit the repetition, as in {{0,3}}"
            )
    return pattern


def _may_backtrack(part: str, repeat: str) -> bool:
    """Return whether matching `part`, repeated like this, can take more than linear time."""
    most = repeat.strip("{}").rpartition(",")[2] if repeat.startswith("{") else repeat and "inf"
    if not repeat or (most.isdigit() and int(most) <= _MOST):
        return False
    return part in (")", ".", " ", r"\W", r"\S", r"\D", r"\s") or (
        part.startswith("[") and (part[1] == "^" or re.search(r" |\\[WSDs]", part) is not None)
    )


class Cue(Value):
    """Words to look for. `title` is the weight of a match in the title, `anywhere` of one in title or abstract."""

    name: Line
    """The words that explain a proposal to a reader."""
    group: Id
    pattern: Annotated[Line, AfterValidator(_safe)]
    """A regular expression that matches from the start of a word, ignoring case."""
    title: float = 0.0
    anywhere: float = 0.0

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The compiled pattern, which matches from the start of a word."""
        return re.compile(f"(?<![A-Za-z0-9])(?:{self.pattern})", re.IGNORECASE)


class Combination(Value):
    """Minimum numbers of different cues of each group that occur together, and the weight of this combination."""

    title: Mapping[Id, Annotated[int, Field(ge=1)]] = Field(default_factory=dict)
    """The minimum number of different cues of each group in the title."""
    anywhere: Mapping[Id, Annotated[int, Field(ge=1)]] = Field(default_factory=dict)
    """The minimum number of different cues of each group in title and abstract together."""
    weight: float = 0.0


class Cues(Value):
    """All cues. A paper is proposed where `start` plus the weights of its matches reaches `threshold`."""

    start: float = 0.0
    threshold: float = 0.0
    explain: tuple[Id, ...] = ()
    """The groups whose cues explain a proposal, the most informative first."""
    cues: tuple[Cue, ...] = ()
    combinations: tuple[Combination, ...] = ()
