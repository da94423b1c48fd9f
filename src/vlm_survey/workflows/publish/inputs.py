"""Hash the inputs of a build: the files of the library, and the code that makes pages of them."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path

_PACKAGE = Path(__file__).parents[2]
_SETTINGS = (".yaml", ".yml")
RULES = "docs/contribute/checks.md"
"""The page of all rules. A build writes it from the code of the rules, so it is no input, although it is in docs/."""
_FOLDERS = ("docs", "templates", "harvest", ".github/ISSUE_TEMPLATE")


def library_sum(root: Path) -> str | None:
    """Return the SHA-256 of every file that a build of the library at `root` may read; None if a file is unreadable.

    The hash depends on names and contents, not on times. The result is also None if a folder of the library contains a link
    to a folder.
    """
    from vlm_survey.store import record_folders  # noqa: PLC0415  the other sums need no records

    top = sorted(path for path in root.iterdir() if path.suffix in _SETTINGS)
    records = (name for name in record_folders() if not name.startswith("docs/"))
    folders = [root / name for name in (*records, *_FOLDERS) if (root / name).is_dir()]
    below = (path for folder in folders for path in files_below(folder) if path != root / RULES)
    return _sum(root, [*top, *below])


def folder_sum(folder: Path) -> str | None:
    """Return the SHA-256 of all files below `folder`, by names and contents; None if one cannot be read."""
    return _sum(folder, files_below(folder))


@cache
def code_sum() -> str:
    """Return a hash of this code: its own files, the Python version, and the versions of all installed packages."""
    hash_ = sha256(repr((sys.version_info, sorted(_installed()))).encode())
    own_files = (path for path in files_below(_PACKAGE) if path.suffix != ".pyc")
    hash_.update(str(_sum(_PACKAGE, own_files)).encode())
    return hash_.hexdigest()


def files_below(folder: Path) -> Iterator[Path]:
    """Yield every file and every link below `folder`, sorted by path."""
    for where, folders, names in os.walk(folder):
        folders.sort()
        links = [name for name in folders if (Path(where) / name).is_symlink()]
        yield from (Path(where) / name for name in sorted([*names, *links]))


def _sum(root: Path, paths: Iterator[Path] | list[Path]) -> str | None:
    hash_ = sha256()
    try:
        for path in paths:
            link = path.readlink() if path.is_symlink() else ""
            if link and path.is_dir():
                return None
            raw = path.read_bytes() if path.is_file() else b"no plain file"
            hash_.update(f"{path.relative_to(root).as_posix()}\0{link}\0{sha256(raw).hexdigest()}\n".encode())
    except (OSError, UnicodeEncodeError):
        return None
    return hash_.hexdigest()


def _installed() -> Iterator[str]:
    """Yield the names of the metadata folders of installed packages, which contain their versions."""
    for place in map(Path, sys.path):
        if place.is_dir():
            yield from (path.name for path in place.iterdir() if path.suffix in (".dist-info", ".egg-info"))
