"""Numbers and lists in the docs are those that the code gives today."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks import agreement  # noqa: E402

from vlm_survey.store import read_taxonomy  # noqa: E402

GUIDE = (ROOT / "docs" / "contribute" / "tagging-guide.md").read_text(encoding="utf-8")


def test_the_guide_prints_the_agreement_that_is_measured():
    assert agreement.table() in GUIDE, "run: python -m benchmarks.agreement, and put its table into the guide"
    assert len(agreement.readings()) >= 80


def test_the_guide_names_every_term():
    lost = [f"{axis.id}/{term.id}" for axis in read_taxonomy(ROOT) for term in axis if f"`{term.id}`" not in GUIDE]
    assert lost == []


def test_agreement_is_counted_with_parents(library):
    task = library.taxonomy.axis("task")
    half = agreement.agreement(task, [({"task": ["diagnosis"]}, {"task": ["classification"]})])
    assert (round(half.f1, 3), half.same, half.first, half.second) == (0.667, 0.0, 2, 1)
    assert agreement.agreement(task, [({}, {})]).f1 == 1.0
