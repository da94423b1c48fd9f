"""Pages of single years: every paper of a long list is on one, no page has too many, and a short list has none."""

from __future__ import annotations

import pytest

from vlm_survey.render.entries import FIRST, PAGED, UNFOLDED, by_year
from vlm_survey.render.metadata.coins import MOST, page_coins
from vlm_survey.render.metadata.head import head
from vlm_survey.render.pages.page import Page
from vlm_survey.render.pages.years import PART, year_pages

ABOVE = [("Topics", "browse/"), ("Task", "task/")]


@pytest.fixture
def listing(library):
    """A list of as many papers of 2025 as asked, one of 2020, and one without a year."""

    def listing(many, old=1):
        one = library.paper("lindqvist2023owlnet")
        papers = [one.changed(key=f"owl{place}", year=2025) for place in range(many)]
        papers += [one.changed(key=f"gull{place}", year=2020) for place in range(old)]
        papers.append(one.changed(key="moth", year=None, month=None))
        return Page(
            "task/owls/", "Owls (task)", "Where owls are.", "", {"years": by_year(papers), "total": len(papers)}
        )

    return listing


def test_a_list_that_fits_on_one_page_has_no_pages_of_years(listing):
    page = listing(PAGED - 2)
    assert page.view["total"] == PAGED
    assert [*year_pages(page, ABOVE)] == []
    assert all(year.here == year.entries for year in page.view["years"])
    assert page.view["years"][0].rest


def test_a_longer_list_has_a_page_of_each_year_that_is_not_shown_whole(listing):
    page = listing(PAGED, old=UNFOLDED)
    pages = [*year_pages(page, ABOVE, "task=owls")]
    assert [one.path for one in pages] == ["task/owls/2025/", "task/owls/2020/"]
    assert [len(one.view["years"][0].entries) for one in pages] == [PAGED, UNFOLDED]
    assert [len(year.here) for year in page.view["years"]] == [FIRST, FIRST, 1]
    assert [year.page for year in page.view["years"]] == ["2025/", "2020/", ""]
    assert pages[0].title == "Owls (task), 2025"
    assert pages[0].view["question"] == "task=owls&from=2025&to=2025&scope=any"


def test_a_year_of_many_papers_has_several_pages_and_every_paper_is_on_one(listing):
    pages = [*year_pages(listing(2 * PART + 1), ABOVE)]
    assert [one.path for one in pages] == ["task/owls/2025/", "task/owls/2025/2/", "task/owls/2025/3/"]
    assert [len(one.view["years"][0].entries) for one in pages] == [PART, PART, 1]
    keys = [entry.key for one in pages for entry in one.view["years"][0].entries]
    assert sorted(keys) == sorted(f"owl{place}" for place in range(2 * PART + 1))
    assert pages[2].title == "Owls (task), 2025, page 3"
    assert (pages[2].view["part"].first, pages[2].view["part"].last) == (2 * PART + 1, 2 * PART + 1)


def test_papers_without_a_year_have_a_page_too(library):
    one = library.paper("lindqvist2023owlnet").changed(year=None, month=None)
    papers = [one.changed(key=f"owl{place}") for place in range(PAGED + 1)]
    page = Page("papers/", "All papers", "Every paper.", "", {"years": by_year(papers), "total": len(papers)})
    first, second = year_pages(page, ())
    assert (first.path, second.path) == ("papers/undated/", "papers/undated/2/")
    assert first.title == "All papers, without a year"
    assert first.view["question"] == "scope=any"


def test_a_page_of_a_year_names_the_pages_above_it(listing, library):
    page = next(year_pages(listing(PAGED), ABOVE))
    text = head(library, "https://example.org/", "https://code.example.org/owls", page)
    names = ["Home", "Topics", "Task", "Owls (task)"]
    assert all(f'"name": "{name}"' in text or f'"name":"{name}"' in text for name in names)


def test_reference_managers_find_the_papers_of_a_page_unless_the_whole_list_is_too_long(library):
    papers = {paper.key: paper for paper in library.papers}
    years = by_year(library.papers)
    assert page_coins(library, {"years": years, "total": MOST}).count("Z3988") == len(papers)
    assert page_coins(library, {"years": years, "total": MOST + 1}) == ""
