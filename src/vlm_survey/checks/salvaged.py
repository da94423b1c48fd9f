"""Run rules also on the valid parts of records with wrong values."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from vlm_survey.checks.finding import Finding
from vlm_survey.checks.rule import Rule, Scope
from vlm_survey.survey import Salvaged, Survey

_OF_WHOLE_RECORDS = ("C", "K001", "T005", "T006", "T104", "T105")
"""Code prefixes of rules that require a field; the field may be missing only because its value was wrong."""


def findings(survey: Survey, rules: Iterable[Rule], paths: Collection[str] | None = None) -> Iterator[Finding]:
    """Yield the findings of `rules`; for a salvaged record, those about its remaining values, with their places in the file.

    With `paths`, only those in these files or folders.
    """
    with_salvaged = _with_salvaged(survey)
    scope = None if paths is None else Scope.of(with_salvaged, paths)
    broken = {salvaged.record.key: salvaged for salvaged in survey.salvaged}
    for rule in rules:
        for finding in rule.findings(with_salvaged, scope):
            salvaged = broken.get(finding.key)
            if salvaged is None or finding.path != salvaged.file.path or rule.code == "S001":
                yield finding
            elif placed := _with_original_place(finding, salvaged):
                yield placed


def _with_salvaged(survey: Survey) -> Survey:
    """Return `survey` with the salvaged records added."""
    if not survey.salvaged:
        return survey
    records = {**survey.by_key, **{salvaged.record.key: salvaged.record for salvaged in survey.salvaged}}
    files = {**survey.files, **{salvaged.record.key: salvaged.file for salvaged in survey.salvaged}}
    return replace(survey, records=tuple(records[key] for key in sorted(records)), files=files)


def _with_original_place(finding: Finding, salvaged: Salvaged) -> Finding | None:
    """Return `finding` with its place in the file; None if it is about a value that was removed."""
    where = finding.where
    if finding.code.startswith(_OF_WHOLE_RECORDS):
        return None
    for removed in reversed(salvaged.lost):
        list_path = ".".join(str(step + 1) if isinstance(step, int) else step for step in removed[:-1])
        if isinstance(removed[-1], int):
            where = _path_before_removal(where, list_path, removed[-1])
        elif f"{where}.".startswith(f"{list_path}.{removed[-1]}.".lstrip(".")):
            return None
    return replace(finding, where=where, fixable=False)


def _path_before_removal(where: str, list_path: str, index: int) -> str:
    """Return the path `where` before the entry at `index` (from 0) was removed from the list at `list_path`."""
    rest = where.removeprefix(f"{list_path}.")
    number, dot, rest_of_path = rest.partition(".")
    if rest == where or not number.isdigit() or int(number) <= index:
        return where
    return f"{list_path}.{int(number) + 1}{dot}{rest_of_path}"
