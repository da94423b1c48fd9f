"""Find records outside the record folders, where they are not read: in the root, or in a folder with a wrong name."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from vlm_survey.store.kinds import RECORD_KINDS, kind_at
from vlm_survey.survey import Problem

_DEEPEST = 3
"""The depth to which folders below the root are searched."""
_LARGEST = 64_000
_OTHER = frozenset(
    ["benchmarks", "build", "harvest", "lists", "locale", "node_modules", "requirements", "schema", "src", "templates", "tests"]
)  # fmt: skip
"""Folders below the root that never hold records."""
_NOT_OURS = ("pyvenv.cfg", "taxonomy.yaml", ".git")
"""Files that mark a Python environment, another library or another repository."""
_NAME = re.compile(r"(?i)\.ya?ml(?:\.\w{1,4})?$|^[^.]+(?:\.txt)?$")
_TITLE = re.compile(r"(?m)^(?:title|name):[ ]+\S")
_FIELDS = re.compile(r"(?m)^(authors|year|ids|curation|sources|added|tags):")
_YEAR = re.compile(r"(?m)^year:[ ]*['\"]?((?:19|20)\d\d)\b")
_ENOUGH = 2
"""The number of usual record fields, besides a title, from which a file counts as a record."""


def misplaced_records(root: Path) -> list[Problem]:
    """Return a problem for each file that looks like a record and is outside the record folders, sorted by path."""
    texts = {path: text for path in _candidates(root) if (text := _text(root / path)) and _reads_like_a_record(text)}
    found_text = "a record outside the folders of records"
    return [Problem(path, 1, "", found_text, _repair(path, text)) for path, text in sorted(texts.items())]


def _candidates(root: Path) -> Iterator[str]:
    """Yield the paths of files below `root` with possible record names, outside the folders of records and of programs."""
    waiting: list[tuple[str, ...]] = [()]
    while waiting:
        steps = waiting.pop()
        try:
            entries = sorted(os.scandir(root.joinpath(*steps)), key=lambda entry: entry.name)
        except OSError:
            continue
        for entry in entries:
            path = (*steps, entry.name)
            if entry.name.startswith(".") or entry.is_symlink():
                continue
            if entry.is_dir():
                if len(path) <= _DEEPEST and _may_hold_records(root, path):
                    waiting.append(path)
            elif _NAME.search(entry.name) and kind_at("/".join(path)) is None:
                yield "/".join(path)


def _may_hold_records(root: Path, steps: tuple[str, ...]) -> bool:
    record_folders = {kind.folder for kind in RECORD_KINDS if not kind.shared}
    other = (len(steps) == 1 and steps[0] in _OTHER) or "/".join(steps) in record_folders
    return not other and not any((root.joinpath(*steps) / name).exists() for name in _NOT_OURS)


def _text(path: Path) -> str:
    """Return the text of the file at `path`, empty if it is too large for a record or cannot be read."""
    try:
        return path.read_text(encoding="utf-8", errors="replace") if path.stat().st_size <= _LARGEST else ""
    except OSError:
        return ""


def _reads_like_a_record(text: str) -> bool:
    return bool(_TITLE.search(text)) and len(set(_FIELDS.findall(text))) >= _ENOUGH


def _repair(path: str, text: str) -> str:
    papers, year = RECORD_KINDS[0], _YEAR.search(text)
    stem = re.sub(r"[^a-z0-9-]+", "-", Path(path).name.split(".")[0].lower()).strip("-") or "key"
    place = f"{papers.folder}/{year.group(1) if year else '<year>'}/{stem}{papers.ending}"
    return f"Move it to {place} if it is a paper's, else to the folder of its kind"
