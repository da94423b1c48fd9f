"""What a build costs: cold, with nothing changed, and after one edit, in processor time, each against the cold build.

Processor time is that of this process and of the programs that it runs (MkDocs, pandoc), so that a busy machine matters less.

python -m benchmarks.build --papers 10000
"""

from __future__ import annotations

import argparse
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks.measure import Row, library, show
from vlm_survey.store import read_survey, write_record
from vlm_survey.workflows.publish.build import build
from vlm_survey.workflows.publish.offline import build_offline


def measure(root: Path) -> list[Row]:
    """Processor seconds of builds of the library at `root`, each with its ratio to the cold build."""
    made: dict[str, float] = {}

    def row(what: str, call: Callable[[], object]) -> None:
        made[what] = processor_seconds(call)

    row("cold build", lambda: build(root, remember=True))
    row("nothing changed", lambda: build(root, remember=True))
    edit(root)
    row("one record edited", lambda: build(root, remember=True))
    row("offline copy and zip", lambda: build_offline(root))
    made["bare writing of the website's bytes"] = write_again(root / "build" / "site")
    return [(what, taken, taken / made["cold build"]) for what, taken in made.items()]


def processor_seconds(call: Callable[[], object]) -> float:
    """Processor seconds of `call`, those of finished child processes included."""
    started = sum(os.times()[:4])
    call()
    return sum(os.times()[:4]) - started


def write_again(site: Path) -> float:
    """Processor seconds to write every file of `site` once more elsewhere, read beforehand."""
    held = {path.relative_to(site): path.read_bytes() for path in site.rglob("*") if path.is_file()}
    with tempfile.TemporaryDirectory() as folder:
        return processor_seconds(lambda: _write(Path(folder), held))


def _write(folder: Path, held: dict[Path, bytes]) -> None:
    for path, raw in held.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(raw)


def edit(root: Path) -> None:
    """Change the summary of one paper in the middle of the library at `root`."""
    survey = read_survey(root)
    paper = survey.papers[len(survey.papers) // 2]
    write_record(root, paper.changed(summary=f"{paper.summary} Edited."), survey.files[paper.key].path)


def main() -> None:
    """Measure builds of a made-up library."""
    ask = argparse.ArgumentParser(description=main.__doc__)
    ask.add_argument("--papers", type=int, default=10_000)
    count = ask.parse_args().papers
    with library(count) as root:
        show(f"Build of {count:,} papers", measure(root), "cold build, processor time")


if __name__ == "__main__":
    main()
