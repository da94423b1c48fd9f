"""The explorer's data in several scripts, as a large index has them: answers are the same, and come before all is loaded."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from tests.browser.asking import Asked, draw
from tests.explorer_data import explorer_data

from vlm_survey.render.data import index_data

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route

ALL_ROWS = """() => {
  dispatchEvent(new Event("beforeprint"));
  return [...document.querySelectorAll("#vx-list [data-key]")].map((row) => row.dataset.key);
}"""
GO_ON = """(search) => {
  history.pushState(null, "", location.pathname + search);
  dispatchEvent(new PopStateEvent("popstate"));
}"""


@pytest.fixture
def parts(survey, monkeypatch) -> dict[str, str]:
    """The scripts of these records in parts so small that there are four of each."""
    monkeypatch.setattr(index_data, "PART", -(-len(survey.papers) // 4))
    files = explorer_data(survey)
    assert "assets/data/names-4.js" in files
    assert "assets/data/names-5.js" not in files
    return files


@pytest.fixture
def opened(open_page, site, parts) -> Callable[..., tuple[Page, Callable[[], None]]]:
    """Open a page of the website with data in parts, and a function that lets the script `held` come: before, it does not."""

    def opened(path: str, held: str = "") -> tuple[Page, Callable[[], None]]:
        waiting: list[Route] = []
        holding = bool(held)

        def release() -> None:
            nonlocal holding
            holding = False  # a request that is still on its way is answered as any other
            for route in waiting:
                answer(route)

        def answer(route: Route) -> None:
            name = route.request.url.removeprefix(site)
            if holding and name.endswith(held):
                waiting.append(route)
            elif name in parts:
                route.fulfill(body=parts[name], content_type="text/javascript")
            else:
                route.continue_()

        page = open_page("about:blank")
        page.route("**/assets/data/*.js", answer)
        page.goto(site + path)
        return page, release

    return opened


def complete(page: Page) -> None:
    page.wait_for_selector("#explorer[data-ready]", state="attached")
    page.locator("#vx-q").dispatch_event("focus")
    page.wait_for_selector("#explorer[data-complete]", state="attached")


def test_random_questions_have_the_same_answers(opened, survey, answers):
    page, _ = opened("explore/")
    complete(page)
    for seed in range(500, 520):
        asked = draw(seed, survey)
        page.evaluate(GO_ON, asked.address(survey))
        found = page.evaluate(ALL_ROWS)
        expected = answers.keys(asked)
        assert (sorted(found), sorted(expected)) == (sorted(expected), sorted(found)), asked
        assert asked.order == "relevance" or found == expected, asked


@pytest.mark.parametrize("path", ["explore/", "explore/?task=segmentation"])
def test_a_filter_is_answered_before_the_names_that_are_not_shown_have_come(opened, answers, path):
    page, release = opened(path, held="names-4.js")
    page.wait_for_selector("#explorer[data-ready]", state="attached")
    segmentation = page.locator('[data-axis="task"] [data-value="segmentation"] input')
    if not segmentation.is_checked():
        segmentation.check()
    expected = answers.keys(Asked(wanted={"task": ("segmentation",)}))
    expect(page.locator("#vx-found")).to_contain_text(f"{len(expected)} papers of")
    rows = page.evaluate(ALL_ROWS)
    assert rows == expected[: len(rows)]
    assert 12 <= len(rows) < len(expected)
    expect(page.locator("#vx-more")).to_have_text("Loading more")
    page.locator("#vx-q").dispatch_event("focus")
    release()
    page.wait_for_selector("#explorer[data-complete]", state="attached")
    assert page.evaluate(ALL_ROWS) == expected


def test_papers_are_chosen_and_marked_while_other_names_are_loading(opened):
    page, _ = opened("explore/?task=segmentation", held="names-4.js")
    page.wait_for_selector("#explorer[data-ready]", state="attached")
    rows = page.locator("#vx-list [data-key]")
    for number in (0, 1):
        rows.nth(number).get_by_role("checkbox").check()
    expect(page.locator("#vx-picked")).to_contain_text("2")
    rows.first.get_by_role("button", name="Save").click()
    expect(rows.first.get_by_role("button", name="To read")).to_be_visible()


def test_papers_of_different_parts_are_compared(opened, survey):
    newest = survey.newest
    papers = [newest[0], newest[len(newest) // 2], newest[-1]]
    page, _ = opened(f"compare/?p={','.join(paper.key for paper in papers)}")
    page.locator("#compare .vx-compare__forms").wait_for()
    assert page.locator("thead a").all_inner_texts() == [paper.title for paper in papers]
    summaries = page.get_by_role("rowheader", name="Summary", exact=True).locator("xpath=../td").all_inner_texts()
    assert summaries == [paper.summary or "–" for paper in papers]


def test_the_header_finds_papers_of_every_part(opened, survey):
    page, _ = opened("about/")
    for paper in survey.newest[:: len(survey.papers) // 4 + 1]:
        page.locator("#vs-search").fill(paper.title)
        expect(page.locator(f'#vs-search-list a[href$="papers/{paper.key}/"]')).to_be_visible()
