"""Cache replies on disk until they expire. The folder may be deleted at any time; a damaged entry is ignored."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

from vlm_survey.store import write_bytes

_LARGEST = 16_000_000
_ENTRY = re.compile("[0-9a-f]{64}")
_HEAD = 4_000
"""The maximum length in bytes of the first line of an entry, which holds the expiry time."""


class Cache:
    """A cache of replies by address. Addresses contain no keys, so no key is written to disk."""

    def __init__(self, folder: Path, now: Callable[[], float]) -> None:
        self._folder = folder
        self._now = now

    def get(self, address: str) -> bytes | None:
        """Return the cached reply from `address`, None if there is none. Expired and damaged entries are deleted."""
        path = self._path(address)
        if not path.is_file():
            return None
        try:
            head, _, raw = path.read_bytes().partition(b"\n") if path.stat().st_size <= _LARGEST else (b"", b"", b"")
            entry = json.loads(head)
            is_valid = float(entry["until"]) > self._now() and entry["address"] == address
            is_valid = is_valid and entry["sha256"] == hashlib.sha256(raw).hexdigest()
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            is_valid = False
        if not is_valid:
            self.drop(address)
        return raw if is_valid else None

    def put(self, address: str, raw: bytes, seconds: float) -> None:
        """Cache `raw` for this many seconds. If the disk is not writable, do nothing."""
        entry = {"address": address, "until": self._now() + seconds, "sha256": hashlib.sha256(raw).hexdigest()}
        with suppress(OSError):
            make_folder(self._folder)
            write_bytes(self._path(address), json.dumps(entry).encode() + b"\n" + raw)

    def drop(self, address: str) -> None:
        """Delete the cached reply from `address`."""
        with suppress(OSError):
            self._path(address).unlink(missing_ok=True)

    def sweep(self) -> int:
        """Delete every expired or damaged entry, so that no abstract is stored too long; return their number."""
        removed = 0
        with suppress(OSError):
            for path in sorted(self._folder.glob("[0-9a-f][0-9a-f]/*")):
                if _ENTRY.fullmatch(path.name) and not self._is_fresh(path):
                    path.unlink(missing_ok=True)
                    removed += 1
        return removed

    def _is_fresh(self, path: Path) -> bool:
        try:
            with path.open("rb") as file:
                return float(json.loads(file.readline(_HEAD))["until"]) > self._now()
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return False

    def _path(self, address: str) -> Path:
        name = hashlib.sha256(address.encode()).hexdigest()
        return self._folder / name[:2] / name


def make_folder(folder: Path) -> None:
    """Create the cache folder with a .gitignore, so that git ignores it. Raises OSError.

    A folder that already contains other files is not changed: its .gitignore may belong to someone else.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if not any(folder.iterdir()):
        write_bytes(folder / ".gitignore", b"*\n")


def cache_folder(environ: Mapping[str, str]) -> Path:
    """Return the cache folder: VLM_SURVEY_CACHE, or vlm-survey in the user's cache folder (XDG base directories)."""
    if folder := environ.get("VLM_SURVEY_CACHE"):
        return Path(folder).expanduser()
    xdg_folder = environ.get("XDG_CACHE_HOME")
    return (
        Path(xdg_folder) if xdg_folder and Path(xdg_folder).is_absolute() else Path.home() / ".cache"
    ) / "vlm-survey"
