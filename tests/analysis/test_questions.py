"""Questions to start with: real terms only, counted as the records say, none without an answer."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import parse_qs

from vlm_survey.analysis import questions as question_module
from vlm_survey.analysis.questions import QUESTIONS, questions


def test_every_question_names_terms_of_this_taxonomy_and_has_an_answer(repository):
    assert [one.words for one in questions(repository)] == [one.words for one in QUESTIONS]


def test_a_count_is_what_the_records_say(repository):
    for asked in questions(repository):
        given = {name: value for name, (value,) in parse_qs(asked.query.removeprefix("?")).items()}
        since, code = int(given.pop("from", 0)), given.pop("code", None)
        found = [p for p in repository.papers if (p.year or 0) >= since and (not code or p.links.code)]
        for axis, term in given.items():
            tagged = {paper.key for paper in repository.tagged(axis, term)}
            found = [p for p in found if p.key in tagged]
        assert asked.count == len(found)


def test_a_question_with_a_term_that_is_not_there_is_not_asked(library):
    known = {(axis.id, term.id) for axis in library.taxonomy for term in axis}
    for one in questions(library):
        terms = next(each.terms for each in QUESTIONS if each.words == one.words)
        assert set(terms.items()) <= known


def test_a_question_that_no_paper_answers_is_not_asked(library, monkeypatch):
    axis = next(iter(library.taxonomy))
    term = next(term.id for term in axis if library.count(term))
    monkeypatch.setattr(question_module, "QUESTIONS", (question_module.Question("Anything", {axis.id: term}),))
    assert [one.words for one in questions(library)] == ["Anything"]
    assert questions(replace(library, records=())) == []
