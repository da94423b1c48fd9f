"""A term's page in a browser: where a newcomer starts."""

from __future__ import annotations

import pytest

from vlm_survey.render.content.starting_points import Starts


@pytest.mark.parametrize("script", [True, False])
def test_a_long_term_page_names_a_few_papers_to_start_with_and_sums_them_up(open_page, site, survey, script):
    term = max(survey.taxonomy.axis("task"), key=survey.count)
    start = Starts(survey).of_term(term)
    page = open_page(f"{site}task/{term.id}/", java_script_enabled=script)
    begin = page.locator("section.vs-start")
    assert begin.locator("h2").inner_text() == "Start here"
    assert begin.locator(".vs-note").inner_text().startswith(start.rule)
    assert begin.locator(".vs-entry__title").all_inner_texts() == [entry.title for entry in start.entries]
    assert begin.locator(".vs-entry__summary").all_inner_texts() == [entry.summary for entry in start.entries]
    compare = begin.locator("p:not(.vs-note) a").get_attribute("href")
    assert compare.endswith("?p=" + ",".join(entry.key for entry in start.entries))
    assert begin.bounding_box()["y"] < page.locator(".vs-year").first.bounding_box()["y"]
