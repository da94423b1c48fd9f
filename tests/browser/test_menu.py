"""The menu of a narrow screen: keys open and shut it, and while it is out of sight they do not get lost in it."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

PHONE = {"viewport": {"width": 390, "height": 844}}
IN_SIGHT = """() => {
  const { x, width } = document.activeElement.getBoundingClientRect();
  return x + width > 0 && x < innerWidth;
}"""


def test_a_shut_menu_holds_no_stops(open_page, site):
    page = open_page(site + "about/", **PHONE)
    names = []
    for _ in range(8):
        page.keyboard.press("Tab")
        names.append(page.evaluate("document.activeElement.textContent.trim()"))
        assert page.evaluate(IN_SIGHT) or "vs-search" in page.evaluate("document.activeElement.id"), names
    assert names.count("Skip to content") == 1


@pytest.mark.parametrize("key", ["Space", "Enter"])
def test_keys_open_the_menu_and_escape_shuts_it(open_page, site, key):
    page = open_page(site + "about/", **PHONE)
    menu = page.get_by_role("button", name="Menu")
    menu.focus()
    page.keyboard.press(key)
    expect(menu).to_have_attribute("aria-expanded", "true")
    page.get_by_role("link", name="Trends").first.wait_for(state="visible")
    page.keyboard.press("Escape")
    expect(menu).to_have_attribute("aria-expanded", "false")
    expect(page.locator("[data-menu]")).to_be_focused()


def test_without_a_script_the_menu_still_opens(open_page, site):
    page = open_page(site + "about/", java_script_enabled=False, **PHONE)
    page.locator(".md-header label[for=__drawer]").click()
    page.locator(".md-sidebar--primary").get_by_role("link", name="Trends").wait_for(state="visible")


@pytest.mark.parametrize("width", [600, 1000, 1219, 1220, 1280, 1440])
def test_the_header_shows_the_whole_menu_or_its_button(open_page, site, width):
    page = open_page(site + "about/", viewport={"width": width, "height": 700})
    button, menu = page.get_by_role("button", name="Menu"), page.locator(".vs-menu")
    assert button.is_visible() != menu.is_visible()
    if menu.is_visible():
        last, search = menu.locator("a").last.bounding_box(), page.locator(".md-header .vs-search").bounding_box()
        assert last["x"] + last["width"] <= search["x"]
        assert search["width"] >= 150


@pytest.mark.parametrize("width", [390, 1024])
def test_keys_open_and_shut_the_short_menu_of_a_paper_s_page(open_page, site, survey, width):
    page = open_page(f"{site}papers/{survey.papers[0].key}/", viewport={"width": width, "height": 844})
    menu = page.get_by_role("button", name="Menu")
    about = page.get_by_role("navigation", name="Main").get_by_role("link", name="About")
    for key in ("Space", "Enter"):
        menu.focus()
        page.keyboard.press(key)
        expect(menu).to_have_attribute("aria-expanded", "true")
        about.click(trial=True)
        page.keyboard.press("Escape")
        expect(menu).to_have_attribute("aria-expanded", "false")
        expect(page.locator("[data-menu]")).to_be_focused()
    menu.click()
    page.mouse.click(3, 840)
    expect(menu).to_have_attribute("aria-expanded", "false")


def test_without_a_script_a_key_opens_the_short_menu_and_the_next_stop_is_in_it(open_page, site, survey):
    page = open_page(f"{site}papers/{survey.papers[0].key}/", java_script_enabled=False, **PHONE)
    menu = page.get_by_role("link", name="Menu")
    learn = page.get_by_role("navigation", name="Main").get_by_role("link", name="Learn")
    assert not learn.is_visible()
    menu.focus()
    page.keyboard.press("Enter")
    learn.wait_for(state="visible")
    page.keyboard.press("Tab")
    expect(learn).to_be_focused()


def test_a_wide_screen_shows_the_whole_menu_and_no_button_for_it(open_page, site, survey):
    page = open_page(f"{site}papers/{survey.papers[0].key}/", viewport={"width": 1440, "height": 900})
    assert not page.locator("[data-menu]").is_visible()
    page.get_by_role("navigation", name="Main").get_by_role("link", name="About").click(trial=True)
