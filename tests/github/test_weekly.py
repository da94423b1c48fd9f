"""The weekly workflow run dry: its own commands, a feed served on this machine, a remote in a folder, a gh that takes notes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import pytest
from benchmarks.feed_server import FeedServer
from tests.conftest import ROOT
from tests.github.test_workflows import read
from tests.workflows.watch.conftest import FEED

STEPS = {
    step["name"]: step
    for step in read(ROOT / ".github/workflows/weekly.yml")["jobs"]["watch"]["steps"]
    if "name" in step
}
GH = """#!/bin/sh
echo "$@" >> "$GH_LOG"
case "$1 $2" in
  "issue list") cat "$GH_LOG.open" 2>/dev/null || true ;;
  "issue create") echo 7 > "$GH_LOG.open"; echo https://example.org/issues/7 ;;
esac
"""


def git(folder, *words):
    return subprocess.run([shutil.which("git"), *words], cwd=folder, check=True, capture_output=True, text=True).stdout


@pytest.fixture
def home(copy, tmp_path):
    """A clone of a bare repository of the invented library, with the commands that the workflow calls."""
    shutil.copy(ROOT / "cues.yaml", copy)
    (copy / "watch.yaml").write_text("arxiv: {categories: [cs.CV]}\nfirst: 1\n", encoding="utf-8")
    (copy / ".gitignore").write_text("/build/\n/.venv/\n", encoding="utf-8")
    tools = tmp_path / "tools"
    tools.mkdir()
    (copy / ".venv" / "bin").mkdir(parents=True)
    command = copy / ".venv" / "bin" / "vlm-survey"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m vlm_survey "$@"\n', encoding="utf-8")
    (tools / "gh").write_text(GH, encoding="utf-8")
    for program in (command, tools / "gh"):
        program.chmod(0o755)
    git(tmp_path, "init", "--quiet", "--bare", "--initial-branch=main", "remote.git")
    git(copy, "init", "--quiet", "--initial-branch=main")
    git(copy, "remote", "add", "origin", str(tmp_path / "remote.git"))
    git(copy, "-c", "user.name=x", "-c", "user.email=x@example.org", "add", ".")
    git(copy, "-c", "user.name=x", "-c", "user.email=x@example.org", "commit", "--quiet", "-m", "begin")
    git(copy, "push", "--quiet", "origin", "main")
    return copy


@pytest.fixture
def workflow(home, tmp_path):
    """Run a step of the workflow as GitHub does."""

    def run(name, **environ):
        known = {
            "PATH": f"{tmp_path / 'tools'}{os.pathsep}{os.environ['PATH']}",
            "HOME": str(tmp_path),
            "PYTHONPATH": str(ROOT / "src"),
            "GH_LOG": str(tmp_path / "gh.log"),
            "GITHUB_STEP_SUMMARY": str(tmp_path / "summary.md"),
            "VLM_SURVEY_CACHE": str(tmp_path / "cache"),
            "GIT_CONFIG_GLOBAL": os.devnull,
        }
        script = STEPS[name]["run"]
        command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script]
        return subprocess.run(command, cwd=home, env={**known, **environ}, capture_output=True, text=True, check=False)

    return run


@pytest.fixture
def feed(local_network):  # noqa: ARG001 - the test may connect to this machine
    # The day before the one that the commands will see, which the tests' own clock may not be.
    code = "import datetime as dt; print(dt.date.today() - dt.timedelta(days=1))"
    done = subprocess.run([sys.executable, "-c", code], env={}, capture_output=True, text=True, check=True)
    yesterday = done.stdout.strip()
    with FeedServer([{**one, "date": yesterday} for one in FEED]) as server:
        yield server


def test_a_week_becomes_one_issue_and_a_commit_and_the_next_run_changes_the_issue(home, workflow, feed, tmp_path):
    asked = workflow("Ask what appeared", VLM_SURVEY_ARXIV_URL=feed.base)
    assert (asked.returncode, asked.stdout) == (0, ""), asked.stderr
    changed = workflow("Ask what changed", VLM_SURVEY_OFFLINE="1")
    assert changed.returncode == 0, changed.stderr
    assert "::warning::Not all papers could be asked for changes; the summary of this run says why" in changed.stdout
    assert workflow("Tell where to look").returncode == 0
    summary = (tmp_path / "summary.md").read_text(encoding="utf-8")
    assert "## watch" in summary
    assert "4 proposed" in summary
    assert "working offline" in summary
    made = workflow("One issue a week")
    assert made.returncode == 0, made.stderr
    kept = workflow("Keep what programs know")
    assert kept.returncode == 0, kept.stderr + kept.stdout
    assert "harvest/watch.json" in git(tmp_path / "remote.git", "ls-tree", "-r", "--name-only", "main")
    log = (tmp_path / "gh.log").read_text(encoding="utf-8")
    assert log.count("issue create") == 1
    assert "issue comment https://example.org/issues/7 --edit-last --create-if-none" in log

    again = workflow("Ask what appeared", VLM_SURVEY_ARXIV_URL=feed.base)
    assert again.returncode == 0
    assert "0 proposed" in (home / "build" / "watch.txt").read_text(encoding="utf-8")
    assert workflow("One issue a week").returncode == 0
    log = (tmp_path / "gh.log").read_text(encoding="utf-8")
    assert log.count("issue create") == 1
    assert "issue edit 7 --body-file build/issue.md" in log
    assert (home / "build" / "issue.md").read_text(encoding="utf-8").count("- [ ] ") == 4


def test_a_watch_that_cannot_run_fails_and_says_where_to_look(home, workflow, tmp_path):
    (home / "cues.yaml").write_text("cues: no", encoding="utf-8")
    asked = workflow("Ask what appeared")
    assert "::warning::The watch could not ask everything" in asked.stdout
    workflow("Tell where to look")
    assert "cues.yaml" in (tmp_path / "summary.md").read_text(encoding="utf-8")
    made = workflow("One issue a week")
    assert made.returncode == 1
    assert "::error::The watch wrote no issue; see the summary of this run" in made.stdout


def test_without_anything_found_nothing_is_committed(home, workflow, tmp_path):
    before = git(home, "rev-parse", "HEAD")
    assert workflow("Keep what programs know").returncode == 0
    assert git(home, "rev-parse", "HEAD") == before
    assert not (tmp_path / "gh.log").exists()


def test_secrets_reach_the_watch_from_the_environment_alone():
    for step in STEPS.values():
        assert "secrets." not in step.get("run", "")
        keys = {name: value for name, value in step.get("env", {}).items() if name.startswith("VLM_SURVEY_")}
        assert all(value in (f"${{{{ secrets.{name} }}}}", "${{ github.token }}") for name, value in keys.items())
