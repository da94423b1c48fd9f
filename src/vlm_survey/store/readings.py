"""Readings: what canonical records gave when they were read, remembered by content, so that YAML is read once.

Two lines of JSON in build/readings.json: a head with the mark of this code and the sum of the second line, and a map of
the SHA-256 of each text and its kind to its fields. The file may be deleted at any time; one that is damaged, or made by
other code, is none. Only texts in canonical form are kept: of a text that is known, its form is known too.
"""

from __future__ import annotations

import json
import sys
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import pydantic
import yaml

from vlm_survey.store.files import write_bytes

PLACE = Path("build") / "readings.json"
_ROOMS = ("errors.py", "model/*.py", "store/*.py")
"""The modules of this package on which hangs what reading gives and which form is canonical."""


class Readings:
    """The fields of texts that were read before. Ask with `get`, add with `keep`, and `save` at the end."""

    def __init__(self, root: Path) -> None:
        """The readings that the library at `root` has kept, none where that is not possible."""
        self._path = root / PLACE
        self._before = _load(self._path)
        self._now: dict[str, Any] = {}

    def get(self, kind: str, text: str) -> dict[str, Any] | None:
        """The fields that `text`, canonical for records of `kind`, holds; None where it was not read before."""
        name = _sum(kind, text)
        if name in self._before:
            self._now[name] = self._before[name]
        return self._now.get(name)

    def keep(self, kind: str, text: str, data: dict[str, Any]) -> None:
        """Remember what `text`, which is canonical for records of `kind`, holds."""
        self._now[_sum(kind, text)] = data

    def forget(self, kind: str, text: str) -> None:
        """What is remembered of `text` is of no use."""
        self._now.pop(_sum(kind, text), None)

    def save(self) -> None:
        """Write what was asked for or added, where that is another thing than before. A disk that refuses is left alone."""
        if self._now == self._before:
            return
        body = json.dumps(dict(sorted(self._now.items())), ensure_ascii=False, separators=(",", ":")).encode()
        head = json.dumps({"code": _mark(), "sha256": sha256(body).hexdigest()}).encode()
        with suppress(OSError):
            write_bytes(self._path, head + b"\n" + body + b"\n")


def _load(path: Path) -> dict[str, Any]:
    try:
        head, _, body = path.read_bytes().removesuffix(b"\n").partition(b"\n")
        if json.loads(head) != {"code": _mark(), "sha256": sha256(body).hexdigest()}:
            return {}
        found = json.loads(body)
    except (OSError, ValueError, RecursionError):
        return {}
    return {name: data for name, data in found.items() if isinstance(data, dict)} if isinstance(found, dict) else {}


def _sum(kind: str, text: str) -> str:
    return sha256(f"{kind}\0{text}".encode("utf-8", "surrogatepass")).hexdigest()


@cache
def _mark() -> str:
    """What tells this code from any other: the sources that read and write records, and what they stand on."""
    folder = Path(__file__).parents[1]
    mark = sha256(repr((sys.version_info, pydantic.VERSION, yaml.__version__)).encode())
    for path in sorted(path for pattern in _ROOMS for path in folder.glob(pattern)):
        mark.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return mark.hexdigest()
