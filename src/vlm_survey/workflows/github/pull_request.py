"""Check a pull request: the changed records, their findings, and a preview of their entries."""

from __future__ import annotations

import datetime as dt
import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from vlm_survey.checks import Finding, Level, as_text, make_visible, run_rules
from vlm_survey.errors import SurveyError
from vlm_survey.model import Paper, Record, TextRecord
from vlm_survey.render.markdown import text as markdown
from vlm_survey.render.readme.lines import Targets, line
from vlm_survey.store import kind_at, read_address, read_survey, record_text
from vlm_survey.survey import Survey
from vlm_survey.workflows.github.comments import code_block, quoted_output

GENERATED = (
    "README.md",
    "CONTRIBUTING.md",
    "lists/",
    "schema/",
    "docs/contribute/checks.md",
    "docs/contribute/commands.md",
    "docs/contribute/python.md",
)
"""Files and folders that are generated on main after a merge; a pull request must not contain them."""

BUILT = "build/"
"""The build folder. Nothing in it may be committed, because the next command would trust it."""

SHARED = ("taxonomy.yaml", "venues.yaml", "lists.yaml", "exclusions.yaml", "people.yaml")
"""Files that every record depends on: if one changes, the findings of all records are reported."""

_OTHER = {"A": "a new file that is not a record", "D": "a file that is not a record is removed"}
"""The verb for a change of a file that is not a record, by its status; "changed" for any other status."""
_SHOWN = 40
"""The maximum number of entries shown in full in the summary."""


@dataclass(frozen=True, slots=True)
class Change:
    """A changed file of a pull request: A added, M changed, D removed, T changed type."""

    status: str
    path: str


@dataclass(frozen=True)
class PullRequest:
    """The changes of a pull request, the findings to annotate, and its summary in Markdown."""

    changes: tuple[Change, ...]
    findings: tuple[Finding, ...]
    summary: str

    @property
    def failed(self) -> bool:
        """Return whether the pull request must not be merged as it is."""
        return any(finding.level == "error" for finding in self.findings)


def review(root: Path, base: str, *, command: str = "vlm-survey", today: dt.date | None = None) -> PullRequest:
    """Check the commits since `base` in the library at `root`; `command` is the command name used in advice.

    With `today`, future days are errors.

    Raises SurveyError if git does not know `base`.
    """
    changes = changed_files(root, base)
    survey = replace(read_survey(root), today=today)
    findings = (*_refused(survey, changes), *_findings(survey, changes))
    shown = sorted(findings, key=lambda finding: finding.order)
    return PullRequest(changes, tuple(shown), _summary(root, survey, changes, shown, command))


def uncommitted(root: Path) -> int:
    """Count the files below `root` with uncommitted changes, which `review` does not check."""
    git = shutil.which("git")
    command = [git or "git", "status", "--porcelain", "--untracked-files=all", "--", "."]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False) if git else None
    return len(done.stdout.splitlines()) if done else 0


def changed_files(root: Path, base: str) -> tuple[Change, ...]:
    """Return the files that differ between HEAD and its merge base with `base`, sorted by path. Raises SurveyError."""
    git = shutil.which("git")
    if not git:
        raise SurveyError("git is not installed", repair="Install git")
    options = ["diff", "--name-status", "-z", "--no-renames", "--relative", "--end-of-options", f"{base}...HEAD", "--"]
    done = subprocess.run([git, *options], cwd=root, capture_output=True, text=True, check=False)
    if done.returncode or base.startswith("-") or not base.strip():
        if not _in_checkout(git, root):
            raise SurveyError("this folder is not a git checkout", repair="Run it in a clone", where=str(root))
        found = " ".join(done.stderr.split())[:200] or "no commit"
        raise SurveyError(
            f"git cannot compare with '{base}' ({found})", repair="Fetch the branch, and name it with --base"
        )
    parts = done.stdout.split("\0")[:-1]
    pairs = zip(parts[::2], parts[1::2], strict=True)
    return tuple(sorted((Change(status[0], path) for status, path in pairs), key=lambda change: change.path))


def _in_checkout(git: str, root: Path) -> bool:
    return not subprocess.run([git, "rev-parse", "--git-dir"], cwd=root, capture_output=True, check=False).returncode


def _refused(survey: Survey, changes: Iterable[Change]) -> list[Finding]:
    """Return changes that a pull request must not contain, and files in record folders that are no records."""
    record_paths = {file.path for file in survey.files.values()} | {problem.path for problem in survey.problems}
    keys = {*survey.by_key, *survey.renamed, *survey.retired}
    findings = []
    for change in changes:
        kind = kind_at(change.path)
        if change.path.startswith(GENERATED):
            repair = "Leave it as it is on main: git checkout origin/main -- that file; it is generated again after the merge"
            findings.append(_finding(change.path, "a generated file", repair))
        elif change.path.startswith(BUILT) and change.status != "D":
            findings.append(
                _finding(
                    change.path, "a file that a build makes", "Remove it from the commit: git rm --cached that file"
                )
            )
        elif kind and not change.path.endswith("/.gitkeep"):
            key = kind.key(change.path)
            if change.status == "D" and key not in keys:
                reason = "a removed record without a former key or an exclusion"
                repair = (
                    "Rename it: list its key under former_keys. Leave it out: give title, reason and the key (former_keys) "
                    "in exclusions.yaml"
                )
                findings.append(_finding(change.path, reason, repair, level="warning"))
            elif change.status != "D" and change.path not in record_paths:
                repair = f"Leave it out; a record is {kind.place}, one plain file a {kind.label}"
                findings.append(_finding(change.path, "not a record file", repair))
        elif not kind and change.path not in record_paths:
            repair = "If you meant to change records only, undo it; else a maintainer has to read it"
            findings.append(
                _finding(
                    change.path,
                    _OTHER.get(change.status, "a changed file that is not a record"),
                    repair,
                    level="warning",
                    code="G002",
                )
            )
    return findings


def _finding(path: str, found: str, repair: str, level: Level = "error", code: str = "G001") -> Finding:
    return Finding(code, level, path, 1, "", found, repair, Path(path).stem)


def _findings(survey: Survey, changes: Iterable[Change]) -> list[Finding]:
    """Return the findings for the changed records; if a shared file changed, also the errors of all records."""
    paths = {change.path for change in changes if change.status != "D"}
    everywhere = any(path in SHARED for path in paths)
    return [
        finding for finding in run_rules(survey) if finding.path in paths or (everywhere and finding.level == "error")
    ]


def _summary(root: Path, survey: Survey, changes: Iterable[Change], findings: list[Finding], command: str) -> str:
    by_path = {file.path: survey.by_key[key] for key, file in survey.files.items()}
    record_changes = [(change, by_path.get(change.path)) for change in changes if kind_at(change.path)]
    new = sum(change.status == "A" for change, _paper in record_changes)
    removed = sum(change.status == "D" for change, _paper in record_changes)
    parts = [f"## Records\n\n{new} new, {len(record_changes) - new - removed} changed, {removed} removed."]
    parts += [f"## Check\n\n{quoted_output(as_text(findings, command))}" if findings else "## Check\n\nNothing wrong."]
    others = [change.path for change in changes if not kind_at(change.path)]
    if others:
        parts.append(
            f"## Other files\n\nNot records, so a maintainer has to read them:\n\n{quoted_output(_named(others))}"
        )
    records = [record for change, record in record_changes if record and change.status != "D"]
    if records:
        parts.append("## Preview")
    site = read_address(root).site
    parts += [_entry(record, site) for record in records[:_SHOWN]]
    if len(records) > _SHOWN:
        parts.append(f"And {len(records) - _SHOWN} more.")
    return "\n\n".join(parts) + "\n"


def _named(paths: list[str]) -> str:
    """Format `paths`, one on each line; a long list is shortened."""
    more = [f"and {len(paths) - _SHOWN:,} more"] if len(paths) > _SHOWN else []
    return "\n".join([*map(make_visible, paths[:_SHOWN]), *more])


def _entry(record: Record, site: str) -> str:
    """Return a record and its file; a paper as the README shows it, with the README's escaping."""
    head = f"- {markdown(record.label)}"
    if isinstance(record, Paper):
        shown = line(record, Targets([record], site), authors=True)
        head = f"- {shown.link} - {shown.about}"
    file = code_block(record_text(record), "markdown" if isinstance(record, TextRecord) else "yaml")
    return f"{head}\n\n<details><summary>{record.key}</summary>\n\n{file}\n\n</details>"
