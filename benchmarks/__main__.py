"""All measurements on one made-up library: python -m benchmarks --papers 10000."""

from __future__ import annotations

import argparse

from benchmarks import build, check, explorer
from benchmarks.measure import library, show


def main() -> None:
    """Measure check, build and explorer; print seconds and ratios, assert nothing."""
    ask = argparse.ArgumentParser(description=main.__doc__)
    ask.add_argument("--papers", type=int, default=10_000)
    count = ask.parse_args().papers
    with library(count) as root:
        show(f"Check of {count:,} papers", check.measure(root), "bare reading")
        show(f"Build of {count:,} papers", build.measure(root), "cold build, processor time")
        explorer.report(root, count)


if __name__ == "__main__":
    main()
