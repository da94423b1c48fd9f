"""Build the page of a paper: description, links, citation, and related pages."""

from __future__ import annotations

from collections.abc import Sequence

from vlm_survey.analysis.history import events_of
from vlm_survey.chapters.citations import Discussion
from vlm_survey.exports.latex.bibtex import entry as bibtex_entry
from vlm_survey.model import Paper
from vlm_survey.render.entries import byline, entry, venue_and_year
from vlm_survey.render.pages.catalogue.pages import catalogue_of_paper
from vlm_survey.render.pages.citations import citations_of
from vlm_survey.render.pages.collections import list_slug
from vlm_survey.render.pages.page import Page
from vlm_survey.survey import Survey

AUTHORS = 6
"""The number of authors shown before the fold."""


def paper_page(
    survey: Survey,
    related: Sequence[Paper],
    paper: Paper,
    discussed: Sequence[Discussion] = (),
    bibtex: str | None = None,
) -> Page:
    """Build the page of a paper: all known facts with sources, chapters that discuss it, and related pages.

    `bibtex` is its entry where it was made before.
    """
    file = survey.files.get(paper.key)
    names = [author.display for author in paper.authors]
    shown = len(names) if len(names) <= AUTHORS + 1 else AUTHORS
    view = {
        "paper": paper,
        "datasets": survey.dataset_names(paper, "introduces"),
        "catalogue": catalogue_of_paper(survey, paper),
        "discussed": discussed,
        "key": paper.key,
        "authors": {"first": names[:shown], "rest": names[shown:]},
        "place": venue_and_year(paper),
        "venue": survey.venues.get(paper.venue),
        "tags": survey.taxonomy.tagged(paper.tags),
        "links": [*paper.links.present().items()],
        "ids": [*paper.ids.present().items()],
        "bibtex": bibtex or bibtex_entry(survey, paper),
        "history": [event for event in events_of(paper) if event.kind != "added"],
        "citations": citations_of(survey, paper),
        "related": [entry(other) for other in related],
        "listed": [(survey.lists.get(listing.list), list_slug(listing.list), listing) for listing in paper.listed],
        "file": file.path if file else None,
    }
    description = (
        paper.summary or " · ".join(part for part in (byline(paper), venue_and_year(paper)) if part) or paper.title
    )
    return Page(f"papers/{paper.key}/", paper.title, description, "paper.html", view)
