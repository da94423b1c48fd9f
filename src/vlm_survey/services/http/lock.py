"""Lock: processes on one machine that ask the same service do so one after another, and know when it was asked last."""

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
    """When any process asked a service last, in seconds since 1970; kept in `path`, or nowhere."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path

    def read(self) -> float | None:
        """Return the time in the file, or None where no time can be read."""
        if self._path is None:
            return None
        try:
            last = float(self._path.read_text(encoding="ascii", errors="replace")[:40])
        except (OSError, ValueError):
            return None
        return last if math.isfinite(last) else None

    def write(self, now: float) -> None:
        """Write `now` to the file. Where the disk cannot be written to, keep nothing."""
        if self._path is not None:
            with suppress(OSError):
                self._path.write_text(f"{now:.3f}\n", encoding="ascii")


@contextmanager
def exclusive(folder: Path | None, name: str, *, sleep: Callable[[float], None], most: float) -> Iterator[Stamp]:
    """Hold the lock called `name` in `folder` while the block runs, and give the time of the last request.

    Waits at most `most` seconds for another process, so that a stopped process stops nobody else. Without a folder
    that can be written to, there is nobody to wait for.
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
    """Return the lock, or None where `folder` cannot be written to."""
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
    """Take `lock`; go on without it after `most` seconds, and where files cannot be locked."""
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
