"""Divide the generated pages and their files into parts, each with the sum of what it shows.

A part whose sum is that of the last build is not made again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial

from vlm_survey.analysis.related import RelatedPapers
from vlm_survey.analysis.starting_points import Starts
from vlm_survey.chapters.citations import discussions
from vlm_survey.citations import References
from vlm_survey.exports import FORMATS, Entries, Format
from vlm_survey.figures.charts.field_plot import FieldPlot, field_plot
from vlm_survey.model import Paper
from vlm_survey.render.chapters.learning import path_view, term_diagram
from vlm_survey.render.data.downloads import Script, entry_scripts, paper_files, reference_scripts, term_files
from vlm_survey.render.metadata.feed import FeedEntries, term_feed
from vlm_survey.render.pages.catalogue.pages import catalogue_of_paper, catalogue_pages
from vlm_survey.render.pages.collections import Collection, collection_page, collections, papers_page
from vlm_survey.render.pages.page import Page
from vlm_survey.render.pages.paper import paper_page
from vlm_survey.render.pages.terms import above_term, axis_page, term_page
from vlm_survey.render.pages.years import year_pages
from vlm_survey.render.part import BuildMemory, PageContext, Part, lazy_sum
from vlm_survey.render.sums import Sums, sum_of
from vlm_survey.survey import Survey
from vlm_survey.taxonomy import Axis, Term


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
        self._memory = memory
        self._near = memory.cached_value("related", self._sums.places, self._nearest)

    def of_format(self, form: Format) -> Iterator[Part]:
        """Give a part for each script with entries of a format."""
        yield from _of_scripts(entry_scripts(self._survey, form, self._entries), self._sums.entries)

    def of_references(self) -> Iterator[Part]:
        """Give a part for each script with references in a citation style."""
        sums_by_paper = {
            key: sum_of(*(by_key[key] for by_key in self._references.values())) for key in self._sums.papers
        }
        yield from _of_scripts(reference_scripts(self._survey, self._references), sums_by_paper)

    def of_papers(self) -> Iterator[Part]:
        """Give the parts of papers, and those of all that list papers."""
        yield from self._papers()
        yield from self._axes()
        yield from self._collections()

    def _nearest(self) -> dict[str, list[str]]:
        kinship = RelatedPapers(self._survey)
        return {paper.key: [neighbour.key for neighbour in kinship.nearest(paper)] for paper in self._survey.papers}

    def _papers(self) -> Iterator[Part]:
        """Give two parts a paper: its page, and its files in the export formats."""
        page, frames = self._shared.template_sum("paper.html"), sum_of(repr(self._frames))
        for paper in self._survey.papers:
            path, own_sum = f"papers/{paper.key}/", partial(self._own, paper)
            yield Part(
                path, lazy_sum(page, own_sum, partial(self._around, paper)), pages=partial(self._paper_page, paper)
            )
            yield Part(
                f"{path}*", lazy_sum(frames, own_sum), files=partial(paper_files, paper, self._frames, self._entries)
            )

    def _own(self, paper: Paper) -> Iterator[object]:
        """Give the sums of what the record of `paper` says, and of what its words mean."""
        sums = self._sums
        yield sums.papers[paper.key]
        yield sums.venues[paper.venue]
        yield self._survey.dataset_names(paper, "introduces")
        tags = self._survey.taxonomy.tagged(paper.tags)  # in the order of the page, which is that of the taxonomy
        yield from (sums.terms[axis.id, term.id] for axis, terms in tags for term in terms)

    def _around(self, paper: Paper) -> Iterator[object]:
        """Give the sums of what else the page of `paper` shows: other records, citations, chapters, references."""
        sums, key = self._sums, paper.key
        yield repr(catalogue_of_paper(self._survey, paper))
        yield repr(self._discussed.get(key, ()))
        yield from (sums.facts[other] for other in self._near[key])
        yield from (by_key[key] for by_key in self._references.values())
        yield from (sums.lists.get(listing.list) for listing in paper.listed)
        graph = self._survey.citations
        yield from (graph.count(key), graph.asked(key))
        for other in (*graph.cites(key), "", *graph.cited_by(key)):
            yield from (sums.facts.get(other), len(graph.cited_by(other)))

    def _paper_page(self, paper: Paper) -> list[Page]:
        related = [self._survey.papers_by_key[key] for key in self._near[paper.key]]
        discussed, bibtex = self._discussed.get(paper.key, ()), self._entries["bibtex"][paper.key]
        return [paper_page(self._survey, related, paper, discussed, bibtex)]

    def of_catalogue(self) -> Iterator[Part]:
        """Give a part for each data set, model, result table and reading path, with the sum of its template data."""
        paths = (
            Page(f"paths/{path.id}/", path.title, path.about, "path.html", path_view(self._survey, path))
            for path in self._survey.paths
        )
        for page in (*catalogue_pages(self._survey, self._discussed), *paths):
            around = (self._shared.template_sum(page.template), self._shared.head(page))
            made_of = partial(sum_of, *around, repr(page), self._survey.snapshot)
            yield Part(page.path, made_of, partial(list, [page]))

    def _axes(self) -> Iterator[Part]:
        """Give a part for each axis, and two for each term: its pages, and its files and feed."""
        survey, sums = self._survey, self._sums
        plot, starts, entry_of = field_plot(survey.core), Starts(survey), FeedEntries(survey, self._shared.site)
        shared_sums = (sums.other, sums.places)
        axis_sum, term_sum = self._shared.template_sum("axis.html"), self._shared.template_sum("term.html", "year.html")
        for axis in survey.taxonomy:
            yield Part(f"{axis.id}/", partial(sum_of, axis_sum, *shared_sums), partial(_one, axis_page, survey, axis))
            for term in axis:
                path, listed = f"{axis.id}/{term.id}/", partial(self._listed, term, starts)
                make = partial(self._term_pages, axis, term, plot, starts)
                yield Part(path, lazy_sum(term_sum, *shared_sums, listed), pages=make)
                files = partial(self._term_files, axis, term, entry_of)
                made_of = lazy_sum(repr(self._frames), self._shared.site, partial(self._exported, term))
                yield Part(f"{path}*", made_of, files=files)

    def _listed(self, term: Term, starts: Starts) -> Iterator[str]:
        """Give the sums of the papers as the pages of `term` show them."""
        facts = self._sums.facts_of(self._survey.tagged(term.axis, term.id))
        yield facts
        yield self._sums.every_fact if term_diagram(self._survey, term) else ""
        yield self._summaries(term, facts, starts)

    def _exported(self, term: Term) -> Iterator[str]:
        """Give the sums of `term` and of its papers in the export formats."""
        yield self._sums.terms[term.axis, term.id]
        yield from (self._sums.entries[paper.key] for paper in self._survey.tagged(term.axis, term.id))

    def _summaries(self, term: Term, facts: str, starts: Starts) -> str:
        """Return the sum of the papers whose summaries the page of `term` shows: those to start with, or else all."""
        papers = {paper.key: paper for paper in self._survey.tagged(term.axis, term.id)}

        def chosen() -> dict[str, list[str]]:
            start = starts.of_term(term)
            return {"keys": [pick.paper.key for pick in start.picks] if start else [*papers]}

        made_of = sum_of(self._sums.other, facts)
        keys = self._memory.cached_value(f"summaries {term.axis}/{term.id}", made_of, chosen)["keys"]
        return self._sums.of_papers(papers[key] for key in keys)

    def _term_pages(self, axis: Axis, term: Term, plot: FieldPlot | None, starts: Starts) -> list[Page]:
        page = term_page(self._survey, axis, term, plot, starts)
        return [page, *year_pages(page, above_term(axis, term), f"{axis.id}={term.id}")]

    def _term_files(self, axis: Axis, term: Term, entry_of: FeedEntries) -> Iterator[tuple[str, str]]:
        yield from term_files(self._survey, axis, term, self._frames, self._entries)
        yield from term_feed(self._survey, axis, term, entry_of)

    def _collections(self) -> Iterator[Part]:
        """Give a part for each named set of papers, and one for the years of all papers."""
        shared = sum_of(self._shared.template_sum("collection.html", "year.html"), self._sums.other)
        for collection in collections(self._survey).values():
            facts = partial(self._facts, collection.papers)
            made_of = lazy_sum(shared, collection.title, collection.means, collection.question, facts)
            yield Part(collection.path, made_of, partial(_collection_pages, collection))
        all_sums = partial(sum_of, shared, self._sums.every_fact)
        yield Part("papers/*", all_sums, partial(_years_of_all, self._survey))

    def _facts(self, papers: Iterable[Paper]) -> Iterator[str]:
        yield self._sums.facts_of(papers)


def _one(make: Callable[..., Page], *arguments: object) -> list[Page]:
    return [make(*arguments)]


def _of_scripts(scripts: Iterable[Script], sums: Mapping[str, str]) -> Iterator[Part]:
    """Give a part for each of `scripts`; `sums` are those of what papers have in them, by key."""
    for script in scripts:
        made_of = partial(sum_of, repr(script.frames), *(sums[key] for key in script.keys))
        yield Part(script.path, made_of, files=partial(_file, script))


def _file(script: Script) -> list[tuple[str, str]]:
    return [(script.path, script.text())]


def _collection_pages(collection: Collection) -> list[Page]:
    page = collection_page(collection)
    return [page, *year_pages(page, (("Papers", "papers/"),), collection.question)]


def _years_of_all(survey: Survey) -> list[Page]:
    page = Page("papers/", "All papers", "Every paper of this index.", "", papers_page(survey))
    return [*year_pages(page, ())]
