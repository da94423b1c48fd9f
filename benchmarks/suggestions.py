"""How good tag suggestions are, measured against the curated records over their titles: a Markdown table by axis.

Only titles can be measured, because abstracts are not stored. Narrower terms count with their parents, on both sides.
Run: python -m benchmarks.suggestions [ROOT]
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from vlm_survey.model import Paper
from vlm_survey.store import read_survey
from vlm_survey.survey import Survey
from vlm_survey.taxonomy import Axis
from vlm_survey.taxonomy.suggest import suggest


@dataclass(frozen=True)
class Measured:
    """Suggestions on one axis: how many papers carry a tag there, and how many tags were right, suggested and curated."""

    axis: str
    papers: int
    right: int
    suggested: int
    curated: int

    @property
    def precision(self) -> float | None:
        """The share of suggested tags that are right, None where nothing was suggested."""
        return self.right / self.suggested if self.suggested else None

    @property
    def recall(self) -> float | None:
        """The share of curated tags that were suggested, None where there are none."""
        return self.right / self.curated if self.curated else None


def measure(survey: Survey) -> list[Measured]:
    """Suggestions against tags for the papers that somebody has read, on each axis in reading order."""
    papers = [paper for paper in survey.papers if paper.curation.status != "imported"]
    found = {paper.key: suggest(survey.taxonomy, paper.title) for paper in papers}
    terms = {key: [(one.axis, one.term) for one in suggestions] for key, suggestions in found.items()}
    return [_on_axis(axis, papers, terms) for axis in survey.taxonomy if any(term.cues for term in axis)]


def table(rows: Iterable[Measured]) -> str:
    """The measurements as a Markdown table."""
    lines = ["| Axis | Papers | Curated tags | Suggested | Precision | Recall |", "|---|---:|---:|---:|---:|---:|"]
    for row in rows:
        shares = f"{_share(row.precision)} | {_share(row.recall)}"
        lines.append(f"| {row.axis} | {row.papers:,} | {row.curated:,} | {row.suggested:,} | {shares} |")
    return "\n".join(lines) + "\n"


def _on_axis(axis: Axis, papers: Sequence[Paper], terms: dict[str, list[tuple[str, str]]]) -> Measured:
    right = suggested = curated = tagged = 0
    for paper in papers:
        ours = _wide(axis, paper.terms(axis.id))
        theirs = _wide(axis, [term for of, term in terms[paper.key] if of == axis.id])
        right, suggested, curated = right + len(ours & theirs), suggested + len(theirs), curated + len(ours)
        tagged += bool(ours)
    return Measured(axis.id, tagged, right, suggested, curated)


def _wide(axis: Axis, terms: Iterable[str]) -> set[str]:
    return {step for term in terms if term in axis.terms for step in axis.lineage(term)}


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"


if __name__ == "__main__":
    print(table(measure(read_survey(sys.argv[1] if len(sys.argv) > 1 else Path()))), end="")
