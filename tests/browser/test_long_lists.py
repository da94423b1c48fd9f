"""Long lists in a browser: short at first, whole without a script, and every number beside the papers it counts."""

from __future__ import annotations

from collections import Counter

import pytest
from playwright.sync_api import expect
from tests.browser.listed import papers_listed
from tests.browser.waiting import settled

from vlm_survey.render.entries import FIRST, PAGED

PHONE = {"viewport": {"width": 390, "height": 844}}
SECTIONS = """() => [...document.querySelectorAll("section:has(> .vs-year)")].map((section) => [
  section.querySelector("h2").innerText.split(/\\s+/),
  section.querySelectorAll(".vs-entries > li > a").length,
  section.querySelector("summary, .vs-more a")?.innerText ?? "",
])"""


def longest(survey) -> str:
    """The page of the term that most papers carry."""
    term = max((term for axis in survey.taxonomy for term in axis), key=survey.count)
    return f"{term.axis}/{term.id}/"


def folded(survey) -> str:
    """The page of the term with the longest list that has folds and no pages of years."""
    terms = [term for axis in survey.taxonomy for term in axis]
    term = max((term for term in terms if len(survey.tagged(term.axis, term.id)) <= PAGED), key=survey.count)
    return f"{term.axis}/{term.id}/"


@pytest.mark.parametrize("javascript", [True, False])
def test_all_papers_are_a_page_that_a_thumb_can_cross(open_page, site, survey, javascript):
    for path in ("papers/", longest(survey), "collections/code/"):
        page = open_page(site + path, java_script_enabled=javascript, **PHONE)
        if len(survey.papers) > 500:
            assert page.evaluate("document.documentElement.scrollHeight") < 16 * 844, path


@pytest.mark.parametrize("javascript", [True, False])
def test_all_papers_are_on_the_list_or_on_the_pages_of_its_years(open_page, site, survey, javascript):
    page = open_page(site + "papers/", java_script_enabled=javascript)
    assert bool(page.locator(".vs-more a").count()) == (len(survey.papers) > PAGED)
    assert papers_listed(page, site + "papers/") == {f"{site}papers/{paper.key}/" for paper in survey.papers}


def test_a_year_s_number_is_the_number_of_its_papers_and_its_link_leads_to_them(open_page, site, survey):
    page = open_page(site + "papers/")
    wanted = Counter(str(paper.year or "Undated") for paper in survey.papers)
    sections = page.evaluate(SECTIONS)
    assert {label: int(count.replace(",", "")) for (label, count), _, _ in sections} == wanted
    for (label, _), entries, link in sections:
        if link:
            words = "papers without a year" if label == "Undated" else f"papers of {label}"
            assert link == f"All {wanted[label]:,} {words}"
            assert entries == FIRST
        else:
            assert entries == wanted[label]
    year, count = wanted.most_common(1)[0]
    page.get_by_role("link", name=f"All {count:,} papers of {year}").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"All papers, {year} {count:,}", use_inner_text=True)
    page.get_by_role("link", name="Filter and search these papers").click()
    page.locator("#vx-close", has_text=f"Show {count:,} papers").wait_for(state="attached")


def test_a_fold_says_how_many_papers_it_holds(open_page, site, survey):
    page = open_page(site + folded(survey))
    folds = [(entries, fold) for _, entries, fold in page.evaluate(SECTIONS) if fold]
    assert folds
    for entries, fold in folds:
        assert fold.startswith(f"{entries - FIRST:,} more papers")


def test_the_strip_of_years_has_the_number_of_each(open_page, site):
    page = open_page(site + "papers/")
    sections = page.evaluate(SECTIONS)
    strip = [" ".join(text.split()) for text in page.locator(".vs-years--held a").all_inner_texts()]
    assert strip == [f"{label} {count}" for (label, count), _, _ in sections]


def test_a_fold_opens_without_a_script(open_page, site, survey):
    page = open_page(site + folded(survey), java_script_enabled=False)
    fold = page.locator("details.vs-rest").first
    hidden = fold.locator(".vs-entries > li > a").first
    assert not hidden.is_visible()
    fold.locator("summary").click()
    expect(hidden).to_be_visible()
    assert not page.locator("[data-unfold]").is_visible()


def test_one_button_unfolds_every_year_and_paper_shows_them_all(open_page, site, survey):
    page = open_page(site + folded(survey))
    shut = page.locator("details.vs-rest:not([open])")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert shut.count() == 0
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert shut.count() == page.locator("details.vs-rest").count() > 0
    page.get_by_role("button", name="Show all years").click()
    expect(shut).to_have_count(0)
    page.get_by_role("button", name="Show fewer papers", exact=True).click()
    expect(page.locator("details.vs-rest[open]")).to_have_count(0)


def test_the_years_stay_in_reach_and_a_year_is_not_hidden_below_them(open_page, site):
    page = open_page(site + "papers/", **PHONE)
    page.evaluate("location.hash = document.querySelectorAll('.vs-year')[2].id")
    page.wait_for_function("scrollY > 500")
    settled(page)
    strip = page.locator(".vs-years--held").bounding_box()
    year = page.locator(".vs-year").nth(2).bounding_box()
    first = page.locator(".vs-years--held a").first.bounding_box()
    assert first["y"] >= page.locator(".md-header").bounding_box()["height"]
    assert strip["y"] + strip["height"] <= year["y"] < 300
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
