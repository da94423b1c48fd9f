"""The switch between light and dark: Space, Enter and a click turn it, the choice is kept, and its state is told."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

LIGHT, DARK = "default", "slate"


def is_shown(page, scheme: str) -> None:
    """The page has the colours of `scheme`, and its switch says so."""
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", scheme)
    switch = page.get_by_role("button", name="Dark colours")
    expect(switch).to_have_attribute("aria-pressed", str(scheme == DARK).lower())


@pytest.mark.parametrize("key", ["Space", "Enter"])
@pytest.mark.parametrize(("before", "first", "second"), [("light", LIGHT, DARK), ("dark", DARK, LIGHT)])
def test_a_key_turns_the_colours_and_turns_them_back(open_page, site, key, before, first, second):
    page = open_page(site + "about/", color_scheme=before)
    switch = page.get_by_role("button", name="Dark colours")
    is_shown(page, first)
    switch.focus()
    page.keyboard.press(key)
    is_shown(page, second)
    assert page.evaluate("document.activeElement.matches('[data-theme-switch]')")
    page.keyboard.press(key)
    is_shown(page, first)


def test_the_choice_is_kept_on_the_next_page(open_page, site, survey):
    page = open_page(site, color_scheme="light")
    page.get_by_role("button", name="Dark colours").click()
    for path in ("papers/", f"papers/{survey.papers[0].key}/", "explore/"):
        page.goto(site + path)
        is_shown(page, DARK)


def test_a_page_of_a_record_turns_its_colours_and_other_pages_know_the_choice(open_page, site, survey):
    page = open_page(f"{site}papers/{survey.papers[0].key}/", color_scheme="dark")
    switch = page.get_by_role("button", name="Dark colours")
    is_shown(page, DARK)
    switch.click()
    is_shown(page, LIGHT)
    page.goto(site + "about/")
    is_shown(page, LIGHT)


def test_without_a_script_there_is_no_switch_that_does_nothing(open_page, site):
    page = open_page(site, java_script_enabled=False)
    assert not page.locator("[data-theme-switch]").is_visible()
