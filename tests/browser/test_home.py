"""The first page in a browser: every number on it is the number of papers behind its link."""

from __future__ import annotations

from tests.browser.listed import papers_listed


def test_a_question_shows_as_many_papers_as_it_says(open_page, site):
    page = open_page(site)
    asked = page.locator(".vs-asked__list li").evaluate_all(
        "(all) => all.map((one) => [one.querySelector('a').href, one.querySelector('.vs-count').textContent])"
    )
    assert asked
    for href, said in asked:
        page.goto(href)
        page.wait_for_selector("#explorer[data-ready]", state="attached")
        assert page.locator("#vx-found").inner_text().startswith(f"{said} paper")
        assert page.locator("#vx-ignored").inner_text() == ""


def test_a_number_at_the_top_is_the_number_of_papers_on_its_page(open_page, site):
    page = open_page(site)
    numbers = page.locator(".vs-numbers a").evaluate_all(
        "(all) => all.map((one) => [one.href, one.querySelector('strong').textContent])"
    )
    for href, said in numbers[:3]:
        page.goto(href)
        assert page.locator("h1 .vs-count").inner_text() == said
        assert len(papers_listed(page, href)) == int(said.replace(",", ""))


def test_the_search_of_the_first_page_shows_its_icon_inside_the_field(open_page, site):
    page = open_page(f"{site}/")
    icon = page.locator(".vs-search--large .vs-search__icon")
    box, field = icon.bounding_box(), page.locator("#vs-search").bounding_box()
    assert box["width"] >= 16
    assert box["height"] >= 16
    assert field["x"] < box["x"]
    assert box["x"] + box["width"] < field["x"] + 48
    assert field["y"] < box["y"]
    assert box["y"] + box["height"] < field["y"] + field["height"]
    assert icon.evaluate("(one) => getComputedStyle(one, '::before').maskImage").startswith("url(")


def test_the_guide_in_chinese_names_every_term_and_its_searches_find_papers(open_page, site, survey):
    page = open_page(site)
    page.get_by_role("link", name="中文导读").click()
    page.wait_for_url("**/zh/")
    listed = page.locator(".vs-terms a").all_inner_texts()
    assert sorted(listed) == sorted(term.label.zh for axis in survey.taxonomy for term in axis)
    searches = page.locator("main a[href*='?q=']").evaluate_all("(all) => all.map((one) => one.href)")
    assert searches
    for address in searches:
        page.goto(address)
        page.wait_for_selector("#explorer[data-complete]", state="attached")
        assert not page.locator("#vx-found").inner_text().startswith("0 ")
