"""`make test-later` really runs on a later day, in processes that a test starts too; the suite says which day it has."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
from pathlib import Path

import pytest

LATER = Path(__file__).parent / "later"
MAKEFILE = (LATER.parents[1] / "Makefile").read_text(encoding="utf-8")


@pytest.mark.parametrize("days", [1, 3653])
def test_a_process_has_the_later_day_and_its_clock_ticks(tmp_path, days):
    code = "import time; a = time.time(); time.sleep(0.01); b = time.time(); print(a, b)"
    environment = {**os.environ, "PYTHONPATH": str(LATER), "VLM_SURVEY_TEST_DAYS": str(days)}
    there = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    first, second = (dt.datetime.fromtimestamp(float(word), tz=dt.UTC) for word in there.stdout.split())
    (tmp_path / "now").touch()  # the file system's clock stands as it is
    now = dt.datetime.fromtimestamp((tmp_path / "now").stat().st_mtime, tz=dt.UTC)
    assert dt.timedelta(days=days, hours=-1) < first - now < dt.timedelta(days=days, hours=1)
    assert first < second


def test_this_suite_runs_on_the_day_that_it_was_given(tmp_path):
    (tmp_path / "now").touch()
    now = dt.datetime.fromtimestamp((tmp_path / "now").stat().st_mtime, tz=dt.UTC)
    given = dt.timedelta(days=int(os.environ.get("VLM_SURVEY_TEST_DAYS", "0")))
    assert abs(dt.datetime.now(tz=dt.UTC) - now - given) < dt.timedelta(minutes=1)


def test_the_target_covers_a_day_a_year_and_ten_years_east_and_west_of_utc():
    lines = [line.split() for line in MAKEFILE.splitlines() if line.endswith("$(LATER)")]
    assert [words[1] for words in lines] == [f"VLM_SURVEY_TEST_DAYS={days}" for days in (1, 366, 3653)]
    assert {"TZ=Pacific/Kiritimati", "TZ=America/Los_Angeles"} <= {words[0] for words in lines}
