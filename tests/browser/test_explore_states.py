"""Axe on the states that the explorer, the header search and the comparison come to while they are used, in light and dark."""

from __future__ import annotations

import pytest
from tests.browser.test_accessibility import findings
from tests.browser.test_search import look_for
from tests.browser.waiting import settled

PHONE = {"width": 390, "height": 844}


def selected(page):
    for place in range(3):
        page.locator(".vx-pick").nth(place).click()
    page.locator("#vx-export summary").click()


def searched(page):
    look_for(page, "segmentation")
    page.keyboard.press("ArrowDown")


STATES = {
    "cards": ("?view=cards&task=segmentation,-vqa", lambda _: None),
    "selected, export open": ("?task=segmentation,vqa&all=task", selected),
    "nothing found": ("?task=segmentation&q=unfindable", lambda _: None),
    "filters named": ("", lambda page: page.locator("#vx-q").fill("few-shot segmentation")),
    "every group open": (
        "?task=-vqa",
        lambda page: page.locator(".vx-group").evaluate_all("(all) => all.forEach((one) => (one.open = true))"),
    ),
    "header search": ("", searched),
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing_grave_in_any_state(open_page, site, state, scheme):
    search, do = STATES[state]
    page = open_page(f"{site}explore/{search}", color_scheme=scheme)
    page.wait_for_selector("#explorer[data-ready]", state="attached")
    page.locator("#vx-q").dispatch_event("focus")
    page.wait_for_selector("#explorer[data-complete]", state="attached")
    do(page)
    assert findings(settled(page)) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_grave_in_the_panel_of_a_phone(open_page, site, scheme):
    page = open_page(f"{site}explore/?task=-vqa", color_scheme=scheme, viewport=PHONE)
    page.wait_for_selector("#explorer[data-ready]", state="attached")
    page.locator("#vx-q").dispatch_event("focus")
    page.wait_for_selector("#explorer[data-complete]", state="attached")
    page.locator("#vx-open").click()
    assert findings(settled(page)) == []
