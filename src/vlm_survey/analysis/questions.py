"""Define example questions for newcomers, each in words, as an address of the explorer, and counted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from vlm_survey.model import Paper, has_code
from vlm_survey.survey import Survey


@dataclass(frozen=True, slots=True)
class Question:
    """A query of the explorer: one term on some axes, optionally a first year and papers with code only."""

    words: str
    terms: Mapping[str, str]
    since: int | None = None
    code: bool = False

    @property
    def query(self) -> str:
        """The query string of the explorer for this question."""
        parts = [f"{axis}={term}" for axis, term in self.terms.items()]
        parts += [f"from={self.since}"] if self.since else []
        parts += ["code=1"] if self.code else []
        return "?" + "&".join(parts)


@dataclass(frozen=True, slots=True)
class CountedQuestion:
    """A question with the number of matching papers."""

    words: str
    query: str
    count: int


def _ask(text: str, since: int | None = None, *, code: bool = False, **terms: str) -> Question:
    return Question(text, MappingProxyType(terms), since, code)


QUESTIONS = (
    _ask("Few-shot segmentation", task="segmentation", property="few-shot"),
    _ask(
        "Reports from chest X-rays, 2024 or later, with code",
        2024,
        code=True,
        task="report-generation",
        modality="chest-xray",
    ),
    _ask("Prompt learning on ultrasound", learning="prompt-learning", modality="ultrasound"),
    _ask("Data sets for visual question answering", contribution="dataset", task="vqa"),
    _ask("Foundation models for whole-slide pathology", contribution="foundation-model", modality="wsi"),
    _ask("Evaluations of hallucination", contribution="evaluation", concern="hallucination"),
)
"""Questions for this taxonomy; those with unknown terms are skipped."""


def questions(survey: Survey) -> list[CountedQuestion]:
    """Return the questions with at least one matching paper, in their written order."""
    axes = survey.taxonomy.axes
    known_questions = [
        question
        for question in QUESTIONS
        if all(axis in axes and term in axes[axis].terms for axis, term in question.terms.items())
    ]
    counted = (
        CountedQuestion(
            question.words, question.query, sum(_answers(survey, question, paper) for paper in survey.papers)
        )
        for question in known_questions
    )
    return [question for question in counted if question.count]


def _answers(survey: Survey, question: Question, paper: Paper) -> bool:
    if question.since and (not paper.year or paper.year < question.since):
        return False
    if question.code and not has_code(paper):
        return False
    return all(term in survey.implied(paper, axis) for axis, term in question.terms.items())
