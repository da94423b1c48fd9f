"""Where to start reading: surveys first, then what most lists name, and a sentence that says so."""

from __future__ import annotations

import datetime as dt

import pytest

from vlm_survey.model import Curation, Listing, Paper
from vlm_survey.render.start import MANY, MOST, SURVEYS, start_here


def paper(number: int, *, lists: int = 0, kind: str = "method", **fields) -> Paper:
    given = {
        "key": f"paper{number:03}",
        "title": f"Paper {number}",
        "year": 2020,
        "summary": "It is told.",
        "tags": {"contribution": [kind]},
        "listed": [Listing(list=f"list{at}") for at in range(lists)],
        "curation": Curation(status="tagged", basis="abstract"),
        "added": dt.date(2026, 1, 1),
    }
    return Paper.model_validate({**given, **fields})


def crowd(count: int = MANY) -> list[Paper]:
    return [paper(number) for number in range(count)]


def keys(papers) -> list[str]:
    return [entry.key for entry in start_here(papers).entries]


def test_surveys_come_first_two_at_most_then_the_papers_of_most_lists():
    surveys = [paper(900 + n, kind="survey", lists=n) for n in range(4)]
    named = [paper(800 + n, lists=5 + n) for n in range(5)]
    assert keys([*crowd(), *named, *surveys]) == ["paper903", "paper902", "paper804", "paper803", "paper802"]
    assert (
        start_here([*crowd(), *surveys]).rule
        == "Sorted automatically: surveys, then papers named by most lists, newest first."
    )


def test_a_list_that_names_a_paper_twice_counts_once():
    twice = paper(801, listed=[Listing(list="a", section="1"), Listing(list="a", section="2")])
    assert keys([*crowd(), twice, paper(802, lists=2)])[:2] == ["paper802", "paper801"]


def test_of_equals_the_newer_comes_first_then_the_key():
    found = keys([*crowd(), paper(802, year=2024), paper(801, year=2024), paper(803, year=None)])
    assert found == ["paper801", "paper802", "paper000", "paper001", "paper002"]


def test_what_nobody_has_read_or_summed_up_is_no_start():
    unread = paper(801, lists=9, curation=Curation(status="imported", basis="list"))
    assert not {"paper801", "paper802"} & set(keys([*crowd(), unread, paper(802, lists=9, summary=None)]))


@pytest.mark.parametrize("count", [0, 1, MANY - 1])
def test_a_short_list_needs_no_start(count):
    assert start_here(crowd(count)) is None


def test_where_all_are_surveys_or_none_is_the_rule_speaks_of_lists_alone():
    surveys = [paper(n, kind="survey") for n in range(MANY)]
    assert len(keys(surveys)) == MOST > SURVEYS
    for papers in (surveys, crowd()):
        assert start_here(papers).rule == "Sorted automatically: papers named by most lists, newest first."


def test_nobody_begins_with_a_retracted_paper():
    retracted = paper(801, lists=9, retracted={"source": "https://example.org/notice"})
    assert "paper801" not in keys([*crowd(), retracted])
