"""`vlm-survey watch` on the command line: what it prints and writes, and how it ends."""

from __future__ import annotations

import json
import shutil

import pytest
from benchmarks.feed_server import FeedServer
from click.testing import CliRunner
from tests.conftest import ROOT
from tests.fake_services import FakeServices, Say
from tests.workflows.watch.conftest import FEED, NEW

from vlm_survey.cli import main
from vlm_survey.services.http.throttle import Clock

DAYS = ("--since", "2026-03-01", "--until", "2026-03-03")


@pytest.fixture
def home(copy, monkeypatch):
    monkeypatch.setattr(Clock, "sleep", lambda _clock, _seconds: None)
    shutil.copy(ROOT / "cues.yaml", copy)
    (copy / "watch.yaml").write_text("arxiv: {categories: [cs.CV, cs.CL]}\n", encoding="utf-8")
    return copy


@pytest.fixture
def call(home, local_network, tmp_path):  # noqa: ARG001 - the test may connect to this machine
    def run(*words, base=None, environ=None):
        with FeedServer(FEED) as server:
            given = {
                "VLM_SURVEY_ARXIV_URL": base or server.base,
                "VLM_SURVEY_CACHE": str(tmp_path / "cache"),
                **(environ or {}),
            }
            return CliRunner().invoke(main, ["--root", str(home), "watch", *words], env=given)

    return run


def test_proposals_are_shown_with_reason_and_command_and_written(home, call):
    result = call(*DAYS, "--issue", str(home / "issue.md"))
    assert result.exit_code == 0, result.output
    assert "  reasons    chest X-ray; vision-language; report\n" in result.stdout
    assert "add 2603.00011\n" in result.stdout
    assert "8 papers seen, 4 proposed; already known: 1 proposals, 1 records\n" in result.stdout
    assert (home / "harvest" / "watch.json").is_file()
    assert (home / "issue.md").read_text(encoding="utf-8").count("- [ ] ") == len(NEW)


def test_a_second_run_proposes_nothing_and_its_issue_names_this_weeks_proposals_still(home, call):
    call(*DAYS, "--issue", str(home / "issue.md"))
    again = call(*DAYS, "--issue", str(home / "issue.md"))
    assert "0 papers seen, 0 proposed; already known: none\n" in again.stdout
    assert (home / "issue.md").read_text(encoding="utf-8").count("- [ ] ") == len(NEW)


def test_a_program_gets_json_and_nothing_else_on_standard_output(call):
    result = call(*DAYS, "--format", "json")
    data = json.loads(result.stdout)
    assert {one["ids"]["arxiv"] for one in data["proposals"]} == NEW
    assert all(one["because"] and one["record"] and one["path"] for one in data["proposals"])
    assert data["left_out"] == {"proposal": 1, "record": 1}
    assert data["not_asked"] == []


def test_quiet_shows_no_progress(call):
    assert call(*DAYS, "--quiet").stderr == ""


def test_a_dry_run_writes_nothing(home, call):
    assert "4 proposed" in call(*DAYS, "--dry-run").stdout
    assert not (home / "harvest").exists()


def test_a_service_that_fails_is_reported_and_ends_with_1(home, call, local_network):  # noqa: ARG001 - as above
    with FakeServices() as services:
        services.say("/arxiv/query", Say(b"", None, 429, {"Retry-After": "Fri, 31 Dec 2099 23:59:59 GMT"}))
        result = call(*DAYS, "--issue", str(home / "issue.md"), base=f"{services.base}/arxiv")
        assert len(services.seen) == 1
    assert result.exit_code == 1
    assert "not asked: arXiv: it replied with status 429; it asks to wait" in result.stderr
    assert (
        "not asked: arXiv: 6 days of its categories or queries are left for the next run, 2026-03-01 to 2026-03-03"
        in result.stderr
    )
    assert "## Failed requests" in (home / "issue.md").read_text(encoding="utf-8")
    assert "4 proposed" in call(*DAYS).stdout


def test_without_cues_or_settings_it_says_what_is_missing(home, call):
    (home / "cues.yaml").unlink()
    result = call(*DAYS)
    assert result.exit_code == 1
    assert "error: cues.yaml: there is no such file" in result.stderr


def test_wrong_settings_are_reported_all_at_once(home, call):
    (home / "watch.yaml").write_text("pages: 0\nfirst: soon\n", encoding="utf-8")
    result = call(*DAYS)
    assert result.exit_code == 1
    assert "watch.yaml: first:" in result.stderr
    assert "pages:" in result.stderr


@pytest.mark.parametrize(
    "words",
    [
        ("--since", "yesterday"),
        ("--limit", "0"),
        ("--source", "crossref"),
        ("--dry-run", "--issue", "x.md"),
        ("extra",),
    ],
)
def test_wrong_use_ends_with_2(call, words):
    assert call(*words).exit_code == 2
