"""Which papers a list names: on its own page and on the pages of its years."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vlm_survey.render.pages.years import PART

if TYPE_CHECKING:
    from playwright.sync_api import Page

LINKS = "(all) => all.map((one) => new URL(one.getAttribute('href'), one.baseURI).href)"


def papers_listed(page: Page, address: str) -> set[str]:
    """Return the addresses of all papers of the list at `address`; every page of a year holds 1 to `PART` of them."""
    page.goto(address)
    found = set(page.locator(".vs-entries > li > a").evaluate_all(LINKS))
    waiting, seen = set(page.locator(".vs-more a").evaluate_all(LINKS)), set()
    while waiting:
        seen.add(part := waiting.pop())
        page.goto(part)
        entries = page.locator(".vs-entries > li > a").evaluate_all(LINKS)
        assert 0 < len(entries) <= PART
        found.update(entries)
        waiting |= {*page.locator(".vs-pages a").evaluate_all(LINKS)} - seen
    return found
