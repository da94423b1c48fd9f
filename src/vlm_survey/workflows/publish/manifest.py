"""The manifest: from which inputs the last build made which files, so that a build in which nothing changed does nothing.

build/manifest maps each file that was written to its size and times.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path

from vlm_survey.store import misplaced_records
from vlm_survey.workflows.publish.inputs import code_sum, library_sum
from vlm_survey.workflows.publish.kept import keep, kept

PLACE = Path("build") / "manifest"
Stamp = tuple[int, int, int]
"""Size in bytes, time of the last change of the content and of the file, both in nanoseconds."""


def stamp(path: str) -> Stamp:
    """Return what changes when anybody writes to `path`, renames it or gives it other rights. Raises OSError."""
    found = os.stat(path)  # noqa: PTH116  a Path for each of 40,000 files takes longer than this
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns


def untouched(root: Path, inputs: str) -> int | None:
    """Return how many files the last build wrote, if it had the same `inputs` and all are as it left them; else None."""
    raw = kept(root / PLACE, _made_of(inputs))
    if raw is None or misplaced_records(root):
        return None
    written = json.loads(raw)
    try:
        same = all(stamp(f"{root}/{path}") == tuple(known) for path, known in written.items())
    except OSError:
        return None
    return len(written) if same else None


def remember_build(root: Path, inputs: str, written: Mapping[str, Stamp]) -> None:
    """Write down that the files `written` stand for `inputs`, unless the inputs changed during the build.

    `written` has the stamps of when the build wrote each file, so that what another build wrote since is not taken for its
    own. A disk that refuses is left alone.
    """
    if library_sum(root) != inputs:
        return
    above = len(f"{root / '_'}") - 1
    rows = {path[above:]: found for path, found in sorted(written.items())}
    keep(root / PLACE, _made_of(inputs), json.dumps(rows, separators=(",", ":")).encode())


def _made_of(inputs: str) -> str:
    return f"build {inputs} {code_sum()}"
