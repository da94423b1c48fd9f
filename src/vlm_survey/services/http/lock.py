"""Turns: processes on one machine that ask the same service do so one after another, through a locked file with a time."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from vlm_survey.services.http.cache import make_folder

try:
    import fcntl
except ImportError:  # no such locks here: the file alone still keeps most requests apart
    fcntl = None  # type: ignore[assignment]

_STEP = 0.1
"""Seconds between two looks whether another process is done."""


class Stamp:
    """When a service was asked last, in seconds since 1970, by any process; kept in a file where there is one."""

    def __init__(self, file: IO[str] | None = None) -> None:
        self._file = file

    def read(self) -> float | None:
        """The time in the file, None where there is none that can be read."""
        try:
            if self._file is None:
                return None
            self._file.seek(0)
            last = float(self._file.read(40))
        except (OSError, ValueError):
            return None
        return last if math.isfinite(last) else None

    def write(self, now: float) -> None:
        """Put `now` into the file; a disk that cannot be written to keeps nothing."""
        with suppress(OSError):
            if self._file is not None:
                self._file.seek(0)
                self._file.truncate()
                self._file.write(f"{now:.3f}\n")
                self._file.flush()


@contextmanager
def turn(folder: Path | None, name: str, *, sleep: Callable[[float], None], most: float) -> Iterator[Stamp]:
    """Hold the file of `name` in `folder` alone, as long as the block runs.

    Waits for other processes, but no longer than `most` seconds: one that was stopped must not stop us. Without a
    folder that can be written to there is nobody to wait for.
    """
    file = _opened(folder, name)
    if file is None:
        yield Stamp()
        return
    with file:
        _lock(file, sleep, most)
        yield Stamp(file)


def _opened(folder: Path | None, name: str) -> IO[str] | None:
    if folder is None:
        return None
    try:
        make_folder(folder)
        (folder / "asked").mkdir(exist_ok=True)
        return (folder / "asked" / name).open("a+", encoding="ascii", errors="replace")
    except OSError:
        return None


def _lock(file: IO[str], sleep: Callable[[float], None], most: float) -> None:
    """Lock `file` until it is closed, or leave it be after `most` seconds, and where files cannot be locked."""
    waited = 0.0
    while fcntl is not None and waited < most:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            sleep(_STEP)
            waited += _STEP
        except OSError:
            return
        else:
            return
