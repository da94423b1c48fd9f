"""What lies under papers/: record files, and everything that is none, each with a reason. Nothing is passed over silently."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from vlm_survey.store.records import FOLDER
from vlm_survey.survey import Problem

_READ = (".yaml", ".yml")
_PLACE = f"{FOLDER}/<year>/<key>.yaml"

Steps = tuple[str, ...]
"""The names that lead from papers/ to a file."""


def record_files(root: Path) -> list[Path]:
    """All record files below `root`, sorted: those of years first, then those in no folder, then .yml."""
    found = [steps for steps, entry in _entries(root) if _is_record(steps, entry)]
    found.sort(key=lambda steps: (steps[-1].endswith(".yml"), len(steps) == 1, steps))
    return [root.joinpath(FOLDER, *steps) for steps in found]


def stray_files(root: Path) -> list[Problem]:
    """What lies under papers/ and is no record file, sorted: links, deeper folders, other names and kinds of files."""
    found = [(steps, entry) for steps, entry in _entries(root) if not _is_record(steps, entry)]
    return sorted(
        (Problem("/".join((FOLDER, *steps)), 1, "", *_why_not(steps, entry)) for steps, entry in found),
        key=lambda one: one.path,
    )


def _entries(root: Path) -> Iterator[tuple[Steps, os.DirEntry[str]]]:
    """Files and links at any depth. Hidden files and the copies that editors keep are nobody's records."""
    waiting: list[Steps] = [()] if (root / FOLDER).is_dir() else []
    while waiting:
        folder = waiting.pop()
        with os.scandir(root.joinpath(FOLDER, *folder)) as entries:
            for entry in entries:
                if entry.name.startswith((".", "#")) or entry.name.endswith("~"):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    waiting.append((*folder, entry.name))
                else:
                    yield (*folder, entry.name), entry


def _is_record(steps: Steps, entry: os.DirEntry[str]) -> bool:
    return len(steps) <= 2 and entry.name.endswith(_READ) and entry.is_file(follow_symlinks=False)


def _why_not(steps: Steps, entry: os.DirEntry[str]) -> tuple[str, str]:
    """What is found and what to do of an `entry` that is not read as a record."""
    name = steps[-1]
    if entry.is_symlink():
        return "a symbolic link, which is not followed", f"Put the record itself there, one plain file at {_PLACE}"
    if not entry.is_file(follow_symlinks=False):
        return "no plain file", f"Remove it; a record is one plain file at {_PLACE}"
    stem, _dot, rest = name.partition(".")
    if not {"yaml", "yml"} & set(rest.lower().split(".")):
        found = f"'{name}' is no record, and only records belong here"
        return found, f"Move it out of {FOLDER}/; a record is called {_PLACE}"
    if len(steps) > 2:
        found = f"the folder '{'/'.join(steps[1:-1])}' within {FOLDER}/{steps[0]}, which is not looked into"
        return found, f"Move the file to {FOLDER}/{steps[0]}/{stem}.yaml"
    folder = f"{FOLDER}/{steps[0]}" if len(steps) == 2 else f"{FOLDER}/<year>"
    return f"the file's name ends in '.{rest}', so it is not read", f"Rename it to {folder}/{stem.lower()}.yaml"
