"""I00 rules: the year agrees with the arXiv identifier and the date of adding."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from vlm_survey.checks.finding import ERROR, WARNING
from vlm_survey.checks.rule import Note, library_rule, record_rule
from vlm_survey.model import Paper, Record
from vlm_survey.survey import Survey

_PREPRINT = "arXiv"
_ONE_DAY = dt.timedelta(days=1)
"""The difference of dates between time zones."""
_SLOW = 3
"""The number of years from preprint to publication beyond which a mistake is more likely than a long wait."""


@record_rule(Paper, "I001", WARNING)
def year_before_preprint(_survey: Survey, paper: Paper) -> Iterator[Note]:
    """The year of the paper is before the year of its arXiv identifier.

    Usually the year or the identifier belongs to another paper. Keep the year of a paper that was really published first
    and put on arXiv later. A paper submitted at the end of December may have an identifier of January.
    """
    arxiv = paper.ids.arxiv
    january = arxiv and arxiv.month == 1 and paper.year == arxiv.year - 1
    if arxiv and paper.year and paper.year < arxiv.year and not january:
        yield _disagree(paper, f"arXiv {arxiv} is from {arxiv.year}")


@record_rule(Paper, "I002", WARNING)
def year_long_after_preprint(_survey: Survey, paper: Paper) -> Iterator[Note]:
    """The year of the paper is more than three years after its preprint.

    Few papers take so long: check that year and identifier belong to the same paper.
    """
    arxiv = paper.ids.arxiv
    if arxiv and paper.year and paper.venue != _PREPRINT and paper.year > arxiv.year + _SLOW:
        yield _disagree(paper, f"arXiv {arxiv} is from {arxiv.year}")


@record_rule(Paper, "I003", WARNING)
def preprint_of_another_year(_survey: Survey, paper: Paper) -> Iterator[Note]:
    """The year of a record with venue arXiv is more than a year after its arXiv identifier.

    The year of a preprint is that of its first version. If the paper has been published since, write that venue.
    """
    arxiv = paper.ids.arxiv
    if arxiv and paper.year and paper.venue == _PREPRINT and paper.year > arxiv.year + 1:
        yield _disagree(paper, f"arXiv {arxiv} is from {arxiv.year}")


@record_rule(Paper, "I004", ERROR)
def year_in_future(_survey: Survey, paper: Paper) -> Iterator[Note]:
    """The year is later than the year after the record was added.

    Papers are announced a few months early, not years. Often two digits were swapped.
    """
    if paper.year and paper.year > paper.added.year + 1:
        yield Note(("year",), f"{paper.year}, but it was added on {paper.added}", "Correct 'year' or 'added'")


@record_rule(Paper, "I005", ERROR)
def preprint_in_future(_survey: Survey, paper: Paper) -> Iterator[Note]:
    """The arXiv identifier names a month after the one in which the record was added.

    An arXiv identifier begins with year and month of submission, so this one did not exist yet.
    """
    arxiv = paper.ids.arxiv
    latest = paper.added + _ONE_DAY if paper.added < dt.date.max else paper.added
    if arxiv and (arxiv.year, arxiv.month) > (latest.year, latest.month):
        found = f"arXiv {arxiv} names {arxiv.year}-{arxiv.month:02}, but it was added on {paper.added}"
        yield Note(("ids", "arxiv"), found, "Copy the identifier again from the paper's page")


@library_rule(Record, "I006", ERROR)
def added_in_future(survey: Survey) -> Iterator[tuple[Record, Note]]:
    """The date of adding is in the future.

    `added` is the day on which the record was written. Lists of new papers are sorted by it.
    """
    for record in survey.records:
        if survey.today and record.added and record.added - _ONE_DAY > survey.today:
            found = f"{record.added}, but today is {survey.today}"
            yield record, Note(("added",), found, "Write the day on which you add it")


@record_rule(Paper, "I007", ERROR)
def change_on_an_impossible_day(survey: Survey, paper: Paper) -> Iterator[Note]:
    """A change is dated before the record was added, or a change or retraction is dated in the future.

    Programs write `changes`; What's new and the feeds are sorted by it. Correct the date of the change, or the date of
    adding.
    """
    days: list[tuple[tuple[str | int, ...], dt.date]] = [
        (("changes", place, "date"), change.date) for place, change in enumerate(paper.changes)
    ]
    for where, day in days:
        if day < paper.added:
            yield Note(where, f"{day}, but it was added on {paper.added}", "Correct the day")
    noted = paper.retracted and paper.retracted.date
    for where, day in [*days, *([(("retracted", "date"), noted)] if noted else [])]:
        if survey.today and day - _ONE_DAY > survey.today:
            yield Note(where, f"{day}, but today is {survey.today}", "Correct the day")


def _disagree(paper: Paper, other: str) -> Note:
    return Note(("year",), f"{paper.year}, but {other}", "Correct the identifier that belongs to another paper")
