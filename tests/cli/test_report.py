"""What goes wrong with files, templates and Python itself is told in a sentence, with an exit code."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import jinja2
import pytest
from click.testing import CliRunner

from vlm_survey.cli import main
from vlm_survey.cli.common.report import ReportErrors
from vlm_survey.errors import SurveyError


def told(error: Exception, capsys) -> str:
    """What is said of `error` before the command ends."""
    with pytest.raises(SystemExit) as ended, ReportErrors():
        raise error
    assert ended.value.code == 1
    return capsys.readouterr().err


@pytest.mark.parametrize("target", ["missing/x.bib", "."])
def test_a_file_that_cannot_be_written_is_reported_in_a_line(copy, target):
    words = ["--root", str(copy), "export", "bibtex", "--output", str(copy / target)]
    done = CliRunner().invoke(main, words)
    assert done.exit_code in (1, 2)
    assert isinstance(done.exception, SystemExit)
    assert done.output.count("\n") <= 4


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full device")
def test_a_full_disk_is_reported_in_a_line(copy):
    done = CliRunner().invoke(main, ["--root", str(copy), "export", "bibtex", "--output", "/dev/full"])
    assert (done.exit_code, done.output.count("\n")) == (1, 1)
    assert "No space left on device. Check that it exists" in done.output


@pytest.mark.parametrize("name", ["taxonomy.yaml", "papers/2023/lindqvist2023owlnet.yaml"])
def test_a_file_that_vanishes_while_it_is_read_is_reported_with_its_name(name, capsys):
    assert f"error: {name}: No such file" in told(FileNotFoundError(2, "No such file or directory", name), capsys)


@pytest.mark.parametrize("name", ["taxonomy.yaml", "venues.yaml", "README.md"])
def test_a_folder_in_the_place_of_a_file_is_reported(copy, name):
    (copy / name).unlink(missing_ok=True)
    (copy / name).mkdir()
    done = CliRunner().invoke(main, ["--root", str(copy), "check" if name != "README.md" else "build"])
    assert done.exit_code == 1
    assert isinstance(done.exception, SystemExit)


@pytest.mark.parametrize("text", ["{% if %}", "{{ x.y.z }}", "{% include 'none.html' %}"])
def test_a_broken_template_is_reported_with_its_place(text, capsys):
    source = jinja2.DictLoader({"page.html": text})
    jinja = jinja2.Environment(loader=source, undefined=jinja2.StrictUndefined)  # noqa: S701 - renders nothing
    with pytest.raises(jinja2.TemplateError) as broken:
        jinja.get_template("page.html").render()
    assert told(broken.value, capsys).startswith("error: templates/: ")


def test_signs_that_a_terminal_would_obey_are_written_out(capsys):
    said = told(SurveyError("a\x1b[31mb\u202ec"), capsys)
    assert "a<U+001B>[31mb<U+202E>c" in said


def test_python_without_docstrings_is_refused(copy):
    command = [sys.executable, "-OO", "-m", "vlm_survey", "--root", str(copy), "check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ})
    assert done.returncode == 1
    assert "without docstrings" in done.stderr
