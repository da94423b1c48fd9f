"""Run the commands that are measured, each in a process of its own."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

ROOT = Path(__file__).parents[2]
PYTHON = (sys.executable,)
SURVEY = (sys.executable, "-m", "vlm_survey", "--quiet")
_HERE = Path(__file__).parent
_USAGE = (sys.executable, "-I", "-S", str(_HERE / "usage.py"))
PATIENCE = 7200
"""Seconds after which a command is stopped."""


class CommandFailed(Exception):
    """A measured command failed; the text says which one, and gives its last lines."""


@dataclass(frozen=True, slots=True)
class Used:
    """What a command used: processor seconds (with child processes), seconds, and bytes of memory at the peak.

    `memory` is that of all processes together, `largest` that of the largest process.
    """

    processor: float
    seconds: float
    memory: int
    largest: int


def run(command: Sequence[str], *, cwd: Path | None = None, accept: Sequence[int] = (0,)) -> Used:
    """Run `command` and return what it used. Raises CommandFailed for an exit code that is not accepted."""
    with tempfile.TemporaryDirectory(prefix="vlm-survey-bench-") as folder:
        report = Path(folder) / "used.json"
        out = _finish([*_USAGE, str(report), *command], cwd)
        used = json.loads(report.read_text()) if report.is_file() else {"code": "unknown"}
    if used.pop("code") not in accept:
        raise CommandFailed(f"'{_spoken(command)}' failed:\n{_last(out)}")
    return Used(**used)


def floor_seconds(folder: Path, out: Path) -> float:
    """Return the processor seconds that bare writing of all files of `folder` to `out` takes; `out` must not exist."""
    return float(_finish([sys.executable, "-I", "-S", str(_HERE / "floor.py"), str(folder), str(out)], None))


def output(command: Sequence[str], *, cwd: Path | None = None) -> str:
    """Run `command` without measuring it and return what it prints. Raises CommandFailed."""
    return _finish(command, cwd)


def environment() -> dict[str, str]:
    """Return the environment of measured commands: this package on the path, caches allowed, colours off."""
    kept = {name: value for name, value in os.environ.items() if name not in ("CI", "PYTHONDONTWRITEBYTECODE")}
    path = os.pathsep.join(filter(None, (str(ROOT / "src"), str(ROOT), os.environ.get("PYTHONPATH"))))
    return {**kept, "PYTHONPATH": path, "NO_COLOR": "1", "NO_MKDOCS_2_WARNING": "1"}


def _finish(command: Sequence[str], cwd: Path | None) -> str:
    """Run `command` in a group of processes of its own, which is stopped when this program is."""
    with _text_file() as printed, _text_file() as complained:
        started = subprocess.Popen(
            command, cwd=cwd, env=environment(), stdout=printed, stderr=complained, start_new_session=True
        )
        try:
            code = started.wait(PATIENCE)
        except subprocess.TimeoutExpired as error:
            raise CommandFailed(f"'{_spoken(command)}' was stopped after {PATIENCE:,} seconds") from error
        finally:
            if started.poll() is None:
                os.killpg(started.pid, signal.SIGKILL)
                started.wait()
        printed.seek(0)
        complained.seek(0)
        out, words = printed.read(), complained.read()
    if code:
        raise CommandFailed(f"'{_spoken(command)}' exited with {code}:\n{_last(out + words)}")
    return out + words if _is_measured(command) else out


def _text_file() -> IO[str]:
    return tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace")


def _is_measured(command: Sequence[str]) -> bool:
    return tuple(command[: len(_USAGE)]) == _USAGE


def _spoken(command: Sequence[str]) -> str:
    """Return the command as a person would type it: programs by name, without the one that measures."""
    words = command[len(_USAGE) + 1 :] if _is_measured(command) else command
    return " ".join([Path(words[0]).name, *words[1:]])


def _last(text: str, lines: int = 12) -> str:
    return "\n".join(f"  {line}" for line in text.strip().splitlines()[-lines:]) or "  it printed nothing"
