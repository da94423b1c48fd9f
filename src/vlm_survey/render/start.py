"""Where to start reading: the few papers of a long list that a newcomer begins with, by a rule that the page states."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from vlm_survey.model import Paper
from vlm_survey.render.entries import Entry, entry
from vlm_survey.survey import newest_published

MANY = 20
"""A list of fewer papers that are summed up needs no start: it shows the summaries of all."""
MOST, SURVEYS = 5, 2
"""How many papers a start names, and how many of them are surveys."""


@dataclass(frozen=True, slots=True)
class Pick:
    """A paper to begin with, and why."""

    entry: Entry
    why: str


@dataclass(frozen=True, slots=True)
class Start:
    """The papers to begin with, and in a sentence how they were chosen."""

    picks: tuple[Pick, ...]
    rule: str

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The papers alone."""
        return tuple(one.entry for one in self.picks)


def start_here(papers: Sequence[Paper]) -> Start | None:
    """Up to two surveys, then the papers that most lists name, of those that are summed up; None for a short list.

    Nobody begins with a paper that was retracted.

    What as many lists name stands newest first, then by key.
    """
    told = [paper for paper in newest_published(papers) if paper.summary and paper.read and not paper.retracted]
    if len(told) < MANY:
        return None
    ranked = sorted(told, key=lambda paper: -_lists(paper))
    surveys = [paper for paper in ranked if _is_survey(paper)]
    others = [paper for paper in ranked if not _is_survey(paper)]
    chosen = [*surveys[:SURVEYS], *others, *surveys[SURVEYS:]][:MOST]
    return Start(tuple(Pick(entry(paper), _why(paper)) for paper in chosen), _rule(bool(surveys and others)))


def _is_survey(paper: Paper) -> bool:
    return "survey" in paper.terms("contribution")


def _lists(paper: Paper) -> int:
    return len({one.list for one in paper.listed})


def _why(paper: Paper) -> str:
    """Why a paper was chosen: "Survey, named by 3 lists"."""
    lists = _lists(paper)
    named = f"named by {lists} list{'' if lists == 1 else 's'}" if lists else ""
    words = ["survey" if _is_survey(paper) else "", named]
    return ", ".join(word for word in words if word).capitalize() or "Recent"


def _rule(surveys: bool) -> str:
    first = "surveys, then " if surveys else ""
    return f"Sorted automatically: {first}papers named by most lists, newest first."
