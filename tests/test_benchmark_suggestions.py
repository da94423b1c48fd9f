"""The measurement of tag suggestions counts what it says it counts."""

from __future__ import annotations

import dataclasses

from benchmarks.suggestions import measure, table


def test_right_and_missed_suggestions_are_counted_with_their_parents(library):
    paper = library.paper("lindqvist2023owlnet")
    retitled = paper.changed(
        title="Diagnosis and Segmentation", tags={"task": ("diagnosis", "retrieval"), "domain": ("medical",)}
    )
    rows = {row.axis: row for row in measure(dataclasses.replace(library, records=(retitled,)))}
    task = rows["task"]
    # Diagnosis brings classification along; segmentation is wrong, retrieval missed.
    assert (task.papers, task.right, task.suggested, task.curated) == (1, 2, 3, 3)
    assert (task.precision, task.recall) == (2 / 3, 2 / 3)
    assert "domain" not in rows, "an axis without cues is not measured"
    assert "| task | 1 | 3 | 3 | 0.67 | 0.67 |" in table(rows.values())


def test_records_that_nobody_has_read_are_not_measured(library):
    imported = tuple(paper for paper in library.papers if paper.curation.status == "imported")
    assert imported
    rows = measure(dataclasses.replace(library, records=imported))
    assert {(row.papers, row.precision, row.recall) for row in rows} == {(0, None, None)}
    assert "| – | – |" in table(rows)
