"""The manifest: from which inputs the last build made which files, so that what has not changed is not made again.

build/manifest has the sum of all inputs, the stamp of each file that was written, and for each part of the website the sum of
what it shows, its files and the days of its pages (`render/part.py`).
"""

from __future__ import annotations

import datetime as dt
import os
import pickle
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

from vlm_survey.render.part import PartOutput
from vlm_survey.store import misplaced_records
from vlm_survey.workflows.publish.cache_file import read_cache, write_cache
from vlm_survey.workflows.publish.compiled_templates import CompiledTemplates
from vlm_survey.workflows.publish.inputs import code_sum, library_sum

PLACE = Path("build") / "manifest"
TEXTS = Path("build") / "entries"
"""The folder of the entries of papers, with a file for each export format."""
TEMPLATES = Path("build") / "templates"
"""The folder of compiled templates."""
FEW = 0.01
"""The part of the texts that may be missing in a file: they are made again, which takes less time than writing all."""
SITE = "build/site/"
Stamp = tuple[int, int, int, int]
"""Size in bytes, time of the last change of the content and of the file (both in nanoseconds), and number of the file."""


def stamp(path: str) -> Stamp:
    """Return the size and times of `path`. They change when it is written, renamed or gets other rights. Raises OSError."""
    status = os.stat(path)  # noqa: PTH116  a Path for each of 40,000 files takes longer than this
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino


def _load(raw: bytes) -> dict[str, Any]:
    return _PlainValues(BytesIO(raw)).load()  # type: ignore[no-any-return]


class _PlainValues(pickle.Unpickler):
    """Load texts, lists and maps, and refuse everything else: a pickle can otherwise run any program."""

    def find_class(self, module: str, name: str) -> Any:
        message = f"{module}.{name} is no plain value"
        raise pickle.UnpicklingError(message)


class Manifest:
    """What the last build of a library made, and what this one makes. Paths are below the root."""

    def __init__(self, root: Path, *, remember: bool = True) -> None:
        """Load the manifest of the library at `root`; an empty one where there is none, or one of other code.

        Without `remember` nothing is loaded, and nothing can be held or saved.
        """
        self._root = root
        raw = read_cache(root / PLACE, code_sum()) if remember else None
        data = _load(raw) if raw else {}
        self._inputs: str = data.get("inputs", "")
        self._files: dict[str, Stamp] = data.get("files", {})
        self._parts: dict[str, Any] = data.get("parts", {})
        self._values: dict[str, Any] = data.get("values", {})
        self._remember = remember
        self.written: dict[str, Stamp] = {}
        """The files of this build, each with its stamp right after it was written."""
        self.templates = CompiledTemplates(root / TEMPLATES) if remember else None
        """The compiled templates of the last build; None if nothing may be kept."""
        self._made: dict[str, Any] = {}
        self._given: dict[str, Any] = {}

    def untouched(self, inputs: str) -> int | None:
        """Return the number of files of the last build if it had the same `inputs` and no output changed since; else None."""
        if inputs != self._inputs or misplaced_records(self._root):
            return None
        return len(self._files) if all(map(self._is_untouched, self._files)) else None

    def _is_untouched(self, path: str) -> bool:
        try:
            return stamp(f"{self._root}/{path}") == self._files.get(path)
        except OSError:
            return False

    def add(self, path: str) -> None:
        """Record that the file at `path` was just written."""
        self.written[path] = stamp(f"{self._root}/{path}")

    def reuse(self, name: str, made_of: str) -> PartOutput | None:
        """Return the output of the part `name` from the last build if content and files have not changed; else None."""
        was_made_of, files, days = self._parts.get(name, ("", (), ()))
        paths = [SITE + path for path in files]
        if was_made_of != made_of or not all(map(self._is_untouched, paths)):
            return None
        self._made[name] = self._parts[name]
        self.written.update((path, self._files[path]) for path in paths)
        return PartOutput(files, {page: dt.date.fromisoformat(day) if day else None for page, day in days.items()})

    def store(self, name: str, made_of: str, output: PartOutput) -> None:
        """Record the output of the part `name`, whose files were written."""
        days = {page: day.isoformat() if day else None for page, day in output.days.items()}
        self._made[name] = [made_of, output.files, days]

    def cached_value(self, name: str, made_of: str, make: Callable[[], Mapping[str, Any]]) -> Mapping[str, Any]:
        """Return `make()` (plain JSON values), or its result in the last build if `made_of` has not changed."""
        was_made_of, value = self._values.get(name, ("", {}))
        if was_made_of != made_of:
            value = make()
        self._given[name] = [made_of, value]
        return value  # type: ignore[no-any-return]

    def check_once(self, name: str, made_of: str, check: Callable[[], None]) -> None:
        """Call `check`, which raises an error for what is wrong, unless the last build did so with the same `made_of`."""

        def checked() -> Mapping[str, Any]:
            check()
            return {}

        self.cached_value(name, made_of, checked)

    def cached_texts(self, name: str, made_of: Mapping[str, str], make: Callable[[str], str]) -> Mapping[str, str]:
        """Return `make(key)` for each key, or its result in the last build if `made_of` of the key has not changed."""
        path = self._root / TEXTS / f"{name}.kept"
        raw = read_cache(path, code_sum()) if self._remember else None
        old_texts = _load(raw) if raw else {}
        texts = {sum_: old_texts[sum_] if sum_ in old_texts else make(key) for key, sum_ in made_of.items()}
        if self._remember and len(texts.keys() ^ old_texts.keys()) > FEW * len(texts):
            write_cache(path, code_sum(), pickle.dumps(texts, protocol=5))
        return {key: texts[sum_] for key, sum_ in made_of.items()}

    def save(self, inputs: str) -> None:
        """Write the manifest of this build, unless the inputs changed during it. A disk that refuses is left alone.

        The stamps are of when this build wrote each file, so that what another build wrote since is not taken for its own.
        """
        if library_sum(self._root) != inputs:
            return
        data = {"inputs": inputs, "files": self.written, "parts": self._made, "values": self._given}
        write_cache(self._root / PLACE, code_sum(), pickle.dumps(data, protocol=5))
