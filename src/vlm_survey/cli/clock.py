"""Today's date: the one place that reads the calendar, so that every other function takes the day as an argument."""

from __future__ import annotations

import datetime as dt


def today() -> dt.date:
    """Return today's date in UTC, the same on every machine at one moment."""
    return dt.datetime.now(tz=dt.UTC).date()
