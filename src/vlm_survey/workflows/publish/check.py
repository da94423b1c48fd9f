"""Check the library: read it, apply safe fixes if wanted, and run the rules."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from vlm_survey.checks import (
    RULES,
    Finding,
    Rule,
    apply_fixes,
    has_comment,
    is_within,
    run_rules,
    select_rules,
    year_folder,
)
from vlm_survey.errors import UnknownName
from vlm_survey.model import Paper
from vlm_survey.store import (
    kind_at,
    misplaced_records,
    read_address,
    read_survey,
    record_files,
    record_folders,
    record_text,
    rewrite_record,
    stray_files,
    write_record,
)
from vlm_survey.survey import Survey
from vlm_survey.workflows.publish.finding_cache import Recalled, checked_sum
from vlm_survey.workflows.publish.finding_cache import remember as remember_findings

_FORM, _FOLDER = "F001", "K003"
"""The rules on the canonical form and on the folder of the year. Without them only records changed by a fix are written."""


@dataclass(frozen=True, slots=True)
class CheckResult:
    """The result of a check. `fixed` are the written paths, `records` is the number of checked files.

    `placeholders` are the settings of mkdocs.yml that still have an invented address, each with that address.
    """

    findings: tuple[Finding, ...]
    fixed: tuple[str, ...]
    records: int
    rules: tuple[Rule, ...]
    placeholders: Mapping[str, str]


def check(
    root: Path,
    paths: Sequence[Path] = (),
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    fix: bool = False,
    remember: bool = False,
    today: dt.date | None = None,
) -> CheckResult:
    """Check the records of the library at `root`: all, or those in `paths` (files, folders, or keys of records).

    With `today` days to come are errors. With `fix` the safe fixes of the chosen rules are written first; with `remember`
    what was read, and what all rules found, is kept in build/ for the next check. Raises LibraryError when the library
    cannot be read, UnknownName for a rule that does not exist and for a path that holds no record.
    """
    rules = select_rules(select, ignore)
    record_paths = [path.relative_to(root).as_posix() for path in record_files(root)]
    strays = [stray.path for stray in (*stray_files(root), *misplaced_records(root))] if paths else []
    scope = [_below(root, path, [*record_paths, *strays]) for path in paths] or ["."]
    read = checked_sum(root) if remember and not fix and rules == RULES else None
    survey = read_survey(root, remember=remember)
    fixed = _fix(survey, rules, scope) if fix else []
    if fixed:
        survey = read_survey(root, remember=remember)
    codes = [rule.code for rule in rules]
    survey = replace(survey, today=today)
    findings = run_rules(survey, select=codes, paths=None if scope == ["."] else scope) if codes else []
    addresses = read_address(root).placeholders if (root / "mkdocs.yml").is_file() else {}
    if read:
        all_paths = [*record_paths, *(problem.path for problem in survey.problems)]
        remember_findings(root, read, today, scope, all_paths, Recalled(tuple(findings), addresses))
    return CheckResult(
        tuple(findings), tuple(fixed), sum(is_within(path, scope) for path in record_paths), rules, addresses
    )


def _fix(survey: Survey, rules: Sequence[Rule], scope: Sequence[str]) -> list[str]:
    """Apply the fixes of `rules` to the records in `scope`; return the written paths, sorted."""
    form, folder = (any(rule.code == code for rule in rules) for code in (_FORM, _FOLDER))
    written = []
    for record in survey.records:
        file = survey.files[record.key]
        if not is_within(file.path, scope) or has_comment(file):
            continue
        fixed = apply_fixes(survey, record, rules)
        text = record_text(fixed)
        if folder and isinstance(record, Paper) and year_folder(survey, record):
            written.append(rewrite_record(survey.root, fixed, file.path).relative_to(survey.root).as_posix())
        elif text != file.text and (form or text != file.canonical):
            write_record(survey.root, fixed, file.path)
            written.append(file.path)
    return sorted(written)


def _below(root: Path, path: Path, record_paths: Sequence[str]) -> str:
    """Return `path` (as given, or below `root`) as a path below the root. Raises UnknownName if it contains no record."""
    for candidate in (path, root / path):
        # The folder is resolved and not the file: a link is reported itself, and not its target.
        resolved = candidate.resolve() if candidate.is_dir() else candidate.parent.resolve() / candidate.name
        if os.path.lexists(candidate) and resolved.is_relative_to(root.resolve()):
            below = resolved.relative_to(root.resolve()).as_posix()
            if any(is_within(name, [below]) for name in record_paths):
                return below
    if by_key := [name for name in record_paths if _key(name) == str(path)]:
        return by_key[0]
    error = UnknownName("record or folder of records", str(path), [*record_paths, *map(_key, record_paths)])
    if (root / path).exists() or path.exists():
        folders = ", ".join(f"{folder}/" for folder in record_folders())
        error.repair = f"Name files or folders under {folders}; shared files are always checked"
    raise error


def _key(path: str) -> str:
    """Return the key of the record whose file is at `path`."""
    kind = kind_at(path)
    return kind.key(path) if kind else path
