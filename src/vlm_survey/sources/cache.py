"""Replies kept on disk until they expire. The folder may be deleted at any time; a damaged entry counts as none."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

from vlm_survey.store import write_bytes

_LARGEST = 16_000_000


class Cache:
    """Replies by the address they came from. Addresses hold no keys, so no key reaches the disk."""

    def __init__(self, folder: Path, now: Callable[[], float]) -> None:
        self._folder = folder
        self._now = now

    def get(self, address: str) -> bytes | None:
        """The reply from `address`, None where there is none, or it has expired, or its entry is damaged."""
        path = self._path(address)
        try:
            if path.stat().st_size > _LARGEST:
                return None
            head, _, raw = path.read_bytes().partition(b"\n")
            entry = json.loads(head)
            fresh = float(entry["until"]) > self._now()
            whole = entry["address"] == address and entry["sha256"] == hashlib.sha256(raw).hexdigest()
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return None
        return raw if fresh and whole else None

    def put(self, address: str, raw: bytes, seconds: float) -> None:
        """Keep `raw` for so many seconds. A disk that cannot be written to keeps nothing, and nobody is hurt."""
        entry = {"address": address, "until": self._now() + seconds, "sha256": hashlib.sha256(raw).hexdigest()}
        with suppress(OSError):
            write_bytes(self._path(address), json.dumps(entry).encode() + b"\n" + raw)

    def drop(self, address: str) -> None:
        """Forget the reply from `address`."""
        with suppress(OSError):
            self._path(address).unlink(missing_ok=True)

    def _path(self, address: str) -> Path:
        name = hashlib.sha256(address.encode()).hexdigest()
        return self._folder / name[:2] / name


def cache_folder(environ: Mapping[str, str]) -> Path:
    """The folder for replies: VLM_SURVEY_CACHE, or vlm-survey in the user's cache folder (XDG base directories)."""
    if own := environ.get("VLM_SURVEY_CACHE"):
        return Path(own).expanduser()
    home = environ.get("XDG_CACHE_HOME")
    return (Path(home) if home and Path(home).is_absolute() else Path.home() / ".cache") / "vlm-survey"
