"""Where to start reading: surveys first, then the papers for which most in the records speaks, and a sentence that says so."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from vlm_survey.analysis.starting_points import CAP, MANY, MOST, SURVEYS, Starts
from vlm_survey.model import Chapter, Curation, Listing, Paper, ReadingPath
from vlm_survey.render.pages.starting_points import points

RULE = (
    "Sorted automatically: {} with most points for reading paths, chapters, surveys and lists that name them, "
    "for a title that names the topic, for code and weights, and for being recent."
)


def paper(number: int, *, lists: int = 0, kind: str = "method", **fields) -> Paper:
    given = {
        "key": f"paper{number:03}",
        "title": f"Paper {number}",
        "year": 2020,
        "summary": "It is told.",
        "tags": {"contribution": [kind], "task": ["vqa"]},
        "listed": [Listing(list=f"list{at}") for at in range(lists)],
        "curation": Curation(status="tagged", basis="abstract"),
        "added": dt.date(2026, 1, 1),
    }
    return Paper.model_validate({**given, **fields})


def chapter(key: str, *cited: int, **tags) -> Chapter:
    body = " ".join(f"[@paper{number:03}]" for number in cited)
    return Chapter(key=key, title=key, order=1, body=body, tags=tags, added=dt.date(2026, 1, 1))


def path(name: str, *steps: int, term: str | None = None) -> ReadingPath:
    found = [{"key": f"paper{number:03}", "why": "It is told."} for number in steps]
    return ReadingPath.model_validate({"id": name, "title": name, "about": "It is told.", "term": term, "steps": found})


def crowd(count: int = MANY) -> list[Paper]:
    return [paper(number, year=2010) for number in range(count)]


@pytest.fixture
def start(library):
    def found(*records, paths=()):
        survey = replace(library, records=tuple(records), paths=tuple(paths), pages=())
        return Starts(survey).of_term(survey.taxonomy.term("task", "vqa"))

    return found


def keys(found) -> list[str]:
    return [pick.paper.key for pick in found.picks]


def reasons(found) -> dict[str, str]:
    return {pick.paper.key: pick.reason for pick in found.picks}


def survey_of_answers(number: int, **fields) -> Paper:
    return paper(number, kind="survey", title=f"Visual question answering, a survey, part {number}", **fields)


def test_surveys_of_the_topic_come_first_two_at_most_then_the_papers_with_most_points(start):
    surveys = [survey_of_answers(900 + n, lists=n) for n in range(3)]
    named = [paper(800 + n, lists=CAP, links={"code": f"https://example.org/{n}"}, year=2020 - n) for n in range(3)]
    found = start(*crowd(), *named, *surveys)
    assert keys(found) == ["paper902", "paper901", "paper800", "paper801", "paper900"]
    assert found.rule == RULE.format("surveys of the topic first, then papers")


def test_a_survey_of_other_topics_has_no_reserved_place(start):
    other = paper(900, kind="survey", lists=1)
    found = start(*crowd(), paper(801, lists=2), other)
    assert keys(found)[:2] == ["paper801", "paper900"]
    assert found.rule == RULE.format("papers")
    on_the_path = start(
        *crowd(),
        paper(801, lists=CAP, title="Visual question answering"),
        other,
        paths=[path("answers", 900, term="task=vqa")],
    )
    assert keys(on_the_path)[:2] == ["paper900", "paper801"]


@pytest.mark.parametrize(
    ("title", "named"),
    [
        ("A model for visual question answering", True),
        ("Visual-Question Answering on birds", True),
        ("Nonquestion answering by birds", False),
        ("Birds that read reports", False),
    ],
)
def test_a_title_that_names_the_topic_gives_points(start, title, named):
    found = start(*crowd(), paper(801, title=title, year=1999))
    assert (reasons(found).get("paper801") == "Names the topic in its title") == named


def test_each_kind_of_evidence_gives_its_points(start):
    named_by_a_survey = paper(804, listed=[Listing(list="lark2024")])
    found = start(
        *crowd(),
        paper(801),
        paper(802),
        paper(803),
        named_by_a_survey,
        paper(805, lists=1),
        chapter("birds-that-answer", 802, task=["vqa"]),
        chapter("birds-that-read", 803, task=["report-generation"]),
        paths=[path("answers", 801, term="task=vqa")],
    )
    assert reasons(found) == {
        "paper801": "In the reading path “answers”, recent",
        "paper802": "Discussed in 1 chapter, recent",
        "paper804": "Named by 1 survey, recent",
        "paper803": "Discussed in 1 chapter, recent",
        "paper805": "Named by 1 list, recent",
    }
    assert keys(found) == ["paper801", "paper802", "paper804", "paper803", "paper805"]


def test_what_counts_for_a_paper_is_reported_in_words(start):
    listed = [Listing(list=name) for name in ("lark2024", "heron2023", "wren-list")]
    links = {"code": "https://example.org/code", "weights": "https://example.org/weights"}
    best = paper(801, kind="survey", listed=listed, links=links)
    chapters = [chapter("one", 801, task=["vqa"]), chapter("two", 801), chapter("three", 801)]
    paths = [path("answers", 801, 801, term="task=vqa"), path("all", 801), path("reports", 801, term="task=retrieval")]
    assert reasons(start(*crowd(), best, *chapters, paths=paths))["paper801"] == (
        "Survey, in the reading path “answers”, in 2 other reading paths, discussed in 3 chapters, "
        "named by 2 surveys and 1 list, with code and weights, recent"
    )


def test_many_lists_or_chapters_outweigh_no_better_evidence(start):
    lists = paper(801, lists=CAP + 20)
    on_the_path = paper(802)
    chapters = [chapter(f"other-{n}", 803) for n in range(CAP + 20)]
    found = start(*crowd(), lists, on_the_path, paper(803), *chapters, paths=[path("answers", 802, term="task=vqa")])
    assert keys(found)[:3] == ["paper802", "paper801", "paper803"]


def test_a_list_that_names_a_paper_twice_counts_once(start):
    twice = paper(801, listed=[Listing(list="a", section="1"), Listing(list="a", section="2")])
    assert keys(start(*crowd(), twice, paper(802, lists=2)))[:2] == ["paper802", "paper801"]


def test_former_keys_in_chapters_and_paths_count_for_the_record_of_today(start):
    renamed = paper(801, former_keys=["paper777"])
    found = start(*crowd(), renamed, chapter("one", 777), paths=[path("all", 777)])
    assert reasons(found)["paper801"] == "In 1 reading path, discussed in 1 chapter, recent"


def test_recent_means_the_newest_years_of_these_papers_and_not_of_the_calendar(start):
    old = [paper(n, year=1990) for n in range(MANY)]
    found = start(*old, paper(801, year=1999), paper(802, year=1998), paper(803, year=1997), paper(804, year=None))
    assert reasons(found) == {
        "paper801": "Recent",
        "paper802": "Recent",
        "paper803": "Not named by others yet",
        "paper000": "Not named by others yet",
        "paper001": "Not named by others yet",
    }


def test_of_equals_the_newer_comes_first_then_the_key(start):
    found = keys(start(*crowd(), paper(802, year=2024), paper(801, year=2024), paper(803, year=2023)))
    assert found == ["paper801", "paper802", "paper803", "paper000", "paper001"]


def test_what_nobody_has_read_or_summed_up_is_no_start(start):
    unread = paper(801, lists=9, curation=Curation(status="imported", basis="list"))
    assert not {"paper801", "paper802"} & set(keys(start(*crowd(), unread, paper(802, lists=9, summary=None))))


@pytest.mark.parametrize("count", [0, 1, MANY - 1])
def test_a_short_list_needs_no_start(start, count):
    assert start(*crowd(count)) is None


def test_where_all_are_surveys_or_none_is_the_rule_speaks_of_papers_alone(start):
    surveys = [paper(n, kind="survey") for n in range(MANY)]
    assert len(keys(start(*surveys))) == MOST > SURVEYS
    for papers in (surveys, crowd()):
        assert start(*papers).rule == RULE.format("papers")


def test_nobody_begins_with_a_retracted_paper(start):
    retracted = paper(801, lists=9, retracted={"source": "https://example.org/notice"})
    assert "paper801" not in keys(start(*crowd(), retracted))


def test_the_page_that_explains_the_order_names_every_number(library):
    view = points(library)
    assert len(view["rows"]) == 10
    assert all(number.isdigit() for _words, number in view["rows"])
    assert (view["surveys"], view["most"], view["many"]) == (SURVEYS, MOST, MANY)
