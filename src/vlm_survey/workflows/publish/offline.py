"""Make the offline copy of build/site: a folder, and a zip of it, that need no web server."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from vlm_survey.errors import BuildError
from vlm_survey.render.offline import is_in_copy, offline_page
from vlm_survey.store import write_bytes
from vlm_survey.workflows.publish.archive import make_zip
from vlm_survey.workflows.publish.folders import prune, refuse_links

FOLDER, ZIP = "offline", "vlm-survey-offline.zip"
_DAY = dt.date(2025, 11, 22)
"""The date of every file, so that the same website gives the same zip."""


def build_offline(root: Path, *, say: Callable[[str], None] = lambda _: None) -> Path:
    """Write build/offline and build/vlm-survey-offline.zip from build/site; return the path of the zip.

    Raises BuildError if there is no website yet, or if one of its links cannot work without a web server.
    """
    built = root / "build"
    refuse_links(root)
    files = offline_files(built / "site")
    folder = built / FOLDER
    changed = sum(write_bytes(folder / path, raw) for path, raw in files.items())
    prune(folder, set(files))
    write_bytes(built / ZIP, make_zip(files, "vlm-survey", _DAY))
    say(f"wrote the offline copy: {len(files):,} files, {changed:,} changed, and {ZIP}")
    return built / ZIP


def offline_files(site: Path) -> dict[str, bytes]:
    """Return every file of the offline copy, sorted by path. Raises BuildError if `site` contains no website."""
    paths = sorted(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    if "index.html" not in paths:
        raise BuildError("there is no website to copy", where=str(site), repair="Run 'vlm-survey build' first")
    all_paths = frozenset(paths)
    return {path: _content(site, path, all_paths) for path in paths if is_in_copy(path)}


def _content(site: Path, path: str, all_paths: frozenset[str]) -> bytes:
    raw = (site / path).read_bytes()
    return offline_page(path, raw.decode(), all_paths).encode() if path.endswith(".html") else raw
