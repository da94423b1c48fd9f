"""Prepare the parts around a chapter: its group, the papers it is about, and the chapters before and after it."""

from __future__ import annotations

from math import ceil
from typing import Any

from vlm_survey.chapters.marks import blank_code
from vlm_survey.chapters.selection import Selection, explorer_query, read_selection, select
from vlm_survey.chapters.sources import Source
from vlm_survey.model import Chapter, Paper
from vlm_survey.render.entries import entry
from vlm_survey.survey import Survey, newest_published
from vlm_survey.taxonomy import Term

WORDS_A_MINUTE = 220
NEWEST = 5


def chapter_head(survey: Survey, source: Source) -> dict[str, Any]:
    """Return the lines above the text: group, summary, reading time, and papers it is about."""
    chapter = source.chapter
    word_count = len(blank_code(source.text).split())
    return {
        "chapter": chapter,
        "minutes": max(1, ceil(word_count / WORDS_A_MINUTE)),
        "papers": len(_papers(survey, chapter)),
    }


def subjects_of_chapter(survey: Survey, source: Source) -> dict[str, Any]:
    """Return the terms that a chapter explains, with their papers, and the newest of these."""
    papers = _papers(survey, source.chapter)
    return {
        "terms": [(term, _count(survey, term)) for term in _terms(survey, source.chapter)],
        "newest": [entry(paper) for paper in newest_published(papers)[:NEWEST]],
        "total": len(papers),
        "query": explorer_query(survey, _selection(survey, source.chapter)),
    }


def chapters_beside(survey: Survey, source: Source) -> dict[str, Any]:
    """Return the chapters before and after, None at the ends."""
    chapters = list(survey.chapters)
    place = next((n for n, chapter in enumerate(chapters) if chapter is source.chapter), None)
    if place is None:
        return {"before": None, "after": None}
    before, after = chapters[:place], chapters[place + 1 :]
    return {"before": before[-1] if before else None, "after": after[0] if after else None}


def _terms(survey: Survey, chapter: Chapter | None) -> list[Term]:
    tags = survey.taxonomy.ordered(chapter.tags) if chapter else {}
    return [axis.terms[term] for axis in survey.taxonomy for term in tags.get(axis.id, ()) if term in axis.terms]


def _count(survey: Survey, term: Term) -> int:
    return len(survey.core.tagged(term.axis, term.id))


def _selection(survey: Survey, chapter: Chapter | None) -> Selection:
    """Return the selection of a chapter's terms: any term of the same axis, and one of each axis."""
    tags: dict[str, list[str]] = {}
    for term in _terms(survey, chapter):
        tags.setdefault(term.axis, []).append(term.id)
    return read_selection(survey, " & ".join(f"{axis}={','.join(terms)}" for axis, terms in tags.items()))


def _papers(survey: Survey, chapter: Chapter | None) -> list[Paper]:
    return select(survey, Paper, _selection(survey, chapter)) if chapter and chapter.tags else []
