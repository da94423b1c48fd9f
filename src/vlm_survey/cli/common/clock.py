"""Read today's date. All other functions take the day as an argument."""

from __future__ import annotations

import datetime as dt


def today() -> dt.date:
    """Return today's date in UTC, the same on every machine at one moment."""
    return dt.datetime.now(tz=dt.UTC).date()
