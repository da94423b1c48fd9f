"""Workflows and issue forms: valid by schema, safe by a linter, and no more than calls of tested commands."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from vlm_survey.cli import main
from vlm_survey.intake.catalogue import fields
from vlm_survey.store import read_yaml
from vlm_survey.store.yaml_reader import LIBRARY
from vlm_survey.workflows.github.forms import confirm, correction, dead_link
from vlm_survey.workflows.github.forms.table import FORMS

ROOT = Path(__file__).parents[2]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
FILES = sorted(path for path in (ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml") if path.stem != "config")
EVENTS = Path(__file__).parent / "events"


def read(path):
    return read_yaml(path.read_text(encoding="utf-8"), LIBRARY).data


def steps(path):
    return [step for job in read(path)["jobs"].values() for step in job.get("steps", [])]


def named(path):
    return path.stem


def test_there_are_five_workflows_and_nine_forms():
    assert [path.stem for path in WORKFLOWS] == ["check", "form", "pages", "release", "weekly"]
    assert [path.stem for path in FILES] == [
        *("confirm", "correction", "dead-link", "fact"),
        *("new-dataset", "new-model", "new-paper", "new-result", "new-term"),
    ]


@pytest.mark.parametrize(
    ("schema", "paths"),
    [
        ("vendor.github-workflows", WORKFLOWS),
        ("vendor.github-issue-forms", FILES),
        ("vendor.github-issue-config", [ROOT / ".github" / "ISSUE_TEMPLATE" / "config.yml"]),
        ("vendor.dependabot", [ROOT / ".github" / "dependabot.yml"]),
    ],
)
def test_schemas_accept_them(schema, paths):
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, *map(str, paths)]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr


def test_the_security_linter_finds_nothing():
    linter = Path(sys.executable).parent / "zizmor"
    command = [str(linter), "--offline", "--no-progress", "--no-config", str(ROOT / ".github")]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize("path", WORKFLOWS, ids=named)
def test_no_expression_stands_in_a_command(path):
    runs = [step["run"] for step in steps(path) if "run" in step]
    assert [run for run in runs if "${{" in run] == []


@pytest.mark.parametrize("path", WORKFLOWS, ids=named)
def test_what_a_stranger_writes_reaches_no_variable(path):
    values = [value for step in steps(path) for value in step.get("env", {}).values()]
    assert [value for value in values if "github.event" in value or "head_ref" in value] == []


@pytest.mark.parametrize("path", WORKFLOWS, ids=named)
def test_actions_are_pinned_by_commit_with_their_version_beside(path):
    used = re.findall(r"uses: (\S+)(.*)", path.read_text(encoding="utf-8"))
    away = [(name, rest) for name, rest in used if not name.startswith("./")]
    assert all(re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", name) for name, _rest in away)
    assert all(re.fullmatch(r" # v\d+\.\d+\.\d+", rest) for _name, rest in away)


def test_one_action_has_one_commit():
    used = {name for path in WORKFLOWS for name in re.findall(r"uses: (actions/\S+)", path.read_text(encoding="utf-8"))}
    assert len(used) == len({name.split("@")[0] for name in used})


@pytest.mark.parametrize("path", WORKFLOWS, ids=named)
def test_permissions_are_none_at_the_top_and_named_for_each_job(path):
    workflow = read(path)
    assert workflow["permissions"] == {}
    for job in workflow["jobs"].values():
        assert job["permissions"]
        assert set(job["permissions"].values()) <= {"read", "write"}


@pytest.mark.parametrize("path", WORKFLOWS, ids=named)
def test_each_job_ends_and_each_workflow_waits_its_turn(path):
    workflow = read(path)
    assert workflow["concurrency"]["group"]
    for job in workflow["jobs"].values():
        assert "uses" in job or 0 < int(job["timeout-minutes"]) <= 120


@pytest.mark.parametrize("path", WORKFLOWS, ids=named)
def test_no_trigger_runs_a_strangers_code_with_our_rights(path):
    events = read(path)["on"]
    assert not {"pull_request_target", "workflow_run", "issue_comment"} & set(events)


@pytest.mark.parametrize("path", WORKFLOWS, ids=named)
def test_a_checkout_keeps_no_token(path):
    for step in steps(path):
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] == "false"


def test_pull_requests_get_no_right_to_write():
    for name in ("records", "test"):
        assert set(read(ROOT / ".github/workflows/check.yml")["jobs"][name]["permissions"].values()) == {"read"}


def called_by(name, rest):
    """The parameters of a command, or of the subcommand that `rest` begins with."""
    command = main.commands[name]
    subcommands = getattr(command, "commands", {})
    return (subcommands.get(rest.split()[0], command) if rest.split() else command).params


def test_every_command_and_option_that_workflows_call_exists():
    called = set()
    for path in WORKFLOWS:
        for step in steps(path):
            for line in step.get("run", "").splitlines():
                for name, rest in re.findall(r"bin/vlm-survey ([a-z-]+)([^>|]*)", line):
                    known = {option for one in called_by(name, rest) for option in one.opts}
                    assert set(re.findall(r"(?<= )--[a-z-]+", rest)) <= known
                    called.add(name)
    assert called == {"changes", "check", "enrich", "form", "pull-request", "watch", "weekly"}


def test_main_writes_records_in_canonical_form_before_anything_is_made_of_them_and_commits_them():
    runs = [step["run"] for step in read(ROOT / ".github/workflows/check.yml")["jobs"]["generate"]["steps"][1:]]
    fix = next(place for place, run in enumerate(runs) if run.endswith("vlm-survey check --fix --select F001"))
    assert fix < runs.index("make site")
    assert "git add papers datasets models results " in runs[-1]


def test_every_make_target_that_workflows_call_exists():
    makefile = (ROOT / "Makefile").read_text().replace("$(VENV)", ".venv")
    for path in WORKFLOWS:
        for step in steps(path):
            for target in re.findall(r"(?m)^make (\S+)", step.get("run", "")):
                assert re.search(rf"(?m)^{re.escape(target)}:", makefile), target


@pytest.mark.parametrize("path", FILES, ids=named)
def test_each_form_has_the_fields_that_are_read(path):
    form = read(path)
    (wanted,) = [one for one in FORMS if [one.label] == form["labels"]]
    assert {one["id"]: one["attributes"]["label"] for one in form["body"] if "id" in one} == wanted.fields


@pytest.mark.parametrize(
    ("name", "field", "wanted"),
    [
        ("correction", "field", correction.CHOICES),
        ("confirm", "verdict", confirm.VERDICTS),
        ("confirm", "role", tuple(confirm.ROLES)),
        ("dead-link", "symptom", dead_link.SYMPTOMS),
        ("new-paper", "basis", ("The title", "The abstract", "The whole paper")),
        ("new-dataset", "access", tuple(fields.ACCESS)),
        ("new-model", "weights-access", tuple(fields.WEIGHTS)),
        ("new-model", "code-status", tuple(fields.CODE)),
        ("new-result", "setting", tuple(fields.SETTING)),
        ("new-result", "questions", tuple(fields.QUESTIONS)),
        ("new-result", "by", tuple(fields.BY)),
        ("new-result", "better", tuple(fields.BETTER)),
    ],
)
def test_each_choice_is_one_that_is_read(name, field, wanted):
    body = read(ROOT / f".github/ISSUE_TEMPLATE/{name}.yml")["body"]
    assert tuple(next(one for one in body if one.get("id") == field)["attributes"]["options"]) == wanted


def test_the_workflow_answers_each_form_and_all_but_that_for_a_term_may_write():
    workflow = read(ROOT / ".github/workflows/form.yml")
    record, term = workflow["jobs"]["record"], workflow["jobs"]["term"]
    writing = {"new-paper", "new-dataset", "new-model", "new-result", "fact", "correction", "confirm", "dead-link"}
    for label in writing:
        assert f"contains(github.event.issue.labels.*.name, '{label}')" in record["if"]
        assert f"!contains(github.event.issue.labels.*.name, '{label}')" in term["if"]
        assert f'"{label}"' in record["if"]
    assert {form.label for form in FORMS} == {*writing, "taxonomy"}
    assert "taxonomy" not in record["if"]
    assert term["permissions"] == {"contents": "read", "issues": "write"}


def test_what_a_form_made_reaches_commands_by_variables_alone():
    job = read(ROOT / ".github/workflows/form.yml")["jobs"]["record"]
    outputs = {value for step in job["steps"] for value in step.get("env", {}).values()}
    names = ("issue", "record", "title", "label")
    assert outputs == {"${{ github.token }}", *(f"${{{{ steps.form.outputs.{name} }}}}" for name in names)}


def test_the_website_can_fill_in_the_key_of_a_correction():
    form = read(ROOT / ".github/ISSUE_TEMPLATE/correction.yml")
    assert "key" in [one.get("id") for one in form["body"]]
    template = (ROOT / "templates/site/paper.html").read_text(encoding="utf-8")
    assert "template=correction.yml" in template
    assert "key=" in template


def test_a_recorded_event_becomes_a_record(copy):
    (copy / "mkdocs.yml").write_text("site_url: https://example.org/\nextra: {repository: https://example.org/r}\n")
    words = ["--root", str(copy), "form", "--event", str(EVENTS / "new-paper.json"), "--outputs", str(copy / "out")]
    result = CliRunner().invoke(main, words)
    assert result.exit_code == 0
    assert (copy / "out").read_text() == (
        "issue=12\nrecord=papers/2024/heron2024herons.yaml\ntitle=Add heron2024herons (issue #12)\nanswer=yes\n"
    )
    text = (copy / "papers/2024/heron2024herons.yaml").read_text()
    assert 'authors: ["Heron, Gil", "van der Zwaluw, Jan"]\n' in text
    assert "curation: {status: tagged, basis: title, by: person}\n" in text


@pytest.mark.parametrize(
    ("name", "number", "title"),
    [
        ("correction", 13, "Correct the venue of lindqvist2023owlnet (issue #13)"),
        ("dead-link", 14, "Remove the dead code link of lindqvist2023owlnet (issue #14)"),
        ("new-term", 15, ""),
    ],
)
def test_each_recorded_event_is_answered_and_only_a_sure_change_is_written(copy, name, number, title):
    (copy / "mkdocs.yml").write_text("site_url: https://example.org/\nextra: {repository: https://example.org/r}\n")
    before = {path: path.read_bytes() for path in sorted((copy / "papers").rglob("*.yaml"))}
    words = ["--root", str(copy), "form", "--event", str(EVENTS / f"{name}.json"), "--outputs", str(copy / "out")]
    result = CliRunner().invoke(main, words)
    assert result.exit_code == 0
    path = "papers/2023/lindqvist2023owlnet.yaml" if title else ""
    assert (copy / "out").read_text() == f"issue={number}\nrecord={path}\ntitle={title}\nanswer=yes\n"
    changed = [one.relative_to(copy).as_posix() for one, raw in before.items() if one.read_bytes() != raw]
    assert changed == ([path] if title else [])
    assert sorted((copy / "papers").rglob("*.yaml")) == list(before)


def test_the_weekly_report_shows_text_that_cannot_leave_its_fence(tmp_path):
    (tmp_path / "enrich.txt").write_text("a\n````\n# b @all\n", encoding="utf-8")
    result = CliRunner().invoke(main, ["weekly", str(tmp_path / "enrich.txt")])
    assert result.output == "## enrich\n\n`````text\na\n````\n# b @\u200ball\n`````\n\n"


def test_a_label_that_asks_for_no_answer_ends_no_answer_that_is_being_made():
    workflow = read(ROOT / ".github/workflows/form.yml")
    group = workflow["concurrency"]["group"]
    assert "github.run_id" in group
    for form in FORMS:
        assert f'"{form.label}"' in group


def test_what_was_reviewed_or_changed_by_hand_is_not_pushed_over():
    steps_of_record = read(ROOT / ".github/workflows/form.yml")["jobs"]["record"]["steps"]
    (run,) = [step["run"] for step in steps_of_record if "--force" in step.get("run", "")]
    assert run.index("reviews") < run.index("exit 0") < run.index("git push --force")


def test_a_push_that_is_refused_is_reported_apart_from_a_main_that_moved():
    run = read(ROOT / ".github/workflows/check.yml")["jobs"]["generate"]["steps"][-1]["run"]
    assert run.index("::error::") < run.index("exit 1") < run.index("::notice::")
