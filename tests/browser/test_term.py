"""A term's page in a browser: where a newcomer starts."""

from __future__ import annotations

from pathlib import Path

import pytest

from vlm_survey.analysis.starting_points import Starts
from vlm_survey.exports import FORMATS
from vlm_survey.render.data.downloads import MOST


@pytest.mark.parametrize("script", [True, False])
def test_a_long_term_page_names_a_few_papers_to_start_with_and_sums_them_up(open_page, site, survey, script):
    term = max(survey.taxonomy.axis("task"), key=survey.count)
    start = Starts(survey).of_term(term)
    page = open_page(f"{site}task/{term.id}/", java_script_enabled=script)
    begin = page.locator("section.vs-start")
    assert begin.locator("h2").inner_text() == "Start here"
    assert begin.locator(".vs-note").inner_text().startswith(start.rule)
    assert begin.locator(".vs-entries > li > a").all_inner_texts() == [pick.paper.title for pick in start.picks]
    assert begin.locator(".vs-entry__summary").all_inner_texts() == [pick.paper.summary for pick in start.picks]
    compare = begin.locator("> p:not(.vs-note) a").get_attribute("href")
    assert compare.endswith("?p=" + ",".join(pick.paper.key for pick in start.picks))
    assert begin.bounding_box()["y"] < page.locator(".vs-year").first.bounding_box()["y"]


@pytest.mark.parametrize("form", [form for form in FORMATS.values() if form.each], ids=lambda form: form.id)
def test_the_file_of_a_long_list_has_all_its_papers(open_page, site, survey, form):
    term = max((term for axis in survey.taxonomy for term in axis), key=survey.count)
    papers = survey.tagged(term.axis, term.id)
    assert len(papers) > MOST
    page = open_page(f"{site}{term.axis}/{term.id}/")
    files = page.locator(".vs-files")
    assert not files.locator(".vs-unscripted").is_visible()
    with page.expect_download() as given:
        files.get_by_role("link", name=form.label, exact=True).click()
    assert given.value.suggested_filename == f"vlm-survey-{term.axis}-{term.id}.{form.ending}"
    assert Path(given.value.path()).read_text(encoding="utf-8") == form.write(survey, papers)
    files.get_by_text(f"{len(papers):,} papers saved").wait_for()


def test_without_a_script_a_long_list_says_what_its_files_hold_and_where_all_papers_are(open_page, site, survey):
    term = max((term for axis in survey.taxonomy for term in axis), key=survey.count)
    page = open_page(f"{site}{term.axis}/{term.id}/", java_script_enabled=False)
    files = page.locator(".vs-files")
    assert f"the newest {MOST:,} of {len(survey.tagged(term.axis, term.id)):,}" in files.inner_text()
    with page.expect_download() as given:
        files.get_by_role("link", name="BibTeX", exact=True).click()
    assert given.value.suggested_filename == f"vlm-survey-{term.axis}-{term.id}-newest-{MOST}.bib"
    text = Path(given.value.path()).read_text(encoding="utf-8")
    assert text.count("\n@") == MOST
    files.get_by_role("link", name="all papers of the index").click()
    page.get_by_role("heading", level=1, name="Data and licence").wait_for()
