"""The comparison in a browser: papers side by side from an address, what they share, and addresses that make no sense."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from tests.browser.waiting import Held, ends_at, settled


@pytest.fixture
def compare(open_page, site):
    def compare(keys):
        page = open_page(f"{site}compare/?p={','.join(keys)}")
        page.locator("#compare .vx-compare__forms").wait_for()
        return page

    return compare


@pytest.fixture(scope="session")
def three(survey):
    return [p.key for p in survey.papers if p.summary and p.authors and p.links.code and p.model][:3]


def cells(page, head: str) -> list[str]:
    return page.get_by_role("rowheader", name=head, exact=True).locator("xpath=../td").all_inner_texts()


def test_papers_stand_side_by_side_in_the_order_of_the_address(compare, survey, three):
    page = compare(three)
    papers = [survey.by_key[key] for key in three]
    assert page.locator("thead a").all_inner_texts() == [paper.title for paper in papers]
    assert cells(page, "Summary") == [paper.summary for paper in papers]
    assert cells(page, "Model") == [paper.model for paper in papers]
    for axis in survey.taxonomy:
        wanted = [" ".join(axis.terms[term].label.en for term in paper.terms(axis.id)) or "–" for paper in papers]
        if set(wanted) != {"–"}:
            assert [" ".join(text.split()) for text in cells(page, axis.label.en)] == wanted
    assert page.locator("td a", has_text="code").first.get_attribute("href") == papers[0].links.code


def test_terms_that_all_carry_are_distinct_from_the_others(compare, survey, three):
    page = compare(three[:2])
    first, second = (survey.by_key[key] for key in three[:2])
    for axis in survey.taxonomy:
        shared = set(first.terms(axis.id)) & set(second.terms(axis.id))
        for term in first.terms(axis.id):
            chip = page.locator(f'td:nth-of-type(1) a.vs-tag[href$="/{axis.id}/{term}/"]')
            assert ("vx-own" in chip.get_attribute("class")) == (term not in shared)


def test_a_paper_can_be_removed_and_back_brings_it_again(compare, survey, three):
    page = compare(three)
    page.get_by_role("button", name=f"Remove {survey.by_key[three[0]].title}").click()
    ends_at(page, f"?p={','.join(three[1:])}")
    expect(page.locator("thead a")).to_have_count(2)
    expect(page.get_by_role("button", name="Remove")).to_have_count(0)
    page.go_back()
    expect(page.locator("thead a")).to_have_count(3)


@pytest.mark.parametrize(
    "keys", [[], ["nobody2020nothing"], ["%3Cimg src=x onerror=alert(1)%3E", "constructor", "__proto__"]]
)
def test_an_address_without_papers_says_where_to_choose_them(compare, keys):
    page = compare(keys)
    assert "Select two to five papers" in page.locator("#compare").inner_text()
    assert page.locator("#compare img, #compare table").count() == 0


def test_without_papers_examples_are_offered_and_one_press_opens_them(compare):
    page = compare([])
    below = (
        page.locator("#compare-examples").bounding_box()["y"] - page.locator("#compare .vx-button").bounding_box()["y"]
    )
    assert below < 200  # no empty screen between what to do and the examples
    example = page.locator("#compare-examples a").first
    models = example.locator("xpath=..").inner_text().split(": ", 1)[1].split(", ")
    example.click()
    page.locator("#compare table").wait_for()
    assert cells(page, "Model") == models
    expect(page.locator("#compare-examples")).not_to_be_visible()


def test_no_more_than_five_are_shown(compare, survey):
    page = compare([paper.key for paper in survey.papers[:7]])
    assert page.locator("thead a").count() == 5
    assert "Only the first 5" in page.locator("#compare").inner_text()


@pytest.mark.parametrize("size", [(390, 844), (1440, 900)])
def test_nothing_moves_while_the_papers_come_late(open_page, site, three, size):
    page = open_page("about:blank", viewport={"width": size[0], "height": size[1]})
    page.add_init_script(
        "globalThis.moved = 0; new PerformanceObserver((seen) => seen.getEntries().forEach((one) => (moved += one.value)))"
        ".observe({ type: 'layout-shift', buffered: true })"
    )
    records = Held(page, "**/assets/data/records.js")
    page.goto(f"{site}compare/?p={','.join(three)}", wait_until="commit")
    records.wait()
    page.wait_for_timeout(300)
    assert page.locator("#compare table").count() == 0
    records.let_go()
    page.locator("#compare table").wait_for()
    settled(page)
    assert page.evaluate("moved") < 0.02


def test_a_comparison_wider_than_its_place_says_so_and_keys_scroll_it(open_page, site, survey):
    five = ",".join(paper.key for paper in survey.papers[:5])
    page = open_page(f"{site}compare/?p={five}", viewport={"width": 900, "height": 700})
    box = page.get_by_role("region", name="Papers side by side")
    expect(page.get_by_text("Scroll sideways to see all papers")).to_be_visible()
    expect(box).to_have_attribute("tabindex", "0")
    page.set_viewport_size({"width": 1440, "height": 900})
    page.locator("#compare .vs-scroll:not([tabindex])").wait_for()
    expect(page.get_by_text("Scroll sideways to see all papers")).not_to_be_visible()
    assert page.locator("#compare-said").inner_text() == "5 papers side by side"


def test_without_javascript_a_sentence_leads_to_what_works_without(open_page, site):
    page = open_page(f"{site}compare/?p=any", java_script_enabled=False)
    words = page.locator("article noscript p")
    assert words.bounding_box()["y"] < 400, "seen without scrolling"
    for link in words.locator("a").all():
        assert page.request.get(f"{site}compare/{link.get_attribute('href')}").ok


def test_on_paper_there_are_no_buttons_but_the_address(compare, three):
    page = compare(three)
    assert not page.locator(".vs-printed").is_visible()
    page.emulate_media(media="print")
    expect(page.locator("#compare button:visible, #compare .vx-button:visible")).to_have_count(0)
    assert page.locator(".vs-printed").inner_text() == page.evaluate("location.href")
    assert page.locator("#compare table").is_visible()
