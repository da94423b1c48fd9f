"""How well two readers agree who tagged the same papers from the tagging guide alone.

`readings.jsonl` holds both readings: {"on", "key", "first", "second"}. Printed per axis, for the newest day of reading: F1
over all tags (narrower terms count with their parents), the share of papers with exactly the same tags, and how many tags
either reader gave. Run:
python -m benchmarks.agreement
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from vlm_survey.store import read_taxonomy
from vlm_survey.taxonomy import Axis

READINGS = Path(__file__).with_name("readings.jsonl")
Tags = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Agreement:
    """Agreement on one axis; `f1` and `same` from 0 to 1."""

    axis: str
    f1: float
    same: float
    first: int
    second: int


def readings(on: str | None = None) -> list[tuple[Tags, Tags]]:
    """Both readings of each paper, of all days or of one (YYYY-MM-DD)."""
    return [(row["first"], row["second"]) for row in _rows() if on in (None, row["on"])]


def newest() -> str:
    """The newest day of reading, YYYY-MM-DD."""
    return max(row["on"] for row in _rows())


def _rows() -> list[dict[str, Any]]:
    return [json.loads(line) for line in READINGS.read_text(encoding="utf-8").splitlines()]


def agreement(axis: Axis, pairs: Iterable[tuple[Tags, Tags]]) -> Agreement:
    """Agreement of all pairs on `axis`; 1 where neither reader gave a tag."""
    sets = [(_wide(axis, first), _wide(axis, second)) for first, second in pairs]
    both = sum(len(first & second) for first, second in sets)
    ones, twos = sum(len(first) for first, _ in sets), sum(len(second) for _, second in sets)
    same = sum(1 for first, second in sets if first == second) / len(sets)
    return Agreement(axis.id, 2 * both / (ones + twos) if ones + twos else 1.0, same, ones, twos)


def table() -> str:
    """The agreement of all axes on the newest day of reading, as a Markdown table."""
    pairs = readings(newest())
    rows = [agreement(axis, pairs) for axis in read_taxonomy(Path(__file__).parents[1])]
    lines = ["| Axis | F1 | Same tags | Tags, first | Tags, second |", "| --- | ---: | ---: | ---: | ---: |"]
    return (
        "\n".join([*lines, *(f"| {r.axis} | {r.f1:.2f} | {r.same:.0%} | {r.first} | {r.second} |" for r in rows)])
        + "\n"
    )


def _wide(axis: Axis, tags: Tags) -> set[str]:
    return {step for term in tags.get(axis.id, ()) if term in axis.terms for step in axis.lineage(term)}


if __name__ == "__main__":
    print(table(), end="")
