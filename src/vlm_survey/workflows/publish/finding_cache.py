"""Finding cache: what checks of the library found, by the content of all that a check reads.

The file build/findings holds the findings of a whole check and of checks of some files. It may be deleted at any time; one
that is damaged, or was made of other files, other code or on another day, is none. Only what it takes to look into it is
loaded, because a check of files that have not changed should take no longer than to see that.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass
from hashlib import sha256
from pathlib import Path

from vlm_survey.checks.finding import Finding
from vlm_survey.workflows.publish.cache_file import read_cache, write_cache
from vlm_survey.workflows.publish.inputs import code_sum

PLACE = Path("build") / "findings"
_ALL = "."
_MOST = 100
"""The number of checks of some files that are kept beside one of all."""
_READ = ("papers", "datasets", "models", "results", "docs", "harvest")
"""The folders of records, pages and machine facts: all below them counts."""
_OTHER = frozenset(
    ["benchmarks", "build", "lists", "locale", "node_modules", "requirements", "schema", "src", "templates", "tests"]
)
"""Folders of which a check reads nothing."""
_NOT_OURS = ("pyvenv.cfg", "taxonomy.yaml", ".git")
_DEEPEST = 3
"""How deep a check looks for misplaced records in other folders."""
_TEXT = re.compile(r"(?i)\.(?:ya?ml|md|jsonl?|csv|txt)(?:\.\w{1,4})?$|^[^.]+$")
"""The names of files whose content a check may read; of others only the name counts."""


@dataclass(frozen=True, slots=True)
class Recalled:
    """What an earlier check of the same files found, and the placeholder addresses in mkdocs.yml."""

    findings: tuple[Finding, ...]
    placeholders: Mapping[str, str]


def recall(root: Path, paths: Sequence[Path], today: dt.date | None) -> Recalled | None:
    """Return what a check of `paths` (all, where there are none) by all rules would find, None where that is not known.

    Only files and folders below `root` are known, not keys of records.
    """
    scope = _scope(root, paths)
    if scope is None or not (root / PLACE).is_file():
        return None
    read = checked_sum(root)
    raw = read_cache(root / PLACE, _made_of(read, today)) if read else None
    if raw is None:
        return None
    data = json.loads(raw)
    rows = data["checks"].get("\n".join(scope))
    if rows is None and _ALL in data["checks"] and all(_holds(data["known"], name) for name in scope):
        rows = [row for row in data["checks"][_ALL] if any(_is_in(row[2], name) for name in scope)]
    return None if rows is None else Recalled(tuple(Finding(*row) for row in rows), data["placeholders"])


def remember(
    root: Path,
    read: str,
    today: dt.date | None,
    scope: Sequence[str],
    paths: Iterable[str],
    recalled: Recalled,
) -> None:
    """Keep what a check of `scope` by all rules found in files whose sum was `read`, unless they have changed since."""
    if checked_sum(root) != read:
        return
    raw = read_cache(root / PLACE, _made_of(read, today))
    checks = json.loads(raw)["checks"] if raw else {}
    full_checks = {name: rows for name, rows in checks.items() if name == _ALL}
    rows = [astuple(finding) for finding in recalled.findings]
    checks = dict([*full_checks.items(), *list(checks.items())[-_MOST:], ("\n".join(sorted(scope)), rows)])
    data = {"known": sorted(paths), "placeholders": dict(recalled.placeholders), "checks": checks}
    write_cache(root / PLACE, _made_of(read, today), json.dumps(data, separators=(",", ":")).encode())


def checked_sum(root: Path) -> str | None:
    """Return the SHA-256 of all that a check of the library at `root` may read, None where that cannot be told.

    It depends on names and contents, and on no time stamp. Published data, and a library with linked folders, have none.
    """
    if not (root / "taxonomy.yaml").is_file():
        return None
    hash_ = sha256()
    try:
        for steps, entry in _entries(root):
            if entry.is_dir():
                return None
            raw = _content(entry) if _TEXT.search(entry.name) else b""
            hash_.update(b"%s\0%d\0" % (os.fsencode("/".join(steps)), len(raw)) + raw)
    except (OSError, ValueError):
        return None
    return hash_.hexdigest()


def _entries(root: Path) -> Iterator[tuple[tuple[str, ...], os.DirEntry[str]]]:
    """Yield every file and link below `root` that a check may look at, folder by folder, sorted."""
    waiting: list[tuple[str, ...]] = [()]
    while waiting:
        folder = waiting.pop()
        with os.scandir(root.joinpath(*folder)) as scan:
            entries = sorted(scan, key=lambda entry: entry.name)
        for entry in entries:
            steps = (*folder, entry.name)
            if steps[0] not in _READ and (entry.name.startswith(".") or steps[0] in _OTHER):
                continue
            if not entry.is_dir(follow_symlinks=False):
                yield steps, entry
            elif steps[0] in _READ or (len(steps) <= _DEEPEST and not _is_foreign(entry)):
                waiting.append(steps)


def _is_foreign(folder: os.DirEntry[str]) -> bool:
    return any(os.path.lexists(f"{folder.path}/{name}") for name in _NOT_OURS)


def _content(entry: os.DirEntry[str]) -> bytes:
    """Return the content of a file, with the place that a link names; a link that leads nowhere is that place alone."""
    link = os.fsencode(Path(entry.path).readlink()) + b"\0" if entry.is_symlink() else b""
    if not entry.is_file():
        return link
    with open(entry.path, "rb", buffering=0) as file:  # noqa: PTH123  a Path for each file took longer than reading it
        return link + file.readall()


def _made_of(read: str, today: dt.date | None) -> str:
    return f"check {read} {today} {code_sum()}"


def _scope(root: Path, paths: Sequence[Path]) -> list[str] | None:
    """Return `paths` as sorted paths below `root`; None if one of them is not a file or folder there."""
    top = root.resolve()
    scope = []
    for path in paths:
        existing = next((candidate for candidate in (path, root / path) if os.path.lexists(candidate)), None)
        if existing is None:
            return None
        resolved = existing.resolve() if existing.is_dir() else existing.parent.resolve() / existing.name
        if not resolved.is_relative_to(top):
            return None
        scope.append(resolved.relative_to(top).as_posix())
    return sorted(scope) or [_ALL]


def _holds(paths: Iterable[str], name: str) -> bool:
    return any(_is_in(path, name) for path in paths)


def _is_in(path: str, name: str) -> bool:
    return name in (path, _ALL) or path.startswith(f"{name}/")
