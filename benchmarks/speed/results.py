"""The result of a run as it is saved: when, on what machine, which programs, the tables, and every sample."""

from __future__ import annotations

import datetime as dt
import json
import os
import platform
import subprocess
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from benchmarks.speed.commands import ROOT, CommandFailed, output
from benchmarks.speed.peers import hugo
from benchmarks.speed.samples import Samples
from benchmarks.speed.tables import all_tables

SAVED = ROOT / "docs" / "about" / "benchmarks.json"
FORMAT = 1


def result(samples: Samples, *, quick: bool, in_memory: bool, load: float, failed: list[str]) -> dict[str, Any]:
    """Return all that is saved of a run; `load` is the machine's load before it, `failed` names what was not measured."""
    return {
        "format": FORMAT,
        "measured": dt.datetime.now(dt.UTC).date().isoformat(),
        "commit": _commit(),
        "quick": quick,
        "machine": {**machine(), "files": "in memory" if in_memory else "on disk", "load before": load},
        "programs": programs(),
        "failed": failed,
        "tables": all_tables(samples),
        "samples": samples.plain(),
    }


def machine() -> dict[str, Any]:
    """Describe this machine without naming it."""
    return {
        "system": platform.system(),
        "architecture": platform.machine(),
        "cores": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count(),
        "memory GB": round(os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 1e9, 1),
        "Python": platform.python_version(),
    }


def programs() -> dict[str, str]:
    """Return the versions of the programs compared with, without those that are missing."""
    found = {}
    for name, package in (("MkDocs", "mkdocs"), ("Material for MkDocs", "mkdocs-material")):
        try:
            found[name] = version(package)
        except PackageNotFoundError:
            continue
    program = hugo()
    if program:
        words = output([program, "version"]).split()
        found["Hugo"] = words[1].lstrip("v").partition("-")[0].partition("+")[0]
    return found


def load_before() -> float:
    """Return the mean number of processes that wanted to run in the last minute, -1 where the system does not tell."""
    return round(os.getloadavg()[0], 2) if hasattr(os, "getloadavg") else -1


def save(saved: dict[str, Any], path: Path) -> None:
    """Write the result as JSON, one sample list and one cell on a line."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(_text(saved) + "\n", encoding="utf-8")


def _text(value: Any, indent: str = "") -> str:
    """Return JSON in which a list or map that fits on a line stays on one."""
    flat = json.dumps(value, ensure_ascii=False)
    if len(flat) + len(indent) <= 120 or not isinstance(value, (dict, list)):
        return flat
    inner = indent + " "
    if isinstance(value, dict):
        rows = [f"{inner}{json.dumps(name)}: {_text(one, inner)}" for name, one in value.items()]
        return "{\n" + ",\n".join(rows) + f"\n{indent}}}"
    return "[\n" + ",\n".join(inner + _text(one, inner) for one in value) + f"\n{indent}]"


def _commit() -> str | None:
    """Return the short name of the commit that was measured, None outside a clone."""
    try:
        return output(["git", "-C", str(ROOT), "rev-parse", "--short=8", "HEAD"]).strip()
    except (CommandFailed, FileNotFoundError, subprocess.SubprocessError):
        return None
