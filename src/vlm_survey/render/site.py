"""Make every published file of the website from the survey and the pages that MkDocs rendered, as text by path."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Container, Iterator, Mapping
from dataclasses import asdict
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from vlm_survey.chapters import glossary
from vlm_survey.citations import References
from vlm_survey.errors import BuildError
from vlm_survey.exports import FORMATS, DataFile, Entries, data_files
from vlm_survey.figures.charts.field_plot import field_plot
from vlm_survey.render.chapters.prepare import remove_marks
from vlm_survey.render.compact import omit_end_tags
from vlm_survey.render.data.index_data import column_files, columns_json, papers_columns, places, script, summary_files
from vlm_survey.render.data.page_index import page_index, word_index
from vlm_survey.render.filling import Address, Filling
from vlm_survey.render.hand_written import HandWritten
from vlm_survey.render.metadata.about_site import llms, opensearch, robots, sitemaps
from vlm_survey.render.metadata.dates import generated_day, hand_written_days
from vlm_survey.render.metadata.feed import feeds
from vlm_survey.render.pages.catalogue.further_rows import further_pages
from vlm_survey.render.pages.catalogue.overviews import datasets_overview, models_overview, results_overview
from vlm_survey.render.pages.data import data_index, explorer_file
from vlm_survey.render.pages.page import Page
from vlm_survey.render.part import BuildMemory, Part, PartOutput, first_of
from vlm_survey.render.parts import Parts
from vlm_survey.render.record_page import record_page
from vlm_survey.render.redirect import redirect
from vlm_survey.render.shell import SHELL, Shell
from vlm_survey.render.sums import Sums, sum_of
from vlm_survey.render.templates import set_globals
from vlm_survey.survey import Survey

if TYPE_CHECKING:
    from jinja2 import Environment

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
    first: Collection[str] = (),
) -> Iterator[tuple[str, str | bytes]]:
    """Every file of the website that has to be written, by its path: generated pages, `rendered` pages filled, data and feeds.

    `rendered` holds the text files that MkDocs wrote, by path; `references` the papers as they are cited; `sums` those of
    `survey`. Files of parts that `memory` holds from the last build are left out. Raises BuildError if a mark in a page is
    not as expected. The pages at the paths in `first` (folders below the root) are made first.
    """
    set_globals(jinja, survey, references, site=address.site, repository=address.repository)
    filling = Filling(survey, address, jinja, Shell(omit_end_tags(_shell_text(rendered)), address.site))
    entries = Entries(survey, lambda name, write: memory.cached_texts(name, sums.entries, write))
    days: dict[str, dt.date | None] = {}
    parts = Parts(survey, sums, entries, references, memory, filling)
    hand_written = HandWritten(survey, rendered, jinja, filling)
    pages = cache(partial(_record_pages, survey, hand_written))
    for part in first_of(_pages(parts, hand_written, sums, pages), first):
        yield from _make_part(survey, part, filling, memory, days)
    data: list[DataFile] = []
    forms = {form.file: form for form in FORMATS.values()}
    for file, raw in data_files(survey, entries):
        data.append(file)
        yield f"data/{file.name}", raw
        del raw  # while the next file is made
        if file.name in forms:
            for part in parts.of_format(forms[file.name]):
                yield from _make_part(survey, part, filling, memory, days)
            entries.forget(forms[file.name].id)
    explorer = cache(partial(papers_columns, survey))
    for part in _explorer_data(survey, explorer, sums):
        yield from _make_part(survey, part, filling, memory, days)
    described = memory.cached_value(
        "explorer file", sums.every_fact, lambda: asdict(explorer_file(columns_json(explorer())))
    )
    data.append(DataFile(**described))
    listing = data_index(survey, data)
    days[listing.path] = generated_day(survey, listing.view)
    yield f"{listing.path}index.html", filling.page(listing)
    for part in _further_rows(survey, filling, sums):
        yield from _make_part(survey, part, filling, memory, days)
    yield from _redirects(survey, pages())
    yield from _make_part(survey, _field_drawing(survey, sums), filling, memory, days)
    for part in parts.of_references():
        yield from _make_part(survey, part, filling, memory, days)
    yield from _about_pages(survey, address, rendered, days, memory)


def _pages(
    parts: Parts, hand_written: HandWritten, sums: Sums, record_pages: Callable[[], Container[str]]
) -> Iterator[Part]:
    """Give the parts with pages: those of papers and of lists of papers, hand-written ones, and the catalogue's.

    The parts of papers hold much together, so nothing refers to one that has been made.
    """
    yield from parts.of_papers()
    yield from hand_written.parts(sums, record_pages)
    yield from parts.of_catalogue()


def _record_pages(survey: Survey, hand_written: HandWritten) -> set[str]:
    """Return the paths of the pages of all records that have one; those of chapters are hand-written."""
    generated = (*survey.papers, *survey.datasets, *survey.models, *survey.results)
    return hand_written.paths | {record_page(survey, record.key) for record in generated}


def _make_part(
    survey: Survey, part: Part, filling: Filling, memory: BuildMemory, days: dict[str, dt.date | None]
) -> Iterator[tuple[str, str]]:
    """Make the pages and files of `part` if the last build's cannot be used; add the days of its pages to `days`."""
    made_of = part.made_of()
    output = memory.reuse(part.name, made_of)
    if output is None:
        output = PartOutput([], {})
        for page in part.pages():
            output.days[page.path] = generated_day(survey, page.view)
            output.files.append(f"{page.path}index.html")
            yield f"{page.path}index.html", filling.page(page)
        for path, text in part.files():
            output.files.append(path)
            yield path, text
        memory.store(part.name, made_of, output)
    days |= output.days


def _explorer_data(survey: Survey, columns: Callable[[], dict[str, Any]], sums: Sums) -> Iterator[Part]:
    """Give a part for the explorer's data with summaries, and one for those without."""
    shown = partial(sum_of, sums.every_fact)
    yield Part("assets/data/papers.js", shown, files=lambda: column_files(survey, columns()))
    yield Part(
        "assets/data/summaries.js",
        partial(sum_of, sums.every_fact, sums.every_paper),
        files=lambda: summary_files(survey),
    )


def _field_drawing(survey: Survey, sums: Sums) -> Part:
    """Return the part for the dot plot behind the plots of terms, with the order of the dots for a script."""

    def files() -> Iterator[tuple[str, str]]:
        if drawn := field_plot(survey.core):
            yield "assets/field.svg", drawn.pale
            yield "assets/data/dots.js", script("vlmDots", drawn.orders(places(survey)))

    return Part("assets/field.svg", partial(sum_of, sums.places, sums.other), files=files)


def _further_rows(survey: Survey, filling: Filling, sums: Sums) -> Iterator[Part]:
    """Give a part for each overview: the pages with further rows of a long one, and the script with all of them."""
    made_of = partial(sum_of, filling.template_sum("overview_further.html", "overview_rows.html"), sums.every_fact)
    for name, overview in _OVERVIEWS.items():
        view = cache(partial(overview, survey))
        yield Part(f"{name}*", made_of, partial(_further_pages, name, view), partial(_further_script, filling, view))


def _further_pages(name: str, view: Callable[[], dict[str, Any]]) -> Iterator[Page]:
    yield from further_pages(view(), name.capitalize())


def _further_script(filling: Filling, view: Callable[[], dict[str, Any]]) -> Iterator[tuple[str, str]]:
    if view()["further"]:
        folder = view()["further"][0].path.split("/")[0]
        yield f"assets/data/{folder}Rows.js", script(f"vlm{folder.capitalize()}Rows", filling.rows(view()))


def _redirects(survey: Survey, pages: Container[str]) -> Iterator[tuple[str, str]]:
    """Return redirect pages for the former addresses of records."""
    for old, key in sorted(survey.renamed.items()):
        target = record_page(survey, key)
        if target in pages:
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
    texts = {path: remove_marks(text) for path, text in rendered.items()}
    index = memory.cached_value("page index", sum_of(sorted(texts.items())), lambda: {"pages": page_index(texts)})
    glossary_words = word_index(glossary.entries(survey)) if "glossary/index.html" in texts else []
    yield "assets/data/pages.js", script("vlmPages", [*index["pages"], *glossary_words])
    yield from sitemaps(address.site, {**hand_written_days(survey, rendered), **days})
    yield "robots.txt", robots(address.site)
    yield "opensearch.xml", opensearch(address.site)
    yield "llms.txt", llms(survey, address.site, address.repository)
    yield from feeds(survey, address.site)


def _shell_text(rendered: Mapping[str, str]) -> str:
    if SHELL not in rendered:
        raise BuildError("MkDocs wrote no shell page", where="docs/shell.md", repair="Restore docs/shell.md")
    return rendered[SHELL]
