"""Format findings for people: by file, with line, code, problem and repair, and the next step at the end."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from vlm_survey.checks.finding import ERROR, Finding, make_visible

_FORM, _MANY = "F001", 3
"""The rule of the canonical form, and the maximal number of its findings that are listed one by one."""


def as_text(findings: Sequence[Finding], command: str = "vlm-survey") -> str:
    """Return the findings grouped by file, files with errors last, and a line with the counts and the next step.

    `command` is the command with which the user called this program. Errors come last, because a terminal shows the end
    of a long text.
    """
    broken = {finding.path for finding in findings if finding.level == ERROR}
    listed, form = separate_form_findings(findings)
    ordered = sorted(listed, key=lambda f: (f.path in broken, f.path, f.level == ERROR, *f.order))
    blocks = [
        f"{make_visible(path)}\n" + "".join(map(_line, group)) + "\n"
        for path, group in groupby(ordered, key=lambda f: f.path)
    ]
    return "".join([*([f"{form}\n\n"] if form else []), *blocks]) + _summary(findings, command) + "\n"


def separate_form_findings(findings: Sequence[Finding]) -> tuple[list[Finding], str]:
    """Return `findings` and ""; where many only lack the canonical form, the others and a line with the count of those."""
    form = [finding for finding in findings if finding.code == _FORM]
    if len(form) <= _MANY:
        return list(findings), ""
    names = ", ".join(make_visible(finding.path) for finding in form[:_MANY])
    line = f"{len(form):,} files are not in the canonical form ({_FORM}), which `check --fix` corrects: {names}, ..."
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
    step = f"{fixable} can be fixed by `{command} check --fix`" if fixable else "None can be fixed automatically"
    return f"{' and '.join(counts)} in {files}. {step}."


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")
