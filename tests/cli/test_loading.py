"""Commands are loaded when they are called, and Ctrl-C ends each with one line."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import click
import pytest

from vlm_survey.cli import main
from vlm_survey.interrupts import loading

HEAVY = {
    "requests",
    "jinja2",
    "bibtexparser",
    "mkdocs",
    "vlm_survey.services",
    "vlm_survey.formats",
    "vlm_survey.render",
}

LOADED = """
import sys
from vlm_survey.cli import main
try:
    main(sys.argv[1:])
except SystemExit as end:
    assert not end.code
print(*sys.modules, file=sys.stderr)
"""


def run(code, *words, cwd=None):
    return subprocess.run([sys.executable, "-c", code, *words], capture_output=True, text=True, check=False, cwd=cwd)


def loaded(*words):
    """The modules that are loaded after the command was called with `words`."""
    done = run(LOADED, *words)
    assert done.returncode == 0, done.stderr
    return set(done.stderr.split())


def test_a_check_loads_neither_the_network_nor_the_website(copy):
    found = loaded("--root", str(copy), "check")
    assert "vlm_survey.checks" in found
    assert found & HEAVY == set()


def test_a_check_of_what_has_not_changed_loads_no_rules_and_no_records(copy, monkeypatch):
    monkeypatch.delenv("CI", raising=False)
    before = loaded("--root", str(copy), "check")
    found = loaded("--root", str(copy), "check")
    ours = {"vlm_survey.store", "vlm_survey.model", "vlm_survey.survey", "vlm_survey.checks.registry"}
    assert before >= {"pydantic", "yaml", *ours}
    assert found & {"pydantic", "yaml", *ours} == set()


def test_a_list_of_all_commands_loads_none_of_them():
    found = loaded("--help")
    assert "click" in found
    ours = {name for name in found if name.startswith("vlm_survey.") and ".messages" not in name}
    assert ours <= {
        f"vlm_survey.{name}"
        for name in (
            "cli",
            "cli.main",
            "cli.common",
            "cli.common.progress",
            "cli.common.report",
            "cli.common.invocation",
            "errors",
            "interrupts",
        )
    }


def test_the_package_itself_loads_nothing_until_it_is_asked():
    code = "import sys, vlm_survey; print('pydantic' in sys.modules); print(vlm_survey.read_survey, vlm_survey.Survey)"
    lazy, *names = run(code).stdout.split(maxsplit=1)
    assert lazy == "False"
    assert "function read_survey" in names[0]
    assert "class 'vlm_survey.survey.survey.Survey'" in names[0]
    assert "no attribute 'nothing'" in run("import vlm_survey; vlm_survey.nothing").stderr


@pytest.mark.parametrize("name", sorted(main.commands))
def test_the_list_of_commands_says_what_each_says_of_itself(name):
    command = main.commands[name]
    assert command.name == name
    with click.Context(main) as context:
        formatter = click.HelpFormatter(width=400)
        main.format_commands(context, formatter)
    said = {line.split()[0]: line.split(maxsplit=1)[1] for line in formatter.getvalue().splitlines()[1:]}
    assert said[name] == command.get_short_help_str(1000), "write the first sentence of its help into cli/main.py"


def test_a_command_that_is_none_is_reported():
    with pytest.raises(KeyError):
        main.commands["dance"]
    assert "dance" not in main.commands
    assert main.commands.get("dance") is None


SLOW = """
import os, signal, sys, time
class Slow:
    def find_spec(self, name, path=None, target=None):
        if name == {module!r}:
            print("there", flush=True)
            time.sleep(20)
sys.meta_path.insert(0, Slow())
sys.argv = ["vlm-survey", "--root", {root!r}, "check"]
import runpy
runpy.run_module("vlm_survey", run_name="__main__", alter_sys=False)
"""


# What was started in the background has Ctrl-C switched off, and so has all that it starts: the tests too, perhaps.
HEARING = "import signal\nsignal.signal(signal.SIGINT, signal.default_int_handler)\n"


def interrupted(code):
    """The exit code and standard error of `code`, which gets Ctrl-C as soon as it has printed a line."""
    with subprocess.Popen(
        [sys.executable, "-c", HEARING + code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        process.stdout.readline()
        process.send_signal(signal.SIGINT)
        _out, err = process.communicate(timeout=15)
    return process.returncode, err


@pytest.mark.skipif(os.name == "nt", reason="signals of a terminal")
@pytest.mark.parametrize("module", ["click", "vlm_survey.cli.main", "vlm_survey.cli.check", "pydantic", "yaml"])
def test_ctrl_c_while_modules_are_loaded_ends_with_one_line(copy, module):
    assert interrupted(SLOW.format(module=module, root=str(copy))) == (130, "\ninterrupted\n")


WORKING = """
import sys, time
import vlm_survey.workflows.publish.check as check_module
def slow(*words, **more):
    print("there", flush=True)
    time.sleep(20)
check_module.{name} = slow
sys.argv = ["vlm-survey", "--root", {root!r}, "check"]
from vlm_survey.__main__ import main
main()
"""


@pytest.mark.parametrize("name", ["read_survey", "run_rules"])
def test_ctrl_c_while_it_works_ends_with_one_line(copy, name):
    assert interrupted(WORKING.format(name=name, root=str(copy))) == (130, "\ninterrupted\n")


@pytest.mark.parametrize(("stopped", "code"), [(KeyboardInterrupt, 130), (EOFError, 1)])
def test_ctrl_c_at_a_question_is_distinct_from_the_end_of_the_input(copy, tmp_path, monkeypatch, stopped, code):
    def answer(*_words, **_more):
        raise stopped

    note = tmp_path / "notes.jsonl"
    note.write_text("{}\n")
    monkeypatch.setattr("vlm_survey.cli.curate.curate", lambda *_, **__: click.confirm("Sure?"))
    monkeypatch.setattr("click.termui.visible_prompt_func", answer)
    with pytest.raises(SystemExit) as end:
        main(["--root", str(copy), "curate", str(note)])
    assert end.value.code == code


@pytest.fixture
def ctrl_c():
    """Switches Ctrl-C to a handler; afterwards it is as it was, whoever started the tests."""
    before = signal.getsignal(signal.SIGINT)
    yield lambda handler: signal.signal(signal.SIGINT, handler)
    signal.signal(signal.SIGINT, before)


def test_an_interrupt_that_somebody_else_wants_is_left_to_them(ctrl_c):
    ctrl_c(signal.SIG_IGN)
    with loading():
        assert signal.getsignal(signal.SIGINT) == signal.SIG_IGN
    ctrl_c(signal.default_int_handler)
    with loading():
        assert signal.getsignal(signal.SIGINT) is not signal.default_int_handler
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
