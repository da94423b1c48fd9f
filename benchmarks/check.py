"""How long reading and checking takes, against the bare reading of the records' bytes.

python -m benchmarks.check --papers 10000
"""

from __future__ import annotations

import argparse
from pathlib import Path

from benchmarks.measure import Row, library, seconds, show
from vlm_survey.checks import run
from vlm_survey.store import read_survey, record_files, record_text
from vlm_survey.workflows.publish.check import check


def measure(root: Path) -> list[Row]:
    """Seconds to read, check and write out the library at `root`, warm."""
    files = record_files(root)
    bare = seconds(lambda: [path.read_bytes() for path in files], 3)
    survey = read_survey(root)
    found = len(check(root, remember=True).findings)
    plan = (
        ("bare reading of the records' bytes", lambda: [path.read_bytes() for path in files]),
        ("read the survey", lambda: read_survey(root)),
        ("read the survey, its YAML remembered", lambda: read_survey(root, remember=True)),
        ("all rules on a survey already read", lambda: run(survey)),
        (f"vlm-survey check: {found:,} findings", lambda: check(root, remember=True)),
        ("every record as canonical text", lambda: [record_text(paper) for paper in survey.papers]),
    )
    return [(what, taken := seconds(call, 3), taken / bare) for what, call in plan]


def main() -> None:
    """Measure reading and checking of a made-up library."""
    ask = argparse.ArgumentParser(description=main.__doc__)
    ask.add_argument("--papers", type=int, default=10_000)
    count = ask.parse_args().papers
    with library(count) as root:
        show(f"Check of {count:,} papers", measure(root), "bare reading")


if __name__ == "__main__":
    main()
