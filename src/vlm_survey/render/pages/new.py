"""The page of what is new: the weeks, newest first, with the papers that were added, published, corrected and retracted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from vlm_survey.render.entries import Entry, entry
from vlm_survey.render.history import KINDS, Event, Week, weeks
from vlm_survey.survey import Survey

WEEKS = 26
"""How many weeks the page shows; older ones are counted."""
SHOWN, FOLDED = 8, 40
"""How many papers of a kind a week shows at once, and how many more in a fold; the explorer has the others."""


@dataclass(frozen=True, slots=True)
class Section:
    """What happened of one kind in a week: papers shown, papers in the fold, and how many there are in all."""

    kind: str
    words: str
    first: tuple[tuple[Entry, str], ...]
    rest: tuple[tuple[Entry, str], ...]
    total: int

    @property
    def left(self) -> int:
        """How many papers neither the page nor its fold shows."""
        return self.total - len(self.first) - len(self.rest)


def new(survey: Survey) -> dict[str, Any]:
    """The page of what is new."""
    found = weeks(survey)
    return {
        "weeks": [(week, [_section(kind, week.events[kind]) for kind in week.events]) for week in found[:WEEKS]],
        "older": sum(len(events) for week in found[WEEKS:] for events in week.events.values()),
    }


def in_words(week: Week) -> str:
    """What happened in a week, counted: "12 added, 1 retracted"."""
    return ", ".join(f"{len(events):,} {kind}" for kind, events in week.events.items())


def _section(kind: str, events: tuple[Event, ...]) -> Section:
    lines = [
        (entry(event.paper), "" if kind in ("added", "retracted") else event.why) for event in events[: SHOWN + FOLDED]
    ]
    return Section(kind, KINDS[kind], tuple(lines[:SHOWN]), tuple(lines[SHOWN:]), len(events))
