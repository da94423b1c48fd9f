"""Suggestions: terms met by their cues, each with its reason."""

from __future__ import annotations

import dataclasses

import pytest

from vlm_survey.errors import LibraryError
from vlm_survey.taxonomy import parse_taxonomy
from vlm_survey.taxonomy.suggest import suggest


def taxonomy_of(terms, **axis):
    body = {"label": {"en": "Task", "zh": "任务"}, "question": "?", "means": "m", "origin": {"kind": "project"}, **axis}
    return parse_taxonomy({"axes": {"task": {**body, "terms": terms}}})


def term(*cues, **more):
    return {"label": {"en": "a", "zh": "一"}, "means": "m", "cues": list(cues), **more}


def ids(found):
    return [(one.axis, one.term) for one in found]


def test_a_cue_met_in_title_or_abstract_suggests_its_term_with_the_whole_word(library):
    found = suggest(library.taxonomy, "Segmenting livers", "We propose a BENCHMARK for diagnosis.")
    assert ids(found) == [
        ("contribution", "method"),
        ("contribution", "benchmark"),
        ("task", "diagnosis"),
        ("task", "segmentation"),
    ]
    reasons = {one.term: one.reason for one in found}
    assert reasons["segmentation"] == "'Segmenting' in the title"
    assert reasons["benchmark"] == "'BENCHMARK' in the abstract"


def test_the_title_speaks_before_the_abstract(library):
    (found,) = suggest(library.taxonomy, "Diagnosing", "diagnosis")
    assert found.reason == "'Diagnosing' in the title"


def test_nothing_met_suggests_nothing(library):
    assert suggest(library.taxonomy, "Gulls", "") == []


def test_a_parent_is_never_suggested_beside_its_child(library):
    assert ids(suggest(library.taxonomy, "Classification for diagnosis")) == [("task", "diagnosis")]
    assert ids(suggest(library.taxonomy, "Classification")) == [("task", "classification")]


def test_an_axis_that_takes_one_term_gets_one_and_the_title_s_first():
    taxonomy = taxonomy_of({"a": term("nest"), "b": term("egg")}, most=1)
    assert ids(suggest(taxonomy, "An egg", "in a nest")) == [("task", "b")]
    assert ids(suggest(taxonomy, "An egg in a nest")) == [("task", "a")]


def test_a_broken_cue_names_itself():
    with pytest.raises(LibraryError, match=r"taxonomy\.yaml: the cue 'a\(' of task/nest is broken"):
        suggest(taxonomy_of({"nest": term("a(")}), "a")


def test_a_cue_that_matches_nothing_in_particular_suggests_nothing():
    assert suggest(taxonomy_of({"nest": term("x*")}), "a title") == []


def test_only_the_beginning_of_a_long_text_is_looked_at(library):
    assert suggest(library.taxonomy, "Gulls", "x" * 1_000_000 + " segmentation") == []


def test_the_words_shown_are_bounded():
    (found,) = suggest(taxonomy_of({"nest": term("nest.*")}), "nest" + "x" * 900)
    assert len(found.words) <= 80


def test_chinese_cues_are_met():
    assert ids(suggest(taxonomy_of({"nest": term("分割")}), "肝脏分割模型")) == [("task", "nest")]


def test_a_suggestion_does_not_change(library):
    (found,) = suggest(library.taxonomy, "Segmentation")
    with pytest.raises(dataclasses.FrozenInstanceError):
        found.term = "vqa"


def test_a_cue_is_met_only_where_a_word_begins(library):
    found = {
        (one.axis, one.term)
        for one in suggest(library.taxonomy, "An orchestrated resegmentation of unclassified birds")
    }
    assert ("task", "segmentation") not in found
    assert ("task", "classification") not in found
