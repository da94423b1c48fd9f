"""The folders that measurements work in: on a file system in memory where there is one, removed afterwards."""

from __future__ import annotations

import shutil
import signal
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from benchmarks.speed.commands import ROOT, output

MEMORY = Path("/dev/shm")  # noqa: S108
PREFIX = "vlm-survey-bench-"
_BYTES_A_PAPER = 250_000
"""Room for a paper: its record, its pages here and with other programs, and what is written again, with some to spare."""
_LEFT_OUT = (".git", ".venv", "build", "tests", "benchmarks", "src", "node_modules", "__pycache__", ".*_cache")


@dataclass(frozen=True)
class Workplace:
    """A folder to work in, and whether it lies in memory."""

    folder: Path
    in_memory: bool


@contextmanager
def workplace(papers: int) -> Iterator[Workplace]:
    """Make a folder with room for the largest library of `papers`; remove it at the end, after a signal too."""
    in_memory = MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > papers * _BYTES_A_PAPER
    before = signal.signal(signal.SIGTERM, _stop)
    try:
        with tempfile.TemporaryDirectory(prefix=PREFIX, dir=MEMORY if in_memory else None) as folder:
            yield Workplace(Path(folder), in_memory)
    finally:
        signal.signal(signal.SIGTERM, before)


def copy_library(source: Path, folder: Path) -> Path:
    """Copy the library at `source` without its history, environment, outputs and programs; return the copy."""
    shutil.copytree(source, folder, ignore=shutil.ignore_patterns(*_LEFT_OUT))
    return folder


def made_up_library(folder: Path, count: int) -> Path:
    """Write a made-up library of `count` papers to `folder` and return it."""
    output([sys.executable, "-m", "benchmarks.synthetic", str(folder), "--papers", str(count)], cwd=ROOT)
    return folder


def count_papers(root: Path) -> int:
    """Return the number of papers in the library at `root`."""
    return sum(1 for _ in (root / "papers").rglob("*.yaml"))


def _stop(_signal: int, _frame: FrameType | None) -> None:
    """End as after Ctrl-C, so that folders are removed."""
    raise KeyboardInterrupt
