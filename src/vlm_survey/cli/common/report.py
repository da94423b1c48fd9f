"""Report errors and Ctrl-C on the command line: one line on standard error, and the exit code."""

from __future__ import annotations

import os
import sys
from types import TracebackType

import click

from vlm_survey.cli.common.invocation import with_program_name
from vlm_survey.errors import SurveyError, UnknownName, make_visible
from vlm_survey.interrupts import stop

FOUND, WRONG_USE = 1, 2

_EXTRAS = {
    **dict.fromkeys(("bibtexparser", "filelock", "markdown_it", "pylatexenc", "requests"), "intake"),
    **dict.fromkeys(("jinja2", "markupsafe", "material", "mkdocs", "pypandoc"), "site"),
}
"""Packages that only some commands need, each with the extra that installs it."""


class ReportErrors:
    """A context that turns this package's errors and Ctrl-C into a message and an exit code. Other exceptions pass through."""

    def __enter__(self) -> None:
        """Do nothing."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        """Print a SurveyError and exit: with 2 for an unknown name, 1 for others; 130 after Ctrl-C.

        A missing package is reported with the command that installs it.
        """
        if isinstance(error, SurveyError):
            _print_error(with_program_name(str(error)))
            sys.exit(WRONG_USE if isinstance(error, UnknownName) else FOUND)
        if error is not None and any(
            error_class.__module__ == "jinja2.exceptions" for error_class in type(error).__mro__
        ):
            line = getattr(error, "lineno", None)
            where = f"{getattr(error, 'name', None) or 'a template'}{f':{line}' if line else ''}"
            _print_error(
                f"templates/: {where}: {error.args[0] if error.args else error}. Compare it with the one in the repository"
            )
            sys.exit(FOUND)
        if isinstance(error, OSError) and not isinstance(error, BrokenPipeError):
            _print_error(str(_file_error_text(error)))
            sys.exit(FOUND)
        if isinstance(error, ModuleNotFoundError) and (extra := _EXTRAS.get((error.name or "").partition(".")[0])):
            found = f"this command needs {error.name}, which is not installed"
            click.secho(f"error: {found}. Install it: pip install 'vlm-survey[{extra}]'", err=True, fg="red")
            sys.exit(WRONG_USE)
        if isinstance(error, KeyboardInterrupt) or _is_at_prompt(error):
            stop()


def _file_error_text(error: OSError) -> SurveyError:
    """Describe an error of a file or folder in words."""
    repair = "Check that it exists, that you may read and write it, and that the disk has free space"
    where = os.fsdecode(error.filename) if isinstance(error.filename, (str, bytes)) else ""
    return SurveyError(error.strerror or type(error).__name__, repair=repair, where=where)


def _print_error(text: str) -> None:
    """Print an error; terminal control characters are escaped."""
    click.secho("error: " + "\n".join(make_visible(line, most=2_000) for line in text.split("\n")), err=True, fg="red")


def _is_at_prompt(error: BaseException | None) -> bool:
    """Return whether Ctrl-C was pressed at a question (and not the end of the input reached)."""
    return isinstance(error, click.Abort) and isinstance(error.__context__, KeyboardInterrupt)
