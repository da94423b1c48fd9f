"""Throttle requests: the clock, the wait that a service asks for, and the pause between two requests."""

from __future__ import annotations

import time
from datetime import UTC
from email.utils import parsedate_to_datetime
from pathlib import Path

from vlm_survey.services.http.lock import exclusive
from vlm_survey.services.http.service import Service


class Clock:
    """The clock: it tells the time and waits. Tests use one that does not wait."""

    def now(self) -> float:
        """Return the seconds since 1970."""
        return time.time()

    def sleep(self, seconds: float) -> None:
        """Wait for this many seconds."""
        time.sleep(seconds)


class Pauses:
    """Store when each service was asked last, and wait until its pause is over.

    Processes that share `folder` also wait for one another.
    """

    def __init__(self, clock: Clock, folder: Path | None = None) -> None:
        self._clock = clock
        self._folder = folder
        self._last: dict[str, float] = {}

    def wait(self, service: Service, *, alone: bool = False) -> None:
        """Wait until `service` may be asked again, and store the time. `alone`: no other process asks it."""
        if service.pause <= 0:
            return
        folder = None if alone else self._folder
        with exclusive(folder, service.slug, sleep=self._clock.sleep, most=10 * service.pause) as stamp:
            lasts = [last for last in (self._last.get(service.slug), stamp.read()) if last is not None]
            # Never wait longer than the pause, even if the system clock was set back.
            remaining = max(
                (min(last + service.pause - self._clock.now(), service.pause) for last in lasts), default=0.0
            )
            if remaining > 0:
                self._clock.sleep(remaining)
            self._last[service.slug] = self._clock.now()
            stamp.write(self._last[service.slug])


def retry_after(header: str | None, now: float) -> float | None:
    """Return the seconds in a Retry-After header, a number or a date (RFC 9110, section 10.2.3); None without one."""
    text = (header or "").strip()
    if not text:
        return None
    if text.isascii() and text.replace(".", "", 1).isdigit():
        return float(text[:12])
    try:
        date = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    date = date if date.tzinfo else date.replace(tzinfo=UTC)
    return max(0.0, date.timestamp() - now)


def backoff(attempt: int) -> float:
    """Return the seconds to wait after attempt number `attempt` (from 1) without Retry-After: 1, 2, 4, 8."""
    return float(min(2 ** (attempt - 1), 8))


def in_words(seconds: float) -> str:
    """Return a duration in words."""
    if seconds < 120:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 7200 else f"{seconds / 3600:.0f} h"
