"""Overviews of models and data sets as people use them: filters, sorting, an address a view, keys, a phone, no script."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect
from tests.browser.waiting import ends_at

from vlm_survey.render.pages.catalogue.further_rows import IN_PAGE
from vlm_survey.render.pages.catalogue.overviews import models_overview


@pytest.fixture
def rows(survey):
    """The rows that the page of models was made of."""
    return models_overview(survey)["rows"]


def names(page):
    """The names of all rows that meet the filters, in their order."""
    more = page.get_by_role("button", name="Show all")
    if more.is_visible():
        more.click()
    return shown_names(page)


def shown_names(page):
    """The names of the rows that are shown, in their order."""
    return page.locator(".vs-overview tbody tr:visible > th > a").all_inner_texts()


def with_open_weights(rows):
    return [row.name.text for row in rows if "open" in row.has["weights"]]


def test_a_filter_narrows_the_rows_and_stands_in_the_address(open_page, site, rows):
    page = open_page(f"{site}models/")
    page.get_by_label("Weights", exact=True).select_option("open")
    assert names(page) == with_open_weights(rows)
    ends_at(page, "/models/?weights=open")
    assert page.locator(".vs-facets output").inner_text() == f"{len(with_open_weights(rows))} of {len(rows)} models"


def test_two_tasks_are_asked_at_once_and_both_stand_in_the_address(open_page, site, rows):
    one = next(row for row in rows if len(row.has["task"]) > 1)
    first, second = one.has["task"][:2]
    both = [row.name.text for row in rows if {first, second} <= {*row.has["task"]}]
    page = open_page(f"{site}models/")
    page.get_by_label("Task", exact=True).select_option(first)
    page.get_by_label("and task", exact=True).select_option(second)
    assert names(page) == both
    ends_at(page, f"/models/?task={first}&task={second}")
    page = open_page(page.url)
    assert page.get_by_label("and task", exact=True).input_value() == second
    assert names(page) == both


def test_an_address_restores_filters_words_and_order(open_page, site, rows):
    page = open_page(f"{site}models/?weights=open&sort=-Name")
    assert page.get_by_label("Weights", exact=True).input_value() == "open"
    assert sorted(names(page)) == sorted(with_open_weights(rows))
    assert page.locator("th[aria-sort]").get_attribute("aria-sort") == "descending"
    first = rows[0].name.text
    page = open_page(f"{site}models/?q={first}")
    assert first in names(page)


def test_a_record_is_found_by_an_alias(open_page, site, survey):
    one = next(each for each in survey.datasets if each.aliases)
    page = open_page(f"{site}datasets/?q={one.aliases[0]}")
    assert one.name in names(page)


def test_what_the_address_asks_wrongly_is_left_out(open_page, site, rows):
    page = open_page(f"{site}models/?weights=golden&sort=Colour&colour=red")
    assert len(names(page)) == len(rows)


def test_counts_beside_a_choice_say_what_it_would_give(open_page, site):
    page = open_page(f"{site}models/?weights=open")
    option = page.get_by_label("Task", exact=True).locator("option:not([value='']):not([disabled])").first
    told = int(option.inner_text().rsplit("(", 1)[1].rstrip(")"))
    page.get_by_label("Task", exact=True).select_option(option.get_attribute("value"))
    assert len(names(page)) == told


def test_a_column_sorts_by_keys_with_what_is_unknown_last(open_page, site):
    page = open_page(f"{site}models/")
    heading = page.get_by_role("button", name="Parameters")
    heading.focus()
    page.keyboard.press("Enter")
    assert page.locator("th[aria-sort=descending]").inner_text().strip().startswith("Parameters")
    shown = page.locator(".vs-overview tbody tr > td:nth-of-type(4)")
    numbers = shown.evaluate_all("(all) => all.map((one) => one.getAttribute('data-sort'))")
    known = [float(number) for number in numbers if number]
    assert known == sorted(known, reverse=True)
    assert all(numbers[: len(known)])
    page.keyboard.press("Enter")
    ends_at(page, "?sort=-Parameters")


def test_an_empty_answer_says_what_to_do_and_one_press_brings_all_back(open_page, site, rows):
    page = open_page(f"{site}models/?q=xyzzyqwv")
    assert "Nothing found" in page.locator(".vs-facets output").inner_text()
    page.get_by_role("button", name="Clear filters").click()
    page.wait_for_function("!location.search")
    assert len(names(page)) == len(rows)


def test_of_a_long_table_the_first_rows_are_shown_and_a_button_shows_all(open_page, site, rows):
    page = open_page(f"{site}models/")
    assert shown_names(page) == [row.name.text for row in rows[:60]]
    more = page.get_by_role("button", name=f"Show all {len(rows)} models")
    more.focus()
    page.keyboard.press("Enter")
    assert shown_names(page) == [row.name.text for row in rows]
    expect(more).not_to_be_visible()
    assert page.evaluate("document.activeElement.textContent") == rows[60].name.text


def test_the_first_rows_are_those_of_the_order_that_was_chosen(open_page, site, rows):
    page = open_page(f"{site}models/?sort=-Name")
    last = sorted((row.name.text for row in rows), key=str.casefold)[-1]
    assert last in shown_names(page)[:3]
    page.get_by_label("Weights", exact=True).select_option("unknown")
    wanted = [row for row in rows if not row.has["weights"]]
    assert page.locator(".vs-facets output").inner_text() == f"{len(wanted)} of {len(rows)} models"
    assert len(shown_names(page)) == 60
    assert len(names(page)) == len(wanted)


@pytest.mark.parametrize("kind", ["models", "datasets", "results"])
def test_on_a_phone_nothing_runs_out_of_the_screen(open_page, site, kind):
    page = open_page(f"{site}{kind}/", viewport={"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.locator(".vs-overview").evaluate("(table) => table.scrollWidth") <= 390


def test_on_a_phone_the_table_begins_on_the_first_screen_and_a_button_shows_all_filters(open_page, site):
    page = open_page(f"{site}models/?weights=open", viewport={"width": 390, "height": 844})
    button = page.get_by_role("button", name="More filters")
    assert page.get_by_label("Task", exact=True).is_visible()
    assert page.get_by_label("Weights", exact=True).is_visible()  # in use
    assert not page.get_by_label("Language").is_visible()
    heights = [page.locator(".vs-facets").bounding_box()["height"]]
    button.click()
    assert page.get_by_role("button", name="Fewer filters").get_attribute("aria-expanded") == "true"
    assert page.get_by_label("Language").is_visible()
    heights.append(page.locator(".vs-facets").bounding_box()["height"])
    assert heights[0] < heights[1] - 100
    page.get_by_role("button", name="Fewer filters").press("Enter")
    assert not page.get_by_label("Language").is_visible()
    wide = open_page(f"{site}models/")
    assert wide.get_by_label("Language").is_visible()
    assert not wide.get_by_role("button", name="More filters").is_visible()


@pytest.mark.parametrize("kind", ["models", "datasets", "results"])
def test_without_a_script_all_rows_can_be_read_and_no_filter_is_offered(open_page, site, survey, kind):
    page = open_page(f"{site}{kind}/", java_script_enabled=False)
    assert not page.locator(".vs-facets").is_visible()
    rows, names = page.locator(".vs-overview tbody tr"), page.locator(".vs-overview tbody th > a")
    read = [names.all_inner_texts()]
    for number in range(page.locator(".vs-pages a").count()):
        page.goto(f"{site}{kind}/")
        page.locator(".vs-pages a").nth(number).click()
        page.wait_for_url(f"{site}{kind}/page-{number + 2}/")
        read.append(names.all_inner_texts())
    assert rows.count() <= IN_PAGE
    assert sum(map(len, read)) == len(getattr(survey, kind))


@pytest.mark.parametrize("kind", ["models", "datasets", "results"])
def test_no_page_of_an_overview_weighs_more_than_300_kilobytes(built, kind):
    pages = [built / kind / "index.html", *built.glob(f"{kind}/page-*/index.html")]
    assert max(page.stat().st_size for page in pages) < 300_000


def test_a_setting_is_chosen_and_only_its_table_stays(open_page, site, survey):
    table = max(survey.results, key=lambda one: len({(row.metric, row.setting) for row in one.rows}))
    page = open_page(f"{site}results/{table.benchmark}/")
    before = page.locator("section[aria-labelledby^=group-]:visible").count()
    page.get_by_label("Setting", exact=True).select_option(index=1)
    after = page.locator("section[aria-labelledby^=group-]:visible").count()
    assert 0 < after < before or page.locator("#by-setting option").count() == 2
    assert after == page.locator(".vs-overview tbody tr:visible").count()
    expect(page).to_have_url(re.compile("setting="))


def test_a_ranked_table_sorts_by_value_and_one_that_is_not_ranked_does_not(open_page, site, survey):
    table = next(one for one in survey.results if any(len(rows) > 1 for rows in one.rankings().values()))
    page = open_page(f"{site}results/{table.benchmark}/")
    ranked = page.locator("section table:has(th[data-order=up])").first
    ranked.locator("thead th").nth(2).get_by_role("button").click()
    values = [float(text) for text in ranked.locator("tbody tr > td:nth-child(3)").all_inner_texts()]
    assert values == sorted(values, reverse=True) or values == sorted(values)
    for fixed in page.locator("section th[data-fixed]").all():
        assert fixed.get_by_role("button").count() == 0


@pytest.mark.parametrize("width", [1280, 390])
def test_ticked_models_are_shown_alone_side_by_side_and_the_address_keeps_them(open_page, site, rows, width):
    page = open_page(f"{site}models/?weights=open", viewport={"width": width, "height": 800})
    compare = page.locator(".vs-facets__found button").first
    assert compare.is_disabled()
    wanted = shown_names(page)[1:4]
    for name in wanted:
        page.get_by_role("checkbox", name=f"Compare {name}", exact=True).check()
    page.get_by_label("Weights", exact=True).select_option("")
    page.get_by_role("button", name="Compare 3 models").click()
    assert shown_names(page) == wanted
    assert page.locator(".vs-facets output").inner_text() == "3 models side by side"
    page = open_page(page.url, viewport={"width": width, "height": 800})
    assert shown_names(page) == wanted
    page.get_by_role("button", name="Back to all models").click()
    assert len(names(page)) == len(rows)
    assert page.locator(".vs-pick:checked").count() == 3


def test_of_models_that_are_compared_one_that_is_cleared_goes_and_one_alone_is_no_comparison(open_page, site, rows):
    keys = [row.key for row in rows[:3]]
    page = open_page(f"{site}models/?only={','.join(keys)},no-such-model")
    assert len(shown_names(page)) == 3
    page.locator(".vs-pick:visible").first.uncheck()
    assert len(shown_names(page)) == 2
    ends_at(page, f"/models/?only={','.join(keys[1:])}")
    page.locator(".vs-pick:visible").first.uncheck()
    assert len(names(page)) == len(rows)
    page = open_page(f"{site}models/?only={keys[0]}")
    assert len(names(page)) == len(rows)


def test_a_limit_of_size_finds_every_model_with_a_version_that_keeps_it(open_page, site, rows):
    page = open_page(f"{site}models/")
    page.get_by_label("Parameters", exact=True).select_option("8b")
    assert names(page) == [row.name.text for row in rows if "8b" in row.has["size"]]


def test_settings_of_a_benchmark_are_not_ticked(open_page, site, survey):
    table = max(survey.results, key=lambda one: len({(row.metric, row.setting) for row in one.rows}))
    page = open_page(f"{site}results/{table.benchmark}/")
    assert page.locator(".vs-overview").count() == 1
    assert page.locator(".vs-pick").count() == 0


def test_on_paper_are_the_rows_and_their_number_but_no_controls(open_page, site):
    page = open_page(f"{site}models/?weights=open")
    page.emulate_media(media="print")
    expect(page.locator(".vs-facets output")).to_be_visible()
    expect(page.locator(".vs-facets").get_by_role("button")).to_have_count(0)
    expect(page.locator(".vs-facets").get_by_role("combobox")).to_have_count(0)
    expect(page.locator(".vs-overview").get_by_role("checkbox")).to_have_count(0)
    assert len(shown_names(page)) > 1
