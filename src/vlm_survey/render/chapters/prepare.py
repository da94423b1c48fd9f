"""Prepare the Markdown of texts with citations and directives for MkDocs, and the navigation of chapters.

Each citation and directive becomes a mark, `@@mark-3@@`, which Markdown does not change; `fill` replaces it afterwards.
The output of MkDocs therefore depends on the texts alone, and not on the records.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from vlm_survey.chapters.marks import Citation, Unreadable, find_marks
from vlm_survey.chapters.sources import Source, sources
from vlm_survey.errors import BuildError
from vlm_survey.model import Chapter
from vlm_survey.survey import Survey

NAVIGATION = "      - survey/index.md\n"
"""The line of mkdocs.yml after which the chapters are inserted."""
_MARK = re.compile(r"@@mark-[a-z0-9]+@@")
REFERENCES = {"en": "References", "zh": "参考文献"}
"""The heading of the reference list, by language."""
ABOUT = "Papers on these subjects"


def numbered_mark(name: str | int) -> str:
    """Return the mark with a number."""
    return f"@@mark-{name}@@"


def remove_marks(text: str) -> str:
    """Return `text` without marks that are not filled yet."""
    return _MARK.sub("", text)


def prepare_texts(survey: Survey) -> Iterator[tuple[str, str]]:
    """Yield the path and the Markdown of each text that must be prepared for MkDocs."""
    for source in sources(survey):
        body, cites = _replace_marks(source)
        if source.chapter:
            yield source.path, _chapter(source.chapter, body, cites)
        elif body != source.text:
            yield source.path, f"{body.rstrip()}\n{_references(cites, source.language)}"


def navigation(text: str, chapters: Sequence[Chapter]) -> str:
    """Return mkdocs.yml with the chapters in its navigation, by group. Raises BuildError if the place for them is missing."""
    if text.count(NAVIGATION) != 1:
        repair = "Write 'survey/index.md' once below 'Survey:' in nav"
        raise BuildError("there is no place for the chapters", where="mkdocs.yml", repair=repair)
    return text.replace(NAVIGATION, NAVIGATION + "".join(_nav_lines(chapters)))


def groups(chapters: Sequence[Chapter]) -> list[tuple[str | None, list[Chapter]]]:
    """Return the chapters by group; groups are ordered by their first chapter."""
    names = list(dict.fromkeys(chapter.group for chapter in chapters))
    ranked = sorted(chapters, key=lambda chapter: names.index(chapter.group))
    return [(name, list(members)) for name, members in groupby(ranked, key=lambda chapter: chapter.group)]


def _nav_lines(chapters: Sequence[Chapter]) -> Iterator[str]:
    for name, members in groups(chapters):
        indent = "      "
        if name is not None:
            yield f"{indent}- {json.dumps(name, ensure_ascii=False)}:\n"
            indent += "    "
        for chapter in members:
            yield f"{indent}- {json.dumps(chapter.title, ensure_ascii=False)}: survey/{chapter.key}.md\n"


def _replace_marks(source: Source) -> tuple[str, bool]:
    """Replace citations and directives by marks; return the text, and whether it cites anything."""
    parts, at, cites = [], 0, False
    for number, mark in enumerate(find_marks(source.text)):
        if isinstance(mark, Unreadable):
            continue
        cites = cites or isinstance(mark, Citation)
        parts += [source.text[at : mark.start], numbered_mark(number)]
        at = mark.end
    return "".join((*parts, source.text[at:])), cites


def _chapter(chapter: Chapter, body: str, cites: bool) -> str:
    head = {"title": chapter.title, "description": chapter.summary or chapter.title}
    front = "".join(f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in head.items())
    about = f"\n## {ABOUT}\n\n{numbered_mark('about')}\n" if chapter.tags else ""
    text = f"---\n{front}chapter: {chapter.key}\n---\n\n{numbered_mark('head')}\n\n{body}\n{about}{_references(cites)}"
    return f"{text}\n{numbered_mark('next')}\n"


def _references(cites: bool, language: str | None = None) -> str:
    heading = REFERENCES.get((language or "en").split("-")[0], REFERENCES["en"])
    return f"\n## {heading}\n\n{numbered_mark('references')}\n" if cites else ""
