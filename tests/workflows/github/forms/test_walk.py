"""The way of a form through the program: each call leads to a module below, in the order of the import contract."""

from __future__ import annotations

import json
import sys
import tomllib
from pathlib import Path

from click.testing import CliRunner

from vlm_survey.cli import main
from vlm_survey.workflows.github.forms.new_paper import FIELDS

ROOT = Path(__file__).parents[4]
GIVEN = {("survey", "store")}
"""Calls of functions that a lower module was given: a file computes its canonical text when it is asked for."""


def test_a_form_that_becomes_a_record_calls_modules_below_only(root):
    contract = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"][0]
    floors = {name: -at for at, layer in enumerate(contract["layers"]) for name in layer.split(" | ")}
    answers = {
        "identifier": "10.1000/heron",
        "title": "Herons at Noon: Reports without Words",
        "authors": "Gil Heron\nvan der Zwaluw, Jan",
        "year": "2024",
        "tags": "task: report generation",
        "summary": "Writes reports on herons from pictures taken at noon.",
        "basis": "The abstract",
    }
    body = "\n\n".join(f"### {FIELDS[name]}\n\n{answer}" for name, answer in answers.items())
    issue = {"number": 7, "body": body, "labels": [{"name": "new-paper"}]}
    (root / "event.json").write_text(json.dumps({"action": "opened", "issue": issue}))
    calls: set[tuple[str, str]] = set()

    def module(frame):
        name = frame.f_globals.get("__name__", "") if frame else ""
        return name.split(".")[1] if name.startswith("vlm_survey.") else ""

    def note(frame, event, _argument):
        if event == "call" and (called := module(frame)) and frame.f_code.co_name != "<module>":
            caller = frame.f_back
            while caller and not module(caller):
                caller = caller.f_back
            calls.add((module(caller) or "cli", called))

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        done = CliRunner().invoke(main, ["--root", str(root), "form", "--event", str(root / "event.json"), "--offline"])
    finally:
        sys.setprofile(before)
    assert done.exit_code == 0, done.output
    assert list(root.glob("papers/2024/heron2024*.yaml"))
    assert [(a, b) for a, b in sorted(calls - GIVEN) if a != b and floors[a] <= floors[b]] == []
    called = {b for a, b in calls if a == "workflows"} - {"workflows"}
    assert len(called) <= 10
