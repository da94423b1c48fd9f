"""Parse cache: the fields of canonical records by content, so that each YAML text is parsed once.

The file build/readings.json has two lines of JSON: a header with the fingerprint of this code and the checksum of the
second line, and a map from the SHA-256 of each text and its kind to its fields. It may be deleted at any time. A damaged
file, or one of other code, is ignored. Only canonical texts are cached, so a cached text is known to be canonical.
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
_SOURCES = ("errors.py", "model/**/*.py", "store/*.py")
"""The modules of this package that determine the parsed fields and the canonical form."""


class Readings:
    """The fields of texts that were parsed before. Call `get` and `keep`, then `save` at the end."""

    def __init__(self, root: Path) -> None:
        """Load the cache of the library at `root`, empty where that is not possible."""
        self._path = root / PLACE
        self._before = _load(self._path)
        self._now: dict[str, Any] = {}

    def get(self, kind: str, text: str) -> dict[str, Any] | None:
        """Return the fields of `text`, canonical for records of `kind`; None where it is not in the cache."""
        name = _sum(kind, text)
        if name in self._before:
            self._now[name] = self._before[name]
        return self._now.get(name)

    def keep(self, kind: str, text: str, data: dict[str, Any]) -> None:
        """Cache the fields `data` of `text`, which is canonical for records of `kind`."""
        self._now[_sum(kind, text)] = data

    def forget(self, kind: str, text: str) -> None:
        """Remove `text` from the cache."""
        self._now.pop(_sum(kind, text), None)

    def save(self) -> None:
        """Write the entries that were used or added, where they differ from the file. Disk errors are ignored."""
        if self._now == self._before:
            return
        body = json.dumps(dict(sorted(self._now.items())), ensure_ascii=False, separators=(",", ":")).encode()
        head = json.dumps({"code": _fingerprint(), "sha256": sha256(body).hexdigest()}).encode()
        with suppress(OSError):
            write_bytes(self._path, head + b"\n" + body + b"\n")


def _load(path: Path) -> dict[str, Any]:
    try:
        head, _, body = path.read_bytes().removesuffix(b"\n").partition(b"\n")
        if json.loads(head) != {"code": _fingerprint(), "sha256": sha256(body).hexdigest()}:
            return {}
        found = json.loads(body)
    except (OSError, ValueError, RecursionError):
        return {}
    return {name: data for name, data in found.items() if isinstance(data, dict)} if isinstance(found, dict) else {}


def _sum(kind: str, text: str) -> str:
    return sha256(f"{kind}\0{text}".encode("utf-8", "surrogatepass")).hexdigest()


@cache
def _fingerprint() -> str:
    """Return a fingerprint of this code: the sources that read and write records, and the libraries that they use."""
    folder = Path(__file__).parents[1]
    digest = sha256(repr((sys.version_info, pydantic.VERSION, yaml.__version__)).encode())
    for path in sorted(path for pattern in _SOURCES for path in folder.glob(pattern)):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()
