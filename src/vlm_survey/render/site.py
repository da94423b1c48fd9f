"""The website: from the survey and the pages that MkDocs rendered, to every file that is published, as text by path."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Protocol

from jinja2 import Environment, StrictUndefined, Template

from vlm_survey.chapters.citations import discussions
from vlm_survey.chapters.sources import sources
from vlm_survey.citations import STYLES, References
from vlm_survey.errors import BuildError
from vlm_survey.exports import FORMATS, data_files, entries
from vlm_survey.figures.charts import columns, stacked
from vlm_survey.figures.charts.field_plot import field_plot
from vlm_survey.render.chapters import learning as learn
from vlm_survey.render.chapters.fill import fill_marks
from vlm_survey.render.chapters.prepare import without_marks
from vlm_survey.render.content.default_map import map_page
from vlm_survey.render.content.related import Kinship
from vlm_survey.render.content.starting_points import Starts, points
from vlm_survey.render.content.trends import poorly_covered_years, trends
from vlm_survey.render.data.downloads import downloads, export_part, reference_part, reference_scripts
from vlm_survey.render.data.index_data import index_files, places, script
from vlm_survey.render.data.page_index import page_index
from vlm_survey.render.metadata.about_site import llms, opensearch, robots, sitemap
from vlm_survey.render.metadata.coins import page_coins
from vlm_survey.render.metadata.dates import generated_day, hand_written_days
from vlm_survey.render.metadata.feed import feeds
from vlm_survey.render.metadata.head import hand_written_graph, head
from vlm_survey.render.pages import data_tables as data_page
from vlm_survey.render.pages.about import credit, curation
from vlm_survey.render.pages.catalogue.overviews import datasets_overview, models_overview, results_overview
from vlm_survey.render.pages.catalogue.pages import catalogue_pages
from vlm_survey.render.pages.collections import collection_page, collections, papers_page
from vlm_survey.render.pages.data import data_index, explorer_file
from vlm_survey.render.pages.explorer import compare, explore
from vlm_survey.render.pages.home import home
from vlm_survey.render.pages.new import new
from vlm_survey.render.pages.page import Page
from vlm_survey.render.pages.paper import paper_page
from vlm_survey.render.pages.terms import above_term, axis_page, browse, term_page
from vlm_survey.render.pages.years import year_pages
from vlm_survey.render.record_page import record_page
from vlm_survey.render.redirect import redirect
from vlm_survey.render.shell import Shell, root_of
from vlm_survey.render.theme_files import compact, without_faults
from vlm_survey.survey import Survey

if TYPE_CHECKING:
    from jinja2.loaders import BaseLoader


class Address(Protocol):
    """Where the website (with a closing slash) and its repository (without) live."""

    @property
    def site(self) -> str:
        """The website's address."""

    @property
    def repository(self) -> str:
        """The repository's address."""


SHELL = "shell/index.html"
_MARK = re.compile(r"<!-- fill:([a-z-]+) -->")

FILLS: dict[str, Callable[[Survey], dict[str, Any]]] = {
    "home": home,
    "new": new,
    "papers": papers_page,
    "browse": lambda survey: browse(survey.core),
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
"""What the marked places in hand-written pages are filled with, by the name in the mark."""


def templates(loader: BaseLoader) -> Environment:
    """Jinja as every page uses it: everything escaped, nothing undefined passed over."""
    jinja = Environment(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    jinja.filters["grouped"] = "{:,}".format
    jinja.filters["export_part"] = export_part
    jinja.filters["day"] = lambda day: f"{day.day} {day:%B %Y}"
    jinja.globals["columns"] = columns
    jinja.filters["reference_part"] = reference_part
    jinja.globals["stacked"] = stacked
    jinja.globals["formats"] = FORMATS
    jinja.globals["styles"] = STYLES
    return jinja


def site(
    survey: Survey, address: Address, rendered: Mapping[str, str], jinja: Environment, references: References
) -> Iterator[tuple[str, str | bytes]]:
    """Every file of the website that this package makes, by its path: `rendered` pages filled, generated pages, data and feeds.

    `rendered` holds the text files that MkDocs wrote, by path; `references` the papers as they are cited.
    Raises BuildError when a marked place is not as expected.
    """
    jinja.globals["references"] = references
    jinja.globals["thin_years"] = poorly_covered_years(survey)
    rendered = {
        path: compact(without_faults(text)) if path.endswith(".html") else text for path, text in rendered.items()
    }
    shell = Shell(_shell_text(rendered), address.site)
    index = dict(index_files(survey))
    made = entries(survey)
    data = [*data_files(survey, made), explorer_file(index)]
    files: dict[str, str | bytes] = {
        **dict(downloads(survey, made, data)),
        **dict(reference_scripts(survey, references)),
        **index,
    }
    pages = [*generated(survey), data_index(survey, data)]
    known = {page.path for page in pages} | {path.removesuffix("index.html") for path in rendered}
    written = {f"{source.page}index.html": source for source in sources(survey)}
    for path, text in rendered.items():
        if path.endswith(".html") and path != SHELL:
            whole = _filled(survey, address, path, text, jinja)
            yield path, fill_marks(survey, written[path], whole, jinja, known) if path in written else whole
    bodies: dict[str, Template] = {}
    references_listed: dict[str, str] = {}
    for page in pages:
        template = bodies.setdefault(page.template, jinja.get_template(page.template))
        body = template.render(page.view, root=root_of(page.path), site=address.site, repository=address.repository)
        body += page_coins(survey, page.view, references_listed)
        meta = head(survey, address.site, address.repository, page)
        yield f"{page.path}index.html", shell.fill(page.path, page.title, page.description, body, meta)
    for old, key in sorted(survey.renamed.items()):
        target = record_page(survey, key)
        if target in known:
            folder, name = target.rstrip("/").rsplit("/", 1)
            suffix = key.removeprefix(name)
            yield f"{folder}/{old.removesuffix(suffix)}/index.html", redirect(f"../{name}/", survey.by_key[key].label)
    for old in sorted(survey.retired - survey.by_key.keys() - survey.renamed.keys()):
        yield f"papers/{old}/index.html", redirect("../../about/credit/#left-out", "This paper was left out")
    yield from files.items()
    yield from _about_pages(survey, address, rendered, pages)


def generated(survey: Survey) -> Iterator[Page]:
    """The pages that no hand-written file stands for: papers, data sets, models, results, axes, terms and collections."""
    kinship, drawn, starts = Kinship(survey), field_plot(survey.core), Starts(survey)
    discussed = discussions(survey)
    for paper in survey.papers:
        yield paper_page(survey, kinship, paper, discussed.get(paper.key, ()))
    yield from catalogue_pages(survey, discussed)
    for axis in survey.taxonomy:
        yield axis_page(survey, axis)
        for term in axis:
            page = term_page(survey, axis, term, drawn, starts)
            yield page
            yield from year_pages(page, above_term(axis, term), f"{axis.id}={term.id}")
    for one in collections(survey).values():
        page = collection_page(one)
        yield page
        yield from year_pages(page, (("Papers", "papers/"),), one.question)
    every = Page("papers/", "All papers", "Every paper of this index.", "", papers_page(survey))
    yield from year_pages(every, ())
    for path in survey.paths:
        yield Page(f"paths/{path.id}/", path.title, path.about, "path.html", learn.path_view(survey, path))


def _about_pages(
    survey: Survey, address: Address, rendered: Mapping[str, str], pages: list[Page]
) -> Iterator[tuple[str, str]]:
    plain = {path: without_marks(text) for path, text in rendered.items()}
    days = {page.path: generated_day(survey, page.view) for page in pages}
    yield "assets/data/pages.js", script("vlmPages", page_index(plain))
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


def _filled(survey: Survey, address: Address, path: str, text: str, jinja: Environment) -> str:
    """The hand-written page `text` with its marked places filled. Raises BuildError for a mark nobody fills."""

    def body(found: re.Match[str]) -> str:
        name = found.group(1)
        if name == "graph":
            return hand_written_graph(survey, address.site, address.repository, path.removesuffix("index.html"))
        if name not in FILLS:
            raise BuildError(f"nothing fills '{name}'", where=path, repair=f"Write one of {', '.join(FILLS)}")
        template = jinja.get_template(f"fill/{name}.html")
        folder = path.removesuffix("index.html")
        where = {"root": root_of(folder), "site": address.site, "repository": address.repository}
        return template.render(FILLS[name](survey), **where)

    return _MARK.sub(body, text)
