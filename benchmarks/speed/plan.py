"""One run: make each library, measure the parts asked for, print the tables, save the result, and clean up."""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.speed.browser import measure_browser
from benchmarks.speed.builds import ensure_built, measure_builds, measure_cold_build
from benchmarks.speed.checks import measure_checks
from benchmarks.speed.commands import ROOT, CommandFailed
from benchmarks.speed.judged import REAL
from benchmarks.speed.peers import hugo, measure_peers
from benchmarks.speed.results import load_before, result, save
from benchmarks.speed.samples import Samples
from benchmarks.speed.tables import JUDGED
from benchmarks.speed.workplace import Workplace, copy_library, count_papers, made_up_library, workplace
from vlm_survey.render.pages.benchmark_results import format_range, value_in_words

PARTS = ("check", "build", "browser", "peers")
_BUSY = 0.5
"""A load before the run above which figures are doubtful."""


@dataclass(frozen=True)
class Plan:
    """What is measured: made-up libraries by their number of papers, those only built once, rounds, and parts.

    `real` is the library measured besides the made-up ones, None for none.
    """

    papers: tuple[int, ...]
    cold: tuple[int, ...]
    rounds: int
    parts: tuple[str, ...] = PARTS
    quick: bool = False
    real: Path | None = ROOT


@dataclass
class _Run:
    """The state of a run: samples, what failed, and the name of what is measured now."""

    plan: Plan
    samples: Samples = field(default_factory=Samples)
    failed: list[str] = field(default_factory=list)
    started: float = field(default_factory=time.monotonic)
    now: str = ""

    def say(self, words: str) -> None:
        """Print a line of progress."""
        passed = int(time.monotonic() - self.started)
        print(f"[{passed // 60:3}:{passed % 60:02}] {self.now}: {words}", file=sys.stderr, flush=True)

    def attempt(self, part: str, call: Callable[[], None]) -> None:
        """Measure a part; if that fails, say why and go on with the next."""
        try:
            call()
        except (CommandFailed, OSError, ValueError) as error:
            self.failed.append(f"{part} of {self.now}")
            self.say(f"{part} failed, going on without it: {error}")


def measure(plan: Plan, saved: Path | None) -> int:
    """Measure all of `plan`, print its tables, and save the result unless `saved` is None; return 1 if a part failed."""
    load = load_before()
    run = _Run(plan, now="start")
    if load > _BUSY:
        run.say(f"this machine is busy (load {load}): figures will be too high")
    if "peers" in plan.parts and not hugo():
        run.failed.append("Hugo, which is not installed (see requirements/bench.txt)")
    with workplace(max((*plan.papers, *plan.cold), default=10_000)) as place:
        if not place.in_memory:
            run.say("there is no file system in memory with enough room; files are on disk")
        _libraries(run, place)
    found = result(run.samples, quick=plan.quick, in_memory=place.in_memory, load=load, failed=run.failed)
    show(found["tables"])
    run.now = "end"
    for one in run.failed:
        run.say(f"not measured: {one}")
    if saved:
        save(found, saved)
        run.say(f"saved in {saved}")
    else:
        run.say("not saved, because only a whole run is; name a file with --save")
    return 1 if run.failed else 0


def show(tables: list[dict[str, Any]]) -> None:
    """Print the tables as text, columns aligned."""
    for table in tables:
        judged = "wanted" in table["rows"][0]
        rows = [["", *table["columns"], *(("", "Wanted") if judged else ())]]
        for row in table["rows"]:
            cells = [value_in_words(cell) if cell or judged else "-" for cell in row["cells"]]
            rows.append(
                [
                    row["label"],
                    *cells,
                    *((format_range(row["cells"][0]), value_in_words(row["wanted"])) if judged else ()),
                ]
            )
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
        print(f"\n{table['title']}. {table['about']}")
        for row in rows:
            print("  " + "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def _libraries(run: _Run, place: Workplace) -> None:
    """Make one library after the other and measure it; it is removed before the next, to leave memory free."""
    plan = run.plan
    folder = place.folder / "library"
    makers: list[tuple[str, Callable[[], Path]]] = []
    if plan.real:
        source = plan.real
        makers.append((REAL, lambda: copy_library(source, folder)))
    makers += [(str(size), lambda size=size: made_up_library(folder, size)) for size in plan.papers]
    for name, make in makers:
        _measure(run, name, make, _parts_of(run, name))
    if "build" in plan.parts:
        for size in plan.cold:
            _measure(run, str(size), lambda size=size: made_up_library(folder, size), ("cold build",))


def _parts_of(run: _Run, name: str) -> tuple[str, ...]:
    """Return the parts for a library: other programs are compared in one of them, the one by which it is judged."""
    sizes = run.plan.papers
    compared = JUDGED if JUDGED in sizes else min(sizes, default=0)
    return tuple(part for part in run.plan.parts if part != "peers" or name == str(compared))


def _measure(run: _Run, name: str, make: Callable[[], Path], parts: tuple[str, ...]) -> None:
    run.now = f"{int(name):,} papers" if name.isdigit() else f"{name} library"
    if not parts:
        return
    run.say("made")
    root = make()
    samples, rounds, say = run.samples, run.plan.rounds, run.say
    samples.add(name, "papers", count_papers(root))
    calls: dict[str, Callable[[], None]] = {
        "check": lambda: measure_checks(root, name, samples, rounds, say),
        "build": lambda: measure_builds(root, name, samples, rounds, say),
        "cold build": lambda: measure_cold_build(root, name, samples, say),
        "browser": lambda: _browser(root, name, samples, say),
        "peers": lambda: _peers(root, name, samples, rounds, say),
    }
    try:
        for part in parts:
            run.attempt(part, calls[part])
    finally:
        shutil.rmtree(root)


def _browser(root: Path, name: str, samples: Samples, say: Callable[[str], None]) -> None:
    ensure_built(root, say)
    measure_browser(root / "build" / "site", name, samples, say)


def _peers(root: Path, name: str, samples: Samples, rounds: int, say: Callable[[str], None]) -> None:
    ensure_built(root, say)
    measure_peers(root, name, samples, rounds, say)
