"""The content of the record folders: record files, and everything else, each with a reason. Nothing is ignored."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from vlm_survey.model import RecordKind
from vlm_survey.store import kinds
from vlm_survey.survey import Problem

Steps = tuple[str, ...]
"""The path segments from a kind's folder to a file."""


def record_files(root: Path) -> list[Path]:
    """Return all record files below `root`, kind by kind, sorted: first those in year folders, then others, then .yml."""
    return [path for kind in kinds.RECORD_KINDS for path in _files_of(root, kind)]


def stray_files(root: Path) -> list[Problem]:
    """Report what is in a record folder and is not a record, sorted: links, deeper folders, other names and file types."""
    stray_problems = [
        Problem("/".join((kind.folder, *steps)), 1, "", *_why_not(kind, steps, entry))
        for kind in kinds.RECORD_KINDS
        for steps, entry in _entries(root, kind)
        if not _is_record(kind, steps, entry) and kinds.kind_at("/".join((kind.folder, *steps)))
    ]
    return sorted(stray_problems, key=lambda stray: stray.path)


def _files_of(root: Path, kind: RecordKind) -> list[Path]:
    files = [steps for steps, entry in _entries(root, kind) if _is_record(kind, steps, entry)]
    files.sort(key=lambda steps: (steps[-1].endswith(".yml"), len(steps) == 1, steps))
    return [root.joinpath(kind.folder, *steps) for steps in files]


def _entries(root: Path, kind: RecordKind) -> Iterator[tuple[Steps, os.DirEntry[str]]]:
    """Yield files and links at any depth, without hidden files and backup copies of editors."""
    waiting: list[Steps] = [()] if (root / kind.folder).is_dir() else []
    while waiting:
        folder = waiting.pop()
        with os.scandir(root.joinpath(kind.folder, *folder)) as entries:
            for entry in entries:
                if entry.name.startswith((".", "#")) or entry.name.endswith("~"):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    waiting.append((*folder, entry.name))
                else:
                    yield (*folder, entry.name), entry


def _is_record(kind: RecordKind, steps: Steps, entry: os.DirEntry[str]) -> bool:
    deepest = 2 if kind.by_year else 1
    return (
        len(steps) <= deepest
        and entry.name.endswith(_endings(kind))
        and (steps != (kinds.INDEX,) or not kind.is_text)
        and entry.is_file(follow_symlinks=False)
    )


def _endings(kind: RecordKind) -> tuple[str, ...]:
    return (".md",) if kind.is_text else (".yaml", ".yml")


def _why_not(kind: RecordKind, steps: Steps, entry: os.DirEntry[str]) -> tuple[str, str]:
    """Return what was found and what to do about an `entry` that is not read as a record."""
    name, top, end = steps[-1], kind.folder, kind.ending
    if entry.is_symlink():
        return "a symbolic link, which is not followed", f"Put the record there as a plain file at {kind.place}"
    if not entry.is_file(follow_symlinks=False):
        return "no plain file", f"Remove it; a record is one plain file at {kind.place}"
    stem, _dot, rest = name.partition(".")
    if not {ending[1:] for ending in _endings(kind)} & set(rest.lower().split(".")):
        found = f"'{name}' is not a record, and only records belong here"
        return found, f"Move it out of {top}/; a record is called {kind.place}"
    deepest = 2 if kind.by_year else 1
    if len(steps) > deepest:
        parent = "/".join((top, *steps[: deepest - 1]))
        found = f"the folder '{'/'.join(steps[deepest - 1 : -1])}' within {parent}, which is not read"
        return found, f"Move the file to {parent}/{stem}{end}"
    folder = "/".join((top, *steps[:-1])) if len(steps) == deepest else f"{top}/<year>"
    return f"the file's name ends in '.{rest}', so it is not read", f"Rename it to {folder}/{stem.lower()}{end}"
