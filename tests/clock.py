"""The day on which every test happens, whatever the machine's clock says."""

from __future__ import annotations

import datetime as dt

TODAY = dt.date(2026, 11, 22)
