"""A paper's page in a browser: its BibTeX can be read and copied, and a mistake told at once."""

from __future__ import annotations

import pytest

COVERED = """() => {
  const box = document.querySelector(".vs-copy").getBoundingClientRect();
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


def test_correcting_a_record_is_offered_before_its_tags_too(open_page, site, survey):
    page = open_page(f"{site}papers/{survey.papers[0].key}/")
    first, last = page.get_by_role("link", name="Correct this record").all()
    assert first.bounding_box()["y"] < page.locator("#tags").bounding_box()["y"]
    assert first.get_attribute("href") == last.get_attribute("href")
    assert f"key={survey.papers[0].key}" in first.get_attribute("href")


def test_lists_about_the_record_begin_where_its_other_values_begin(open_page, site, survey):
    named = next(paper for paper in survey.papers if paper.listed and paper.ids.present())
    page = open_page(f"{site}papers/{named.key}/")
    starts = page.locator("dl:has(dd ul.vs-plain) dd :is(a, li)").evaluate_all(
        "all => all.map((one) => one.getBoundingClientRect().left)"
    )
    assert min(starts) == pytest.approx(page.locator("dd ul.vs-plain li").first.bounding_box()["x"], abs=1)
