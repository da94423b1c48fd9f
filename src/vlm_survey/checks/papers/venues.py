"""V rules: venues by the short names that `venues.yaml` knows."""

from __future__ import annotations

from collections.abc import Iterator

from vlm_survey.checks.finding import ERROR, WARNING
from vlm_survey.checks.rule import Note, record_rule
from vlm_survey.errors import nearest
from vlm_survey.model import Paper
from vlm_survey.survey import Survey


@record_rule(Paper, "V001", WARNING)
def unknown_venue(survey: Survey, paper: Paper) -> Iterator[Note]:
    """The venue is not in `venues.yaml`.

    Pages and exports take a venue's full name and kind from there. Write a name that is listed, or add the venue
    with its full name and kind.
    """
    if paper.venue and not survey.venues.short_name(paper.venue):
        near = nearest(paper.venue, survey.venues.venues)
        repair = "Add it to venues.yaml" + (f", or write one of the nearest: {', '.join(near)}" if near else "")
        yield Note(("venue",), f"no venue is called '{paper.venue}'", repair)


def _short(survey: Survey, paper: Paper) -> Paper:
    short = _meant(survey, paper)
    return paper.changed(venue=short) if short else paper


@record_rule(Paper, "V002", ERROR, mend=_short)
def long_venue(survey: Survey, paper: Paper) -> Iterator[Note]:
    """The venue is written by its full name or another spelling in place of its short name.

    One venue under two names would be counted and listed twice.
    """
    short = _meant(survey, paper)
    if short:
        yield Note(("venue",), f"'{paper.venue}' is known as '{short}'", f"Write '{short}'", fixable=True)


def _meant(survey: Survey, paper: Paper) -> str | None:
    """The short name to write, None where the venue is unknown or already right."""
    if not paper.venue or survey.venues.get(paper.venue):
        return None
    return survey.venues.short_name(paper.venue)
