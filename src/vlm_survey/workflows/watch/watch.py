"""Ask for new papers, score them, and propose relevant ones, page by page, so that a run can stop at any time."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from vlm_survey.errors import BadReply, NotFound, ServiceError
from vlm_survey.model.harvest.cues import Cues
from vlm_survey.model.harvest.watch_settings import WatchSettings
from vlm_survey.model.harvest.watch_state import Proposed, WatchState
from vlm_survey.services.answer import Answer
from vlm_survey.services.http.client import Web
from vlm_survey.services.listing import Page
from vlm_survey.survey import Survey
from vlm_survey.workflows.watch.draft import fields_of, make_draft, make_proposal
from vlm_survey.workflows.watch.harvest import read_proposals, read_state, week_of, write_proposals, write_state
from vlm_survey.workflows.watch.known import KnownPapers
from vlm_survey.workflows.watch.schedule import Task, advance, tasks
from vlm_survey.workflows.watch.score import score_paper

_BAD_REPLIES = 3
"""The number of consecutive bad replies after which a service is skipped for this run."""


@dataclass(slots=True)
class Step:
    """The result of a task: papers seen, proposals, reasons for papers left out, unreadable entries, and a failure."""

    task: Task
    pages: int = 0
    seen: int = 0
    proposals: list[Proposed] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)
    """The number of relevant papers that are already records, exclusions or proposals."""
    damaged: int = 0
    failure: ServiceError | None = None
    unfinished: bool = False
    """Whether part of the task is left for the next run."""


@dataclass(slots=True)
class Watch:
    """A run: the library, the services and streams, the cues, and the day."""

    root: Path
    survey: Survey
    settings: WatchSettings
    cues: Cues
    web: Web
    today: dt.date
    since: dt.date | None = None
    until: dt.date | None = None
    limit: int | None = None
    """The maximum number of pages in this run, instead of the limit in the settings."""
    services: Sequence[str] = ()
    """The services to ask; empty for all."""
    write: bool = True

    def tasks(self) -> list[Task]:
        """Return the tasks of this run, in order. Raises LibraryError for a damaged state."""
        until = self.until or self.today - dt.timedelta(days=1)
        all_tasks = tasks(self.settings, read_state(self.root), self.today, since=self.since, until=until)
        return [task for task in all_tasks if not self.services or task.service in self.services]

    def run(self, todo: Sequence[Task]) -> Iterator[Step]:
        """Do the tasks and yield the result of each. Failed requests are left for the next run."""
        run = _Run(self)
        for task in todo:
            yield run.step(task)


class _Run:
    """The state, the proposals of this week and all known works during a run."""

    def __init__(self, watch: Watch) -> None:
        self._watch = watch
        self._state: WatchState = read_state(watch.root)
        weeks = read_proposals(watch.root)
        self._week = week_of(watch.today)
        self._proposals = list(weeks.get(self._week, ()))
        self._there = KnownPapers(watch.survey, [proposal for week in weeks.values() for proposal in week])
        self._left = watch.limit or watch.settings.requests
        self._bad: Counter[str] = Counter()
        self._down: dict[str, ServiceError] = {}
        self._first = watch.since or watch.today - dt.timedelta(days=watch.settings.first)

    def step(self, task: Task) -> Step:
        """Read a task page by page, and save the result of each page before requesting the next."""
        step, start = Step(task), task.start
        while True:
            if task.service in self._down or self._left <= 0 or step.pages >= self._watch.settings.pages:
                step.unfinished = True
                return step
            try:
                page = task.ask(self._watch.web, start, self._watch.today)
            except NotFound as error:
                step.unfinished, step.failure = True, None if task.day is None else error
                self._left -= 1
                return step
            except ServiceError as error:
                self._fail(task, error)
                step.failure, step.unfinished = error, True
                return step
            self._bad[task.service] = 0
            self._left -= 1
            self._process(step, page)
            if page.next is None or page.next <= start:
                return step
            start = page.next

    def _process(self, step: Step, page: Page) -> None:
        """Score the papers of a page; write its proposals, then the state."""
        step.pages += 1
        step.seen += len(page.answers) + page.damaged
        step.damaged += page.damaged
        new = [proposal for answer in page.answers if (proposal := self._score(step, answer))]
        step.proposals += new
        self._proposals += new
        self._state = advance(self._state, step.task, page, self._first, self._watch.today)
        if self._watch.write:
            if new:
                write_proposals(self._watch.root, self._week, self._proposals)
            write_state(self._watch.root, self._state)

    def _score(self, step: Step, answer: Answer) -> Proposed | None:
        """Return the proposal of a paper; None if it is not relevant, already known, or no record can be made."""
        proposal, watch = answer.proposal, self._watch
        verdict = score_paper(watch.cues, proposal.title, proposal.abstract)
        if not verdict.proposed:
            return None
        if kind := self._there.has(proposal.ids):
            step.left_out[kind] += 1
            return None
        abstract, fields = proposal.abstract, fields_of(watch.survey, answer)
        if kind := self._there.find_same(fields) if fields.get("title") else None:
            step.left_out[kind] += 1
            return None
        draft = (
            make_draft(watch.survey, fields, abstract, self._there.keys, watch.today) if fields.get("title") else None
        )
        if draft is None:
            step.damaged += 1
            return None
        paper, suggestions = draft
        kind, similar = self._there.find_similar(paper)
        if kind:
            step.left_out[kind] += 1
            return None
        self._there.add(paper)
        return make_proposal(
            paper, verdict, suggestions, [similar_paper.key for similar_paper in similar], step.task.source
        )

    def _fail(self, task: Task, error: ServiceError) -> None:
        """Skip a service for this run if it cannot be reached, or gave several consecutive bad replies."""
        self._left -= 1
        self._bad[task.service] += 1
        if not isinstance(error, BadReply) or self._bad[task.service] >= _BAD_REPLIES:
            self._down[task.service] = error
