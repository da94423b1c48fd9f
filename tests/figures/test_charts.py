"""Charts: years counted, the year that is not over marked, and SVG that no title can break out of."""

from __future__ import annotations

import datetime as dt
import xml.etree.ElementTree as ET

import pytest

from vlm_survey.figures.charts import Period, Series, YearCount, bars, columns, count_per_year, figure, periods, shares
from vlm_survey.model import Curation, Paper

NOVEMBER = dt.date(2026, 11, 22)
SVG = "{http://www.w3.org/2000/svg}"


def of(*years: int | None) -> list[Paper]:
    curation = Curation(status="imported", basis="list")
    return [Paper(key=f"p{n}", title="T", year=y, curation=curation, added="2026-11-22") for n, y in enumerate(years)]


def drawing(svg: str) -> ET.Element:
    """`svg` parsed, which fails unless it is well-formed."""
    return ET.fromstring(str(svg).replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1))  # noqa: S314 - our own


def test_years_without_papers_stand_between_those_with_and_undated_papers_nowhere():
    assert count_per_year(of(2023, 2021, None, 2021)) == [YearCount(2021, 2), YearCount(2022, 0), YearCount(2023, 1)]
    assert count_per_year(of(None)) == []


def test_a_year_is_partial_until_its_last_day():
    assert [one.partial for one in count_per_year(of(2025, 2026, 2027), NOVEMBER)] == [False, True, True]
    assert not count_per_year(of(2026), dt.date(2026, 12, 31))[0].partial


def test_few_years_have_a_column_each_and_many_share_the_first():
    assert [one.label for one in periods(of(2024, 2026), NOVEMBER)] == ["2024", "2025", "2026*"]
    many = periods(of(1998, 2015, 2026), NOVEMBER, most=4)
    assert [one.label for one in many] == ["≤2023", "2024", "2025", "2026*"]
    assert [one.question for one in many] == ["to=2023", "from=2024&to=2024", "from=2025&to=2025", "from=2026&to=2026"]
    assert periods(of(None)) == ()


def test_every_dated_paper_lies_in_exactly_one_period():
    papers = of(1998, 2015, 2020, 2026, 2026, None)
    over = periods(papers, most=3)
    assert [sum(one.holds(paper.year) for one in over) for paper in papers] == [1, 1, 1, 1, 1, 0]


def test_a_figure_counts_each_series_most_papers_first_and_leaves_out_the_empty():
    over = (Period(2024, 2024), Period(2025, 2025))
    found = figure(
        "a year",
        over,
        [(Series("A", (), 0), of(2024)), (Series("B", (), 0), of(2025, 2025, None)), (Series("C", (), 0), [])],
    )
    assert [(one.label, one.values, one.total) for one in found.series] == [("B", (0, 2), 3), ("A", (1, 0), 1)]
    assert found.most == 2
    assert [one.label for one in found.largest(1).series] == ["B"]


def test_shares_are_hundredths_and_an_empty_period_is_zero():
    over = (Period(2023, 2023), Period(2024, 2024), Period(2025, 2025))
    found = shares("share", "With code", over, of(2023, 2025), of(2023, 2023, 2023, 2025))
    assert (found.series[0].values, found.unit) == ((33, 0, 100), "%")


def test_bars_carry_their_numbers_years_and_a_name():
    svg = drawing(bars([YearCount(2024, 1200), YearCount(2025, 0), YearCount(2026, 3, partial=True)], "Papers a year"))
    assert svg.find(SVG + "title").text == "Papers a year"
    assert [one.text for one in svg.iter(SVG + "text")] == ["1,200", "2024", "0", "2025", "3", "2026*"]
    assert [one.get("class") for one in svg.iter(SVG + "rect")] == [None, "vs-bars__partial"]


def test_a_year_that_was_collected_in_part_carries_a_dagger():
    counts = [YearCount(2024, 2), YearCount(2025, 3), YearCount(2026, 4, partial=True)]
    svg = drawing(bars(counts, "Papers a year", partly_collected={2024, 2026}))
    assert [one.text for one in svg.iter(SVG + "text")][1::2] == ["2024†", "2025", "2026*†"]


def test_no_counts_make_no_chart():
    assert bars([], "Nothing") == ""
    assert columns(figure("x", (), []), Series("A", (), 0)) == ""


def test_panels_of_a_figure_share_one_scale():
    over = (Period(2024, 2024),)
    found = figure("x", over, [(Series("Big", (), 0), of(*[2024] * 64)), (Series("Small", (), 0), of(*[2024] * 32))])
    tall = [int(next(drawing(columns(found, one)).iter(SVG + "rect")).get("height")) for one in found.series]
    assert tall == [64, 32]


@pytest.mark.parametrize(
    "title", ["</title><script>alert(1)</script>", '"><img src=x onerror=x>', "A & B < C", "鸟界 بيان ${x} {{ x }}"]
)
def test_a_title_stays_a_title(title):
    found = figure(title, (Period(2024, 2024),), [(Series(title, (), 0), of(2024))])
    for svg in (bars([YearCount(2024, 1)], title), columns(found, found.series[0])):
        assert title in drawing(svg).find(SVG + "title").text
        assert "<script" not in svg
        assert "<img" not in svg
