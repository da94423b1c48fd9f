"""Export papers: select them and write them in a format."""

from __future__ import annotations

from dataclasses import dataclass

from vlm_survey.errors import UnknownName
from vlm_survey.exports import FORMATS
from vlm_survey.model import Paper, has_code
from vlm_survey.survey import Survey
from vlm_survey.taxonomy.names import read_tag


@dataclass(frozen=True, slots=True)
class Question:
    """The selection: papers with all of `tags` ("axis=term", narrower terms included), years, and code."""

    tags: tuple[str, ...] = ()
    first: int | None = None
    last: int | None = None
    code: bool = False


def export(survey: Survey, form: str, question: Question) -> tuple[str, int]:
    """Return the export as text, and the number of papers in it. Raises UnknownName for an unknown format, axis or term."""
    if form not in FORMATS:
        raise UnknownName("format", form, FORMATS)
    papers = answer(survey, question)
    return FORMATS[form].write(survey, papers), len(papers)


def answer(survey: Survey, question: Question) -> list[Paper]:
    """Return the papers that match `question`, by key. Raises UnknownName."""
    papers = list(survey.papers)
    for tag in question.tags:
        axis, term = read_tag(survey.taxonomy, tag)
        carriers = {paper.key for paper in survey.tagged(axis, term)}
        papers = [paper for paper in papers if paper.key in carriers]
    return [paper for paper in papers if _within(paper, question) and (has_code(paper) or not question.code)]


def _within(paper: Paper, question: Question) -> bool:
    if question.first is None and question.last is None:
        return True
    return paper.year is not None and (question.first or 0) <= paper.year <= (question.last or 9999)
