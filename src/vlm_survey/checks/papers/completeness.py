"""C rules: the fields that a record needs at each stage of its curation."""

from __future__ import annotations

from collections.abc import Iterator

from vlm_survey.checks.finding import ERROR, WARNING
from vlm_survey.checks.rule import Note, record_rule
from vlm_survey.model import Paper
from vlm_survey.survey import Survey


@record_rule(Paper, "C001", ERROR)
def summary_missing(_survey: Survey, paper: Paper) -> Iterator[Note]:
    """A paper counts as read and has no summary.

    A reader of the abstract can state in one sentence what the paper does, with which method or data, and for what
    purpose. Write it in your own words.
    """
    if _curated(paper) and paper.read and not paper.summary:
        yield Note(
            ("curation",), f"basis '{paper.curation.basis}' without a summary", "Add 'summary: ...' of 20 to 40 words"
        )


@record_rule(Paper, "C002", ERROR)
def page_read_missing(_survey: Survey, paper: Paper) -> Iterator[Note]:
    """A paper counts as read, but the page that was read is missing.

    Readers need it to check a tag. Add its address as `read` under curation.
    """
    if _curated(paper) and paper.read and not paper.curation.read:
        found = f"basis '{paper.curation.basis}' without the page that was read"
        yield Note(("curation",), found, "Add 'read: https://...' under curation")


@record_rule(Paper, "C003", WARNING)
def year_missing(_survey: Survey, paper: Paper) -> Iterator[Note]:
    """A tagged record has no year.

    Take it from the paper's own page; leave it out where the page does not give it.
    """
    if _curated(paper) and paper.year is None:
        yield Note((), "no year", "Add 'year: ...' from the paper's page")


@record_rule(Paper, "C004", WARNING)
def venue_missing(_survey: Survey, paper: Paper) -> Iterator[Note]:
    """A tagged record has no venue.

    Write the venue's short name, or `arXiv` for a preprint.
    """
    if _curated(paper) and paper.venue is None:
        yield Note((), "no venue", "Add 'venue: ...', 'arXiv' for a preprint")


@record_rule(Paper, "C005", WARNING)
def authors_missing(_survey: Survey, paper: Paper) -> Iterator[Note]:
    """A tagged record names no author.

    Take all authors from the paper's page, in its order; never from memory.
    """
    if _curated(paper) and not paper.authors:
        yield Note(("authors",), "no author", 'Add all of them as "Family, Given"')


@record_rule(Paper, "C006", WARNING)
def link_to_paper_missing(_survey: Survey, paper: Paper) -> Iterator[Note]:
    """A tagged record has neither an identifier nor a link to the paper.

    Readers cannot reach the paper. Add an identifier, or the page under `links.paper`.
    """
    if _curated(paper) and paper.url is None:
        yield Note((), "no identifier and no paper link", "Add one under 'ids', or 'links: {paper: ...}'")


@record_rule(Paper, "C007", ERROR)
def reviewer_missing(_survey: Survey, paper: Paper) -> Iterator[Note]:
    """A reviewed record does not name the kind of reviewer.

    Readers should know whether a person checked it. Add `by: person` or `by: machine-assisted` under curation.
    """
    if paper.curation.status == "reviewed" and paper.curation.by is None:
        yield Note(("curation",), "status 'reviewed' without 'by'", "Add 'by: person' or 'by: machine-assisted'")


@record_rule(Paper, "C010", ERROR)
def confirmation_without_status(_survey: Survey, paper: Paper) -> Iterator[Note]:
    """The status `reviewed` and the people who confirmed the record do not go together.

    `reviewed` means that a person compared the record with the paper; `curation.confirmed` says who and when. Write both or
    neither. The form "Confirm or dispute a record" writes both.
    """
    reviewed, names = paper.curation.status == "reviewed", len(paper.confirmed)
    if reviewed and not names:
        repair = "Add 'confirmed: [{by: NAME, role: reader, date: DATE}]' under curation, or write status 'tagged'"
        yield Note(("curation", "status"), "status 'reviewed' without 'confirmed'", repair)
    elif names and not reviewed:
        found = f"'confirmed' with status '{paper.curation.status}'"
        yield Note(("curation", "confirmed"), found, "Write 'status: reviewed' under curation")


@record_rule(Paper, "C011", ERROR)
def confirmed_before_added(_survey: Survey, paper: Paper) -> Iterator[Note]:
    """A record was confirmed before it was added.

    One of the two days is wrong. Correct the one that is; the issue with the confirmation has its day.
    """
    for confirmation in paper.confirmed:
        if confirmation.date < paper.added:
            yield Note(
                ("curation", "confirmed"),
                f"confirmed on {confirmation.date}, added on {paper.added}",
                "Correct the day",
            )


@record_rule(Paper, "C008", WARNING)
def basis_is_a_list(_survey: Survey, paper: Paper) -> Iterator[Note]:
    """A record counts as tagged, but its tags come only from a list.

    A heading of a list is only a hint. Read the title or the abstract and set `basis`, or set the status to `imported`.
    """
    if _curated(paper) and paper.curation.basis == "list":
        found = f"status '{paper.curation.status}' with basis 'list'"
        yield Note(("curation", "basis"), found, "Write 'title', 'abstract' or 'paper', or status 'imported'")


@record_rule(Paper, "C009", WARNING)
def summary_of_a_title(_survey: Survey, paper: Paper) -> Iterator[Note]:
    """There is a summary, although only the title was read.

    A summary from a title is a guess. Leave it out, or read the abstract and set `basis`.
    """
    if paper.summary and not paper.read:
        yield Note(("summary",), f"a summary with basis '{paper.curation.basis}'", "Remove it, or read the abstract")


def _curated(paper: Paper) -> bool:
    return paper.curation.status != "imported"
