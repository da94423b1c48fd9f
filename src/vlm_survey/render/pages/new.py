"""Build the news page: papers added, published, corrected and retracted by week, newest first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from vlm_survey.analysis.history import KINDS, Event, Week, weeks
from vlm_survey.render.entries import Entry, entry
from vlm_survey.survey import Survey

WEEKS = 26
"""The number of weeks on the page; older weeks are only counted."""
SHOWN, FOLDED = 8, 40
"""The number of papers of a kind shown in a week, and in its fold; the explorer has all of them."""


@dataclass(frozen=True, slots=True)
class Section:
    """The events of one kind in a week: papers shown, papers in the fold, and the total number."""

    kind: str
    words: str
    first: tuple[tuple[Entry, str], ...]
    rest: tuple[tuple[Entry, str], ...]
    total: int

    @property
    def left(self) -> int:
        """The number of papers outside the page and its fold."""
        return self.total - len(self.first) - len(self.rest)


def new(survey: Survey) -> dict[str, Any]:
    """Build the news page."""
    all_weeks = weeks(survey)
    return {
        "weeks": [(week, [_section(kind, week.events[kind]) for kind in week.events]) for week in all_weeks[:WEEKS]],
        "older": sum(len(events) for week in all_weeks[WEEKS:] for events in week.events.values()),
    }


def in_words(week: Week) -> str:
    """Count the events of a week in words: "12 added, 1 retracted"."""
    return ", ".join(f"{len(events):,} {kind}" for kind, events in week.events.items())


def _section(kind: str, events: tuple[Event, ...]) -> Section:
    lines = [
        (entry(event.paper), "" if kind in ("added", "retracted") else event.why) for event in events[: SHOWN + FOLDED]
    ]
    return Section(kind, KINDS[kind], tuple(lines[:SHOWN]), tuple(lines[SHOWN:]), len(events))
