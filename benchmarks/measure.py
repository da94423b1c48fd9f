"""Measuring: seconds of a call, and a table of what was found with each number's ratio to something plain."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from benchmarks.synthetic import synthesize

Row = tuple[str, float, float | None]
"""What was measured, seconds, and how many times the plain thing beside it that is (None where nothing is)."""


def seconds(call: Callable[[], Any], times: int = 1) -> float:
    """The median seconds of `times` calls."""
    return median(_once(call) for _ in range(times))


def show(title: str, rows: Iterable[Row], plain: str) -> None:
    """Print `rows` under `title`; `plain` says what the ratios are to."""
    print(f"\n{title} (× = {plain})", flush=True)
    for what, taken, ratio in rows:
        times = f"{ratio:8.3g} ×" if ratio is not None else ""
        print(f"  {what:<44}{taken * 1000:10.0f} ms {times}")


@contextmanager
def library(count: int) -> Iterator[Path]:
    """A folder with a made-up library of `count` papers, removed afterwards."""
    with tempfile.TemporaryDirectory(prefix="vlm-survey-bench-") as folder:
        yield synthesize(Path(folder) / "library", count)


def _once(call: Callable[[], Any]) -> float:
    started = perf_counter()
    call()
    return perf_counter() - started
