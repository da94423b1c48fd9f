"""A paper's page in a browser: its BibTeX can be read and copied, and a mistake told at once."""

from __future__ import annotations

import pytest

from vlm_survey.citations import plain_text

COVERED = """() => {
  const box = document.querySelector(".vs-bib .vs-copy").getBoundingClientRect();
  const text = document.querySelector("#bibtex").getBoundingClientRect();
  return box.bottom > text.top && box.top < text.bottom;
}"""


@pytest.mark.parametrize("width", [320, 390, 1440])
def test_the_button_that_copies_bibtex_covers_no_text_and_stands_alone(open_page, site, survey, width):
    page = open_page(f"{site}papers/{survey.papers[0].key}/", viewport={"width": width, "height": 800})
    page.get_by_role("button", name="Copy BibTeX").wait_for()
    assert not page.evaluate(COVERED)
    assert page.locator(".vs-bib button, .vs-bib nav, .vs-bib .md-code__nav").count() == 1


def test_the_bibtex_that_is_copied_is_the_bibtex_that_is_shown(open_page, site, survey):
    page = open_page(f"{site}papers/{survey.papers[0].key}/", permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy BibTeX").click()
    page.get_by_role("button", name="Copied").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.locator("#bibtex").text_content()
    assert copied.startswith("@")


def test_the_paper_is_cited_in_the_style_that_is_chosen_and_the_choice_is_kept(
    open_page, site, survey, library_references
):
    first, second = [paper.key for paper in survey.papers if paper.authors][:2]
    page = open_page(f"{site}papers/{first}/", permissions=["clipboard-read", "clipboard-write"])
    shown = page.locator(".vs-refs p:visible")
    assert shown.all_text_contents() == [plain_text(library_references["apa"][first])]
    page.get_by_role("radio", name="GB/T 7714-2015").check()
    assert shown.all_text_contents() == [plain_text(library_references["gbt"][first])]
    page.locator(".vs-refs .vs-copy:visible").click()
    page.get_by_role("button", name="Copied").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == plain_text(library_references["gbt"][first])
    page.goto(f"{site}papers/{second}/")
    assert shown.all_text_contents() == [plain_text(library_references["gbt"][second])]


def test_a_style_can_be_chosen_without_a_script(open_page, site, survey, library_references):
    key = next(paper.key for paper in survey.papers if paper.authors)
    page = open_page(f"{site}papers/{key}/", java_script_enabled=False)
    page.get_by_role("radio", name="IEEE").check()
    assert page.locator(".vs-refs p:visible").all_text_contents() == [plain_text(library_references["ieee"][key])]


@pytest.mark.parametrize("name", ["Correct this record", "Confirm or dispute it"])
def test_correcting_or_confirming_a_record_is_offered_before_its_tags(open_page, site, survey, name):
    page = open_page(f"{site}papers/{survey.papers[0].key}/")
    link = page.get_by_role("link", name=name)
    assert link.bounding_box()["y"] < page.locator("#tags").bounding_box()["y"]
    assert f"key={survey.papers[0].key}" in link.get_attribute("href")


def test_lists_about_the_record_begin_where_its_other_values_begin(open_page, site, survey):
    named = next(paper for paper in survey.papers if paper.listed and paper.ids.present())
    page = open_page(f"{site}papers/{named.key}/")
    page.locator("#record > summary").click()
    starts = page.locator("dl:has(dd ul.vs-plain) dd :is(a, li)").evaluate_all(
        "all => all.map((one) => one.getBoundingClientRect().left)"
    )
    assert min(starts) == pytest.approx(page.locator("dd ul.vs-plain li").first.bounding_box()["x"], abs=1)
