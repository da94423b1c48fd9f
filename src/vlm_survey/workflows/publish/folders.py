"""Protect the folders that a build writes: refuse links, and remove only files that a build has written."""

from __future__ import annotations

from pathlib import Path

from vlm_survey.errors import BuildError
from vlm_survey.store import write_text

MADE = ".txt"
"""The ending of the file beside a built folder that lists the files of the last build."""


def refuse_links(root: Path) -> None:
    """Raise BuildError if a folder that a build writes to is a symbolic link: it would change files elsewhere."""
    for folder in ("build", "build/site", "build/offline", "lists", "schema"):
        if (root / folder).is_symlink():
            repair = "Remove the link; the build makes the folder itself"
            raise BuildError(
                "it is a symbolic link, and a build does not write through links", where=folder, repair=repair
            )


def prune(folder: Path, paths: set[str]) -> int:
    """Remove the files of the last build below `folder` that are not in `paths`; return their number.

    Folders that became empty are removed too. The list beside the folder (`MADE`) names the files of a build; other files
    are not touched.
    """
    list_file = folder.parent / f"{folder.name}{MADE}"
    old_files = set(list_file.read_text(encoding="utf-8").splitlines()) if list_file.is_file() else set()
    stale = [
        folder / path for path in sorted(old_files - paths) if (folder / path).is_file() and ".." not in path.split("/")
    ]
    for path in stale:
        path.unlink()
    for path in sorted({path.parent for path in stale}, reverse=True):
        while path != folder and path.is_dir() and not any(path.iterdir()):
            path.rmdir()
            path = path.parent  # noqa: PLW2901  the folder around it may be empty now
    write_text(list_file, "".join(f"{path}\n" for path in sorted(paths)))
    return len(stale)
