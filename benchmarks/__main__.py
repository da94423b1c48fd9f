"""Measure everything in one run: `make bench`, or python -m benchmarks [--quick] [--papers N,N] [--cold N] [--only PARTS].

The result of a whole run is saved in docs/about/benchmarks.json and shown on the page "Speed" of the documentation.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from benchmarks.speed.commands import ROOT
from benchmarks.speed.plan import PARTS, Plan, measure
from benchmarks.speed.results import SAVED

QUICK = Plan(papers=(10_000,), cold=(), rounds=1)
WHOLE = Plan(papers=(10_000, 30_000), cold=(100_000,), rounds=3)


def main(words: list[str] | None = None) -> int:
    """Measure, print the tables, save them; return 0, 1 if something could not be measured, 130 after Ctrl-C."""
    asked = _parser().parse_args(words)
    plan = QUICK if asked.quick else WHOLE
    papers = asked.papers or plan.papers
    chosen = Plan(
        papers=papers,
        cold=asked.cold or tuple(size for size in plan.cold if not asked.papers),
        rounds=asked.rounds or plan.rounds,
        parts=asked.only,
        quick=asked.quick,
        real=None if asked.made_up else ROOT,
    )
    whole = not asked.papers and not asked.made_up and asked.cold in (None, WHOLE.cold) and asked.only == PARTS
    try:
        return measure(chosen, asked.save or (SAVED if whole else None))
    except KeyboardInterrupt:
        print("\nstopped; temporary folders are removed, nothing is saved", file=sys.stderr)
        return 130


def _parser() -> argparse.ArgumentParser:
    ask = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    ask.add_argument(
        "--papers", type=_sizes, metavar="N,N", help="sizes of the made-up libraries (default: 10000,30000)"
    )
    ask.add_argument(
        "--cold", type=_sizes, metavar="N,N", help="sizes that are built once, for time and memory (default: 100000)"
    )
    ask.add_argument("--only", type=_parts, default=PARTS, metavar="PARTS", help=f"some of {','.join(PARTS)}")
    ask.add_argument("--quick", action="store_true", help="one round, the real library and 10,000 papers")
    ask.add_argument("--made-up", action="store_true", help="leave out the real library")
    ask.add_argument("--rounds", type=_positive, metavar="N", help="how often everything is measured (default: 3)")
    ask.add_argument(
        "--save", type=Path, metavar="FILE", help=f"where to save (default: {SAVED.name} of the docs, for a whole run)"
    )
    return ask


def _positive(word: str) -> int:
    if not word.isdecimal() or int(word) < 1:
        raise argparse.ArgumentTypeError(f"'{word}' is no whole number above 0")
    return int(word)


def _sizes(words: str) -> tuple[int, ...]:
    return tuple(sorted({_positive(word) for word in words.replace("_", "").split(",")}))


def _parts(words: str) -> tuple[str, ...]:
    asked = words.split(",")
    unknown = [word for word in asked if word not in PARTS]
    if unknown:
        raise argparse.ArgumentTypeError(f"'{unknown[0]}' is no part; write some of {','.join(PARTS)}")
    return tuple(part for part in PARTS if part in asked)


if __name__ == "__main__":
    sys.exit(main())
