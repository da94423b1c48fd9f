"""Builds of a library: cold, unchanged, and after an edit; with their memory, the floor, and the size of the website."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from benchmarks.speed.commands import SURVEY, floor_seconds, run
from benchmarks.speed.edits import edit_record, edit_template, edit_term
from benchmarks.speed.samples import Samples

Say = Callable[[str], None]
_EDITS: dict[str, Callable[[Path, int], None]] = {
    "one record": edit_record,
    "one template": edit_template,
    "one term": edit_term,
}


def build_command(root: Path) -> list[str]:
    """Return the command that builds the library at `root`."""
    return [*SURVEY, "--root", str(root), "build"]


def measure_builds(root: Path, name: str, samples: Samples, rounds: int, say: Say) -> None:
    """Measure a cold build, one without changes, and one after each kind of edit, in every round."""
    for number in range(1, rounds + 1):
        _cold(root, name, samples, say)
        _floor(root, name, samples, say)
        _step(name, "unchanged", samples, say, root)
        for what, edit in _EDITS.items():
            edit(root, number)
            _step(name, what, samples, say, root)


def measure_cold_build(root: Path, name: str, samples: Samples, say: Say) -> None:
    """Measure one cold build, for a library too large for more."""
    _cold(root, name, samples, say)


def ensure_built(root: Path, say: Say) -> None:
    """Build the library at `root` if it has no website yet."""
    if not (root / "build" / "site" / "index.html").is_file():
        say("build, not measured")
        run(build_command(root))


def measure_site(site: Path) -> dict[str, float]:
    """Return the number of files of the website, their bytes, and the largest page."""
    sizes = {path: path.stat().st_size for path in site.rglob("*") if path.is_file()}
    pages = {path: size for path, size in sizes.items() if path.suffix == ".html"}
    papers = [size for path, size in pages.items() if path.parent.parent == site / "papers"]
    return {
        "files": len(sizes),
        "site bytes": sum(sizes.values()),
        "largest page bytes": max(pages.values()),
        "largest file bytes": max(sizes.values()),
        "paper page bytes": sum(papers) / max(len(papers), 1),
    }


def _cold(root: Path, name: str, samples: Samples, say: Say) -> None:
    shutil.rmtree(root / "build", ignore_errors=True)
    _step(name, "cold", samples, say, root)
    sizes = measure_site(root / "build" / "site")
    for what, size in sizes.items():
        samples.add(name, what, size)
    samples.add(name, "bytes a paper", sizes["site bytes"] / samples.values(name, "papers")[0])


def _floor(root: Path, name: str, samples: Samples, say: Say) -> None:
    out = root.parent / "floor"
    samples.add(name, "floor", seconds := floor_seconds(root / "build" / "site", out))
    shutil.rmtree(out)
    say(f"floor: {seconds:.2f} s")


def _step(name: str, what: str, samples: Samples, say: Say, root: Path) -> None:
    used = run(build_command(root))
    samples.add_used(name, what, used)
    say(f"build, {what}: {used.processor:.2f} s, {used.memory / 1e6:,.0f} MB")
