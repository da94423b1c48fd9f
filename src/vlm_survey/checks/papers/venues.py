"""V rules: venues are written by their short names in `venues.yaml`."""

from __future__ import annotations

from collections.abc import Iterator

from vlm_survey.checks.finding import ERROR, WARNING
from vlm_survey.checks.rule import Note, record_rule
from vlm_survey.errors import nearest_names
from vlm_survey.model import Paper
from vlm_survey.model.web.hosts import PREPRINT_DOIS
from vlm_survey.survey import Survey

_BOOK = "10.1007/978-"


@record_rule(Paper, "V001", WARNING)
def unknown_venue(survey: Survey, paper: Paper) -> Iterator[Note]:
    """The venue is not in `venues.yaml`.

    Pages and exports take the full name and kind of a venue from that file. Write a listed name, or add the venue with
    its full name and kind.
    """
    if paper.venue and not survey.venues.short_name(paper.venue):
        nearest = nearest_names(paper.venue, survey.venues.venues)
        repair = "Add it to venues.yaml" + (f", or write one of the nearest: {', '.join(nearest)}" if nearest else "")
        yield Note(("venue",), f"no venue is called '{paper.venue}'", repair)


def _short(survey: Survey, paper: Paper) -> Paper:
    short = _venue_to_write(survey, paper)
    return paper.changed(venue=short) if short else paper


@record_rule(Paper, "V002", ERROR, fix=_short)
def long_venue(survey: Survey, paper: Paper) -> Iterator[Note]:
    """The venue is written with its full name or another spelling instead of its short name.

    One venue with two names would be counted and listed twice.
    """
    short = _venue_to_write(survey, paper)
    if short:
        yield Note(("venue",), f"'{paper.venue}' is known as '{short}'", f"Write '{short}'", fixable=True)


@record_rule(Paper, "V003", WARNING)
def preprint_that_has_appeared(survey: Survey, paper: Paper) -> Iterator[Note]:
    """The venue is a preprint server, but the record has properties of a published paper.

    A DOI of a publisher, an ACL Anthology identifier, a volume or pages show that the paper was published. Write the
    venue and the year of publication.
    """
    if survey.venues.kind(paper.venue) == "preprint" and (reason := _has_appeared(paper)):
        yield Note(
            ("venue",), f"'{paper.venue}' although it has {reason}", "Write the venue and year in which it appeared"
        )


@record_rule(Paper, "V004", WARNING)
def book_of_another_venue(survey: Survey, paper: Paper) -> Iterator[Note]:
    """The DOI belongs to a book that is not one of the venue's.

    `venues.yaml` lists under `doi` the books of a conference's proceedings. A paper in another book was usually presented
    at a workshop of the conference. Write the workshop; if it really is a book of the conference, add it to
    `venues.yaml`.
    """
    venue = survey.venues.get(paper.venue)
    books = tuple(begin for begin in venue.doi if begin.startswith(_BOOK)) if venue else ()
    doi = paper.ids.doi or ""
    if books and doi.startswith(_BOOK) and not doi.startswith(books):
        yield Note(("venue",), f"no book of {paper.venue} has the DOI {doi}", "Write the workshop, or add the book")


def _has_appeared(paper: Paper) -> str | None:
    doi = paper.ids.doi
    if doi and doi.partition("/")[0] not in PREPRINT_DOIS:
        return f"DOI {doi}"
    if paper.ids.acl:
        return f"ACL Anthology {paper.ids.acl}"
    return "pages" if paper.pages else "a volume" if paper.volume else None


def _venue_to_write(survey: Survey, paper: Paper) -> str | None:
    """Return the short name to write, None if the venue is unknown or already correct."""
    if not paper.venue or survey.venues.get(paper.venue):
        return None
    return survey.venues.short_name(paper.venue)
