"""Write the full lists, lists/<task>.md: every paper of a task with all authors, links, tags and summary."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING

from markupsafe import Markup

from vlm_survey.errors import BuildError
from vlm_survey.model import KINDS, Paper
from vlm_survey.render.entries import venue_and_year
from vlm_survey.render.markdown import group_digits, link, text, tidy
from vlm_survey.render.readme.lines import NOT_READ, UNKNOWN
from vlm_survey.render.readme.sections import OTHER, TASK, Section
from vlm_survey.survey import Survey, newest_published

if TYPE_CHECKING:
    from jinja2 import Environment

LIMIT = 500_000
"""The maximum size of a file in bytes; GitHub truncates files above 512,000.

A longer list is split by year, a year in parts.
"""
MANY, SHOWN = 30, 20
"""Author lists longer than MANY are cut to the first SHOWN authors."""

_BETWEEN = "\0"
"""The separator between the details of a paper; no text in a YAML file has this character."""
Render = Callable[[str, Sequence[Paper]], str]


@dataclass(frozen=True, slots=True)
class Record:
    """All details of one paper; each line after the first may be empty."""

    title: Markup
    about: Markup
    tags: Markup
    summary: Markup

    @property
    def joined(self) -> str:
        """All details as one text, from which `split` makes them again."""
        return _BETWEEN.join((self.title, self.about, self.tags, self.summary))

    @classmethod
    def split(cls, joined: str) -> Record:
        """Return the record that the text `joined` contains."""
        return cls(*(Markup(part) for part in joined.split(_BETWEEN)))  # noqa: S704 - escaped before it was joined


@dataclass(frozen=True, slots=True)
class Part:
    """A file of a list that was split."""

    path: str
    title: str
    text: str
    count: int


def list_files(section: Section, records: Mapping[str, Record], jinja: Environment, site: str) -> dict[str, str]:
    """Return the files of a section by path: a single file, or an index and a file for each year.

    `records` are its papers by key. Raises BuildError if a single paper is larger than a file may be.
    """

    def render(title: str, papers: Sequence[Paper]) -> str:
        years = [(label, [records[paper.key] for paper in group]) for label, group in _years(papers)]
        view = {**head, "title": text(title), "total": group_digits(len(papers)), "split": title != section.label}
        return tidy(jinja.get_template("list.md").render(view, years=years))

    head = {
        "means": text(section.means),
        "section": section,
        "mark": NOT_READ,
        "page": None if section.id == OTHER else f"{site}{TASK}/{section.id}/",
    }
    sizes = {paper.key: _size(records[paper.key]) for paper in section.tagged}
    if sum(sizes.values()) <= LIMIT:
        full_text = render(section.label, section.tagged)
        if _fits(full_text):
            return {section.file: full_text}
    parts = [part for label, papers in _years(section.tagged) for part in _split(section, label, papers, sizes, render)]
    rows = [(link(part.title, part.path.removeprefix("lists/")), group_digits(part.count)) for part in parts]
    view = {**head, "title": text(section.label), "total": group_digits(len(section.tagged)), "parts": rows}
    return {section.file: tidy(jinja.get_template("index.md").render(view)), **{part.path: part.text for part in parts}}


def record(survey: Survey, paper: Paper, site: str) -> Record:
    """Return all details of `paper` for a list."""
    page = f"{site}papers/{paper.key}/"
    parts = [text(part.rstrip(".")) for part in (_authors(paper), venue_and_year(paper)) if part]
    if links := _links(paper, page):
        parts.append(Markup(", ").join(link(name, url) for name, url in links))
    sign = "" if paper.read else NOT_READ
    return Record(
        title=link(paper.title, paper.url or page),
        about=Markup(". ").join(parts or [text(UNKNOWN)]) + sign + ".",
        tags=Markup("; ").join(_tags(survey, paper)),
        summary=text(paper.summary or ""),
    )


def _authors(paper: Paper) -> str:
    names = [author.display for author in paper.authors]
    if len(names) <= MANY:
        return ", ".join(names)
    return f"{', '.join(names[:SHOWN])}, … and {group_digits(len(names) - SHOWN)} more"


def _links(paper: Paper, page: str) -> list[tuple[str, str]]:
    """Return the named links of `paper`, without the address of its title."""
    links = [(KINDS[name].kind, value.url) for name, value in paper.ids.present().items()]
    links += [(name, str(url)) for name, url in paper.links.present().items() if name != "paper"]
    links.append(("record", page))
    return [(name, url) for name, url in links if url != (paper.url or page)]


def _tags(survey: Survey, paper: Paper) -> Iterator[Markup]:
    for axis, terms in survey.taxonomy.tagged(paper.tags):
        yield _words(f"{axis.label.en}: {', '.join(term.label.en for term in terms)}")


@lru_cache(maxsize=8192)
def _words(raw: str) -> Markup:
    """Escape the words of tags; many papers have the same tags."""
    return text(raw)


def _years(papers: Sequence[Paper]) -> list[tuple[str, list[Paper]]]:
    groups = groupby(newest_published(papers), key=lambda paper: paper.year)
    return [(str(year or "Undated"), list(group)) for year, group in groups]


def _split(
    section: Section, label: str, papers: Sequence[Paper], sizes: Mapping[str, int], render: Render
) -> list[Part]:
    """Split one year of `section` into as few files of similar size as possible.

    `sizes` are the least bytes of each paper, by key: they give the number of files to try first.
    """
    count = max(1, -(-sum(sizes[paper.key] for paper in papers) // LIMIT))
    while count <= len(papers):
        size = -(-len(papers) // count)
        pieces = [papers[start : start + size] for start in range(0, len(papers), size)]
        parts = [_part(section, label, number, piece, render) for number, piece in enumerate(pieces, 1)]
        if all(_fits(part.text) for part in parts):
            return parts
        count = max(count + 1, -(-sum(len(part.text.encode()) for part in parts) // LIMIT))
    raise BuildError("one record is larger than a file may be", where=section.file, repair="Shorten the record")


def _part(section: Section, label: str, number: int, papers: Sequence[Paper], render: Render) -> Part:
    path = f"lists/{section.id}-{label.lower()}{f'-{number}' if number > 1 else ''}.md"
    title = f"{section.label}, {label.lower()}{f', part {number}' if number > 1 else ''}"
    return Part(path, title, render(title, papers), len(papers))


def _size(record: Record) -> int:
    """Return the bytes that a record fills in a list at least."""
    return sum(len(part.encode()) for part in (record.title, record.about, record.tags, record.summary))


def _fits(page: str) -> bool:
    return len(page.encode()) <= LIMIT
