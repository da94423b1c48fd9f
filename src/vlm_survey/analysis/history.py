"""List what happened to records by day and by week (added, published, corrected, retracted), from the records, not from git."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from vlm_survey.model import Paper
from vlm_survey.survey import Survey, publication_month

KINDS = {"added": "Added", "published": "Published", "corrected": "Corrected", "retracted": "Retracted or withdrawn"}
"""What can happen to a paper, in display order."""
_FIELDS = {"ids": "identifiers", "links": "links", "tags": "tags", "other_titles": "titles"}


@dataclass(frozen=True, slots=True)
class Event:
    """An event of a paper on a day; `fields` are those that changed."""

    on: dt.date
    kind: str
    paper: Paper
    fields: tuple[str, ...] = ()

    @property
    def why(self) -> str:
        """Describe the change in a few words; "" for an added paper."""
        if self.kind == "published":
            return f"now in {self.paper.venue}" if self.paper.venue else "published"
        if self.kind == "corrected":
            names = (_FIELDS.get(name.partition(".")[0], name.partition(".")[0]) for name in self.fields)
            return f"corrected: {', '.join(dict.fromkeys(names))}" if self.fields else "corrected"
        return self.paper.retracted.what if self.kind == "retracted" and self.paper.retracted else self.kind


@dataclass(frozen=True, slots=True)
class Week:
    """The events of one week by kind, in the order of `KINDS`, each newest first."""

    monday: dt.date
    events: dict[str, tuple[Event, ...]]

    @property
    def anchor(self) -> str:
        """The id of the week, by ISO 8601: "2026-w48"."""
        year, week, _day = self.monday.isocalendar()
        return f"{year}-w{week:02}"


def events_of(paper: Paper) -> Iterator[Event]:
    """Return the events of `paper`, oldest first.

    A retraction that is not noted in `changes` is dated by its own day, if that is later.
    """
    yield Event(paper.added, "added", paper)
    for change in paper.changes:
        yield Event(change.date, change.what, paper, change.fields)
    noted = any(change.what == "retracted" for change in paper.changes)
    if paper.retracted and paper.retracted.date and paper.retracted.date > paper.added and not noted:
        yield Event(paper.retracted.date, "retracted", paper)


def events(survey: Survey) -> list[Event]:
    """Return the events of all papers: newest first, then by kind, then newest published paper first, then by key."""
    all_events = [event for paper in survey.papers for event in events_of(paper)]
    order = list(KINDS)
    all_events.sort(key=lambda event: event.paper.key)
    all_events.sort(key=lambda event: publication_month(event.paper), reverse=True)
    all_events.sort(key=lambda event: order.index(event.kind))
    return sorted(all_events, key=lambda event: event.on, reverse=True)


def weeks(survey: Survey) -> list[Week]:
    """Return the weeks with events, newest first; weeks begin on Monday."""
    events_by_week: dict[dt.date, dict[str, list[Event]]] = defaultdict(lambda: defaultdict(list))
    for event in events(survey):
        events_by_week[event.on - dt.timedelta(days=event.on.weekday())][event.kind].append(event)
    return [
        Week(monday, {kind: tuple(kinds[kind]) for kind in KINDS if kind in kinds})
        for monday, kinds in sorted(events_by_week.items(), reverse=True)
    ]
