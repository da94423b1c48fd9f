"""Harvesting citations: in batches, kept as it goes, asked again after a month, and honest about what failed."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.clock import TODAY
from tests.fake_services import JSON, FakeServices, Say

from vlm_survey import read_survey
from vlm_survey.store.harvest import CITATIONS, read_citations
from vlm_survey.workflows.changes import citations
from vlm_survey.workflows.changes.citations import due_for_count, harvest, missing


@pytest.fixture
def services(local_network):  # noqa: ARG001  opens the way to this machine
    with FakeServices() as fake_services:
        yield fake_services


def run(root, services, today=TODAY, *, again=False, **settings):
    survey = read_survey(root)
    done = list(harvest(root, survey, due_for_count(survey, today, again=again), services.web(**settings), today))
    return done[-1], read_survey(root)


def test_citations_are_those_of_the_recorded_replies(copy, services, monkeypatch):
    monkeypatch.setattr(citations, "LEAST", 3)
    done, survey = run(copy, services)
    graph = survey.citations
    assert done.failures == []
    assert sorted(done.known) == ["lark2024survey", "lindqvist2023owlnet", "pipit2023left"]
    assert graph.count("lindqvist2023owlnet") == 40
    assert graph.cites("lark2024survey") == ("lindqvist2023owlnet", "pipit2023left")
    assert graph.cited_by("lindqvist2023owlnet") == ("lark2024survey", "pipit2023left")
    assert graph.asked("lark2024survey") == TODAY
    found = missing(survey, 3)
    assert [(one.work, one.name.title, one.name.year, len(one.cited_by)) for one in found] == [
        ("W90", "Feathers as Tokens", 2019, 3)
    ]


def test_each_paper_is_asked_for_by_each_identifier_in_one_request_of_a_kind(copy, services):
    run(copy, services)
    works = [path for path in services.paths if "referenced_works" in path]
    assert len(works) == 2
    assert works[0].count("%7C") == 4
    assert "10.48550/arxiv.2303.99901" in works[1]


def test_a_second_run_asks_nothing_and_one_a_month_later_asks_again(copy, services):
    run(copy, services)
    asked = len(services.paths)
    done, survey = run(copy, services)
    assert (done.asked, len(services.paths)) == ([], asked)
    later = TODAY + dt.timedelta(days=30)
    assert len(due_for_count(survey, later)) == len(due_for_count(read_survey(copy), TODAY, again=True)) > 0
    run(copy, services, later)
    assert read_citations(copy).papers["lark2024survey"].asked == later


def test_a_run_that_ends_early_keeps_what_it_has_and_the_next_goes_on(copy, services, monkeypatch):
    monkeypatch.setattr(citations, "BATCH", 2)
    survey = read_survey(copy)
    papers = due_for_count(survey, TODAY)
    steps = harvest(copy, survey, papers, services.web(), TODAY)
    next(steps)
    steps.close()
    assert set(read_citations(copy).papers) == {paper.key for paper in papers[:2]}
    _done, survey = run(copy, services)
    assert set(survey.harvested.papers) == {paper.key for paper in papers}


def test_a_spent_budget_is_reported_and_the_rest_is_asked_next_time(copy, services, monkeypatch):
    monkeypatch.setattr(citations, "BATCH", 2)
    services.say("/openalex/works", Say(b"{}", JSON, 429, {"X-RateLimit-Remaining": "0"}))
    done, survey = run(copy, services)
    assert [error.found for error in done.failures][:1] == ["its daily limit is used up"]
    assert done.asked == []
    assert done.left == len(due_for_count(survey, TODAY))
    assert len(services.paths) == 1
    assert not (copy / CITATIONS).exists()


def test_a_reply_that_makes_no_sense_is_halved_and_reported_and_nothing_is_written_of_it(copy, services):
    services.say("/openalex/works", Say(b'{"results": 7}'))
    done, _survey = run(copy, services)
    assert done.failures
    assert done.asked == []
    assert read_citations(copy).papers == {}


def test_papers_without_an_identifier_are_not_asked_for(copy):
    assert "a-lost-page-about-gulls" not in {paper.key for paper in due_for_count(read_survey(copy), TODAY)}


def test_what_was_excluded_or_is_here_by_title_is_not_proposed(copy, services, monkeypatch):
    monkeypatch.setattr(citations, "LEAST", 3)
    path = copy / "papers" / "undated" / "a-lost-page-about-gulls.yaml"
    path.write_text(path.read_text().replace("A Lost Page About Gulls", "Feathers as tokens!"))
    _done, survey = run(copy, services)
    assert missing(survey, 3) == []
