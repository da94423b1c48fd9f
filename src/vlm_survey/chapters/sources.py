"""Texts that may hold citations and directives: the chapters, and the other hand-written pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from vlm_survey.model import Chapter
from vlm_survey.survey import Survey


@dataclass(frozen=True, slots=True)
class Source:
    """One text: its file, its page below the website's root ("survey/vqa/"), and where in the file the text begins."""

    path: str
    page: str
    title: str
    text: str
    first_line: int = 1
    chapter: Chapter | None = None


def sources(survey: Survey) -> Iterator[Source]:
    """Give the chapters in reading order, then the other pages by path."""
    for chapter in survey.chapters:
        yield chapter_source(survey, chapter)
    for page in survey.pages:
        yield Source(page.path, page_of(page.path), page.title, page.text)


def chapter_source(survey: Survey, chapter: Chapter) -> Source:
    """The text of one chapter."""
    path = survey.path(chapter)
    return Source(path, page_of(path), chapter.title, chapter.body, chapter.body_line, chapter)


def page_of(path: str) -> str:
    """Where MkDocs puts the page of a file: "docs/survey/vqa.md" becomes "survey/vqa/", "docs/index.md" ""."""
    stem = path.removeprefix("docs/").removesuffix(".md")
    return "" if stem == "index" else f"{stem.removesuffix('/index')}/"
