"""Find how this command was called, so that printed advice can be copied, such as `.venv/bin/vlm-survey check`."""

from __future__ import annotations

import re
import shlex
import shutil
import sys
from pathlib import Path

import click

NAME = "vlm-survey"


def command_line(arguments: str = "") -> str:
    """Return the command as a person would type it: program, folder option, then `arguments`."""
    context = click.get_current_context(silent=True)
    root = context.obj if context and isinstance(context.obj, Path) else Path()
    place = [] if root == Path() else ["--root", shlex.quote(str(root))]
    return " ".join([program(sys.argv[0], sys.executable), *place, *([arguments] if arguments else [])])


def with_program_name(text: str) -> str:
    """Replace the bare command name before a subcommand in `text` by the name with which it was called."""
    return re.sub(rf"(?<![\w/.-]){NAME}(?= [a-z])", lambda _: command_line(), text)


def program(script: str, python: str) -> str:
    """Return what was typed to run `script` (sys.argv[0]) by `python`; the bare name if that is unknown."""
    path = Path(script)
    if path.name == "__main__.py" and path.parent.name == "vlm_survey":
        return f"{_shortest_form(Path(python))} -m vlm_survey"
    return _shortest_form(path) if path.name.removesuffix(".exe") == NAME else NAME


def _shortest_form(path: Path) -> str:
    """Return the shortest working form of `path`: its name if it is on PATH, else relative to the working folder."""
    program_path = shutil.which(path.name)
    if program_path and Path(program_path).exists() and path.exists() and Path(program_path).samefile(path):
        return path.name
    absolute = path.absolute()
    short = absolute.relative_to(Path.cwd()) if absolute.is_relative_to(Path.cwd()) else absolute
    return shlex.quote(short.as_posix())
