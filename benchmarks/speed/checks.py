"""Checks of a library, and the start of the command line, against a Python that does nothing."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.speed.commands import PYTHON, SURVEY, run
from benchmarks.speed.edits import middle_record
from benchmarks.speed.samples import Samples

FOUND = 1
"""The exit code of `check` with errors."""
_TIMES = 5
"""Short commands are run this often in a round, and the median is taken."""


def measure_checks(root: Path, name: str, samples: Samples, rounds: int, say: Callable[[str], None]) -> None:
    """Measure in every round: all records without caches, all records with them, one file with them."""
    check = [*SURVEY, "--root", str(root), "check"]
    for _ in range(rounds):
        shutil.rmtree(root / "build", ignore_errors=True)
        for what, command, times in (
            ("check, cold", check, 1),
            ("check, warm", check, 1),
            ("check of one file", [*check, str(middle_record(root))], _TIMES),
            ("start", [*SURVEY, "--version"], _TIMES),
            ("bare Python", [*PYTHON, "-c", "pass"], _TIMES),
        ):
            seconds = _middle(command, name, what, samples, times)
            say(f"{what}: {seconds:.3f} s")


def _middle(command: Sequence[str], name: str, what: str, samples: Samples, times: int) -> float:
    found = sorted((run(command, accept=(0, FOUND)) for _ in range(times)), key=lambda used: used.processor)
    samples.add_used(name, what, found[len(found) // 2])
    return found[len(found) // 2].processor
