"""Changes of papers, code, weights and links: proposals with their source, kept as they are found, never an edit."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from click.testing import CliRunner
from tests.clock import TODAY
from tests.fake_services import ATOM, HTML, JSON, REPLIES, FakeServices, Say, Waiting

from vlm_survey import read_survey
from vlm_survey.cli import main
from vlm_survey.model.harvest.found_changes import FoundChanges, LinkState, is_dead, missing_since
from vlm_survey.services.http.throttle import Clock
from vlm_survey.services.links import LinkProbe
from vlm_survey.store.files import write_text
from vlm_survey.workflows.changes import lookup
from vlm_survey.workflows.changes.report import Report, as_data, as_markdown, as_notes, as_text, open_changes, report
from vlm_survey.workflows.curate import curate

HERON = {
    "title": '"HeronVL: Reading Wading Radiographs with Few Labels"',
    "authors": '["van der Heron, Ardea", "Garça, José", "{Wading Bird Imaging Consortium}"]',
    "year": 2026,
    "venue": "arXiv",
    "ids": '{arxiv: "2601.99910"}',
}


@pytest.fixture
def services(local_network):  # noqa: ARG001  opens the way to this machine
    with FakeServices() as fake_services:
        yield fake_services


def record(root, key, **fields):
    lines = [f"{name}: {value}" for name, value in {"title": "Gull", "authors": "[]", **fields}.items()]
    rest = ["curation: {status: imported, basis: list}", "added: 2026-01-10", ""]
    write_text(root / "papers" / "undated" / f"{key}.yaml", "\n".join([*lines, *rest]))


def papers(root, services, *keys, today=TODAY, **settings):
    survey = read_survey(root)
    done = list(lookup.ask_papers(root, survey, keys, services.web(**settings), today))[-1]
    return done, {change.kind: change for change in done.found}


def last(runs):
    return list(runs)[-1]


def test_a_published_preprint_is_proposed_with_venue_doi_and_pages_and_nothing_is_written(copy, services):
    record(copy, "heron", **HERON)
    before = (copy / "papers" / "undated" / "heron.yaml").read_text()
    _done, found = papers(copy, services, "heron")
    change = found["published"]
    assert change.note["venue"] == "AviaMed"
    assert (change.note["doi"], change.note["pages"]) == ("10.5555/aviamed.2026.10", "21-30")
    assert change.source.startswith("Crossref https://doi.org/")
    assert (copy / "papers" / "undated" / "heron.yaml").read_text() == before


def test_the_notes_of_the_report_are_what_curate_applies(copy, services):
    record(copy, "heron", **HERON)
    papers(copy, services, "heron")
    lines = as_notes(report(copy, read_survey(copy))).splitlines()
    done = curate(copy, [line for line in lines if '"venue"' in line], today=TODAY)
    assert done.refused == []
    after = read_survey(copy).papers_by_key["heron"]
    assert (after.venue, after.ids.doi) == ("AviaMed", "10.5555/aviamed.2026.10")
    assert [change.what for change in after.changes] == ["published"]
    assert [
        one.kind for one in report(copy, read_survey(copy)).changes if one.key == "heron" and one.kind == "published"
    ] == []


def test_a_withdrawn_paper_is_reported_with_day_and_source_and_can_be_taken_up(copy, services):
    record(copy, "falcon", title="Error", authors="[Falco]", year=2026, venue="arXiv", ids='{arxiv: "2601.99913"}')
    _done, found = papers(copy, services, "falcon")
    assert found["withdrawn"].note["retracted"] == {
        "kind": "withdrawn", "date": "2026-01-07", "source": "https://arxiv.org/abs/2601.99913",
    }  # fmt: skip
    curate(copy, [json.dumps(found["withdrawn"].note)], today=TODAY)
    survey = read_survey(copy)
    assert survey.papers_by_key["falcon"].retracted.what == "withdrawn"
    assert report(copy, survey).changes == ()


def test_a_retracted_paper_is_named_by_the_service_that_knows_the_day(copy, services):
    record(copy, "heron", **{**HERON, "venue": "AviaMed", "ids": '{doi: "10.5555/aviamed.2026.10"}'})
    work = json.loads((REPLIES / "crossref" / "10.5555_aviamed.2026.10.json").read_bytes())
    work["message"]["updated-by"] = [
        {"type": "retraction", "DOI": "10.5555/n", "updated": {"date-parts": [[2026, 3, 4]]}}
    ]
    services.say("/crossref/works/10.5555/aviamed.2026.10", Say(json.dumps(work).encode()))
    _done, found = papers(copy, services, "heron")
    assert found["retracted"].note["retracted"] == {"date": "2026-03-04", "source": "https://doi.org/10.5555/n"}


def test_another_title_and_other_authors_are_reported_with_their_service(copy, services):
    record(
        copy,
        "heron",
        **{**HERON, "title": '"HeronVL: Reading Wading Radiographs"', "authors": '["van der Heron, Ardea"]'},
    )
    done, found = papers(copy, services, "heron")
    titles = {change.proposed: change.source for change in done.found if change.kind == "title"}
    assert titles["HeronVL: Reading Wading Radiographs with Few Labels"].startswith("arXiv ")
    assert found["title"].note["title"] == found["title"].proposed
    assert found["authors"].note["authors"] == ["Ardea van der Heron", "José Garça", "Wading Bird Imaging Consortium"]


def test_a_title_of_another_paper_has_no_note_to_apply(copy, services):
    record(copy, "gull", title="On the Price of Fish", venue="arXiv", ids='{arxiv: "2601.99910"}')
    _done, found = papers(copy, services, "gull")
    assert found["title"].note == {}


def test_a_record_that_says_all_this_already_has_no_changes(copy, services):
    record(copy, "stork", title='"Nothing that is known"', ids='{arxiv: "2612.99999"}')
    done, found = papers(copy, services, "stork")
    assert (done.asked, found) == (1, {})


def test_a_service_that_failed_is_reported_and_its_papers_are_asked_for_next_time(copy, services):
    record(copy, "heron", **HERON)
    services.say("/openalex/works", Say(b"", JSON, 429, {"X-RateLimit-Remaining": "0"}))
    done, found = papers(copy, services, "heron")
    assert "published" in found
    assert done.failures
    known = lookup.read_found(copy).papers
    assert known["heron"].asked is None
    assert lookup.due_for_lookup(known, ["heron"], TODAY) == ["heron"]
    assert [one.kind for one in known["heron"].found] == [one.kind for one in done.found]


def test_what_was_asked_is_not_asked_again_for_a_month(copy, services):
    record(copy, "heron", **HERON)
    papers(copy, services, "heron")
    known = lookup.read_found(copy).papers
    assert lookup.due_for_lookup(known, ["heron", "other"], TODAY) == ["other"]
    assert lookup.due_for_lookup(known, ["heron"], TODAY + dt.timedelta(days=30)) == ["heron"]
    assert lookup.due_for_lookup(known, ["heron"], TODAY, again=True) == ["heron"]


def test_repositories_that_moved_were_archived_or_are_empty(copy, services):
    survey = read_survey(copy)
    names = lookup.repositories_of(survey)
    assert names == ["https://github.com/example/left-right", "https://github.com/example/owlnet"]
    done = last(lookup.ask_repositories(copy, survey, names, services.web(), TODAY))
    assert [(one.key, one.kind, one.proposed) for one in done.found] == [
        ("pipit2023left", "empty", "its size is 0 kB"),
        ("lindqvist2023owlnet", "moved", "https://github.com/new-home/owlnet"),
        ("lindqvist2023owlnet", "archived", "archived by its owner"),
    ]
    assert {one.kind for one in report(copy, read_survey(copy)).changes} == {"moved", "archived", "empty"}


def test_a_repository_is_gone_only_when_it_was_gone_twice_days_apart(copy, services):
    services.say("/github/repos/example/owlnet", Say(b'{"message": "Not Found"}', JSON, 404))
    survey, name = read_survey(copy), "https://github.com/example/owlnet"
    for days, kinds in ((0, []), (1, []), (3, ["gone"])):
        today = TODAY + dt.timedelta(days=days)
        done = last(lookup.ask_repositories(copy, survey, [name], services.web(), today))
        assert [one.kind for one in done.found] == kinds
    known = lookup.read_found(copy).repositories
    assert known[name].gone == (TODAY, TODAY + dt.timedelta(days=3))


def test_a_spent_budget_ends_the_run_and_loses_nothing(copy, services):
    services.say("/github/repos/example/owlnet", Say(b"{}", JSON, 403, {"X-RateLimit-Remaining": "0"}))
    survey = read_survey(copy)
    done = last(lookup.ask_repositories(copy, survey, lookup.repositories_of(survey), services.web(), TODAY))
    assert (done.asked, done.left) == (1, 1)
    assert "daily limit" in str(done.failures[0])
    assert list(lookup.read_found(copy).repositories) == ["https://github.com/example/left-right"]


def test_weights_of_the_paper_itself_are_proposed_and_those_of_others_not(copy, services):
    record(copy, "finch", title="Grains", venue="arXiv", ids='{arxiv: "2207.99907"}', model="SEED-Base")
    (copy / "papers" / "2022" / "finch2022seed.yaml").unlink()
    survey = read_survey(copy)
    assert "lindqvist2023owlnet" not in lookup.papers_without_weights(survey)
    done = last(lookup.ask_weights(copy, survey, ["finch"], services.web(), TODAY))
    assert [one.note["weights"] for one in done.found] == ["https://huggingface.co/finch-lab/seed-base"]
    record(copy, "finch", title="Grains", venue="arXiv", ids='{arxiv: "2207.99907"}', model="Cereal")
    assert last(lookup.ask_weights(copy, read_survey(copy), ["finch"], services.web(), TODAY)).found == []


def probe(services):
    return LinkProbe(services.web().settings, clock=Waiting())


def test_a_link_is_dead_that_was_gone_twice_days_apart_and_alive_when_it_came_back(copy, services):
    survey, link = read_survey(copy), "https://example.org/owlnet"
    services.say(
        "/link/example.org/owlnet",
        *(Say(b"", HTML, 404),) * 2,
        Say(b"", HTML, 410),
        Say(b"", HTML, 403),
        Say(b"", HTML, 200),
    )
    for days, dead in ((0, False), (2, False), (3, True), (4, True), (5, False)):
        last(lookup.ask_links(copy, [link], probe(services), TODAY + dt.timedelta(days=days)))
        found = report(copy, survey).dead_links
        assert [one.link for one in found] == ([link] if dead else [])
        if dead:
            assert found[0].held_by == (("lindqvist2023owlnet", "project"),)


def test_a_link_that_was_gone_once_is_seen_again_after_days_and_a_blocked_one_is_not_dead(copy, services):
    link = "https://example.org/owlnet"
    services.say("/link/example.org/owlnet", Say(b"", HTML, 404))
    last(lookup.ask_links(copy, [link], probe(services), TODAY))
    states = lookup.read_links(copy)
    assert lookup.links_due(states, [link], TODAY + dt.timedelta(days=2)) == []
    assert lookup.links_due(states, [link], TODAY + dt.timedelta(days=3)) == [link]
    blocked = LinkState(asked=TODAY, state="blocked", said="403")
    assert not is_dead(blocked.gone)


def test_a_busy_host_is_not_asked_for_the_rest_of_the_run(copy, services):
    links = [f"https://example.org/{n}" for n in range(3)] + ["https://other.example.org/1"]
    services.say("/link/example.org/0", Say(b"", HTML, 429, {"Retry-After": "Thu, 01 Jan 2099 00:00:00 GMT"}))
    done = last(lookup.ask_links(copy, links, probe(services), TODAY))
    assert (done.asked, done.left, done.blocked) == (2, 2, 1)
    assert set(lookup.read_links(copy).links) == {links[0], links[3]}


def test_days_on_which_something_was_gone_are_the_first_and_the_last():
    day = dt.date(2026, 3, 1)
    assert missing_since((), day) == (day,)
    assert missing_since((day,), day) == (day,)
    assert missing_since((day, day + dt.timedelta(days=1)), day + dt.timedelta(days=9)) == (
        day,
        day + dt.timedelta(days=9),
    )


def test_a_report_has_every_form_and_nothing_in_it_can_be_markdown(copy, services):
    record(copy, "heron", **{**HERON, "title": '"HeronVL: Reading Wading Radiographs"'})
    reply = (REPLIES / "arxiv" / "2601.99910.atom.xml").read_text(encoding="utf-8")
    evil = reply.replace("with Few Labels", "with Few Labels ` @all [x](https://evil.example)")
    services.say("/arxiv/query", Say(evil.encode(), ATOM))
    papers(copy, services, "heron")
    found = report(copy, read_survey(copy))
    assert "Preprints that have been published: 1" in as_text(found)
    line = next(line for line in as_markdown(found).splitlines() if "@all" in line)
    assert line.count("`") == 4
    assert as_data(found)["changes"][0]["kind"] == "published"
    assert as_text(Report((), (), ())) == "no changes are known"


def test_a_record_that_is_gone_or_renamed_is_followed(copy):
    survey = read_survey(copy)
    change = {"kind": "archived", "now": "https://github.com/example/owlnet", "source": "GitHub", "date": "2026-03-01"}
    table = {
        "a": {"found": [{**change, "key": "lindqvist2023owl"}]},
        "b": {"found": [{**change, "key": "nobody2020"}]},
        "c": {"found": [{**change, "key": "lindqvist2023owlnet", "now": "https://github.com/elsewhere/owl"}]},
    }
    found = open_changes(survey, FoundChanges.model_validate({"repositories": table}))
    assert [one.key for one in found] == ["lindqvist2023owlnet"]


def command(*words, root, services, environ=None):
    return CliRunner().invoke(
        main,
        ["--root", str(root), "changes", *words],
        env={**services.environ, "VLM_SURVEY_CACHE": str(root / "cache"), **(environ or {})},
    )


def test_the_command_asks_keeps_and_reports(copy, services):
    record(copy, "heron", **HERON)
    done = command("papers", "heron", "--format", "json", root=copy, services=services)
    assert done.exit_code == 0, done.output
    data = json.loads(done.stdout)
    assert (data["asked"], data["left"], data["failures"]) == (1, 0, [])
    assert {one["kind"] for one in data["found"]} >= {"published"}
    told = json.loads(command("report", "--format", "json", root=copy, services=services).stdout)
    assert [one["key"] for one in told["changes"]][0] == "heron"
    assert "heron" in command("report", "--format", "notes", root=copy, services=services).output


def test_the_command_counts_citations(copy, services):
    done = command("citations", root=copy, services=services)
    assert done.exit_code == 0, done.output
    assert "3 known to OpenAlex, 0 left" in done.output
    assert read_survey(copy).citations.count("lark2024survey") == 7


def test_the_command_exits_with_1_and_says_what_failed(copy, services, monkeypatch):
    monkeypatch.setattr(Clock, "sleep", lambda _clock, _seconds: None)
    services.say("/huggingface/api/models", Say(b"<html>", HTML, 500))
    record(copy, "finch", title="Grains", ids='{arxiv: "2207.99907"}', model="SEED")
    done = command("weights", root=copy, services=services)
    assert done.exit_code == 1
    assert "500" in done.output
    assert "continues where it stopped" in done.output


def test_offline_nothing_is_asked_and_that_is_reported(copy, services):
    for name in ("papers", "repositories", "weights", "citations"):
        assert command(name, "--offline", root=copy, services=services).exit_code == 1
    assert command("links", "--offline", root=copy, services=services).exit_code == 0
    assert services.seen == []


def test_an_unknown_paper_and_a_damaged_file_are_reported(copy, services):
    assert command("papers", "finch2022sed", root=copy, services=services).exit_code == 2
    (copy / "harvest").mkdir()
    (copy / "harvest" / "changes.json").write_text("{")
    done = command("report", root=copy, services=services)
    assert done.exit_code == 1
    assert "harvest/changes.json" in done.output
