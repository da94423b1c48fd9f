"""What lies under papers/: record files, and everything that is none, each with a reason. Nothing is passed over silently."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from vlm_survey.store.records import FOLDER
from vlm_survey.survey import Problem

_READ = (".yaml", ".yml")
_PLACE = f"{FOLDER}/<year>/<key>.yaml"


def record_files(root: Path) -> list[Path]:
    """All record files below `root`, sorted: those of years first, then those in no folder, then .yml."""
    found = [Path(entry) for entry in _entries(root) if _why_not(root, entry) is None]
    return sorted(found, key=lambda path: (path.suffix, path.parent == root / FOLDER, path))


def stray_files(root: Path) -> list[Problem]:
    """What lies under papers/ and is no record file, sorted: links, deeper folders, other names and kinds of files."""
    found = [(entry, why) for entry in _entries(root) if (why := _why_not(root, entry))]
    return sorted((Problem(_name(root, entry), 1, "", *why) for entry, why in found), key=lambda one: one.path)


def _entries(root: Path) -> Iterator[os.DirEntry[str]]:
    """Files and links at any depth. Hidden files and the copies that editors keep are nobody's records."""
    waiting = [root / FOLDER] if (root / FOLDER).is_dir() else []
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in entries:
                if entry.name.startswith((".", "#")) or entry.name.endswith("~"):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(Path(entry))
                else:
                    yield entry


def _why_not(root: Path, entry: os.DirEntry[str]) -> tuple[str, str] | None:
    """What is found and what to do where `entry` is not read as a record, None where it is."""
    path = Path(entry)
    depth = len(path.relative_to(root / FOLDER).parts)
    if entry.is_symlink():
        return "a symbolic link, which is not followed", f"Put the record itself there, one plain file at {_PLACE}"
    if not entry.is_file(follow_symlinks=False):
        return "no plain file", f"Remove it; a record is one plain file at {_PLACE}"
    stem, _dot, rest = path.name.partition(".")
    if not {".yaml", ".yml"} & {f".{part}" for part in rest.lower().split(".")}:
        found = f"'{path.name}' is no record, and only records belong here"
        return found, f"Move it out of {FOLDER}/; a record is called {_PLACE}"
    if depth > 2:
        parts = path.relative_to(root).parts
        found = f"the folder '{'/'.join(parts[2:-1])}' within {'/'.join(parts[:2])}, which is not looked into"
        return found, f"Move the file to {'/'.join(parts[:2])}/{stem}.yaml"
    if path.suffix not in _READ:
        folder = path.parent.relative_to(root).as_posix() if depth == 2 else f"{FOLDER}/<year>"
        found = f"the file's name ends in '.{rest}', so it is not read"
        return found, f"Rename it to {folder}/{stem.lower()}.yaml"
    return None


def _name(root: Path, entry: os.DirEntry[str]) -> str:
    return Path(entry).relative_to(root).as_posix()
