"""How quick the explorer, the header search and the map are in a real Chromium, and how many bytes come before first use.

python -m benchmarks.explorer --papers 10000
"""

from __future__ import annotations

import argparse
import gzip
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, sync_playwright
from tests.browser.chromium import find

from benchmarks.measure import Row, library, show
from vlm_survey.workflows.publish.build import build

TIMES = 5
_BARE = "bare.html"
_WATCH = """
globalThis.usable = (asked) => new Promise((done) => {
  const look = () => (document.querySelector(asked) ? done(performance.now()) : setTimeout(look, 2));
  look();
});
globalThis.afterFrame = (act) => new Promise((done) => {
  const started = performance.now();
  act();
  requestAnimationFrame(() => setTimeout(() => done(performance.now() - started)));
});
"""
_CHOOSE = 'afterFrame(() => document.querySelector(\'[data-kind="term"][data-value="%s"] input\').click())'
_TYPE = """(words) => new Promise((done) => {
  const field = document.getElementById("vx-q"), found = document.getElementById("vx-found"), before = found.textContent;
  const started = performance.now();
  field.value = words;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  const look = () => (found.textContent !== before ? done(performance.now() - started) : setTimeout(look, 1));
  look();
})"""
_ASKED = """async (selector) => {
  const ready = await usable(selector);
  const files = performance.getEntriesByType("resource").filter((one) => one.startTime < ready);
  return [location.href, ...files.map((one) => one.name)];
}"""
_SEARCH = """(words) => new Promise((done) => {
  const field = document.getElementById("vs-search"), list = document.getElementById("vs-search-list");
  const started = performance.now();
  field.focus();
  field.value = words;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  const look = () => (list.querySelector("[role=option]") ? done(performance.now() - started) : setTimeout(look, 1));
  look();
})"""


def measure(browser: Browser, site: Path, address: str) -> list[Row]:
    """Seconds of what readers wait for, each against a bare page that loads the same columns and does nothing."""
    (site / _BARE).write_text(
        '<!doctype html><title>bare</title><script src="assets/data/papers.js"></script>'
        '<script src="assets/data/names.js"></script><p id="there">'
    )
    bare = _median(lambda: _timed(browser, address + _BARE, "#there"))
    plan: tuple[tuple[str, Callable[[], float]], ...] = (
        ("bare page with the same columns", lambda: _timed(browser, address + _BARE, "#there")),
        ("explorer: opened to usable", lambda: _timed(browser, address + "explore/", "#explorer[data-ready]")),
        ("explorer: a filter chosen to drawn", lambda: _acted(browser, address, _CHOOSE % "segmentation")),
        (
            "explorer: second filter to drawn",
            lambda: _acted(browser, address, _CHOOSE % "ct", _CHOOSE % "segmentation"),
        ),
        ("explorer: words typed to found", lambda: _typed(browser, address + "explore/", _TYPE, "report retrieval")),
        (
            "header search: first typed to first result",
            lambda: _typed(browser, address + "about/", _SEARCH, "faithful al"),
        ),
        (
            "map: opened with another question to drawn",
            lambda: _timed(browser, address + "map/?rows=modality", "td.vs-total[class] a"),
        ),
    )
    rows = [(what, taken := _median(call), taken / bare) for what, call in plan]
    (site / _BARE).unlink()
    return rows


def first_bytes(browser: Browser, site: Path, address: str) -> dict[str, int]:
    """Gzipped bytes of every file that the explorer asks for before it can be used, by path."""
    with _opened(browser, address + "explore/") as page:
        before = page.evaluate(_ASKED, "#explorer[data-ready]")
    paths = (urlsplit(url).path.lstrip("/") for url in before)
    files = {path: site / path / "index.html" if path.endswith("/") else site / path for path in paths}
    return {path: len(gzip.compress(file.read_bytes(), 6)) for path, file in files.items() if file.is_file()}


def _median(call: Callable[[], float]) -> float:
    return median(call() for _ in range(TIMES))


@contextmanager
def _opened(browser: Browser, address: str) -> Iterator[Page]:
    """The page in a context of its own, so that nothing is in a cache."""
    context = browser.new_context()
    context.add_init_script(_WATCH)
    page = context.new_page()
    page.goto(address, wait_until="commit")
    yield page
    context.close()


def _timed(browser: Browser, address: str, selector: str) -> float:
    with _opened(browser, address) as page:
        return _number(page.evaluate("(asked) => usable(asked)", selector))


def _acted(browser: Browser, address: str, action: str, *before: str) -> float:
    with _opened(browser, address + "explore/") as page:
        _come_to(page)
        for one in before:
            page.evaluate(one)
        return _number(page.evaluate(action))


def _typed(browser: Browser, address: str, script: str, words: str) -> float:
    with _opened(browser, address) as page:
        page.wait_for_load_state("networkidle")
        if page.locator("#explorer").count():
            _come_to(page)
        return _number(page.evaluate(script, words))


def _come_to(page: Page) -> None:
    """Move on the explorer as a reader does, and wait for what it loads then."""
    page.wait_for_selector("#explorer[data-ready]", state="attached")
    page.mouse.move(200, 200)
    page.wait_for_selector("#explorer[data-complete]", state="attached")


def _number(milliseconds: Any) -> float:
    return float(milliseconds) / 1000


@contextmanager
def served(site: Path) -> Iterator[str]:
    """The address of a server of `site` on this machine, with a closing slash."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(site))) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_port}/"
        running.shutdown()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_words: object) -> None:
        """Say nothing."""


def report(root: Path, count: int) -> None:
    """Measure the website already built in `root` and print what was found."""
    site = root / "build" / "site"
    with sync_playwright() as playwright, served(site) as address:
        browser = playwright.chromium.launch(executable_path=find(), args=["--no-sandbox"])
        show(f"Explorer of {count:,} papers, medians of {TIMES}", measure(browser, site, address), "bare page")
        sizes = first_bytes(browser, site, address)
        browser.close()
    print(f"  before first use {sum(sizes.values()) / 1e6:.2f} MB gzipped in {len(sizes)} files; the largest:")
    for path, size in sorted(sizes.items(), key=lambda pair: -pair[1])[:4]:
        print(f"    {path:<52}{size / 1e6:6.2f} MB")


def main() -> None:
    """Build a made-up library and measure its explorer."""
    ask = argparse.ArgumentParser(description=main.__doc__)
    ask.add_argument("--papers", type=int, default=10_000)
    count = ask.parse_args().papers
    with library(count) as root:
        build(root)
        report(root, count)


if __name__ == "__main__":
    main()
