"""All four services in one run: each is asked in its own way, and one paper that several tell of is proposed once."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from tests.fake_services import JSON, XML, Say
from tests.services.test_listings import ARTICLE, atom, entry, numbers
from tests.workflows.watch.conftest import IN_SCOPE, found, run

from vlm_survey.model.harvest.watch_settings import WatchSettings
from vlm_survey.store import parse_record

SETTINGS = WatchSettings.model_validate(
    {
        "arxiv": {"categories": ["cs.CV"]},
        "pubmed": {"queries": {"language": '"vision-language"[tiab]'}},
        "openalex": {"queries": {"language": '"vision language"'}},
        "acl": {"volumes": ["{year}.birds-main"]},
    }
)
DAY = dt.date(2026, 3, 2)
ONE_DAY = {"settings": SETTINGS, "since": DAY, "until": DAY}
TITLES = {
    "arxiv": "A Vision-Language Model for Chest X-ray Report Generation",
    "pubmed": "Large Language Models Read Radiology Reports of Chest Radiographs",
    "openalex": "Visual Question Answering in Digital Pathology with Vision-Language Models",
    "acl": "Prompting Multimodal Large Language Models for Radiology Report Generation",
}


def work(title):
    index = {word: [place] for place, word in enumerate(IN_SCOPE.split())}
    made = {
        "title": title,
        "doi": "https://doi.org/10.5555/herons.1",
        "publication_date": "2026-03-02",
        "authorships": [{"author": {"display_name": "Ola Heron"}}],
        "abstract_inverted_index": index,
    }
    return Say(json.dumps({"meta": {"count": 1}, "results": [made]}).encode(), JSON)


def article(title):
    text = ARTICLE.format(11).replace("Herons on X-rays.", title).replace("Answers.", IN_SCOPE)
    return Say(f"<PubmedArticleSet>{text}</PubmedArticleSet>".encode(), XML)


def volume(title):
    text = f"""@inproceedings{{heron-2026, title = "{title}", author = "Heron, Ann", year = "2026",
      url = "https://aclanthology.org/2026.birds-main.1/", abstract = "{IN_SCOPE}"}}"""
    return Say(text.encode(), "application/x-bibtex")


@pytest.fixture
def full(services):
    """Services that each tell of one paper."""
    services.say(
        "/arxiv/query", atom(entry(1, TITLES["arxiv"]).replace("Answers\n      about herons.", IN_SCOPE), total=1)
    )
    services.say("/pubmed/esearch.fcgi", numbers(11))
    services.say("/pubmed/efetch.fcgi", article(TITLES["pubmed"]))
    services.say("/openalex/works", work(TITLES["openalex"]))
    services.say("/acl/volumes/2026.birds-main.bib", volume(TITLES["acl"]))
    return services


def test_each_service_is_asked_and_its_papers_become_drafts(watch, full):
    steps = run(watch(full, **ONE_DAY))
    told = {one.source: one for one in found(steps)}
    assert {one.title for one in told.values()} == set(TITLES.values())
    assert set(told) == {"arXiv cs.CV", "PubMed language", "OpenAlex language", "ACL Anthology 2026.birds-main"}
    assert told["arXiv cs.CV"].asked == "2603.00001"
    assert told["PubMed language"].asked == "pmid:11"
    assert told["OpenAlex language"].asked == "10.5555/herons.1"
    assert told["ACL Anthology 2026.birds-main"].asked == "https://aclanthology.org/2026.birds-main.1/"
    for one in told.values():
        paper, _file, problems = parse_record(one.record, one.path)
        assert problems == []
        assert paper.authors
        assert one.because


def test_a_volume_that_has_not_appeared_is_no_failure_and_is_asked_the_next_time(watch, full):
    steps = run(watch(full, **ONE_DAY))
    (last_year,) = [step for step in steps if step.task.stream == "2025.birds-main"]
    assert (last_year.failure, last_year.unfinished) == (None, True)
    again = watch(full, **ONE_DAY).tasks()
    assert [task.stream for task in again] == ["2025.birds-main"]


def test_a_paper_that_two_services_report_is_proposed_once(watch, full):
    full.told["/openalex/works"] = [work(TITLES["arxiv"].title())]
    full.told["/openalex/works"][0].body = full.told["/openalex/works"][0].body.replace(b"Ola Heron", b"Ada Heron")
    steps = run(watch(full, **ONE_DAY))
    assert len([one for one in found(steps) if "Chest X-Ray Report" in one.title.title()]) == 1
    assert sum(step.left_out["proposal"] for step in steps) == 1


def test_one_service_that_is_down_keeps_no_other_from_being_asked(watch, full):
    full.told["/openalex/works"] = [Say(b"", status=429, headers={"X-RateLimit-Remaining": "0"})]
    steps = run(watch(full, **ONE_DAY))
    assert {one.title for one in found(steps)} == {TITLES[name] for name in ("arxiv", "pubmed", "acl")}
    (failure,) = [step.failure for step in steps if step.failure]
    assert failure.found == "its daily limit is used up"
    full.told["/openalex/works"] = [work(TITLES["openalex"])]
    assert [one.title for one in found(run(watch(full, **ONE_DAY)))] == [TITLES["openalex"]]


def test_only_the_services_that_are_named_are_asked(watch, full):
    run(watch(full, **ONE_DAY, services=("pubmed",)))
    assert {path.split("/")[1] for path in full.paths} == {"pubmed"}


@pytest.mark.parametrize(
    "title", ["", "   ", "\u202eX-ray report vision-language", "Chest X-ray report vision-language " * 400]
)
def test_a_strange_title_becomes_a_sound_draft_or_a_damaged_entry(watch, full, title):
    full.told["/openalex/works"] = [work(title)]
    steps = run(watch(full, **ONE_DAY, services=("openalex",)))
    for one in found(steps):
        assert parse_record(one.record, one.path)[2] == []
    assert sum(step.seen for step in steps) == 1
