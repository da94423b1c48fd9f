"""Lock a service across processes of one machine, so that they send requests one after another.

The lock file also stores the time of the last request.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from vlm_survey.services.http.cache import make_folder

_STEP = 0.1
"""Seconds between two attempts to take a lock that another process holds."""


class Stamp:
    """The time of the last request of any process to a service, in seconds since 1970, stored in `path`."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path

    def read(self) -> float | None:
        """Return the time in the file, None if it cannot be read."""
        if self._path is None:
            return None
        try:
            last = float(self._path.read_text(encoding="ascii", errors="replace")[:40])
        except (OSError, ValueError):
            return None
        return last if math.isfinite(last) else None

    def write(self, now: float) -> None:
        """Write `now` to the file. If the disk is not writable, do nothing."""
        if self._path is not None:
            with suppress(OSError):
                self._path.write_text(f"{now:.3f}\n", encoding="ascii")


@contextmanager
def exclusive(folder: Path | None, name: str, *, sleep: Callable[[float], None], most: float) -> Iterator[Stamp]:
    """Hold the lock `name` in `folder` while the block runs; yield the time of the last request.

    Waits at most `most` seconds for another process, so that a stopped process blocks nobody. Without a writable folder
    there is no lock and no waiting.
    """
    lock = _lock(folder, name)
    if lock is None:
        yield Stamp()
        return
    try:
        _take(lock, sleep, most)
        yield Stamp(Path(lock.lock_file).with_suffix(""))
    finally:
        lock.release()


def _lock(folder: Path | None, name: str) -> FileLock | None:
    """Return the lock, or None if `folder` is not writable."""
    if folder is None:
        return None
    try:
        make_folder(folder)
        (folder / "asked").mkdir(exist_ok=True)
        (folder / "asked" / name).touch()
    except OSError:
        return None
    return FileLock(folder / "asked" / f"{name}.lock")


def _take(lock: FileLock, sleep: Callable[[float], None], most: float) -> None:
    """Acquire `lock`. Continue without it after `most` seconds, or if the file system does not support locks."""
    waited = 0.0
    while waited < most:
        try:
            lock.acquire(blocking=False)
        except Timeout:
            sleep(_STEP)
            waited += _STEP
        except OSError:
            return
        else:
            return
