"""List the texts that may contain citations and directives: the chapters and the other hand-written pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from vlm_survey.model import Chapter
from vlm_survey.survey import Survey


@dataclass(frozen=True, slots=True)
class Source:
    """A text: its file, its page below the website's root ("survey/vqa/"), and the line of the file where the text begins."""

    path: str
    page: str
    title: str
    text: str
    first_line: int = 1
    chapter: Chapter | None = None
    language: str | None = None
    """The language tag of the text, None for English."""


def sources(survey: Survey) -> Iterator[Source]:
    """Return the chapters in reading order, then the other pages by path."""
    for chapter in survey.chapters:
        yield chapter_source(survey, chapter)
    for page in survey.pages:
        yield Source(page.path, page_of(page.path), page.title, page.text, language=page.language)


def chapter_source(survey: Survey, chapter: Chapter) -> Source:
    """Return the text of one chapter."""
    path = survey.path(chapter)
    return Source(path, page_of(path), chapter.title, chapter.body, chapter.body_line, chapter)


def page_of(path: str) -> str:
    """Return the page that MkDocs makes of a file: "survey/vqa/" for "docs/survey/vqa.md", "" for "docs/index.md"."""
    stem = path.removeprefix("docs/").removesuffix(".md")
    return "" if stem == "index" else f"{stem.removesuffix('/index')}/"
