"""Selections: which records a question means, and the explorer's address for the same question."""

from __future__ import annotations

import pytest

from vlm_survey.chapters.selection import explorer_query, read_selection, select
from vlm_survey.errors import InvalidValue, UnknownName
from vlm_survey.model import DataSet, Model, Paper


def keys(library, text):
    return {paper.key for paper in select(library, Paper, read_selection(library, text))}


def core(library, papers=None):
    return {paper.key for paper in (library.papers if papers is None else papers) if paper.scope is None}


def test_conditions_are_met_together_and_narrower_terms_count(library):
    every = core(library)
    assert keys(library, "") == every
    assert keys(library, "task=classification") == core(library, library.tagged("task", "classification"))
    both = keys(library, "domain=medical & task=classification")
    assert both == keys(library, "domain=medical") & keys(library, "task=classification")
    assert keys(library, "task=classification,report-generation") == keys(library, "task=classification") | keys(
        library, "task=report-generation"
    )
    assert keys(library, "task!=classification") == every - keys(library, "task=classification")


def test_years_are_one_a_span_or_open(library):
    def of(first, last):
        return core(library, [paper for paper in library.papers if paper.year and first <= paper.year <= last])

    assert keys(library, "year=2024") == of(2024, 2024)
    assert keys(library, "year=2022-2024") == keys(library, "year = 2022 to 2024") == of(2022, 2024)
    assert keys(library, "year>=2024") == of(2024, 9999)
    assert keys(library, "year<=2022") == of(0, 2022)


def test_links_lists_venues_and_keys_can_be_asked_for(library):
    assert keys(library, "has=code") == core(library, [paper for paper in library.papers if paper.links.code])
    assert keys(library, "list=wren-list") == core(library, library.listed("wren-list"))
    assert keys(library, "venue=BIRDS") == core(library, [paper for paper in library.papers if paper.venue == "BIRDS"])
    assert keys(library, "key=lark2024survey, lindqvist2023owl") == {"lark2024survey", "lindqvist2023owlnet"}


def test_adjacent_papers_are_left_out_unless_they_are_asked_for(library):
    adjacent = {paper.key for paper in library.papers if paper.scope == "adjacent"}
    assert adjacent
    assert keys(library, "scope=adjacent") == adjacent
    assert keys(library, "scope=any") == keys(library, "") | adjacent
    assert keys(library, "scope=core") == keys(library, "scope!=adjacent") == keys(library, "")


def test_a_term_may_be_named_by_its_label(library):
    assert keys(library, "task=Visual question answering") == keys(library, "task=vqa")


def test_papers_are_asked_for_by_a_data_set_and_other_kinds_by_their_facts(library):
    assert keys(library, "uses=nocturne-9k") == keys(library, "uses=Nocturne") == {"lindqvist2023owlnet"}
    assert "lindqvist2023owlnet" in keys(library, "uses=Plumage 2020")

    def of(kind, text):
        return [record.key for record in select(library, kind, read_selection(library, text))]

    assert of(DataSet, "access=credentialed") == ["nocturne-9k"]
    assert of(DataSet, "licence=CC-BY-4.0 & language=en") == ["feather-vqa"]
    assert of(Model, "weights=open & inputs=2d & code=complete") == ["owlnet"]


@pytest.mark.parametrize(
    ("text", "error", "words"),
    [
        ("task", InvalidValue, "'task' is not a condition"),
        ("tsak=vqa", UnknownName, "no axis is called 'tsak'"),
        ("task=birdsong", UnknownName, "birdsong"),
        ("task>=vqa", InvalidValue, "compares task"),
        ("year=soon", InvalidValue, "not a range of years"),
        ("year!=2024", InvalidValue, "not a range of years"),
        ("has=feathers", UnknownName, "feathers"),
        ("list=owl-list", UnknownName, "owl-list"),
        ("venue=NEST", UnknownName, "NEST"),
        ("key=nobody2020", UnknownName, "nobody2020"),
        ("scope=far", UnknownName, "far"),
        ("uses=eggs", UnknownName, "eggs"),
        ("weights=heavy", UnknownName, "heavy"),
        ("task=vqa &", InvalidValue, "not a condition"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_way_out(library, text, error, words):
    with pytest.raises(error, match=words):
        read_selection(library, text)


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("", "?"),
        ("task=vqa", "?task=vqa"),
        ("task=vqa,retrieval & year>=2024 & has=code", "?task=vqa,retrieval&from=2024&code=1"),
        ("task=vqa & task=retrieval", "?task=vqa,retrieval&all=task"),
        ("task=vqa & task=vqa", "?task=vqa"),
        ("task!=vqa & year=2022-2024", "?task=-vqa&from=2022&to=2024"),
        ("year<=2022", "?to=2022"),
        ("venue=BIRDS", None),
        ("has=project", None),
        ("task=vqa & task=retrieval,segmentation", None),
    ],
)
def test_the_explorer_is_asked_the_same_where_it_can_be(library, text, query):
    assert explorer_query(library, read_selection(library, text)) == query
