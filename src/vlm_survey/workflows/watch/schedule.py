"""Schedule requests by stream and day, oldest first, and update the state after each page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from vlm_survey.model.harvest.watch_settings import WatchSettings
from vlm_survey.model.harvest.watch_state import Part, Stream, WatchState
from vlm_survey.services import acl, arxiv, openalex, pubmed
from vlm_survey.services.http.client import Web
from vlm_survey.services.listing import Page

SERVICES = {"arxiv": arxiv.SERVICE, "pubmed": pubmed.SERVICE, "openalex": openalex.SERVICE, "acl": acl.SERVICE}
_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Task:
    """A day of a stream, or a volume: the request, and the number to start from."""

    service: str
    stream: str
    ask: Callable[[Web, int, dt.date], Page]
    """Returns the page that begins at a number."""
    day: dt.date | None = None
    settle: int = 0
    start: int = 0

    @property
    def source(self) -> str:
        """The service and stream, for people."""
        return f"{SERVICES[self.service].name} {self.stream}"

    @property
    def name(self) -> str:
        """The name of the stream in the state."""
        return f"{self.service} {self.stream}"


def tasks(
    settings: WatchSettings, state: WatchState, today: dt.date, *, since: dt.date | None = None, until: dt.date
) -> list[Task]:
    """Return the tasks day by day: days since the last run, and days whose papers may not all have appeared.

    A new stream begins at `since`, else as many days ago as the settings say.
    """
    first = since or today - dt.timedelta(days=settings.first)
    all_tasks = [
        Task(service, name, ask, day, settle, _start(state, f"{service} {name}", day, settle, today))
        for service, name, settle, ask_on in _streams(settings)
        for day in _days(state.streams.get(f"{service} {name}"), first if since else None, first, until)
        if _is_due(state.streams.get(f"{service} {name}"), day, settle, today)
        for ask in [_bound(ask_on, day)]
    ]
    all_tasks.sort(key=lambda task: task.day or today)
    return [*all_tasks, *_volumes(settings, state, today)]


def advance(state: WatchState, task: Task, page: Page, first: dt.date, today: dt.date) -> WatchState:
    """Return `state` after a page of `task`; `first` is the start of a new stream."""
    if task.day is None:
        return state.model_copy(update={"volumes": {**state.volumes, task.stream: today}})
    old = state.streams.get(task.name) or Stream(since=first)
    days, parts = dict(old.asked), {day: part for day, part in old.parts.items() if day != task.day}
    if page.next is None:
        days[task.day] = today
    else:
        days.pop(task.day, None)
        parts[task.day] = Part(start=page.next, on=today)
    since = min(old.since, task.day)
    while since in days and (days[since] - since).days > task.settle:
        del days[since]
        since += _DAY
    stream = Stream(since=since, asked=dict(sorted(days.items())), parts=dict(sorted(parts.items())))
    return state.model_copy(update={"streams": dict(sorted({**state.streams, task.name: stream}.items()))})


def _streams(
    settings: WatchSettings,
) -> Iterator[tuple[str, str, int, Callable[[Web, dt.date, int, dt.date], Page]]]:
    """Return each daily stream: its service, name, the days until it is complete, and its request function."""
    for category in settings.arxiv.categories:
        yield "arxiv", category, settings.arxiv.settle, _by_category(category)
    for name, query in settings.pubmed.queries.items():
        yield "pubmed", name, settings.pubmed.settle, _by_query(pubmed.listing, query)
    for name, query in settings.openalex.queries.items():
        yield "openalex", name, settings.openalex.settle, _by_query(openalex.listing, query)


def _by_category(category: str) -> Callable[[Web, dt.date, int, dt.date], Page]:
    return lambda web, day, start, today: arxiv.listing(web, category, day, start, today)


def _by_query(
    listing: Callable[[Web, str, dt.date, int, dt.date], Page], query: str
) -> Callable[[Web, dt.date, int, dt.date], Page]:
    return lambda web, day, start, today: listing(web, query, day, start, today)


def _bound(ask: Callable[[Web, dt.date, int, dt.date], Page], day: dt.date) -> Callable[[Web, int, dt.date], Page]:
    return lambda web, start, today: ask(web, day, start, today)


def _volumes(settings: WatchSettings, state: WatchState, today: dt.date) -> list[Task]:
    """Return the volumes of this year and the last one that were not read yet."""
    names = [
        form.replace("{year}", str(year)) for year in (today.year - 1, today.year) for form in settings.acl.volumes
    ]
    return [
        Task("acl", name, lambda web, _start, today, name=name: acl.volume(web, name, today))  # type: ignore[misc]
        for name in dict.fromkeys(names)
        if name not in state.volumes
    ]


def _days(stream: Stream | None, since: dt.date | None, first: dt.date, until: dt.date) -> Iterator[dt.date]:
    """Return the days from the position of a stream, or from `since` if given, to `until`."""
    day = since or (stream.since if stream else first)
    while day <= until:
        yield day
        day += _DAY


def _is_due(stream: Stream | None, day: dt.date, settle: int, today: dt.date) -> bool:
    """Return whether a day must be read: it never was, or papers may have appeared since and it was not read today."""
    if stream is None:
        return True
    read = stream.asked.get(day)
    is_read = day < stream.since or (read is not None and ((read - day).days > settle or read >= today))
    return not is_read


def _start(state: WatchState, name: str, day: dt.date, settle: int, today: dt.date) -> int:
    """Return where to continue a partly read day; the beginning if papers may have appeared since."""
    stream = state.streams.get(name)
    part = stream.parts.get(day) if stream else None
    is_usable = part and (part.on >= today or (part.on - day).days > settle)
    return part.start if part and is_usable else 0
