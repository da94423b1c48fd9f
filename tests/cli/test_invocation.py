"""Advice names the command as it was called."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from vlm_survey.cli import main
from vlm_survey.cli.common.invocation import command_line, program, with_program_name


@pytest.fixture
def script(tmp_path, monkeypatch):
    """The command in a folder of its own below the working folder, as in a fresh clone."""
    path = tmp_path / ".venv" / "bin" / "vlm-survey"
    path.parent.mkdir(parents=True)
    path.write_text("#!/bin/sh\n")
    path.chmod(0o755)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", "/nowhere")
    return path


def test_a_command_that_is_not_found_by_its_name_is_reported_with_its_folder(script):
    assert program(".venv/bin/vlm-survey", sys.executable) == ".venv/bin/vlm-survey"
    assert program(str(script), sys.executable) == ".venv/bin/vlm-survey"


def test_a_command_that_is_found_by_its_name_is_named_by_its_name(script, monkeypatch):
    monkeypatch.setenv("PATH", str(script.parent))
    assert program(str(script), sys.executable) == "vlm-survey"


def test_from_elsewhere_the_whole_path_is_named(script, monkeypatch, tmp_path):
    (tmp_path / "other").mkdir()
    monkeypatch.chdir(tmp_path / "other")
    assert program(str(script), sys.executable) == str(script)


def test_a_module_is_named_as_one(script, tmp_path):
    python = script.with_name("python")
    python.write_text("")
    main = tmp_path / "vlm_survey" / "__main__.py"
    assert program(str(main), str(python)) == ".venv/bin/python -m vlm_survey"


@pytest.mark.parametrize("name", ["/usr/lib/pytest/__main__.py", "-c", "", "make"])
def test_anything_else_is_named_by_the_bare_name(name):
    assert program(name, sys.executable) == "vlm-survey"


def test_a_folder_with_a_space_can_be_copied_too(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert program("my papers/vlm-survey", sys.executable) == "'my papers/vlm-survey'"


def test_the_folder_that_was_named_is_named_again(copy):
    with click.Context(click.Command("x"), obj=copy):
        assert command_line("check") == f"vlm-survey --root {copy} check"
    with click.Context(click.Command("x"), obj=Path()):
        assert command_line("check") == "vlm-survey check"
        assert with_program_name("Run 'vlm-survey build'") == "Run 'vlm-survey build'"


def test_only_the_bare_name_before_a_word_is_put_again(copy):
    with click.Context(click.Command("x"), obj=copy):
        text = "Run 'vlm-survey build'; see https://example.org/vlm-survey pages and vlm-survey-2 or ~/.cache/vlm-survey here"
        assert with_program_name(text) == text.replace("'vlm-survey build'", f"'vlm-survey --root {copy} build'")


def test_the_check_and_errors_of_other_rooms_say_it_so(copy):
    path = copy / "papers/2022/finch2022seed.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("year: 2022", "year:  2022"), encoding="utf-8")
    for form in ("human", "github"):
        result = CliRunner().invoke(main, ["--root", str(copy), "check", "--format", form])
        assert f"`vlm-survey --root {copy} check --fix`" in result.output
    (copy / "papers/2022/broken.yaml").write_text("title: [\n", encoding="utf-8")
    result = CliRunner().invoke(main, ["--root", str(copy), "build"])
    assert f"Run 'vlm-survey --root {copy} check'" in result.output


def test_run_as_a_module_it_says_so(copy):
    command = [sys.executable, "-m", "vlm_survey", "--root", str(copy), "links"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    python = program("vlm_survey/__main__.py", sys.executable)
    assert f"'{python} --root {copy} build' first" in done.stderr
