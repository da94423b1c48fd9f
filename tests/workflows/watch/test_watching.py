"""A run of the watch: what is new is proposed once, with its reasons, however often and wherever a run was stopped."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json

import pytest
from tests.fake_services import ATOM, HTML, Say
from tests.workflows.watch.conftest import FEED, NEW, TODAY, found, identifiers, run

from vlm_survey.errors import LibraryError, Unreachable
from vlm_survey.model import Exclusion
from vlm_survey.store import parse_record, read_survey
from vlm_survey.workflows.watch import harvest
from vlm_survey.workflows.watch import watch as watch_module
from vlm_survey.workflows.watch.harvest import STATE, read_proposals, read_state, week_of
from vlm_survey.workflows.watch.known import KnownPapers


def proposals(home):
    return [one for week in read_proposals(home).values() for one in week]


def test_papers_on_the_subject_are_proposed_and_others_are_not(home, watch, feed):
    steps = run(watch(feed))
    assert identifiers(found(steps)) == sorted(NEW)
    assert identifiers(proposals(home)) == sorted(NEW)
    assert list(read_proposals(home)) == ["2026-W12"]


def test_each_proposal_is_explained_and_has_a_sound_draft_without_a_summary(watch, feed):
    for one in found(run(watch(feed))):
        assert one.because
        assert 0 < one.likely <= 1
        draft, _file, problems = parse_record(one.record, one.path)
        assert problems == []
        assert draft.summary is None
        assert draft.authors
        assert draft.year == 2026
        assert draft.tags == {axis: tuple(tag.term for tag in one.suggested if tag.axis == axis) for axis in draft.tags}


def test_the_reasons_name_the_cues(watch, feed):
    (heron,) = [one for one in found(run(watch(feed))) if one.ids.arxiv == "2603.00011"]
    assert heron.because == ("chest X-ray", "vision-language", "report")


def test_a_paper_that_stands_in_two_categories_is_proposed_once(watch, feed):
    steps = run(watch(feed))
    assert identifiers(found(steps)).count("2603.00011") == 1
    assert sum(step.left_out["proposal"] for step in steps) == 1


def test_a_record_is_recognised_by_title_and_people_though_its_identifier_is_new(watch, feed):
    steps = run(watch(feed))
    assert sum(step.left_out["record"] for step in steps) == 1


def test_a_proposal_that_became_a_record_is_known_by_all_identifiers_of_the_record(home, watch, feed):
    (first, *_rest) = found(run(watch(feed)))
    path = home / first.path
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(first.record.replace("ids: {", 'ids: {doi: "10.5555/new.1", '), encoding="utf-8")
    there = KnownPapers(read_survey(home), proposals(home))
    assert there.has({"doi": "10.5555/new.1"}) == "record"
    assert there.has(first.ids.present()) == "record"


def test_an_exclusion_is_recognised_by_its_link(watch, feed, home):
    survey = read_survey(home)
    excluded = Exclusion(title="Something", reason="out of scope", link="https://arxiv.org/abs/2603.00013")
    survey = dataclasses.replace(survey, exclusions=(*survey.exclusions, excluded))
    steps = run(watch(feed, survey=survey))
    assert identifiers(found(steps)) == sorted(NEW - {"2603.00013"})


def test_a_second_run_on_the_same_day_asks_nothing_and_proposes_nothing(watch, feed):
    run(watch(feed))
    asked = len(feed.asked)
    again = watch(feed, since=None, until=None)
    assert [task.day for task in again.tasks() if task.day <= dt.date(2026, 3, 4)] == []
    assert found(run(again)) == []
    assert len(feed.asked) > asked, "the days after are asked"


def test_days_are_asked_again_until_they_have_settled_and_nothing_is_proposed_twice(home, watch, feed):
    early = dt.date(2026, 3, 4)
    run(watch(feed, today=early, until=dt.date(2026, 3, 3)))
    before = proposals(home)
    later = watch(feed, today=dt.date(2026, 3, 6), until=dt.date(2026, 3, 3), since=None)
    assert {task.day.day for task in later.tasks()} == {1, 2, 3}
    assert found(run(later)) == []
    settled = watch(feed, today=dt.date(2026, 3, 30), until=dt.date(2026, 3, 3), since=None)
    assert len(settled.tasks()) == 6
    run(settled)
    assert settled.tasks() == []
    assert read_state(home).streams["arxiv cs.CV"].since == dt.date(2026, 3, 4)
    assert proposals(home) == before


@pytest.mark.parametrize("name", ["write_proposals", "write_state"])
@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("number", range(1, 9))
def test_a_run_that_is_killed_around_any_write_loses_and_repeats_nothing(
    home, watch, feed, monkeypatch, name, when, number
):
    real, count = getattr(harvest, name), 0

    def dying(*given):
        nonlocal count
        count += 1
        if count == number and when == "before":
            raise KeyboardInterrupt
        real(*given)
        if count == number:
            raise KeyboardInterrupt

    monkeypatch.setattr(watch_module, name, dying)
    try:
        run(watch(feed))
    except KeyboardInterrupt:
        assert count == number
    monkeypatch.setattr(watch_module, name, real)
    run(watch(feed, since=None))
    run(watch(feed))
    assert identifiers(proposals(home)) == sorted(NEW)


def test_a_day_of_many_pages_goes_on_where_the_limit_stopped_it(home, watch, feed, monkeypatch):
    monkeypatch.setattr("vlm_survey.services.arxiv.PAGE", 2)
    first = run(watch(feed, limit=3))
    assert sum(step.pages for step in first) == 3
    assert any(step.unfinished for step in first)
    for _more in range(6):
        run(watch(feed, limit=3))
    assert identifiers(proposals(home)) == sorted(NEW)
    pages = [path for path in feed.asked if "20260302" in path and "cs.CV" in path]
    assert len(pages) == 2, "each page once"


def test_a_day_read_in_part_is_begun_again_on_another_day_unless_it_has_settled(watch, feed, monkeypatch):
    monkeypatch.setattr("vlm_survey.services.arxiv.PAGE", 2)
    run(watch(feed, today=dt.date(2026, 3, 4), until=dt.date(2026, 3, 2), limit=3))
    part = {"limit": 99, "until": dt.date(2026, 3, 2), "since": None}
    starts = {task.start for task in watch(feed, today=dt.date(2026, 3, 5), **part).tasks() if task.day.day == 2}
    assert starts == {0}
    same = {task.start for task in watch(feed, today=dt.date(2026, 3, 4), **part).tasks() if task.day.day == 2}
    assert 2 in same


def test_a_dry_run_writes_nothing(home, watch, feed):
    steps = run(watch(feed, write=False))
    assert identifiers(found(steps)) == sorted(NEW)
    assert not (home / "harvest").exists()


def test_what_was_judged_with_other_papers_at_hand_counts_as_similar(watch, feed):
    twin = {**FEED[0], "id": "2603.00099", "authors": ["Zoe Other"], "title": FEED[0]["title"] + "s"}
    feed.papers = sorted([*feed.papers, twin], key=lambda one: (one["date"], one["id"]))
    told = {str(one.ids.arxiv): one.similar for one in found(run(watch(feed)))}
    assert told["2603.00011"] == ()
    assert len(told["2603.00099"]) == 1


def test_a_damaged_state_is_reported_with_its_place(home, watch, feed):
    run(watch(feed))
    (home / STATE).write_text("{", encoding="utf-8")
    with pytest.raises(LibraryError, match=r"harvest/watch.json: not JSON"):
        watch(feed).tasks()


def test_a_damaged_file_of_proposals_stops_the_run_before_anything_is_asked(home, watch, feed):
    run(watch(feed))
    path = home / "harvest" / "proposals" / "2026-W12.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    data["proposals"][0]["likely"] = "very"
    path.write_text(json.dumps(data), encoding="utf-8")
    asked = len(feed.asked)
    with pytest.raises(LibraryError, match=r"2026-W12.json: proposals.0.likely"):
        run(watch(feed))
    assert len(feed.asked) == asked


@pytest.mark.parametrize("after", ["Fri, 31 Dec 2099 23:59:59 GMT", "86400"])
def test_a_service_that_asks_for_much_patience_is_skipped_reported_and_asked_next_time(watch, services, after):
    services.say("/arxiv/query", Say(b"", ATOM, 429, {"Retry-After": after}))
    steps = run(watch(services))
    assert len(services.seen) == 1
    (failure,) = [step.failure for step in steps if step.failure]
    assert isinstance(failure, Unreachable)
    assert "asks to wait" in failure.found
    assert all(step.unfinished for step in steps)
    assert len(watch(services).tasks()) == len(steps)


def test_a_short_wait_is_waited_for(watch, services, feed):
    day = feed.reply(
        {"search_query": "cat:cs.CV AND submittedDate:[202603020000 TO 202603022359]", "max_results": "200"}
    )
    services.say("/arxiv/query", Say(b"", ATOM, 503, {"Retry-After": "5"}), Say(day.encode(), ATOM))
    steps = run(watch(services, until=dt.date(2026, 3, 1)))
    assert [step.failure for step in steps] == [None, None]
    assert len(found(steps)) == 2


def test_a_bad_reply_loses_its_day_only_and_three_in_a_row_end_the_service(watch, services, feed):
    good = Say(feed.reply({"search_query": "cat:cs.CL", "max_results": "200"}).encode(), ATOM)
    bad = Say(b"<html>", HTML)
    services.say("/arxiv/query", bad, good, bad, bad, bad, good)
    steps = run(watch(services))
    assert [bool(step.failure) for step in steps] == [True, False, True, True, True, False, False, False]
    assert [step.unfinished for step in steps] == [True, False, True, True, True, True, True, True]


def test_the_week_of_the_last_days_of_a_year_is_that_of_iso():
    assert (week_of(dt.date(2026, 12, 31)), week_of(dt.date(2027, 1, 3)), week_of(TODAY)) == (
        "2026-W53",
        "2026-W53",
        "2026-W12",
    )
