"""Waits for what a page does by itself, so that no test depends on the speed of a machine."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page, Route

LONGEST = 30_000
"""Milliseconds after which a wait fails: as long as Playwright's own waits."""
_PAUSE = 20
_SETTLED = """async (longest) => {
  const unready = "#explorer:not([data-ready]), #compare:not(:has(.vx-compare__forms))";
  const start = performance.now();
  let changed = start;
  const watch = new MutationObserver(() => (changed = performance.now()));
  watch.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  await document.fonts.ready;
  const moves = () => performance.now() - changed < 100 || document.querySelector(unready) !== null
    || document.getAnimations().some((one) => one.playState === "running");
  while (moves()) {
    if (performance.now() - start > longest) throw new Error("the page did not settle");
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
  watch.disconnect();
}"""

_COPIED = """async (longest) => {
  for (const start = performance.now(); performance.now() - start < longest;) {
    const text = await navigator.clipboard.readText();
    if (text) return text;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error("nothing was copied");
}"""


def ends_at(page: Page, ending: str) -> None:
    """Wait until the address of the page ends with `ending`."""
    expect(page).to_have_url(re.compile(re.escape(ending) + "$"))


def settled(page: Page) -> Page:
    """The page once its scripts have drawn what they draw, its fonts are there and nothing on it moves."""
    page.evaluate(_SETTLED, LONGEST)
    return page


def copied_by(button: Locator) -> str:
    """Press the button, and return the text that this puts into the clipboard."""
    page = button.page
    page.evaluate("navigator.clipboard.writeText('')")
    button.click()
    return page.evaluate(_COPIED, LONGEST)


class Held:
    """Requests of a page for `pattern` that get no answer until they are let go."""

    def __init__(self, page: Page, pattern: str) -> None:
        self.page = page
        self.routes: list[Route] = []
        page.route(pattern, lambda route: self.routes.append(route))  # noqa: PLW0108 - Playwright marks the handler

    def wait(self) -> None:
        """Wait until the page has asked."""
        for _time in range(LONGEST // _PAUSE):
            if self.routes:
                return
            self.page.wait_for_timeout(_PAUSE)
        raise AssertionError("the page did not ask")

    def let_go(self) -> None:
        """Wait until the page has asked, then let all that it asked be answered."""
        self.wait()
        for route in self.routes:
            route.continue_()
