"""Pauses that processes keep together, whatever the clock and the disk do."""

from __future__ import annotations

import subprocess
import sys

import pytest
from tests.fake_services import Waiting

from vlm_survey.services.http.lock import exclusive
from vlm_survey.services.http.service import Service
from vlm_survey.services.http.throttle import Pauses

SLOW = Service("Slow", "slow", "https://api.example.org", "json", pause=3.0)
START = 1_790_000_000.0


def asked(folder, at, **more):
    """Ask at a time as a process of its own would, and tell how long it waited."""
    clock = Waiting(at)
    Pauses(clock, folder).wait(SLOW, **more)
    return sum(clock.slept)


def test_the_next_process_waits_for_what_is_left_of_the_pause(tmp_path):
    assert asked(tmp_path, START) == 0
    assert asked(tmp_path, START + 1) == pytest.approx(2.0)
    assert asked(tmp_path, START + 60) == 0


def test_a_clock_that_was_set_back_costs_one_pause_and_no_more(tmp_path):
    asked(tmp_path, START)
    assert asked(tmp_path, START - 86_400) == 3.0
    assert asked(tmp_path, START - 86_400 + 4) == pytest.approx(2.0)


@pytest.mark.parametrize("text", ["", "soon", "nan", "inf", "-inf", "9" * 100, "\x00\xff"])
def test_a_stamp_that_cannot_be_read_costs_one_pause_at_most(tmp_path, text):
    (tmp_path / "asked").mkdir()
    (tmp_path / "asked" / "slow").write_bytes(text.encode("latin-1"))
    assert asked(tmp_path, START) <= 3.0
    assert asked(tmp_path, START + 1) > 0


def test_without_a_folder_that_can_be_written_to_each_process_keeps_its_own_pauses(tmp_path):
    (tmp_path / "file").write_text("in the way")
    clock = Waiting()
    for folder in (None, tmp_path / "file"):
        pauses = Pauses(clock, folder)
        pauses.wait(SLOW)
        pauses.wait(SLOW)
    assert clock.slept == [3.0, 3.0]


def test_a_server_of_ones_own_is_nobody_elses_business(tmp_path):
    assert asked(tmp_path, START, alone=True) == 0
    assert not (tmp_path / "asked").exists()


def test_a_service_without_a_pause_leaves_no_stamp(tmp_path):
    Pauses(Waiting(), tmp_path).wait(Service("Quick", "quick", "https://api.example.org", "json"))
    assert list(tmp_path.iterdir()) == []


def test_two_processes_do_not_hold_one_lock_and_a_stopped_one_is_passed_in_the_end(tmp_path):
    code = (
        "import sys; from pathlib import Path; from vlm_survey.services.http.lock import exclusive\n"
        "with exclusive(Path(sys.argv[1]), 'slow', sleep=print, most=1) as stamp:\n"
        "    stamp.write(1790000000.0); print('mine', flush=True); sys.stdin.read()\n"
    )
    command = [sys.executable, "-c", code, str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout.readline() == "mine\n"
        waited = []
        with exclusive(tmp_path, "slow", sleep=waited.append, most=5.0) as stamp:
            assert sum(waited) == pytest.approx(5.0, abs=0.2)
            assert stamp.read() == START
        other.communicate("")
    waited.clear()
    with exclusive(tmp_path, "slow", sleep=waited.append, most=5.0):
        assert waited == []
