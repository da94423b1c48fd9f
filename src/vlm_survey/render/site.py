"""Make every published file of the website from the survey and the pages that MkDocs rendered, as text by path."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Container, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Protocol

from vlm_survey.chapters import glossary
from vlm_survey.chapters.sources import sources
from vlm_survey.citations import References
from vlm_survey.errors import BuildError
from vlm_survey.exports import FORMATS, DataFile, Entries, data_files
from vlm_survey.figures.charts.field_plot import field_plot
from vlm_survey.render.chapters import learning as learn
from vlm_survey.render.chapters.fill import fill_marks
from vlm_survey.render.chapters.prepare import remove_marks
from vlm_survey.render.compact import omit_end_tags
from vlm_survey.render.content.default_map import map_page
from vlm_survey.render.content.starting_points import points
from vlm_survey.render.content.trends import poorly_covered_years, trends
from vlm_survey.render.data.index_data import EXPLORER_DATA, index_files, places, script
from vlm_survey.render.data.page_index import page_index, word_index
from vlm_survey.render.metadata.about_site import llms, opensearch, robots, sitemap
from vlm_survey.render.metadata.coins import page_coins
from vlm_survey.render.metadata.dates import generated_day, hand_written_days
from vlm_survey.render.metadata.feed import feeds
from vlm_survey.render.metadata.head import hand_written_graph, head
from vlm_survey.render.pages import data_tables as data_page
from vlm_survey.render.pages.about import credit, curation
from vlm_survey.render.pages.catalogue.further_rows import further_pages
from vlm_survey.render.pages.catalogue.overviews import datasets_overview, models_overview, results_overview
from vlm_survey.render.pages.collections import papers_page
from vlm_survey.render.pages.data import data_index, explorer_file
from vlm_survey.render.pages.explorer import compare, explore
from vlm_survey.render.pages.home import home
from vlm_survey.render.pages.new import new
from vlm_survey.render.pages.page import Page
from vlm_survey.render.pages.terms import browse, chinese_guide
from vlm_survey.render.parts import BuildMemory, Part, PartOutput, Parts
from vlm_survey.render.record_page import record_page
from vlm_survey.render.redirect import redirect
from vlm_survey.render.shell import SHELL, Shell, root_of
from vlm_survey.render.sums import Sums, sum_of, template_sum
from vlm_survey.render.templates import set_globals
from vlm_survey.survey import Survey

if TYPE_CHECKING:
    from jinja2 import Environment


class Address(Protocol):
    """The addresses of the website (with a final slash) and of its repository (without)."""

    @property
    def site(self) -> str:
        """The website's address."""

    @property
    def repository(self) -> str:
        """The repository's address."""


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
_OVERVIEWS = {"models": models_overview, "data sets": datasets_overview, "results": results_overview}
"""The overviews that can have further pages, by the name of what they list."""


def site(
    survey: Survey,
    address: Address,
    rendered: Mapping[str, str],
    jinja: Environment,
    references: References,
    memory: BuildMemory,
    sums: Sums,
) -> Iterator[tuple[str, str | bytes]]:
    """Every file of the website that has to be written, by its path: generated pages, `rendered` pages filled, data and feeds.

    `rendered` holds the text files that MkDocs wrote, by path; `references` the papers as they are cited; `sums` those of
    `survey`. Files of parts that `memory` holds from the last build are left out. Raises BuildError if a mark in a page is
    not as expected.
    """
    set_globals(jinja, survey, references, site=address.site, repository=address.repository)
    filling = Filling(survey, address, jinja, Shell(omit_end_tags(_shell_text(rendered)), address.site))
    made = Entries(survey, lambda name, write: memory.cached_texts(name, sums.entries, write))
    days: dict[str, dt.date | None] = {}
    parts = Parts(survey, sums, made, references, memory, filling)
    for part in parts:
        yield from _make_part(survey, part, filling, memory, days)
    data: list[DataFile] = []
    forms = {form.file: form for form in FORMATS.values()}
    for file, raw in data_files(survey, made):
        data.append(file)
        yield f"data/{file.name}", raw
        if file.name in forms:
            for part in parts.of_format(forms[file.name]):
                yield from _make_part(survey, part, filling, memory, days)
            made.forget(forms[file.name].id)
    for path, text in index_files(survey):
        if path == EXPLORER_DATA:
            data.append(explorer_file(text))
        yield path, text
    listing = data_index(survey, data)
    days[listing.path] = generated_day(survey, listing.view)
    yield f"{listing.path}index.html", filling.page(listing)
    for name, overview in _OVERVIEWS.items():
        yield from _further_rows(filling, name, overview(survey), days, survey.snapshot)
    known = days.keys() | {path.removesuffix("index.html") for path in rendered}
    written = {f"{source.page}index.html": source for source in sources(survey)}
    for path, text in rendered.items():
        if path.endswith(".html") and path != SHELL:
            whole = _fill_hand_written(survey, address, path, text, jinja)
            yield path, fill_marks(survey, written[path], whole, jinja, known) if path in written else whole
    yield from _redirects(survey, known)
    for part in parts.of_references():
        yield from _make_part(survey, part, filling, memory, days)
    yield from _about_pages(survey, address, rendered, days, memory)


def _make_part(
    survey: Survey, part: Part, filling: Filling, memory: BuildMemory, days: dict[str, dt.date | None]
) -> Iterator[tuple[str, str]]:
    """Make the pages and files of `part` if the last build's cannot be used; add the days of its pages to `days`."""
    output = memory.reuse(part.name, part.made_of)
    if output is None:
        output = PartOutput([], {})
        for page in part.pages():
            output.days[page.path] = generated_day(survey, page.view)
            output.files.append(f"{page.path}index.html")
            yield f"{page.path}index.html", filling.page(page)
        for path, text in part.files():
            output.files.append(path)
            yield path, text
        memory.store(part.name, part.made_of, output)
    days |= output.days


class Filling:
    """Fills pages into the shell."""

    def __init__(self, survey: Survey, address: Address, jinja: Environment, shell: Shell) -> None:
        self._survey, self._jinja, self._shell, self.site = survey, jinja, shell, address.site
        self._where = {"site": address.site, "repository": address.repository}
        self._coins: dict[str, str] = {}
        self._sums: dict[tuple[str, ...], str] = {}
        self._around = sum_of(shell.text, self._where, sorted(poorly_covered_years(survey)))

    def template_sum(self, *templates: str) -> str:
        """Return the sum of `templates`, of all that they include, and of everything around a page."""
        if templates not in self._sums:
            self._sums[templates] = sum_of(self._around, template_sum(self._jinja, *templates))
        return self._sums[templates]

    def head(self, page: Page) -> str:
        """Return the lines for the head of `page`."""
        return head(self._survey, self._where["site"], self._where["repository"], page)

    def rows(self, view: Mapping[str, Any]) -> str:
        """Return the further rows of an overview, with links below the root."""
        rows = view["rows"][view["further"][0].first - 1 :]
        return self._jinja.get_template("overview_rows.html").render({**view, "rows": rows}, root="", **self._where)

    def page(self, page: Page) -> str:
        """Return `page` as a whole."""
        body = self._jinja.get_template(page.template).render(page.view, root=root_of(page.path))
        body += page_coins(self._survey, page.view, self._coins)
        return self._shell.fill(page.path, page.title, page.description, body, self.head(page))


def _further_rows(
    filling: Filling, name: str, view: Mapping[str, Any], days: dict[str, dt.date | None], day: dt.date | None
) -> Iterator[tuple[str, str]]:
    """The pages with further rows of a long overview, and the script with all of them; nothing for a short one."""
    for page in further_pages(view, name.capitalize()):
        days[page.path] = day
        yield f"{page.path}index.html", filling.page(page)
    if view["further"]:
        folder = view["further"][0].path.split("/")[0]
        yield f"assets/data/{folder}Rows.js", script(f"vlm{folder.capitalize()}Rows", filling.rows(view))


def _redirects(survey: Survey, known: Container[str]) -> Iterator[tuple[str, str]]:
    """The pages at former addresses of records, which lead on."""
    for old, key in sorted(survey.renamed.items()):
        target = record_page(survey, key)
        if target in known:
            folder, name = target.rstrip("/").rsplit("/", 1)
            suffix = key.removeprefix(name)
            yield f"{folder}/{old.removesuffix(suffix)}/index.html", redirect(f"../{name}/", survey.by_key[key].label)
    for old in sorted(survey.retired - survey.by_key.keys() - survey.renamed.keys()):
        yield f"papers/{old}/index.html", redirect("../../about/credit/#left-out", "This paper was left out")


def _about_pages(
    survey: Survey,
    address: Address,
    rendered: Mapping[str, str],
    days: Mapping[str, dt.date | None],
    memory: BuildMemory,
) -> Iterator[tuple[str, str]]:
    plain = {path: remove_marks(text) for path, text in rendered.items()}
    found = memory.cached_value("page index", sum_of(sorted(plain.items())), lambda: {"pages": page_index(plain)})
    words = word_index(glossary.entries(survey)) if "glossary/index.html" in plain else []
    yield "assets/data/pages.js", script("vlmPages", [*found["pages"], *words])
    drawn = field_plot(survey.core)
    if drawn:
        yield "assets/field.svg", drawn.pale
        yield "assets/data/dots.js", script("vlmDots", drawn.orders(places(survey)))
    yield "sitemap.xml", sitemap(address.site, {**hand_written_days(survey, rendered), **days})
    yield "robots.txt", robots(address.site)
    yield "opensearch.xml", opensearch(address.site)
    yield "llms.txt", llms(survey, address.site, address.repository)
    yield from feeds(survey, address.site)


def _shell_text(rendered: Mapping[str, str]) -> str:
    if SHELL not in rendered:
        raise BuildError("MkDocs wrote no shell page", where="docs/shell.md", repair="Restore docs/shell.md")
    return rendered[SHELL]


def _fill_hand_written(survey: Survey, address: Address, path: str, text: str, jinja: Environment) -> str:
    """Fill the marks in the hand-written page `text`. Raises BuildError for an unknown mark."""

    def body(found: re.Match[str]) -> str:
        name = found.group(1)
        if name == "graph":
            return hand_written_graph(survey, address.site, address.repository, path.removesuffix("index.html"))
        if name not in FILLS:
            raise BuildError(f"no content for the mark '{name}'", where=path, repair=f"Write one of {', '.join(FILLS)}")
        template = jinja.get_template(f"fill/{name}.html")
        return template.render(FILLS[name](survey), root=root_of(path.removesuffix("index.html")))

    return _MARK.sub(body, text)
