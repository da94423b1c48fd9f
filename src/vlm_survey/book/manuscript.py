"""Write the manuscript of the book (chapters in order, glossary, references) as Markdown for pandoc."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from posixpath import dirname, join, normpath
from typing import Any

from vlm_survey.book.answers import answer_text, escape
from vlm_survey.chapters.citations import cited_records
from vlm_survey.chapters.glossary import entries
from vlm_survey.chapters.marks import Citation, Directive, Unreadable, blank_code, find_marks
from vlm_survey.chapters.sources import Source, chapter_source, page_of
from vlm_survey.exports.csl import item
from vlm_survey.model import Chapter, Paper, Record
from vlm_survey.survey import Survey

_LINK = re.compile(r"(?<!!)\[(?P<words>[^\[\]]*)\]\((?P<to>[^)\s:]+\.md)(?P<anchor>#[\w-]+)?\)")
TITLE = "Medical vision-language models"


@dataclass(frozen=True, slots=True)
class Manuscript:
    """The text of the book, drawings as SVG by file name, cited works as CSL-JSON, and the title page's content."""

    markdown: str
    figures: Mapping[str, str]
    bibliography: str
    metadata: Mapping[str, str]


def manuscript(survey: Survey, site: str) -> Manuscript:
    """Write the book of a survey whose website is at `site`. Raises SurveyError for a directive without an answer."""
    figures: dict[str, str] = {}
    parts = [_chapter(survey, chapter, site, figures) for chapter in survey.chapters]
    works: dict[str, Record] = {}
    for chapter in survey.chapters:
        works.update((record.key, record) for record in cited_records(survey, chapter_source(survey, chapter)))
    items = [_item(survey, record) for record in works.values() if not isinstance(record, Chapter)]
    text = "\n".join([*parts, *_glossary(survey), "# References {.unnumbered}\n\n::: {#refs}\n:::\n"])
    return Manuscript(text, figures, json.dumps(items, ensure_ascii=False, indent=1) + "\n", _metadata(survey, site))


def _metadata(survey: Survey, site: str) -> dict[str, str]:
    """Return title and date; the date is that of the newest record, so that the same records give the same book."""
    newest = max((paper.added for paper in survey.papers), default=None)
    return {
        "title": TITLE,
        "subtitle": f"A survey from {len(survey.papers):,} records",
        "author": "The vlm-survey contributors",
        "date": newest.isoformat() if newest else "",
        "lang": "en",
        "identifier": site,
        "rights": "CC BY 4.0",
    }


def _chapter(survey: Survey, chapter: Chapter, site: str, figures: dict[str, str]) -> str:
    source = chapter_source(survey, chapter)
    head = f"# {escape(chapter.title)} {{#{_anchor(chapter.key)}}}\n\n"
    summary_line = f"*{escape(chapter.summary)}*\n\n" if chapter.summary else ""
    return head + summary_line + "".join(_body(survey, source, site, figures)) + "\n"


def _anchor(key: str) -> str:
    """Return the identifier of a chapter's heading: no section can have it, whose identifier pandoc makes of its title."""
    return f"chapter.{key}"


def _body(survey: Survey, source: Source, site: str, figures: dict[str, str]) -> Iterator[str]:
    """Yield the parts of a chapter's text: marks are replaced by their answers, links to site pages become absolute."""
    text, at = source.text, 0
    for number, mark in enumerate(find_marks(text)):
        yield _linked(survey, source, text[at : mark.start], site)
        yield _mark(survey, mark, f"{source.page.strip('/').rpartition('/')[2]}-{number}", figures)
        at = mark.end
    yield _linked(survey, source, text[at:], site)


def _mark(survey: Survey, mark: Citation | Directive | Unreadable, name: str, figures: dict[str, str]) -> str:
    if isinstance(mark, Directive):
        return answer_text(survey, mark, name, figures)
    if isinstance(mark, Unreadable):
        return ""
    records = [(survey.record(work.key), work) for work in mark.works]
    chapters = [record for record, _work in records if isinstance(record, Chapter)]
    if chapters:
        return ", ".join(f"[{escape(chapter.title)}](#{_anchor(chapter.key)})" for chapter in chapters)
    if mark.named:
        return f"@{records[0][0].key}"
    works = (
        f"{f'{work.before} ' if work.before else ''}@{record.key}{f', {work.after}' if work.after else ''}"
        for record, work in records
    )
    return f"[{'; '.join(works)}]"


def _linked(survey: Survey, source: Source, text: str, site: str) -> str:
    """Replace links to chapters by links within the book, and links to other pages by links to the website."""
    seen = blank_code(text)

    def whole(match: re.Match[str]) -> str:
        if seen[match.start() : match.end()] != match[0]:
            return match[0]
        path = normpath(join(dirname(source.path), match["to"]))
        key = path.removeprefix("docs/survey/").removesuffix(".md")
        is_chapter = path.startswith("docs/survey/") and isinstance(survey.by_key.get(key), Chapter)
        to = f"#{_anchor(key)}" if is_chapter else f"{site}{page_of(path)}{match['anchor'] or ''}"
        return f"[{match['words']}]({to})"

    return _LINK.sub(whole, text)


def _glossary(survey: Survey) -> Iterator[str]:
    yield "# Glossary {#glossary}\n"
    for entry in entries(survey):
        misses = f" *What it misses:* {escape(entry.misses)}" if entry.misses else ""
        yield f"{escape(entry.label)} ({escape(entry.of.lower())})\n:   {escape(entry.means)}{misses}\n"


def _item(survey: Survey, record: Record) -> dict[str, Any]:
    """Return the CSL item of a record; for a data set or model only the fields of a reference."""
    if isinstance(record, Paper):
        return item(record, survey.venues)
    year = getattr(record, "year", None)
    fields = {
        "id": record.key,
        "type": "dataset",
        "title": record.label,
        "issued": {"date-parts": [[year]]} if year else None,
        "URL": getattr(record, "url", None),
    }
    return {name: value for name, value in fields.items() if value}
