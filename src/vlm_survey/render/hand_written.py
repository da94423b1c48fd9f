"""Fill the marks in the hand-written pages that MkDocs rendered. Each page is a part, with the sum of what it shows."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from vlm_survey.chapters.marks import Directive, find_marks
from vlm_survey.chapters.sources import Source, sources
from vlm_survey.errors import BuildError
from vlm_survey.model import Paper
from vlm_survey.render.chapters import learning as learn
from vlm_survey.render.chapters.fill import fill_marks, has_marks
from vlm_survey.render.metadata.head import hand_written_graph
from vlm_survey.render.pages import data_tables as data_page
from vlm_survey.render.pages.about import credit, curation
from vlm_survey.render.pages.catalogue.overviews import datasets_overview, models_overview, results_overview
from vlm_survey.render.pages.collections import papers_page
from vlm_survey.render.pages.explorer import compare, explore
from vlm_survey.render.pages.home import home, newest_papers
from vlm_survey.render.pages.map import map_page
from vlm_survey.render.pages.new import new
from vlm_survey.render.pages.starting_points import points
from vlm_survey.render.pages.terms import browse, chinese_guide
from vlm_survey.render.pages.trends import trends
from vlm_survey.render.part import PageContext, Part, lazy_sum
from vlm_survey.render.shell import SHELL, root_of
from vlm_survey.render.sums import Sums
from vlm_survey.survey import Survey

if TYPE_CHECKING:
    from jinja2 import Environment

_MARK = re.compile(r"<!-- fill:([a-z-]+) -->")

FILLS: dict[str, Callable[[Survey], dict[str, Any]]] = {
    "home": home,
    "new": new,
    "papers": papers_page,
    "browse": lambda survey: browse(survey.core),
    "chinese": chinese_guide,
    "explore": explore,
    "compare": compare,
    "map": map_page,
    "trends": lambda survey: trends(survey.core),
    "credit": credit,
    "curation": curation,
    "points": points,
    "confirmed": curation,
    "fields": data_page.field_table,
    "formats": lambda _survey: {},
    "tables": data_page.tables,
    "unsigned": data_page.entries_without_author,
    "cite": data_page.cite,
    "forms": lambda _survey: {},
    "chapters": learn.overview,
    "glossary": learn.glossary,
    "paths": learn.paths,
    "searched": learn.search_log,
    "datasets": datasets_overview,
    "models": models_overview,
    "results": results_overview,
}
"""The data for each mark in hand-written pages, by the name in the mark."""
_SUMMARIES: dict[str, Callable[[Survey], Iterable[Paper]]] = {"home": newest_papers}
"""The papers whose summaries a mark shows."""
_WITH_SUMMARIES = "list"
"""The directive that shows summaries of papers."""


class HandWritten:
    """The pages that MkDocs rendered, with what fills their marks."""

    def __init__(self, survey: Survey, rendered: Mapping[str, str], jinja: Environment, shared: PageContext) -> None:
        """Prepare the pages; `rendered` is their text by path."""
        self._survey, self._rendered, self._jinja, self._shared = survey, rendered, jinja, shared
        self._sources = {f"{source.page}index.html": source for source in sources(survey)}

    @property
    def paths(self) -> set[str]:
        """The paths of the pages."""
        return {path.removesuffix("index.html") for path in self._rendered}

    def parts(self, sums: Sums, record_pages: Callable[[], Container[str]]) -> Iterator[Part]:
        """Give a part for each page. `record_pages` returns the paths of the pages of records; it is called for citations."""
        answers = [name for name in self._jinja.list_templates() if name.startswith("answers/")]
        for path, text in self._rendered.items():
            if path.endswith(".html") and path != SHELL:
                marks, cites = _MARK.findall(text), has_marks(text)
                source = self._sources.get(path)
                templates = [f"fill/{name}.html" for name in marks] + (answers if cites else [])
                made_of = lazy_sum(
                    self._shared.template_sum(*templates), text, partial(self._shown, marks, source, sums)
                )
                yield Part(
                    path.removesuffix("index.html"),
                    made_of,
                    files=partial(self._file, path, text, source, record_pages),
                )

    def _shown(self, marks: list[str], source: Source | None, sums: Sums) -> Iterator[str]:
        """Give the sums of what a page with `marks` shows of the survey."""
        directives = [mark.name for mark in find_marks(source.text) if isinstance(mark, Directive)] if source else []
        if _WITH_SUMMARIES in directives:
            yield sums.everything
        elif marks or source:
            yield sums.texts
        yield from (sums.of_papers(_SUMMARIES[name](self._survey)) for name in marks if name in _SUMMARIES)

    def _file(
        self, path: str, text: str, source: Source | None, record_pages: Callable[[], Container[str]]
    ) -> list[tuple[str, str]]:
        filled = _MARK.sub(partial(self._fill, path), text)
        page_paths = record_pages() if has_marks(text) else ()
        return [(path, fill_marks(self._survey, source, filled, self._jinja, page_paths) if source else filled)]

    def _fill(self, path: str, match: re.Match[str]) -> str:
        """Return what fills a mark of the page at `path`. Raises BuildError for an unknown mark."""
        name, folder = match.group(1), path.removesuffix("index.html")
        if name == "graph":
            return hand_written_graph(self._survey, self._shared.site, self._shared.repository, folder)
        if name not in FILLS:
            raise BuildError(f"no content for the mark '{name}'", where=path, repair=f"Write one of {', '.join(FILLS)}")
        return self._jinja.get_template(f"fill/{name}.html").render(FILLS[name](self._survey), root=root_of(folder))
