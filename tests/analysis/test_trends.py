"""Trends: what the page counts, and what it says about a year that is not over."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from vlm_survey.analysis.trends import (
    axis_trend,
    code_trend,
    incomplete_until,
    kind_trend,
    poorly_covered_years,
    term_trend,
)
from vlm_survey.analysis.venues import venues
from vlm_survey.figures.charts import count_per_year, periods
from vlm_survey.model import has_code
from vlm_survey.render.pages.trends import trends
from vlm_survey.survey import Survey


def test_the_page_shows_the_four_axes_and_names_the_others(library):
    found = trends(library)
    assert [axis.id for axis, _, _ in found["figures"]] == ["task", "learning", "adaptation", "modality"]
    shown = {axis.id for axis, _, _ in found["figures"]} | {axis.id for axis in found["others"]}
    assert shown == set(library.taxonomy.axes)
    assert found["undated"] == 1


def test_a_panel_counts_its_term_with_its_children_and_leads_to_its_page(library):
    axis, found = axis_trend(library, library.taxonomy.axis("task"))
    for one in found.series:
        term = one.path.split("/")[1]
        papers = library.tagged("task", term)
        assert one.total == len(papers)
        assert sum(one.values) == sum(1 for paper in papers if paper.year)
        assert one.question == f"task={term}"
        assert axis.terms[term].label.en == one.label


def test_narrower_terms_have_a_figure_too(library):
    axis = library.taxonomy.axis("task")
    found = term_trend(library, axis, [axis.terms["diagnosis"], axis.terms["prognosis"]])
    assert [one.label for one in found.series] == ["Diagnosis"]


def test_code_and_kinds_of_venues_cover_every_dated_paper(library):
    over = periods(library.papers)
    dated = sum(1 for paper in library.papers if paper.year)
    assert sum(sum(one.values) for one in kind_trend(library, over).series) == dated
    assert code_trend(library, over).series[0].total == sum(map(has_code, library.papers))


def test_venues_stand_by_papers_then_name_with_the_explorers_slugs(library):
    found = venues(library)
    assert [(one.count, one.name.casefold()) for one in found] == sorted(
        ((one.count, one.name.casefold()) for one in found), key=lambda pair: (-pair[0], pair[1])
    )
    assert {one.name: one.slug for one in found}["Tech Report"] == "tech-report"
    assert found[0].width == 100
    assert min(one.width for one in found) >= 1


def test_the_month_that_records_reach_is_reported_only_for_a_year_that_is_not_over(library):
    day = dt.date(2026, 11, 22)
    assert incomplete_until(count_per_year([paper for paper in library.papers if paper.year == 2022], day), day) is None
    assert incomplete_until(count_per_year(library.papers, dt.date(2022, 3, 1)), dt.date(2022, 3, 1)) == "March 2022"
    assert incomplete_until([], None) is None


def test_an_empty_library_has_a_page_of_trends_too(library):
    found = trends(Survey((), library.taxonomy))
    assert (found["total"], found["chart"], found["venues"], found["ends"]) == (0, "", [], None)


def test_counts_come_with_their_share_of_the_papers_of_the_year(library):
    _axis, found = axis_trend(library, library.taxonomy.axis("task"))
    years = [sum(1 for paper in library.papers if period.holds(paper.year)) for period in found.periods]
    assert list(found.wholes) == years
    place = years.index(max(years))
    assert found.share(place, max(years)) == "100%"
    assert found.share(place, 0) == ""
    assert replace(found, wholes=(1000,)).share(0, 4) == "<1%"
    assert replace(found, wholes=(1000,)).share(0, 15) == "2%"
    assert code_trend(library, found.periods).share(0, 1) == ""


def test_a_year_of_which_little_was_collected_is_marked(library):
    assert poorly_covered_years(library) == {2024}
    assert [one.name for one in trends(library)["thin"]] == ["2024"]
    well = tuple(replace_share(one, 0.9) for one in library.searches.coverage)
    whole = replace(library, searches=library.searches.model_copy(update={"coverage": well}))
    assert poorly_covered_years(whole) == frozenset()


def replace_share(coverage, share):
    return coverage.model_copy(update={"share": share, "to": None})
