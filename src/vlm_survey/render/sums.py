"""Sums of what pages show, by which a build can tell that a page would be the same as before.

A sum is a SHA-256 of texts, and of the text forms of values that are no records. A page that shows whole records of papers
uses the sums in `papers`; a page with lists, counts or drawings uses those in `facts`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import fields
from functools import cached_property
from hashlib import sha256

from jinja2 import Environment, TemplateNotFound

from vlm_survey.model import ROLES, Paper, Record
from vlm_survey.survey import Survey

_LEFT_OUT = ("records", "files", "problems", "today", "salvaged", "root", "kinds", "pages", "harvested")
"""The fields of a survey that hold its records, that no page shows, or (the last two) that are shown by paper."""

_REFERENCE = re.compile(
    r"\{%[-+]?\s*(?:extends|include|import|from)\b"
    r"""(?:\s*(?P<quote>["'])(?P<name>[^"']+)(?P=quote)\s*(?:[-+]?%\}|(?:as|import|ignore|with|without)\b))?"""
)
"""A statement of a template that uses another one; without a name if the name is computed."""
_PROSE = {"summary", "notes", "sources"}
"""The fields of a paper that its page, exports and few other pages show. Whether it has a summary matters to more."""


def sum_of(*values: object) -> str:
    """Return the sum of `values`: texts and plain values, whose text form says all of them."""
    return sha256("\0".join(map(str, values)).encode("utf-8", "surrogatepass")).hexdigest()


class Sums:
    """The sums of the parts of a survey, each computed once."""

    def __init__(self, survey: Survey) -> None:
        self._survey = survey
        self.papers = {paper.key: self._record(paper) for paper in survey.papers}

    def _record(self, record: Record) -> str:
        file = self._survey.files.get(record.key)
        return sum_of(file.path, file.text) if file else sum_of(repr(record))

    def of_papers(self, papers: Iterable[Paper]) -> str:
        """Return the sum of whole records of `papers`, in the order given."""
        return sum_of(*(self.papers[paper.key] for paper in papers))

    def facts_of(self, papers: Iterable[Paper]) -> str:
        """Return the sum of the facts of `papers`, in the order given."""
        return sum_of(*(self.facts[paper.key] for paper in papers))

    @cached_property
    def facts(self) -> dict[str, str]:
        """The sum of what lists, counts and drawings use of each paper, by key: all but its summary, notes and sources."""
        return {
            paper.key: sum_of(bool(paper.summary), paper.model_dump_json(exclude=_PROSE))
            for paper in self._survey.papers
        }

    @cached_property
    def every_fact(self) -> str:
        """The sum of the facts of all papers and of everything but papers, but of no hand-written page."""
        return sum_of(self.facts_of(self._survey.papers), self.other, repr(self._survey.harvested))

    @cached_property
    def texts(self) -> str:
        """The sum of all hand-written texts, and of what their citations and directives can ask for."""
        return sum_of(self.every_fact, repr(self._survey.pages))

    @cached_property
    def everything(self) -> str:
        """The sum of the whole survey."""
        return sum_of(self.texts, self.every_paper)

    @cached_property
    def entries(self) -> dict[str, str]:
        """The sum of what the entries of each paper in the export formats show, without the head of a file, by key."""
        return {paper.key: self._entries(paper) for paper in self._survey.papers}

    def _entries(self, paper: Paper) -> str:
        names = [self._survey.dataset_names(paper, role) for role in ROLES]
        return sum_of(self.papers[paper.key], self.venues[paper.venue], self._taxonomy, names)

    @cached_property
    def cited(self) -> dict[str, str]:
        """The sum of what a reference to each paper is made from, by key."""
        return {paper.key: sum_of(self.papers[paper.key], self.venues[paper.venue]) for paper in self._survey.papers}

    @cached_property
    def _taxonomy(self) -> str:
        return sum_of(repr(self._survey.taxonomy))

    @cached_property
    def every_paper(self) -> str:
        """The sum of the records of all papers."""
        return self.of_papers(self._survey.papers)

    @cached_property
    def other(self) -> str:
        """The sum of everything but papers, hand-written pages and citations."""
        shared = (getattr(self._survey, field.name) for field in fields(self._survey) if field.name not in _LEFT_OUT)
        records = (self._record(record) for record in self._survey.records if not isinstance(record, Paper))
        return sum_of(*map(repr, shared), *records)

    @cached_property
    def places(self) -> str:
        """The sum of what counts and drawings use of all papers: their terms and dates."""
        rows = (
            (paper.key, paper.year, paper.month, paper.ids.arxiv, paper.scope, paper.tags, paper.added, paper.updated)
            for paper in self._survey.papers
        )
        return sum_of(*rows)

    @cached_property
    def terms(self) -> dict[tuple[str, str], str]:
        """The sum of each term with the names of its axis, by (axis, term), in reading order."""
        return {
            (axis.id, term.id): sum_of(axis.id, axis.label, repr(term))
            for axis in self._survey.taxonomy
            for term in axis
        }

    @cached_property
    def lists(self) -> dict[str, str]:
        """The sum of each source list, by its id."""
        return {key: sum_of(repr(source_list)) for key, source_list in self._survey.lists.items()}

    @cached_property
    def venues(self) -> dict[str | None, str]:
        """The sum of each venue of a paper, by its name in the records."""
        venues = self._survey.venues
        names = {paper.venue for paper in self._survey.papers}
        return {name: sum_of(repr(venues.get(name)), venues.kind(name)) for name in names}


def template_sum(jinja: Environment, *names: str) -> str:
    """Return the sum of templates and of all that they include or import."""
    return sum_of(*_sources(jinja, list(names)))


def _sources(jinja: Environment, waiting: list[str]) -> Iterator[str]:
    """Give name and text of each template. One that is not there counts too: it may be added."""
    seen: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name in seen or jinja.loader is None:
            continue
        seen.add(name)
        try:
            text = jinja.loader.get_source(jinja, name)[0]
        except TemplateNotFound:
            yield f"{name} is not there"
            continue
        yield from (name, text)
        references = _templates_in(text)
        # A name that is computed can be that of any template.
        waiting += jinja.list_templates() if None in references else [name for name in references if name]


def _templates_in(text: str) -> list[str | None]:
    """Return the templates that a template includes or imports, None for a computed name."""
    return [match["name"] for match in _REFERENCE.finditer(text)]
