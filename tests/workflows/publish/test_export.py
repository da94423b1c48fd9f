"""A question put to the survey, and its answer."""

from __future__ import annotations

import pytest

from vlm_survey.errors import UnknownName
from vlm_survey.exports import FORMATS
from vlm_survey.workflows.publish.export import Question, answer, export


def keys(survey, *tags, **rest):
    return {paper.key for paper in answer(survey, Question(tags, **rest))}


def test_tags_are_joined_by_and_and_include_narrower_terms(library):
    assert keys(library, "task=classification") >= keys(library, "task=diagnosis")
    assert keys(library, "task=segmentation", "property=few-shot") == {"vanderzwaluw2021whisker"}


def test_labels_and_aliases_do_as_well_as_ids(library):
    assert keys(library, "task=Report generation") == keys(library, "task=report-generation")


def test_years_and_code_narrow_the_answer(library):
    assert keys(library, first=2024, last=2024) == {p.key for p in library.papers if p.year == 2024}
    assert keys(library, code=True) == {p.key for p in library.papers if p.links.code}


@pytest.mark.parametrize("tag", ["tasks=vqa", "task=cooking", "task", "=vqa"])
def test_what_does_not_exist_is_reported(library, tag):
    with pytest.raises(UnknownName):
        keys(library, tag)


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_every_format_answers_every_question(library, form):
    text, count = export(library, form, Question())
    assert count == len(library.papers)
    assert "lindqvist2023owlnet" in text
    assert text.endswith("\n")
