"""Run a command and write what it used as JSON: processor seconds, seconds, bytes of memory at the peak, exit code.

`memory` is the peak of all processes together, `largest` that of the largest one.

python -I -S usage.py REPORT COMMAND...

A separate small process does this because Linux counts the memory of the process that starts a program as the program's own.
Processor time includes that of all child processes that were waited for. It imports nothing but the standard library.
"""

from __future__ import annotations

import json
import os
import select
import sys
import time
from pathlib import Path

_PAUSE = 0.1
"""Seconds between two looks at the memory of a command that runs several processes."""


def used_by(command: list[str]) -> dict[str, float]:
    """Run `command` to its end and return what it used."""
    started = time.perf_counter()
    pid = os.posix_spawnp(command[0], command, os.environ)
    peak = _watch(pid)
    _, status, used = os.wait4(pid, 0)
    alone = used.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    return {
        "processor": used.ru_utime + used.ru_stime,
        "seconds": time.perf_counter() - started,
        "memory": max(alone, peak),
        "largest": alone,
        "code": os.waitstatus_to_exitcode(status),
    }


def _watch(pid: int) -> int:
    """Wait until the process ends; return the highest sum of the memory of several processes that was seen, 0 for one."""
    if not hasattr(os, "pidfd_open") or not Path(f"/proc/{pid}/smaps_rollup").exists():
        return 0
    peak, watched = 0, os.pidfd_open(pid)
    try:
        while not select.select([watched], [], [], _PAUSE)[0]:
            family = _family(pid)
            if len(family) > 1:
                peak = max(peak, sum(map(_proportional, family)))
    finally:
        os.close(watched)
    return peak


def _family(pid: int) -> list[int]:
    """Return the process and all its living descendants."""
    found = [pid]
    for one in found:
        for children in Path(f"/proc/{one}/task").glob("*/children"):
            try:
                found += map(int, children.read_text().split())
            except OSError:
                continue
    return found


def _proportional(pid: int) -> int:
    """Return the bytes that a process has in memory; pages shared by n processes count as one n-th; 0 if it has ended."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:")), 0)


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(json.dumps(used_by(sys.argv[2:])))
