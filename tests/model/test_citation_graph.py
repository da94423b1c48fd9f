"""The graph of citations: by keys of today, without papers of elsewhere, and never counted twice."""

from __future__ import annotations

import datetime as dt

import pytest
from pydantic import ValidationError
from tests.harvest import GRAPH, cited

from vlm_survey.model.harvest.citation_graph import AskedPaper, CitationGraph, Citations


def test_citations_lead_both_ways_and_follow_former_keys(library):
    graph = cited(library).citations
    assert graph.cites("lark2024survey") == ("finch2022seed", "lindqvist2023owlnet", "pipit2023left")
    assert graph.cites("pipit2023left") == ("lindqvist2023owlnet",)
    assert graph.cited_by("lindqvist2023owlnet") == ("lark2024survey", "pipit2023left")
    assert graph.cited_by("finch2022seed") == ("lark2024survey", "lindqvist2023owlnet")


def test_a_paper_with_two_works_does_not_cite_itself_and_has_the_larger_count(library):
    graph = cited(library).citations
    assert "lindqvist2023owlnet" not in graph.cites("lindqvist2023owlnet")
    assert graph.count("lindqvist2023owlnet") == 40


def test_what_the_service_does_not_know_is_unknown_and_not_zero(library):
    graph = cited(library).citations
    assert graph.count("finch2022seed") == 0
    assert graph.count("qoppa2020mirror") is None
    assert graph.count("flock2025forty") is None
    assert (graph.cites("flock2025forty"), graph.cited_by("nobody")) == ((), ())


def test_a_paper_that_is_no_longer_here_counts_for_nothing(library):
    graph = cited(library).citations
    assert "somebody2020elsewhere" not in graph.papers
    assert graph.days == (dt.date(2026, 3, 1), dt.date(2026, 3, 2))


def test_works_that_many_papers_cite_and_that_have_no_record_come_most_cited_first(library):
    graph = cited(library).citations
    assert graph.missing(1) == [
        ("W90", ("lark2024survey", "lindqvist2023owlnet", "pipit2023left")),
        ("W91", ("lark2024survey",)),
    ]
    assert [work for work, _ in graph.missing(3)] == ["W90"]


def test_without_a_harvest_the_graph_is_empty(library):
    assert library.citations.days is None
    assert library.citations.missing(1) == []
    assert CitationGraph(GRAPH).papers == {}


@pytest.mark.parametrize(
    "work", [{"id": "Q1"}, {"id": "W1", "cited_by": -1}, {"id": "W1", "references": ["1"]}, {"id": "W1", "more": 1}, {}]
)
def test_a_work_that_cannot_be_one_is_refused(work):
    with pytest.raises(ValidationError):
        AskedPaper.model_validate({"asked": "2026-03-02", "works": [work]})
    assert Citations().papers == {}
