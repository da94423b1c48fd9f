"""Parse cache: canonical records by the content of their files, so that each file is parsed and validated once.

The file build/readings has a line of JSON, with the fingerprint of this code and the checksum of the rest, and then a pickled
map from the SHA-256 of each file, with its path, to its record. It may be deleted at any time. A damaged file, or one of
other code, is ignored. Loading it creates nothing but records and the values in them. Only canonical texts are cached, so a
cached text is known to be canonical.
"""

from __future__ import annotations

import datetime as dt
import gc
import json
import pickle
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from decimal import Decimal
from functools import cache
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

import pydantic
import yaml

from vlm_survey.model import Record
from vlm_survey.store import kinds
from vlm_survey.store.files import write_bytes

PLACE = Path("build") / "readings"
_SOURCES = ("errors.py", "model/**/*.py", "store/**/*.py")
"""The modules of this package that determine the records and the canonical form."""
_MODEL = "vlm_survey.model."
FEW = 0.01
"""The part of the records that may be missing in the file: they are parsed again, which takes less time than writing all."""
_PLAIN = {(one.__module__, one.__name__): one for one in (dt.date, Decimal)}
"""The classes of values in records that are not of this package."""


class ParseCache:
    """The records of texts that were read before. Call `get` and `keep`, then `save` at the end; then it can be used again."""

    def __init__(self, root: Path) -> None:
        """Load the cache of the library at `root`, empty if that is not possible."""
        self._path = root / PLACE
        self._before = _load(self._path)
        self._saved = frozenset(self._before)
        self._now: dict[str, Record] = {}
        self._added: set[str] = set()

    def get(self, name: str, text: str) -> Record | None:
        """Return the record of the file `name` with the content `text`; None if it is not in the cache."""
        mark = _sum(name, text)
        if mark in self._before:
            self._now[mark] = self._before[mark]
        return self._now.get(mark)

    def keep(self, name: str, text: str, record: Record) -> None:
        """Cache the `record` of the file `name`, whose content `text` is canonical."""
        self._now[_sum(name, text)] = record
        self._added.add(_sum(name, text))

    def save(self) -> None:
        """Write the entries that were used or added, if more than a few are not in the file. Disk errors are ignored."""
        if len(self._added | self._saved - self._now.keys()) > FEW * len(self._now):
            with collection_paused():
                body = pickle.dumps(dict(sorted(self._now.items())), protocol=5)
            with suppress(OSError):
                write_bytes(self._path, _head(body), b"\n", body)
            self._saved, self._added = frozenset(self._now), set()
        self._before, self._now = self._now, {}


@contextmanager
def collection_paused() -> Iterator[None]:
    """Pause the search for unused objects in cycles: it takes longer than reading records, which have no cycles."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


class _RecordsOnly(pickle.Unpickler):
    """Load records and the values in them; refuse everything else, because a pickle can otherwise run any program."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) in _PLAIN:
            return _PLAIN[module, name]
        found_class = getattr(sys.modules.get(module), name, None)
        is_allowed = module.startswith(_MODEL) or found_class in [kind.record for kind in kinds.RECORD_KINDS]
        if is_allowed and isinstance(found_class, type) and found_class.__module__ == module:
            return found_class
        message = f"{module}.{name} is no part of a record"
        raise pickle.UnpicklingError(message)


def _load(path: Path) -> dict[str, Record]:
    try:
        head, _, body = path.read_bytes().partition(b"\n")
        if head != _head(body):
            return {}
        with collection_paused():
            records = _RecordsOnly(BytesIO(body)).load()
    except Exception:  # noqa: BLE001  a pickle of anything else can fail in any way
        return {}
    return (
        records if isinstance(records, dict) and all(isinstance(record, Record) for record in records.values()) else {}
    )


def _head(body: bytes) -> bytes:
    return json.dumps({"code": _fingerprint(), "sha256": sha256(body).hexdigest()}).encode()


def _sum(name: str, text: str) -> str:
    return sha256(f"{name}\0{text}".encode("utf-8", "surrogatepass")).hexdigest()


@cache
def _fingerprint() -> str:
    """Return a fingerprint of this code: the sources that read and write records, and the libraries that they use."""
    folder = Path(__file__).parents[1]
    digest = sha256(repr((sys.version_info, pydantic.VERSION, yaml.__version__)).encode())
    for path in sorted(path for pattern in _SOURCES for path in folder.glob(pattern)):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()
