"""I00 rules: the year against what the arXiv identifier and the day of adding say."""

from __future__ import annotations

from collections.abc import Iterator

from vlm_survey.checks.finding import ERROR, WARNING
from vlm_survey.checks.rule import Note, record_rule
from vlm_survey.model import Paper
from vlm_survey.survey import Survey

_PREPRINT = "arXiv"
_SLOW = 3
"""Years from preprint to publication beyond which a slip is likelier than patience."""


@record_rule(Paper, "I001", WARNING)
def year_before_preprint(_survey: Survey, paper: Paper) -> Iterator[Note]:
    """The paper is dated before the year in which its arXiv identifier was given out.

    Mostly the year is that of another paper, or the identifier is. A paper that was truly published first and put on
    arXiv later keeps its year.
    """
    arxiv = paper.ids.arxiv
    if arxiv and paper.year and paper.year < arxiv.year:
        yield _disagree(paper, f"arXiv {arxiv} is of {arxiv.year}")


@record_rule(Paper, "I002", WARNING)
def year_long_after_preprint(_survey: Survey, paper: Paper) -> Iterator[Note]:
    """The paper is dated more than three years after its preprint.

    Few papers wait so long: look whether year and identifier belong to the same paper.
    """
    arxiv = paper.ids.arxiv
    if arxiv and paper.year and paper.venue != _PREPRINT and paper.year > arxiv.year + _SLOW:
        yield _disagree(paper, f"arXiv {arxiv} is of {arxiv.year}")


@record_rule(Paper, "I003", WARNING)
def preprint_of_another_year(_survey: Survey, paper: Paper) -> Iterator[Note]:
    """A record with venue arXiv is dated more than a year after its arXiv identifier.

    The year of a preprint is that of its first version. Where the paper has been published since, write that venue.
    """
    arxiv = paper.ids.arxiv
    if arxiv and paper.year and paper.venue == _PREPRINT and paper.year > arxiv.year + 1:
        yield _disagree(paper, f"arXiv {arxiv} is of {arxiv.year}")


@record_rule(Paper, "I004", ERROR)
def year_to_come(_survey: Survey, paper: Paper) -> Iterator[Note]:
    """The year lies further ahead than the year after the record was added.

    Papers are announced a few months early, not years. Mostly two digits changed places.
    """
    if paper.year and paper.year > paper.added.year + 1:
        yield Note(("year",), f"{paper.year}, though added {paper.added}", "Correct 'year' or 'added'")


@record_rule(Paper, "I005", ERROR)
def preprint_to_come(_survey: Survey, paper: Paper) -> Iterator[Note]:
    """The arXiv identifier names a month after the one in which the record was added.

    An arXiv identifier begins with year and month of submission, so this one was not given out yet.
    """
    arxiv = paper.ids.arxiv
    if arxiv and (arxiv.year, arxiv.month) > (paper.added.year, paper.added.month):
        found = f"arXiv {arxiv} names {arxiv.year}-{arxiv.month:02}, though added {paper.added}"
        yield Note(("ids", "arxiv"), found, "Copy the identifier again from the paper's page")


def _disagree(paper: Paper, other: str) -> Note:
    return Note(("year",), f"{paper.year}, but {other}", "Correct the one that belongs to another paper")
