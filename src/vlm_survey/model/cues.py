"""Cues: words that speak for or against a paper being of this survey, with the weights that were learned for them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from typing import Annotated

from pydantic import AfterValidator, Field

from vlm_survey.errors import Refused
from vlm_survey.model.record import Id, Value
from vlm_survey.model.text import Line

LONGEST_PATTERN = 500


_REPEATED = re.compile(r"(\)|\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[^\\])(\*|\+|\{\d*,\d*\})?")
"""A part of a pattern, and how often it may repeat. A closing bracket stands for its group."""
_MOST = 5
"""How often a group may repeat, at most."""


def _safe(pattern: str) -> str:
    """Return `pattern`. Raises Refused for no regular expression, and for one that a text could hold up for hours.

    Only signs of one word may repeat without end, and words are cut before they are looked at.
    """
    if len(pattern) > LONGEST_PATTERN:
        raise Refused(f"a pattern of more than {LONGEST_PATTERN} signs", repair="Make two cues of it")
    try:
        re.compile(pattern)
    except re.error as error:
        raise Refused(f"no regular expression ({error})", repair="Escape its signs") from error
    for part, repeat in _REPEATED.findall(pattern):
        if _endless(part, repeat):
            raise Refused(f"'{part}{repeat}' can hold up the reading", repair="Give it an end, as in {0,3}")
    return pattern


def _endless(part: str, repeat: str) -> bool:
    """Return whether `part`, repeated so, can take much longer than the text is long."""
    most = repeat.strip("{}").rpartition(",")[2] if repeat.startswith("{") else repeat and "inf"
    if not repeat or (most.isdigit() and int(most) <= _MOST):
        return False
    return part in (")", ".", " ", r"\W", r"\S", r"\D", r"\s") or (
        part.startswith("[") and (part[1] == "^" or re.search(r" |\\[WSDs]", part) is not None)
    )


class Cue(Value):
    """Words to look for. `title` is the weight where the title has them, `anywhere` where title or abstract has them."""

    name: Line
    """What a proposal is explained with."""
    group: Id
    pattern: Annotated[Line, AfterValidator(_safe)]
    """A regular expression, which begins where a word begins, upper and lower case alike."""
    title: float = 0.0
    anywhere: float = 0.0

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The pattern, so that it begins where a word begins."""
        return re.compile(f"(?<![A-Za-z0-9])(?:{self.pattern})", re.IGNORECASE)


class Combination(Value):
    """So many different cues of each group that are met together, and the weight of that."""

    title: Mapping[Id, Annotated[int, Field(ge=1)]] = Field(default_factory=dict)
    """How many different cues of each group the title must have."""
    anywhere: Mapping[Id, Annotated[int, Field(ge=1)]] = Field(default_factory=dict)
    """How many title and abstract must have together."""
    weight: float = 0.0


class Cues(Value):
    """All cues. A paper is proposed where `start` and the weights of what is met add up to `threshold` or more."""

    start: float = 0.0
    threshold: float = 0.0
    explain: tuple[Id, ...] = ()
    """The groups whose cues explain a proposal, the most telling first."""
    cues: tuple[Cue, ...] = ()
    combinations: tuple[Combination, ...] = ()
