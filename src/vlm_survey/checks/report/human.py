"""Findings for people: by file, with line, code, what was found and what to do, and the next step at the end."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from vlm_survey.checks.finding import ERROR, Finding, visible

_FORM, _MANY = "F001", 3
"""The rule that asks for the canonical form, and how many of its findings are told one by one."""


def human(findings: Sequence[Finding], command: str = "vlm-survey") -> str:
    """The findings grouped by file, files with errors last, and a line that counts them and says what to do next.

    `command` is how the reader calls this program. What must be mended stands where the reader's eye ends, below all that
    may be looked at some day.
    """
    broken = {finding.path for finding in findings if finding.level == ERROR}
    told, form = without_form(findings)
    ordered = sorted(told, key=lambda f: (f.path in broken, f.path, f.level == ERROR, *f.order))
    blocks = [
        f"{visible(path)}\n" + "".join(map(_line, group)) + "\n"
        for path, group in groupby(ordered, key=lambda f: f.path)
    ]
    return "".join([*([f"{form}\n\n"] if form else []), *blocks]) + _summary(findings, command) + "\n"


def without_form(findings: Sequence[Finding]) -> tuple[list[Finding], str]:
    """Return `findings` and "", or, where many files only lack the canonical form, the others and a line that counts those."""
    form = [finding for finding in findings if finding.code == _FORM]
    if len(form) <= _MANY:
        return list(findings), ""
    names = ", ".join(visible(finding.path) for finding in form[:_MANY])
    line = f"{len(form):,} files are not in the canonical form ({_FORM}), which a program mends: {names}, ..."
    return [finding for finding in findings if finding.code != _FORM], line


def _line(finding: Finding) -> str:
    where = f"{finding.where}: " if finding.where else ""
    repair = f"\n{'':22}{finding.repair}" if finding.repair else ""
    return f"  {finding.line:>4}  {finding.level:<7}  {finding.code}  {where}{finding.found}{repair}\n"


def _summary(findings: Sequence[Finding], command: str) -> str:
    if not findings:
        return "No findings."
    errors = sum(finding.level == ERROR for finding in findings)
    counts = [_count(errors, "error")] if errors else []
    counts += [_count(len(findings) - errors, "warning")] if len(findings) > errors else []
    files = _count(len({finding.path for finding in findings}), "file")
    fixable = sum(finding.fixable for finding in findings)
    step = f"{fixable} can be mended by `{command} check --fix`" if fixable else "None can be mended by itself"
    return f"{' and '.join(counts)} in {files}. {step}."


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")
