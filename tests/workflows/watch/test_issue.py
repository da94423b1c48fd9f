"""The issue of a week: a box, a reason and a command for each proposal, and words of strangers that stay words."""

from __future__ import annotations

import datetime as dt

from tests.workflows.watch.conftest import NEW, TODAY, found, run

from vlm_survey.store import read_survey
from vlm_survey.workflows.watch.harvest import mark_reported, read_proposals, read_state
from vlm_survey.workflows.watch.issue import MOST, write_issue

WEEK = "2026-W12"


def test_each_proposal_has_a_box_a_reason_suggested_tags_and_its_command(home, watch, feed, library):
    run(watch(feed))
    text = write_issue(library, read_proposals(home), WEEK, {})
    assert text.startswith("The watch proposes 4 papers in week 2026-W12.")
    assert text.count("- [ ] [") == len(NEW)
    assert text.count("  - reasons: ") == len(NEW)
    assert "  - suggested: " in text
    for number in NEW:
        assert f"`vlm-survey add {number}`" in text
        assert f"](https://arxiv.org/abs/{number})" in text


def test_a_proposal_that_has_become_a_record_or_an_exclusion_is_left_out(home, watch, feed):
    steps = run(watch(feed))
    (first, *_rest) = found(steps)
    path = home / first.path
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(first.record, encoding="utf-8")
    text = write_issue(read_survey(home), read_proposals(home), WEEK, {})
    assert "proposes 3 papers" in text
    assert f"add {first.asked}`" not in text


def test_what_no_issue_listed_is_listed_the_week_after(home, watch, feed, library):
    run(watch(feed, until=dt.date(2026, 3, 2)))
    mark_reported(home)
    run(watch(feed, since=None))
    weeks = read_proposals(home)
    later = write_issue(library, weeks, "2026-W13", read_state(home).told)
    assert "proposes 0 papers in week 2026-W13" in later
    assert later.count("- [ ] ") == 2
    assert "## Found in earlier weeks and not reported before" in later
    mark_reported(home)
    assert "- [ ]" not in write_issue(library, weeks, "2026-W13", read_state(home).told)


def test_what_could_not_be_asked_is_reported(library):
    text = write_issue(library, {}, WEEK, {}, ["arXiv: it replied with status 503"])
    assert "## Failed requests\n\n- arXiv: it replied with status 503" in text


def test_a_title_cannot_leave_its_line_or_call_anybody(home, watch, feed, library):
    nasty = "@all [x](http://evil.example) <img> `vision-language` chest X-ray report #1 generation"
    feed.papers = [{**feed.papers[0], "title": nasty, "id": "2603.00077"}]
    run(watch(feed))
    text = write_issue(library, read_proposals(home), WEEK, {})
    assert "@all" not in text
    assert "<img>" not in text
    assert "](http://evil" not in text
    assert "\\`vision-language\\`" in text


def test_an_issue_holds_what_an_issue_can_hold_and_counts_the_rest(watch, feed, library):
    (one, *_rest) = found(run(watch(feed)))
    many = [one.model_copy(update={"title": f"Paper {n} " + "x" * 200, "ids": {}, "link": None}) for n in range(400)]
    many = [paper.model_copy(update={"ids": type(one.ids)()}) for paper in many]
    text = write_issue(library, {WEEK: many}, WEEK, {})
    assert len(text) < MOST + 200
    shown = text.count("- [ ]")
    assert f"{400 - shown} more are in harvest/proposals/." in text


def test_nothing_found_is_reported(library):
    assert write_issue(library, {}, WEEK, {}).startswith("The watch proposes 0 papers in week 2026-W12.")
    assert TODAY.isocalendar().week == 12
