"""The switch between light and dark: Space, Enter and a click turn it, the choice is kept, and its state is told."""

from __future__ import annotations

import pytest

LIGHT, DARK = "default", "slate"


def scheme(page) -> str:
    return page.evaluate("document.body.dataset.mdColorScheme")


@pytest.mark.parametrize("key", ["Space", "Enter"])
@pytest.mark.parametrize(("before", "first", "second"), [("light", LIGHT, DARK), ("dark", DARK, LIGHT)])
def test_a_key_turns_the_colours_and_turns_them_back(open_page, site, key, before, first, second):
    page = open_page(site + "about/", color_scheme=before)
    switch = page.get_by_role("button", name="Dark colours")
    assert (scheme(page), switch.get_attribute("aria-pressed")) == (first, str(first == DARK).lower())
    switch.focus()
    page.keyboard.press(key)
    assert (scheme(page), switch.get_attribute("aria-pressed")) == (second, str(second == DARK).lower())
    assert page.evaluate("document.activeElement.matches('[data-theme-switch]')")
    page.keyboard.press(key)
    assert scheme(page) == first


def test_the_choice_is_kept_on_the_next_page(open_page, site, survey):
    page = open_page(site, color_scheme="light")
    page.get_by_role("button", name="Dark colours").click()
    for path in ("papers/", f"papers/{survey.papers[0].key}/", "explore/"):
        page.goto(site + path)
        assert scheme(page) == DARK
        assert page.get_by_role("button", name="Dark colours").get_attribute("aria-pressed") == "true"


def test_a_page_of_a_record_turns_its_colours_and_other_pages_know_the_choice(open_page, site, survey):
    page = open_page(f"{site}papers/{survey.papers[0].key}/", color_scheme="dark")
    switch = page.get_by_role("button", name="Dark colours")
    assert (scheme(page), switch.get_attribute("aria-pressed")) == (DARK, "true")
    switch.click()
    assert (scheme(page), switch.get_attribute("aria-pressed")) == (LIGHT, "false")
    page.goto(site + "about/")
    assert scheme(page) == LIGHT


def test_without_a_script_there_is_no_switch_that_does_nothing(open_page, site):
    page = open_page(site, java_script_enabled=False)
    assert not page.locator("[data-theme-switch]").is_visible()
