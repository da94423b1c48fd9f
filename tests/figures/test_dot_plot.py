"""The picture of the field: every dated paper is one dot, in its lane, its month and its colour; drawings tell the same."""

from __future__ import annotations

import datetime as dt
import re
import xml.etree.ElementTree as ET
from collections import Counter
from pathlib import Path

import pytest

from vlm_survey.figures.charts.dot_plot import SMALL, TERM, WIDE, dot_plot, picture_axes
from vlm_survey.figures.charts.dot_plot_svg import DARK, LIGHT, field_svg, layer_svg, order_of_dots
from vlm_survey.figures.charts.field_plot import field_plot
from vlm_survey.model import Curation, Identifiers, Paper
from vlm_survey.survey import Survey
from vlm_survey.taxonomy import Taxonomy

SVG = "{http://www.w3.org/2000/svg}"


def paper(number: int, **fields) -> Paper:
    given = {
        "key": f"paper{number:04}",
        "title": f"Paper {number}",
        "year": 2024,
        "tags": {"task": ["segmentation"], "adaptation": ["direct-use"]},
        "curation": Curation(status="tagged", basis="abstract"),
        "added": dt.date(2025, 6, 1),
    }
    return Paper.model_validate({**given, **fields})


def drawn(library, papers, size=WIDE):
    survey = Survey(tuple(papers), library.taxonomy)
    return dot_plot(survey, picture_axes(survey), size)


def counted(svg: str, pitch: int) -> Counter[str]:
    """How many dots each path of a drawing has, by its class."""
    found: Counter[str] = Counter()
    for path in re.findall(r'<path class="(vs-dots--\d)"[^>]* d="([^"]+)"', svg):
        found[path[0]] += sum((int(long) - 1) // pitch + 1 for long in re.findall(r"v(\d+)", path[1]))
    return found


@pytest.mark.parametrize("size", [WIDE, SMALL, TERM])
def test_every_paper_with_a_year_is_one_dot_and_no_two_lie_on_each_other(library, size):
    crowd = [paper(n, year=2018 + n % 8, month=n % 12 + 1 if n % 3 else None) for n in range(600)]
    plot = drawn(library, [*crowd, paper(601, year=None)], size)
    assert sorted(dot.paper.key for dot in plot.dots) == sorted(one.key for one in crowd)
    assert plot.left_out == 1
    assert len({(dot.x, dot.y) for dot in plot.dots}) == len(plot.dots)
    assert all(0 <= dot.x <= size.width and 0 <= dot.y <= plot.height for dot in plot.dots)


def test_a_dot_stands_in_its_month_which_an_arxiv_number_of_that_year_reports_too(library):
    may, told, other = (
        paper(1, month=5),
        paper(2, ids=Identifiers(arxiv="2405.00001")),
        paper(3, ids=Identifiers(arxiv="2301.00001")),
    )
    plot = drawn(library, [may, told, other])
    x = {dot.paper.key: dot.x for dot in plot.dots}
    year = plot.years[0]
    inside = (year.left + (year.right - year.left) * 4 / 12, year.left + (year.right - year.left) * 5 / 12)
    assert all(inside[0] <= x[one.key] <= inside[1] for one in (may, told))
    assert x[other.key] < inside[0]


def test_a_paper_of_several_tasks_stands_in_the_rarest(library):
    both = paper(1, tags={"task": ["segmentation", "classification"]})
    plot = drawn(library, [both, *(paper(n) for n in range(2, 5))])
    assert {lane.term.id: lane.count for lane in plot.lanes} == {"segmentation": 3, "classification": 1}


def test_papers_without_a_task_have_a_lane_and_those_without_a_strategy_are_grey(library):
    plot = drawn(library, [paper(1, tags={})])
    assert [(lane.term, lane.count) for lane in plot.lanes] == [(None, 1)]
    assert plot.dots[0].colour == 0


def test_few_papers_make_a_narrow_year_and_records_that_end_early_a_partial_one(library):
    plot = drawn(library, [paper(1, year=2023), *(paper(n, year=2025, month=2) for n in range(2, 40))])
    thin, _, full = plot.years
    assert (thin.thin, full.thin, thin.partial, full.partial) == (True, False, False, True)
    assert full.right - full.left == pytest.approx(3 * (thin.right - thin.left))


def test_papers_of_unknown_month_lie_within_the_months_that_records_reach(library):
    plot = drawn(library, [paper(n, year=2025) for n in range(30)])
    year = plot.years[0]
    assert max(dot.x for dot in plot.dots) <= year.left + (year.right - year.left) * 6 / 12


def test_a_drawing_has_each_dot_once_and_names_them_in_its_own_order(library):
    crowd = [paper(n, tags={"adaptation": [["direct-use"], ["task-tuning"]][n % 2]}) for n in range(50)]
    plot = drawn(library, crowd)
    svg = str(field_svg(plot, "A <title>"))
    assert counted(svg, plot.pitch) == Counter(f"vs-dots--{dot.colour}" for dot in plot.dots)
    assert sorted(one.key for one in order_of_dots(plot)) == sorted(one.key for one in crowd)
    assert "A &lt;title&gt;" in svg
    some = str(layer_svg(plot, [dot for dot in plot.dots if dot.paper.key in ("paper0001", "paper0002")], "Two"))
    assert sum(counted(some, plot.pitch).values()) == 2


def test_the_file_is_a_drawing_of_its_own_and_the_table_reports_the_same(library):
    found = field_plot(library)
    root = ET.fromstring(found.file(LIGHT))  # noqa: S314 - made a line above
    words = " ".join("".join(one.itertext()) for one in root.iter(f"{SVG}text"))
    assert all(key.term.label.en in words for key in found.keys if key.term)
    assert sum(total for *_, total in found.table) == len(found.wide.dots)
    for _, counts, total in found.table:
        assert sum(counts) == total
    ET.fromstring(found.pale)  # noqa: S314


def test_the_file_for_dark_pages_differs_in_its_colours_alone(library):
    found = field_plot(library)
    dark = found.file(DARK)
    for light, one in zip((LIGHT.paper, LIGHT.ink, *LIGHT.dots), (DARK.paper, DARK.ink, *DARK.dots), strict=True):
        assert light not in dark
        assert one in dark or one in DARK.dots  # a colour may have no paper
    colours = re.compile("#[0-9a-f]{6}")
    assert colours.sub("", dark) == colours.sub("", found.file(LIGHT))


def test_there_is_no_picture_without_dated_papers_or_without_its_axes(library):
    assert field_plot(Survey((paper(1, year=None),), library.taxonomy)) is None
    without = {name: one for name, one in library.taxonomy.axes.items() if name != "adaptation"}
    assert field_plot(Survey(library.papers, Taxonomy(axes=without))) is None


@pytest.mark.parametrize(("scheme", "tones"), [("default", LIGHT), ("slate", DARK)])
def test_the_colours_of_files_are_those_of_the_website(scheme, tones):
    style = (Path(__file__).parents[2] / "docs" / "assets" / "css" / "base.css").read_text()
    start = {"default": ":root", "slate": '[data-md-color-scheme="slate"]'}[scheme]
    block = re.search(rf"^{re.escape(start)} ?[^{{]*\{{(.*?)^\}}", style, re.DOTALL | re.MULTILINE).group(1)
    said = dict(re.findall(r"--vs-([a-z0-9-]+): (#[0-9a-f]{6});", block))
    assert [said[f"cat-{number}"] for number in range(6)] == list(tones.dots)
    assert (said["paper"], said["ink"], said["ink-soft"], said["line"]) == (
        tones.paper,
        tones.ink,
        tones.soft,
        tones.line,
    )
