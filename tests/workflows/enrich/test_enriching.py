"""Enriching: gaps are filled, known values stay, published preprints are reported, and work continues where it stopped."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner
from tests.clock import TODAY
from tests.fake_services import ATOM, HTML, JSON, PLAIN, REPLIES, FakeServices, Say
from tests.rows import words

from vlm_survey import read_survey
from vlm_survey.checks import run_rules
from vlm_survey.cli import main
from vlm_survey.errors import UnknownName
from vlm_survey.store import write_text
from vlm_survey.workflows.enrich.enrich import enrich, papers_with_gaps, read_state, write_changes


@pytest.fixture
def services(local_network):  # noqa: ARG001  opens the way to this machine
    with FakeServices() as fake_services:
        yield fake_services


def record(root, key, **fields):
    lines = [f"{name}: {value}" for name, value in {"title": "Gull", "authors": "[]", **fields}.items()]
    rest = ["curation: {status: imported, basis: list}", "added: 2026-01-10", ""]
    write_text(root / "papers" / "undated" / f"{key}.yaml", "\n".join([*lines, *rest]))


@pytest.fixture
def heron(copy):
    record(copy, "heron", title='"HeronVL: Reading Wading Radiographs with Few Labels"', ids='{arxiv: "2601.99910"}')
    return copy


def changes(root, services, *keys, **settings):
    survey = read_survey(root)
    papers = papers_with_gaps(survey, keys, asked_days={}, today=TODAY)
    chunks = list(enrich(survey, papers, services.web(**settings), TODAY))
    return {change.key: change for chunk in chunks for change in chunk.changes}, [f for c in chunks for f in c.failures]


def work(doi, title, **more):
    return {"DOI": doi, "type": "journal-article", "title": [title], **more}


def crossref_list(*works):
    return Say(json.dumps({"message-type": "work-list", "message": {"items": works}}).encode())


def test_gaps_are_filled_with_their_source(copy, services):
    record(copy, "heron", title='"HeronVL: Reading Wading Radiographs"', ids='{doi: "10.5555/aviamed.2026.10"}')
    found, failures = changes(copy, services, "heron")
    change = found["heron"]
    assert failures == []
    assert change.filled.authors == ("van der Heron, Ardea", "Garça, Jr, José", "{Wading Bird Imaging Consortium}")
    assert (change.filled.year, change.filled.month, change.filled.venue, change.filled.pages) == (
        2026,
        3,
        "AviaMed",
        "21-30",
    )
    assert change.filled.ids.arxiv == "2601.99910"
    assert change.filled.title == change.before.title
    assert change.gained["authors"] == "Crossref"
    assert change.filled.sources["venue"] == "Crossref"


def test_a_known_value_is_never_overwritten_and_the_conflict_shown(copy, services):
    record(
        copy,
        "heron",
        title='"HeronVL: Reading Wading Radiographs"',
        authors='["Heron, Only"]',
        year=2025,
        venue="BIRDS",
        ids='{doi: "10.5555/aviamed.2026.10"}',
    )
    change = changes(copy, services, "heron")[0]["heron"]
    kept = (change.filled.authors, change.filled.year, change.filled.venue, change.filled.volume)
    assert kept == (("Heron, Only",), 2025, "BIRDS", None)
    assert "year stays '2025'; '2026' (services) was not used" in words(change.conflicts)
    assert "venue stays 'BIRDS'; 'AviaMed' (services) was not used" in words(change.conflicts)
    assert change.published is None


def test_a_preprint_that_has_been_published_is_reported_and_not_changed_by_itself(heron, services):
    record(
        heron,
        "heron",
        title='"HeronVL: Reading Wading Radiographs with Few Labels"',
        authors='["van der Heron, Ardea"]',
        year=2026,
        venue="arXiv",
        ids='{arxiv: "2601.99910"}',
    )
    change = changes(heron, services, "heron")[0]["heron"]
    assert (change.filled.venue, change.filled.ids.doi) == ("arXiv", None)
    assert change.published is not None
    assert (change.published.venue, change.published.month, change.published.ids.doi) == (
        "AviaMed",
        3,
        "10.5555/aviamed.2026.10",
    )
    assert change.published.authors == ("van der Heron, Ardea",)
    assert not any(told.startswith(("venue", "year")) for told in words(change.conflicts))


def test_what_authors_say_of_acceptance_is_a_hint(copy, services):
    record(copy, "stork", title='"Stork: Diagnosis of Feathers"', venue="arXiv", year=2026, ids='{arxiv: "2601.99912"}')
    change = changes(copy, services, "stork")[0]["stork"]
    assert words(change.hints) == ["arXiv: its authors say 'Accepted at BIRDS 2026'"]
    assert change.published is None
    assert change.filled.notes is None


def test_an_answer_about_another_paper_is_reported_and_not_used(copy, services):
    record(copy, "gull", title="On the Price of Fish", ids='{doi: "10.5555/aviamed.2026.10"}')
    change = changes(copy, services, "gull")[0]["gull"]
    assert change.filled == change.before
    assert "Crossref gives it the title 'HeronVL" in words(change.conflicts)[0]


def test_an_identifier_of_another_record_is_reported_and_not_used(heron, services):
    record(heron, "twin", title='"HeronVL: Reading Wading Radiographs"', ids='{doi: "10.5555/aviamed.2026.10"}')
    change = changes(heron, services, "twin")[0]["twin"]
    assert change.filled.ids.arxiv is None
    assert "arXiv id 2601.99910 is in heron: is it one paper with two records?" in words(change.conflicts)


def test_many_papers_are_asked_for_in_few_requests(copy, services):
    for number in range(30):
        record(copy, f"gull-{number}", title=f"Gull {number}", ids=f'{{doi: "10.5555/gull.{number}"}}')
    works = [
        work(f"10.5555/gull.{number}", f"Gull {number}", author=[{"family": f"G{number}"}]) for number in range(30)
    ]
    services.say("/crossref/works", crossref_list(*works[:20]), crossref_list(*works[20:]))
    found, _failures = changes(copy, services, *(f"gull-{number}" for number in range(30)))
    assert {key: change.filled.authors for key, change in found.items()} == {f"gull-{n}": (f"G{n}",) for n in range(30)}
    assert sum("/crossref/" in path for path in services.paths) == 2
    assert sum("/openalex/" in path for path in services.paths) == 1


def test_a_batch_that_a_service_cannot_make_sense_of_is_halved(copy, services):
    for number in range(2):
        record(copy, f"gull-{number}", title=f"Gull {number}", ids=f'{{doi: "10.5555/gull.{number}"}}')
        one = {
            "message-type": "work",
            "message": work(f"10.5555/gull.{number}", f"Gull {number}", volume=str(number + 1)),
        }
        services.say(f"/crossref/works/10.5555/gull.{number}", Say(json.dumps(one).encode()))
    services.say("/crossref/works", Say(b"bad filter", PLAIN, 400))
    found, failures = changes(copy, services, "gull-0", "gull-1")
    assert {key: change.filled.volume for key, change in found.items()} == {"gull-0": "1", "gull-1": "2"}
    assert failures == []


def test_a_service_that_is_down_is_reported_once_and_the_others_are_used(copy, services):
    record(copy, "heron", title='"HeronVL: Reading Wading Radiographs"', ids='{doi: "10.5555/aviamed.2026.10"}')
    reply = json.loads((REPLIES / "openalex" / "10.5555_aviamed.2026.10.json").read_text(encoding="utf-8"))
    services.say("/openalex/works", Say(json.dumps({"results": [reply]}).encode()))
    services.say("/crossref/works/10.5555/aviamed.2026.10", Say(b"", HTML, 429, {"Retry-After": "9999"}))
    found, failures = changes(copy, services, "heron")
    assert found["heron"].filled.venue == "AviaMed"
    assert [failure.where.split(" ")[0] for failure in failures] == ["Crossref"]


def test_only_papers_with_a_gap_and_an_identifier_are_asked_for(library):
    keys = [paper.key for paper in papers_with_gaps(library, asked_days={}, today=TODAY)]
    assert "finch2022seed" in keys
    assert "lindqvist2023owlnet" not in keys
    assert "a-lost-page-about-gulls" not in keys


def test_a_paper_asked_for_lately_is_not_asked_again_unless_named(library):
    asked = {"finch2022seed": "2026-11-01", "niaojie2024": "2026-01-01", "lark2024survey": "nonsense"}
    keys = [paper.key for paper in papers_with_gaps(library, asked_days=asked, today=TODAY)]
    assert "finch2022seed" not in keys
    assert "niaojie2024" in keys
    assert [paper.key for paper in papers_with_gaps(library, ["finch2022seed"], asked_days=asked, today=TODAY)] == [
        "finch2022seed"
    ]
    with pytest.raises(UnknownName):
        papers_with_gaps(library, ["nobody"], asked_days={}, today=TODAY)


@pytest.mark.parametrize("text", ["", "[]", '{"asked": 3}', "{", '{"asked": {"a": 1}}'])
def test_a_damaged_state_is_no_state(tmp_path, text):
    write_text(tmp_path / "build" / "enrich.json", text)
    assert set(read_state(tmp_path)) <= {"a"}


def test_enriched_records_are_canonical_and_without_errors(heron, services):
    found, _failures = changes(heron, services, "heron")
    survey = read_survey(heron)
    write_changes(heron, survey, found.values(), published=True, today=TODAY)
    after = read_survey(heron)
    assert after.files["heron"].text == after.files["heron"].canonical
    assert after.files["heron"].path == "papers/2026/heron.yaml"
    assert [finding for finding in run_rules(after) if finding.key == "heron" and finding.level == "error"] == []


@pytest.fixture
def command(services, heron, tmp_path, monkeypatch):
    for name, value in {**services.environ, "VLM_SURVEY_CACHE": str(tmp_path / "cache")}.items():
        monkeypatch.setenv(name, value)
    # No test waits for real: the pauses between requests are those of the clock.
    monkeypatch.setattr("vlm_survey.services.http.throttle.time.sleep", lambda _seconds: None)
    return lambda *words, answer="": CliRunner().invoke(main, ["--root", str(heron), "enrich", *words], input=answer)


def test_the_command_reports_and_writes_nothing_on_a_dry_run(command, heron):
    before = {path: path.read_bytes() for path in heron.rglob("*") if path.is_file()}
    done = command("heron", "--dry-run")
    assert done.exit_code == 0, done.output
    assert "fills      authors, from Crossref" in done.output
    assert {path: path.read_bytes() for path in heron.rglob("*") if path.is_file()} == before


def test_the_command_fills_and_takes_up_what_is_agreed(command, heron):
    done = command("heron", answer="y\n")
    assert done.exit_code == 0, done.output
    assert read_survey(heron).paper("heron").venue == "AviaMed"
    assert "heron" in read_state(heron)


def test_a_file_with_a_comment_is_reported_and_left_as_it_is(command, heron):
    path = heron / "papers/undated/heron.yaml"
    path.write_text("# seen in the reeds\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    before = path.read_bytes()
    done = command("heron", "--yes")
    assert "conflict   the file is not written: it has a comment" in done.output
    assert path.read_bytes() == before


def test_the_command_leaves_published_versions_out_unless_asked_to(command, heron):
    path = heron / "papers" / "undated" / "heron.yaml"
    write_text(path, path.read_text(encoding="utf-8").replace("ids:", "year: 2026\nvenue: arXiv\nids:"))
    done = command("heron", "--yes")
    assert "published  AviaMed 2026 (https://doi.org/10.5555/aviamed.2026.10)" in done.output
    assert read_survey(heron).paper("heron").venue == "arXiv"
    command("heron", "--yes", "--published")
    assert read_survey(heron).paper("heron").venue == "AviaMed"


def test_the_command_goes_on_where_it_stopped(command, heron, services):
    services.say("/openalex/works", Say(b'{"results": []}', JSON))
    services.say("/arxiv/query", Say((REPLIES / "arxiv" / "2601.99910.atom.xml").read_bytes(), ATOM))
    command("--yes")
    asked = len(services.seen)
    assert set(read_state(heron)) >= {"heron", "finch2022seed"}
    done = command("--yes")
    assert "0 papers to ask for" in done.output
    assert len(services.seen) == asked


def test_the_command_exits_with_1_when_a_service_failed_and_asks_again_next_time(command, heron, services):
    services.say("/arxiv/query", Say(b"", HTML, 429, {"Retry-After": "9999"}))
    done = command("heron", "--yes")
    assert done.exit_code == 1
    assert "error: arXiv: it replied with status" in done.output
    assert "heron" not in read_state(heron)


def test_an_unknown_key_is_wrong_use(command):
    assert command("nobody").exit_code == 2


def test_a_preprint_known_by_its_doi_is_reported_with_the_published_one(copy, services):
    doi = "10.1101/2026.01.05.999910"
    record(
        copy, "heron", title='"HeronVL: Reading Wading Radiographs"', year=2026, venue="arXiv", ids=f'{{doi: "{doi}"}}'
    )
    relation = {"is-preprint-of": [{"id": "10.5555/aviamed.2026.10", "id-type": "doi"}]}
    preprint = work(doi, "HeronVL: Reading Wading Radiographs") | {"type": "posted-content", "relation": relation}
    services.say(f"/crossref/works/{doi}", Say(json.dumps({"message-type": "work", "message": preprint}).encode()))
    change = changes(copy, services, "heron")[0]["heron"]
    assert change.filled.ids.doi == doi
    assert change.published is not None
    assert (change.published.venue, change.published.ids.doi) == ("AviaMed", "10.5555/aviamed.2026.10")


def test_arxiv_is_not_the_venue_of_a_paper_with_a_doi_of_its_own(copy, services):
    ids = '{arxiv: "2601.99912", doi: "10.5555/unknown"}'
    record(copy, "stork", title='"Stork: Diagnosis of Feathers"', ids=ids)
    change = changes(copy, services, "stork")[0]["stork"]
    assert (change.filled.venue, change.filled.year, change.filled.month) == (None, None, None)
    assert change.filled.authors == ("Stork, Ciconia", "李, 鹳")
