"""Set the clock ahead in every Python process of `make test-later`, by VLM_SURVEY_TEST_DAYS days, from its start on.

Python imports a module of this name by itself when its folder is on PYTHONPATH, so commands that a test starts are on
the later day too. The clock goes on ticking.
"""

from __future__ import annotations

import datetime as dt
import os

import time_machine

DAYS = int(os.environ.get("VLM_SURVEY_TEST_DAYS", "0"))

if DAYS:
    time_machine.travel(dt.datetime.now(tz=dt.UTC) + dt.timedelta(days=DAYS), tick=True).start()
