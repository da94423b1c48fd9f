"""The evidence map: counts against the records, papers counted once, shades with their legend, gaps."""

from __future__ import annotations

import datetime as dt

import pytest

from vlm_survey.analysis.default_map import default_map
from vlm_survey.errors import UnknownName
from vlm_survey.figures.charts.matrix import matrix, shade
from vlm_survey.model import Curation, Paper
from vlm_survey.render.pages.map import map_page
from vlm_survey.survey import Survey
from vlm_survey.taxonomy import Taxonomy


def tagged(key: str, **tags: tuple[str, ...]) -> Paper:
    curation = Curation(status="tagged", basis="title")
    return Paper(key=key, title="T", tags=tags, curation=curation, added="2026-01-01")


def cell(found, row: str, column: str) -> int:
    return next(c.count for r in found.rows for c in r.cells if (r.term.id, c.column.id) == (row, column))


def test_a_cell_counts_the_papers_that_carry_both_terms_or_children_of_them(library):
    papers = (
        tagged("a", task=("diagnosis",), modality=("ct",)),
        tagged("b", task=("classification",), modality=("ct",)),
        tagged("c", task=("diagnosis", "prognosis"), modality=("ct",)),
        tagged("d", task=("segmentation",)),
    )
    found = matrix(Survey(papers, library.taxonomy), "task", "modality")
    assert cell(found, "classification", "ct") == 3
    assert cell(found, "segmentation", "ct") == 0
    assert {row.term.id: row.total for row in found.rows}["segmentation"] == 1
    assert {row.term.id: row.total for row in found.rows}["classification"] == 3
    assert (found.papers, found.placed) == (4, 3)


def test_totals_count_a_paper_once_however_many_cells_it_stands_in(library):
    paper = tagged("a", task=("segmentation", "vqa"), modality=("ct", "fundus"))
    found = matrix(Survey((paper,), library.taxonomy), "task", "modality")
    assert sum(c.count for row in found.rows for c in row.cells) == 4
    assert [row.total for row in found.rows if row.total] == [1, 1]
    assert found.placed == 1


def test_every_real_combination_of_axes_agrees_with_counting_by_hand(library):
    for rows in library.taxonomy.axes:
        for columns in library.taxonomy.axes:
            found = matrix(library, rows, columns)
            for row in found.rows:
                for one in row.cells:
                    both = [
                        p
                        for p in library.papers
                        if row.term.id in library.implied(p, rows) and one.column.id in library.implied(p, columns)
                    ]
                    assert one.count == len(both)


def test_the_map_reports_how_many_papers_have_a_tag_on_each_axis(library):
    found = matrix(library, "task", "modality")
    tagged = [sum(1 for paper in library.papers if paper.terms(axis)) for axis in ("task", "modality")]
    assert list(found.tagged) == tagged
    assert found.placed <= min(tagged)


def test_an_axis_there_is_none_of_is_refused_with_the_nearest(library):
    with pytest.raises(UnknownName, match="no axis is called 'taks'"):
        matrix(library, "taks", "modality")


def test_no_paper_at_all_gives_a_map_of_gaps(library):
    found = matrix(Survey((), library.taxonomy), "task", "adaptation")
    assert found.gaps == len(found.rows) * len(found.columns)
    assert (found.most, found.papers, found.legend) == (0, 0, [])
    assert all(one.shade == 0 for row in found.rows for one in row.cells)


@pytest.mark.parametrize(
    ("count", "most", "expected"),
    [(0, 0, 0), (0, 9, 0), (1, 1, 5), (1, 300, 1), (9, 300, 2), (24, 300, 3), (60, 300, 4), (150, 300, 5)],
)
def test_a_shade_follows_the_share_of_the_largest(count, most, expected):
    assert shade(count, most) == expected


def test_the_legend_names_each_count_once_and_in_order(library):
    papers = tuple(tagged(f"p{n}", task=("vqa",), modality=("ct",)) for n in range(40))
    legend = matrix(Survey(papers, library.taxonomy), "task", "modality").legend
    assert legend == [(1, "1"), (2, "2 to 3"), (3, "4 to 7"), (4, "8 to 19"), (5, "20 to 40")]


def test_the_default_map_is_tasks_by_adaptation_strategies(library):
    found = default_map(library)
    assert (found.down.id, found.across.id) == ("task", "adaptation")


def test_a_taxonomy_without_these_axes_gets_the_map_of_its_first_two(library):
    axes = {name: library.taxonomy.axes[name] for name in ("modality", "learning", "anatomy")}
    found = default_map(Survey((), Taxonomy(axes=axes)))
    assert (found.down.id, found.across.id) == ("modality", "learning")


@pytest.mark.parametrize("names", [[], ["task"]])
def test_fewer_than_two_axes_make_no_map(library, names):
    axes = {name: library.taxonomy.axes[name] for name in names}
    assert map_page(Survey((), Taxonomy(axes=axes)))["matrix"] is None


def test_a_gap_means_something_only_where_papers_would_be_expected(library):
    def paper(number: int, task: str, strategy: str) -> Paper:
        tags = {"task": [task], "adaptation": [strategy]}
        curation = Curation(status="tagged", basis="abstract")
        return Paper(key=f"paper{number}", title="A title", tags=tags, curation=curation, added=dt.date(2026, 1, 1))

    common = [paper(n, "segmentation", "direct-use") for n in range(20)]
    other = [paper(100 + n, "classification", "task-tuning") for n in range(20)]
    rare = [paper(200, "retrieval", "task-tuning")]
    found = matrix(Survey((*common, *other, *rare), library.taxonomy), "task", "adaptation")
    cells = {(row.term.id, cell.column.id): cell for row in found.rows for cell in row.cells}
    assert cells["segmentation", "task-tuning"].expected == 20 * 21 // 41
    assert cells["segmentation", "task-tuning"].is_gap
    assert not cells["retrieval", "direct-use"].is_gap
    assert not cells["segmentation", "direct-use"].is_gap
    assert found.share == 100
