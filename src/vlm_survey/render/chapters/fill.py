"""Fill the marks in the pages that MkDocs made: citations, answers, figures and references."""

from __future__ import annotations

import re
from collections.abc import Callable, Container
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from vlm_survey.chapters.citations import Reference, cited_records, references
from vlm_survey.chapters.marks import Citation, Directive, Unreadable, find_marks
from vlm_survey.chapters.sources import Source
from vlm_survey.model import Paper, Person
from vlm_survey.render.chapters.answers import answer_view
from vlm_survey.render.chapters.facts import chapter_head, chapters_beside, subjects_of_chapter
from vlm_survey.render.chapters.terms import link_terms
from vlm_survey.render.record_page import record_page
from vlm_survey.render.shell import root_of
from vlm_survey.survey import Survey

if TYPE_CHECKING:
    from jinja2 import Environment

AUTHORS = 6
"""The number of authors in a reference."""

_MARK = re.compile(r"<p>\s*@@mark-(?P<block>[a-z]+|\d+)@@\s*</p>|@@mark-(?P<name>[a-z]+|\d+)@@")


@dataclass(frozen=True, slots=True)
class _Page:
    """A text while it is filled: the data of its templates, and its citations."""

    survey: Survey
    source: Source
    jinja: Environment
    cites: dict[str, Reference]
    pages: Container[str]

    @property
    def root(self) -> str:
        return root_of(self.source.page)

    def render(self, template: str, **view: Any) -> str:
        return self.jinja.get_template(f"answers/{template}.html").render(view, root=self.root, page_of=self.page_of)

    def page_of(self, key: str) -> str | None:
        page = record_page(self.survey, key)
        return page if page in self.pages else None


def fill_marks(survey: Survey, source: Source, html: str, jinja: Environment, pages: Container[str]) -> str:
    """Return the page that MkDocs made of `source`, with every mark filled and terms linked on first use.

    `pages` are the paths of all pages of the website; a record without a page is named but not linked. Raises
    SurveyError for a directive without an answer.
    """
    page = _Page(survey, source, jinja, references(cited_records(survey, source)), pages)
    marks = {str(number): mark for number, mark in enumerate(find_marks(source.text))}

    def fill(match: re.Match[str]) -> str:
        name = match["block"] or match["name"]
        body, inline = (_named_answer(page, name), False) if name in _NAMED else _mark_content(page, marks[name], name)
        return f"<p>{body}</p>" if match["block"] and inline else body

    filled = _MARK.sub(fill, html)
    return link_terms(survey, filled, page.root) if source.chapter else filled


def has_marks(html: str) -> bool:
    """Return whether a page that MkDocs made has marks of citations or directives."""
    return _MARK.search(html) is not None


@dataclass(frozen=True, slots=True)
class ReferenceLine:
    """A line of a reference list; `page`, `where` and `out` are None if unknown."""

    key: str
    who: str
    year: str
    title: str
    page: str | None
    where: str | None
    out: str | None


def reference_line(survey: Survey, reference: Reference, page: str | None) -> ReferenceLine:
    """Return the reference line of a work: authors (up to six), year, title, `page` on this website, venue, and address."""
    record = reference.record
    venue = survey.venues.get(getattr(record, "venue", None))
    return ReferenceLine(
        record.key,
        _people(record) if isinstance(record, Paper) else "",
        reference.year,
        record.label,
        page,
        venue.full if venue else getattr(record, "venue", None),
        getattr(record, "url", None) or getattr(record, "home", None),
    )


def _people(paper: Paper) -> str:
    """Return authors in the style of medical journals: "Li C, Wong C, et al."."""
    names = [f"{author.family} {_initials(author)}".strip() for author in paper.authors[:AUTHORS]]
    return ", ".join([*names, "et al"] if len(paper.authors) > AUTHORS else names)


def _initials(person: Person) -> str:
    return (
        person.given
        if not person.given.isascii() and len(person.given) < 3
        else "".join(re.findall(r"\b\w", person.given)).upper()
    )


def _mark_content(page: _Page, mark: Citation | Directive | Unreadable, name: str) -> tuple[str, bool]:
    """Return the content for a mark, and whether it is text within a paragraph."""
    if isinstance(mark, Directive):
        template, view = answer_view(page.survey, mark, f"{page.source.page.strip('/').replace('/', '-')}-{name}")
        return page.render(template, **view), template == "words"
    works = mark.works if isinstance(mark, Citation) else ()
    rows = [(page.survey.record(work.key), work) for work in works]
    is_named = isinstance(mark, Citation) and mark.named
    cited_works = [(record, page.cites.get(record.key), work) for record, work in rows]
    return page.render("citation", works=cited_works, named=is_named), True


def _named_answer(page: _Page, name: str) -> str:
    template, view = _NAMED[name](page)
    return page.render(template, **view)


def _references(page: _Page) -> tuple[str, dict[str, Any]]:
    return "references", {
        "references": [
            reference_line(page.survey, reference, page.page_of(reference.record.key))
            for reference in page.cites.values()
        ]
    }


_NAMED: dict[str, Callable[[_Page], tuple[str, dict[str, Any]]]] = {
    "references": _references,
    "head": lambda page: ("head", chapter_head(page.survey, page.source)),
    "about": lambda page: ("about", subjects_of_chapter(page.survey, page.source)),
    "next": lambda page: ("next", chapters_beside(page.survey, page.source)),
}
"""The functions that fill marks by name; their templates are in templates/site/answers/."""
