"""Make the README and the full lists: a list in the style of awesome lists, made from the records."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from vlm_survey.errors import BuildError
from vlm_survey.exports import index_entry
from vlm_survey.figures.charts.dot_plot_svg import DARK, LIGHT
from vlm_survey.figures.charts.field_plot import field_plot
from vlm_survey.model import Paper, has_code
from vlm_survey.render.filling import Address
from vlm_survey.render.markdown import anchors, group_digits, text, tidy
from vlm_survey.render.readme.badges import badges
from vlm_survey.render.readme.credits import founding_surveys, source_rows
from vlm_survey.render.readme.lines import NOT_READ, Fold, Lines, Targets, folds, news
from vlm_survey.render.readme.lists import Record, list_files, record
from vlm_survey.render.readme.overview import overview
from vlm_survey.render.readme.sections import Section, sections
from vlm_survey.render.sums import Sums, sum_of, template_sum
from vlm_survey.survey import Survey, newest_added, newest_published

if TYPE_CHECKING:
    from jinja2 import Environment

    from vlm_survey.render.part import BuildMemory


@dataclass(frozen=True, slots=True)
class Step:
    """The level of detail: with or without authors, all papers or the newest `most` of each task."""

    authors: bool
    most: int | None


LIMIT = 450_000
"""The maximum size of README.md in bytes; GitHub truncates files above 512,000."""
STEPS = (Step(authors=True, most=None), Step(authors=False, most=None), *(Step(False, 1024 >> n) for n in range(11)))
"""The steps by which README.md is shortened until it fits: everything; no authors; only the newest 1,024 papers of
each task, then 512, and so on down to one. lists/<task>.md has what is left out.
"""
NEWEST = 10
PICTURE = "lists/field.svg"
"""The dot plot at the head of README.md."""
DARK_PICTURE = "lists/field-dark.svg"
"""The dot plot for readers with a dark page."""
BEFORE = ("Contents", "Quick start", "Use the data", "Tasks by adaptation strategy", "Newest papers")
LIST = "Papers"
AFTER = ("Sources", "How to cite", "How to add a paper", "Terms of use")


@dataclass(frozen=True, slots=True)
class Listed:
    """A section in the README; `shown` is None if all its papers are there."""

    title: Markup
    anchor: str
    means: Markup
    count: str
    file: str
    tagged: str
    shown: str | None
    folds: tuple[Fold, ...]


@dataclass(frozen=True)
class Draft:
    """The parts that are the same at every step: the survey, its sections, and the link targets."""

    survey: Survey
    address: Address
    sections: list[Section]
    targets: Targets

    @property
    def filled(self) -> list[Section]:
        """Return the sections with at least one paper."""
        return [section for section in self.sections if section.papers]

    @cached_property
    def newest(self) -> dict[str, list[Paper]]:
        """Return the papers of each non-empty section, newest first."""
        return {section.id: newest_published(section.papers) for section in self.filled}


def readme_files(
    survey: Survey,
    jinja: Environment,
    address: Address,
    memory: BuildMemory | None = None,
    sums: Sums | None = None,
) -> dict[str, str]:
    """Return README.md and lists/<task>.md by path. Raises BuildError if they cannot be made small enough.

    The details of papers that did not change are taken from `memory`; `sums` are those of `survey`.
    """
    all_sections = sections(survey)
    files = {**_readme_and_pictures(survey, jinja, address, all_sections, memory, sums)}
    files |= {path: picture for path, (_label, picture) in badges(survey).items()}
    records = _records(survey, address.site, memory, sums)
    for section in all_sections:
        for path, content in list_files(section, records, jinja, address.site).items():
            if path in files:
                raise BuildError("two lists have this name", where=path, repair="Give one of the two tasks another id")
            files[path] = content
    return files


def _readme_and_pictures(
    survey: Survey,
    jinja: Environment,
    address: Address,
    all_sections: list[Section],
    memory: BuildMemory | None,
    sums: Sums | None,
) -> Mapping[str, str]:
    """Return README.md and its pictures, by path. They show no summaries, and come from `memory` if only those changed."""
    drawn = field_plot(survey.core)
    pictures = {PICTURE: partial(drawn.file, LIGHT), DARK_PICTURE: partial(drawn.file, DARK)} if drawn else {}

    def text_of_readme() -> str:
        # Titles choose their addresses first, in the order of the list, then the sources; code links use the rest.
        targets = Targets([paper for section in all_sections for paper in section.papers], address.site)
        return readme(Draft(survey, address, all_sections, targets), jinja)

    writers: dict[str, Callable[[], str]] = {"README.md": text_of_readme, **pictures}
    if memory is None:
        return {path: write() for path, write in writers.items()}
    shown = ((sums or Sums(survey)).every_fact, address.site, address.repository, template_sum(jinja, "readme.md"))
    return memory.cached_texts("readme", {path: sum_of(path, *shown) for path in writers}, lambda path: writers[path]())


def _records(survey: Survey, site: str, memory: BuildMemory | None, sums: Sums | None) -> dict[str, Record]:
    """Return the details of each paper by key."""
    if memory is None:
        return {paper.key: record(survey, paper, site) for paper in survey.papers}
    made_of = {key: sum_of(record_sum, site) for key, record_sum in (sums or Sums(survey)).entries.items()}
    texts = memory.cached_texts("lists", made_of, lambda key: record(survey, survey.papers_by_key[key], site).joined)
    return {key: Record.split(text) for key, text in texts.items()}


def readme(draft: Draft, jinja: Environment) -> str:
    """Return README.md after the first of STEPS at which it fits LIMIT. Raises BuildError."""
    template = jinja.get_template("readme.md")
    fixed, size = _fixed_data(draft), 0
    for paper in (paper for papers in draft.newest.values() for paper in papers):
        draft.targets.code(paper)  # computed once, so that no step changes which of two papers links their common code
    lines = {authors: Lines(draft.targets, authors=authors) for authors in (True, False)}
    for step in STEPS:
        if step != STEPS[-1] and _too_many(draft, step, lines[step.authors]):
            continue
        page = tidy(template.render(fixed, **_step_data(draft, step, lines[step.authors])))
        size = len(page.encode())
        if size <= LIMIT:
            return page
    found = f"{size:,} bytes with one paper for each task, {LIMIT:,} at most"
    raise BuildError(found, where="README.md", repair="Shorten the text around the list")


def _too_many(draft: Draft, step: Step, lines: Lines) -> bool:
    """Return whether the lines of papers alone exceed LIMIT; counting stops there."""
    size = 0
    for papers in draft.newest.values():
        for paper in papers[: step.most]:
            line = lines.of(paper)
            size += len(f"- {line.link} - {line.about}\n".encode())
            if size > LIMIT:
                return True
    return False


def _fixed_data(draft: Draft) -> dict[str, Any]:
    """Return the template data that are the same at every step."""
    survey, address = draft.survey, draft.address
    for url in (address.site, address.repository):
        draft.targets.take(url)
    years = [paper.year for paper in survey.papers if paper.year]
    return {
        "site": address.site,
        "repository": address.repository,
        "citation": Markup(index_entry(survey, address.site)),  # noqa: S704 - our own text, in a block of code
        "folder": address.repository.rsplit("/", 1)[-1],
        "picture": PICTURE if field_plot(survey.core) else None,
        "dark_picture": DARK_PICTURE,
        "badges": [(path, label) for path, (label, _picture) in badges(survey).items()],
        "papers": group_digits(len(survey.papers)),
        "adjacent": group_digits(adjacent) if (adjacent := len(survey.papers) - len(survey.core.papers)) else "",
        "read": group_digits(sum(paper.read for paper in survey.papers)),
        "with_code": group_digits(sum(has_code(paper) for paper in survey.papers)),
        "years": f"{min(years)} to {max(years)}" if years else "",
        "axes": group_digits(len(survey.taxonomy.axes)),
        "surveys": founding_surveys(survey),
        "sources": source_rows(survey, draft.targets, address.site),
        "updated": max((paper.added for paper in survey.papers), default=None),
        "newest": [news(paper, draft.targets, address.site) for paper in newest_added(survey.papers)[:NEWEST]],
        "mark": NOT_READ,
        "before": BEFORE,
        "list": LIST,
        "after": AFTER,
    }


def _step_data(draft: Draft, step: Step, lines: Lines) -> dict[str, Any]:
    """Return the template data that depend on the step: sections, contents, and a map whose rows link to the full lists."""
    ids = anchors([*BEFORE, LIST, *(section.label for section in draft.filled), *AFTER])
    path_key = ids[len(BEFORE) + 1 : -len(AFTER)]
    listed = {
        section.id: _listed(section, anchor, draft.newest[section.id], step, lines)
        for section, anchor in zip(draft.filled, path_key, strict=True)
    }
    # The map row of a shortened section links to its full list, so that its anchor is not linked twice.
    to = {section.id: section.file for section in draft.sections}
    to |= {key: f"#{section.anchor}" for key, section in listed.items() if section.shown}
    return {
        "sections": list(listed.values()),
        "map": overview(draft.survey, draft.sections, to, draft.address.site),
        "contents_before": list(zip(BEFORE[1:], ids[1 : len(BEFORE)], strict=True)),
        "contents": list(zip(AFTER, ids[-len(AFTER) :], strict=True)),
        "list_anchor": ids[len(BEFORE)],
        "brief": not step.authors,
    }


def _listed(section: Section, anchor: str, newest: list[Paper], step: Step, lines: Lines) -> Listed:
    short = step.most is not None and step.most < len(newest)
    return Listed(
        title=text(section.label),
        anchor=anchor,
        means=text(section.means),
        count=group_digits(len(newest)),
        file=section.file,
        tagged=group_digits(len(section.tagged)),
        shown=group_digits(step.most or 0) if short else None,
        folds=tuple(folds(newest[: step.most], lines.of)),
    )
