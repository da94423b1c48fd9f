"""Divide the generated pages and their files into parts, each with the sum of what it shows.

A part whose sum is that of the last build is not made again.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, NamedTuple, Protocol

from vlm_survey.chapters.citations import discussions
from vlm_survey.citations import References
from vlm_survey.exports import FORMATS, Entries, Format
from vlm_survey.figures.charts.field_plot import FieldPlot, field_plot
from vlm_survey.model import Paper
from vlm_survey.render.chapters.learning import path_view, term_diagram
from vlm_survey.render.content.related import RelatedPapers
from vlm_survey.render.content.starting_points import Starts
from vlm_survey.render.data.downloads import Script, entry_scripts, paper_files, reference_scripts, term_files
from vlm_survey.render.metadata.feed import FeedEntries, term_feed
from vlm_survey.render.pages.catalogue.pages import catalogue_of_paper, catalogue_pages
from vlm_survey.render.pages.collections import Collection, collection_page, collections, papers_page
from vlm_survey.render.pages.page import Page
from vlm_survey.render.pages.paper import paper_page
from vlm_survey.render.pages.terms import above_term, axis_page, term_page
from vlm_survey.render.pages.years import year_pages
from vlm_survey.render.sums import Sums, sum_of
from vlm_survey.survey import Survey
from vlm_survey.taxonomy import Axis, Term


class PartOutput(NamedTuple):
    """The output of a part: the paths of its files, and the day of each of its pages for the sitemap."""

    files: list[str]
    days: dict[str, dt.date | None]


class BuildMemory(Protocol):
    """The results of the last build, and those of this build for the next one."""

    def reuse(self, name: str, made_of: str) -> PartOutput | None:
        """Return the output of the part `name` from the last build if content and files have not changed; else None."""

    def store(self, name: str, made_of: str, made: PartOutput) -> None:
        """Record the output of the part `name`, whose files were written."""

    def cached_value(self, name: str, made_of: str, make: Callable[[], Mapping[str, Any]]) -> Mapping[str, Any]:
        """Return `make()` (plain JSON values), or its result in the last build if `made_of` has not changed."""

    def cached_texts(self, name: str, made_of: Mapping[str, str], make: Callable[[str], str]) -> Mapping[str, str]:
        """Return `make(key)` for each key, or its result in the last build if `made_of` of the key has not changed."""


@dataclass(frozen=True, slots=True)
class Part:
    """Pages and files that are made together; `made_of` is the sum of all that they show."""

    name: str
    made_of: str
    pages: Callable[[], Iterable[Page]] = tuple
    files: Callable[[], Iterable[tuple[str, str]]] = tuple


class PageContext(Protocol):
    """What pages share: templates, the shell, and the addresses of the website."""

    @property
    def site(self) -> str:
        """The address of the website."""

    def template_sum(self, *templates: str) -> str:
        """Return the sum of `templates`, of all that they include, and of everything around a page."""

    def head(self, page: Page) -> str:
        """Return the lines for the head of `page`."""


class Parts:
    """The parts of the website of a survey. Nothing is made until a part is asked for its pages or files."""

    def __init__(
        self,
        survey: Survey,
        sums: Sums,
        entries: Entries,
        references: References,
        memory: BuildMemory,
        shared: PageContext,
    ) -> None:
        """Prepare the parts. `entries` are those of all papers in each export format."""
        self._survey, self._entries, self._references, self._shared = survey, entries, references, shared
        self._sums, self._discussed = sums, discussions(survey)
        self._frames = {form.id: form.frame(survey) for form in FORMATS.values() if form.each}
        self._near = memory.cached_value("related", self._sums.places, self._nearest)

    def of_format(self, form: Format) -> Iterator[Part]:
        """Give a part for each script with entries of a format."""
        yield from _of_scripts(entry_scripts(self._survey, form, self._entries), self._sums.entries)

    def of_references(self) -> Iterator[Part]:
        """Give a part for each script with references in a citation style."""
        every = {key: sum_of(*(by_key[key] for by_key in self._references.values())) for key in self._sums.papers}
        yield from _of_scripts(reference_scripts(self._survey, self._references), every)

    def __iter__(self) -> Iterator[Part]:
        yield from self._papers()
        yield from self._catalogue()
        yield from self._axes()
        yield from self._collections()

    def _nearest(self) -> dict[str, list[str]]:
        kinship = RelatedPapers(self._survey)
        return {paper.key: [near.key for near in kinship.nearest(paper)] for paper in self._survey.papers}

    def _papers(self) -> Iterator[Part]:
        """Give two parts a paper: its page, and its files in the export formats."""
        page, frames = self._shared.template_sum("paper.html"), sum_of(repr(self._frames))
        for paper in self._survey.papers:
            own = sum_of(*self._own(paper))
            path = f"papers/{paper.key}/"
            yield Part(path, sum_of(page, own, *self._around(paper)), pages=partial(self._paper_page, paper))
            yield Part(f"{path}*", sum_of(frames, own), files=partial(paper_files, paper, self._frames, self._entries))

    def _own(self, paper: Paper) -> Iterator[object]:
        """Give the sums of what the record of `paper` says, and of what its words mean."""
        sums = self._sums
        yield sums.papers[paper.key]
        yield sums.venues[paper.venue]
        yield self._survey.dataset_names(paper, "introduces")
        yield from (sums.terms.get((axis, term)) for axis, terms in paper.tags.items() for term in terms)

    def _around(self, paper: Paper) -> Iterator[object]:
        """Give the sums of what else the page of `paper` shows: other records, citations, chapters, references."""
        sums, key = self._sums, paper.key
        yield repr(catalogue_of_paper(self._survey, paper))
        yield repr(self._discussed.get(key, ()))
        yield from (sums.papers[other] for other in self._near[key])
        yield from (by_key[key] for by_key in self._references.values())
        yield from (sums.lists.get(one.list) for one in paper.listed)
        graph = self._survey.citations
        yield from (graph.count(key), graph.asked(key))
        for other in (*graph.cites(key), "", *graph.cited_by(key)):
            yield from (sums.papers.get(other), len(graph.cited_by(other)))

    def _paper_page(self, paper: Paper) -> list[Page]:
        related = [self._survey.papers_by_key[key] for key in self._near[paper.key]]
        discussed, bibtex = self._discussed.get(paper.key, ()), self._entries["bibtex"][paper.key]
        return [paper_page(self._survey, related, paper, discussed, bibtex)]

    def _catalogue(self) -> Iterator[Part]:
        """Give a part for each data set, model, result table and reading path, by what its template is given."""
        paths = (
            Page(f"paths/{path.id}/", path.title, path.about, "path.html", path_view(self._survey, path))
            for path in self._survey.paths
        )
        for page in (*catalogue_pages(self._survey, self._discussed), *paths):
            around = (self._shared.template_sum(page.template), self._shared.head(page))
            made_of = sum_of(*around, repr(page), self._survey.snapshot)
            yield Part(page.path, made_of, partial(list, [page]))

    def _axes(self) -> Iterator[Part]:
        """Give a part for each axis and for each term, with the term's files and feed."""
        survey, sums = self._survey, self._sums
        drawn, starts, entry_of = field_plot(survey.core), Starts(survey), FeedEntries(survey, self._shared.site)
        every = (sums.other, sums.places)
        axis_sum, term_sum = self._shared.template_sum("axis.html"), self._shared.template_sum("term.html", "year.html")
        for axis in survey.taxonomy:
            yield Part(f"{axis.id}/", sum_of(axis_sum, *every), partial(_one, axis_page, survey, axis))
            for term in axis:
                papers = survey.tagged(axis.id, term.id)
                drawing = sums.every_paper if term_diagram(survey, term) else ""
                yield Part(
                    f"{axis.id}/{term.id}/",
                    sum_of(term_sum, *every, repr(self._frames), drawing, sums.of_papers(papers)),
                    partial(self._term_pages, axis, term, drawn, starts),
                    partial(self._term_files, axis, term, entry_of),
                )

    def _term_pages(self, axis: Axis, term: Term, drawn: FieldPlot | None, starts: Starts) -> list[Page]:
        page = term_page(self._survey, axis, term, drawn, starts)
        return [page, *year_pages(page, above_term(axis, term), f"{axis.id}={term.id}")]

    def _term_files(self, axis: Axis, term: Term, entry_of: FeedEntries) -> Iterator[tuple[str, str]]:
        yield from term_files(self._survey, axis, term, self._frames, self._entries)
        yield from term_feed(self._survey, axis, term, entry_of)

    def _collections(self) -> Iterator[Part]:
        """Give a part for each named set of papers, and one for the years of all papers."""
        shared = sum_of(self._shared.template_sum("collection.html", "year.html"), self._sums.other)
        for one in collections(self._survey).values():
            made_of = sum_of(shared, one.title, one.means, one.question, self._sums.of_papers(one.papers))
            yield Part(one.path, made_of, partial(_collection_pages, one))
        yield Part("papers/*", sum_of(shared, self._sums.every_paper), partial(_years_of_all, self._survey))


def _one(make: Callable[..., Page], *given: object) -> list[Page]:
    return [make(*given)]


def _of_scripts(scripts: Iterable[Script], sums: Mapping[str, str]) -> Iterator[Part]:
    """Give a part for each of `scripts`; `sums` are those of what papers have in them, by key."""
    for one in scripts:
        made_of = sum_of(repr(one.frames), *(sums[key] for key in one.keys))
        yield Part(one.path, made_of, files=partial(_file, one))


def _file(script: Script) -> list[tuple[str, str]]:
    return [(script.path, script.text())]


def _collection_pages(one: Collection) -> list[Page]:
    page = collection_page(one)
    return [page, *year_pages(page, (("Papers", "papers/"),), one.question)]


def _years_of_all(survey: Survey) -> list[Page]:
    every = Page("papers/", "All papers", "Every paper of this index.", "", papers_page(survey))
    return [*year_pages(every, ())]
