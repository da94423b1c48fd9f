"""How long a build takes: cold, with nothing changed, and after one edit, against the bare writing of the same bytes.

python -m benchmarks.build --papers 10000
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from benchmarks.measure import Row, library, seconds, show
from vlm_survey.store import read_survey, write_record
from vlm_survey.workflows.publish.build import Built, build
from vlm_survey.workflows.publish.offline import build_offline


def measure(root: Path) -> list[Row]:
    """Seconds of the builds of the library at `root`, step by step, each against `bare`."""
    cold = build(root)
    bare = write_again(root / "build" / "site")
    rows = [("bare writing of the website's bytes", bare, 1.0), *_steps("cold", cold, bare)]
    rows += _steps("nothing changed", build(root), bare)
    edit(root)
    rows += _steps("one edit", build(root), bare)
    rows.append(("offline copy and zip", taken := seconds(lambda: build_offline(root)), taken / bare))
    return rows


def _steps(name: str, done: Built, bare: float) -> list[Row]:
    whole = sum(done.seconds.values())
    head = (f"{name}: {done.changed:,} of {done.files:,} files", whole, whole / bare)
    return [head, *((f"  {step}", taken, taken / bare) for step, taken in done.seconds.items())]


def write_again(site: Path) -> float:
    """Seconds to write every file of `site` once more elsewhere, read beforehand."""
    held = {path.relative_to(site): path.read_bytes() for path in site.rglob("*") if path.is_file()}
    with tempfile.TemporaryDirectory() as folder:
        return seconds(lambda: _write(Path(folder), held))


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
        show(f"Build of {count:,} papers", measure(root), "bare writing")


if __name__ == "__main__":
    main()
