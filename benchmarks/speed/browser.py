"""What readers wait for in a real Chromium: explorer, search in the header, map; and the bytes before the explorer's first use.

Every figure is of a new browser context with an empty cache, and ends when the next frame was drawn.
"""

from __future__ import annotations

import gzip
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from benchmarks.speed.commands import CommandFailed
from benchmarks.speed.samples import Samples

TIMES = 5
BARE = "bare.html"
_BARE_PAGE = """<!doctype html><title>bare</title>
<script src="assets/data/papers.js"></script><script src="assets/data/names.js"></script><p id="there">
"""
_READY, _COMPLETE = "#explorer[data-ready]", "#explorer[data-complete]"
_PATIENCE = 60_000
_HELP = """
globalThis.until = (test, started) => new Promise((done, refuse) => {
  const look = () => {
    if (test()) requestAnimationFrame(() => setTimeout(() => done(performance.now() - started)));
    else if (performance.now() - started > 60000) refuse(new Error("nothing happened within a minute"));
    else setTimeout(look, 1);
  };
  look();
});
globalThis.typed = (input, shown, words) => {
  const field = document.getElementById(input), place = document.getElementById(shown), before = place.textContent;
  const started = performance.now();
  field.focus();
  field.value = words;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  return until(() => place.textContent !== before && place.textContent.trim(), started);
};
globalThis.chosen = (term) => {
  const found = document.getElementById("vx-found"), before = found.textContent, started = performance.now();
  document.querySelector(`[data-kind="term"][data-value="${term}"] input`).click();
  return until(() => found.textContent !== before, started);
};
"""
_SHOWN = "(selector) => until(() => document.querySelector(selector), 0)"
_FILES = """async (selector) => {
  const ready = await until(() => document.querySelector(selector), 0);
  const files = performance.getEntriesByType("resource").filter((one) => one.startTime < ready);
  return [location.href, ...files.map((one) => one.name)];
}"""
_EXPLORER = "typed('vx-q', 'vx-found', '{}')"
_HEADER = "typed('vs-search', 'vs-search-list', '{}')"


def measure_browser(site: Path, name: str, samples: Samples, say: Callable[[str], None]) -> None:
    """Measure the website in `site` in milliseconds; raises CommandFailed where something is not found on a page."""
    from playwright.sync_api import Error, sync_playwright  # noqa: PLC0415
    from tests.browser.chromium import find  # noqa: PLC0415

    with sync_playwright() as playwright, served(site) as address:
        browser = playwright.chromium.launch(executable_path=find(), args=["--no-sandbox"])
        try:
            samples.add(name, "bytes before first use", sum(first_bytes(browser, site, address).values()))
            for what, path, acts in _plan(site):
                for _ in range(TIMES):
                    samples.add(name, what, _measured(browser, address + path, acts))
                say(f"{what}: {sorted(samples.values(name, what))[TIMES // 2]:.0f} ms")
        except Error as error:
            raise CommandFailed(f"in the browser, {what}: {error.message.splitlines()[0]}") from error
        finally:
            browser.close()
            (site / BARE).unlink(missing_ok=True)


def _plan(site: Path) -> list[tuple[str, str, list[str]]]:
    """Return what is measured: its name, the page, and either a selector to appear or actions, the last of them measured."""
    (site / BARE).write_text(_BARE_PAGE, encoding="utf-8")
    return [
        ("bare page", BARE, ["#there"]),
        ("explorer usable", "explore/", [_READY]),
        ("filter", "explore/", ["chosen('segmentation')"]),
        ("second filter", "explore/", ["chosen('ct')", "chosen('segmentation')"]),
        ("explorer search", "explore/", [_EXPLORER.format("grounded"), _EXPLORER.format("report retrieval")]),
        ("header search, first", "about/", [_HEADER.format("report")]),
        ("header search", "about/", [_HEADER.format("report"), _HEADER.format("grounded al")]),
        ("map", "map/?rows=learning&cols=modality", ['tbody th a[href^="../learning/"]']),
    ]


def first_bytes(browser: Any, site: Path, address: str) -> dict[str, int]:
    """Return the gzipped bytes of every file that the explorer asks for before it can be used, by path."""
    with _opened(browser, address + "explore/") as page:
        before = page.evaluate(_FILES, _READY)
    paths = (urlsplit(url).path.lstrip("/") for url in before)
    files = {path: site / path / "index.html" if path.endswith("/") else site / path for path in paths}
    return {path: len(gzip.compress(file.read_bytes(), 6)) for path, file in files.items() if file.is_file()}


def _measured(browser: Any, address: str, acts: list[str]) -> float:
    with _opened(browser, address) as page:
        if not acts[0].endswith(")"):
            return float(page.evaluate(_SHOWN, acts[0]))
        page.wait_for_load_state("networkidle")
        if page.locator("#explorer").count():
            _come_to(page)
        for act in acts[:-1]:
            page.evaluate(act)
            page.wait_for_load_state("networkidle")
        return float(page.evaluate(acts[-1]))


@contextmanager
def _opened(browser: Any, address: str) -> Iterator[Any]:
    """Open the page in a context of its own, so that nothing is in a cache."""
    context = browser.new_context()
    context.set_default_timeout(_PATIENCE)
    context.add_init_script(_HELP)
    page = context.new_page()
    page.goto(address, wait_until="commit")
    yield page
    context.close()


def _come_to(page: Any) -> None:
    """Move on the explorer as a reader does, and wait for what it loads then."""
    page.wait_for_selector(_READY, state="attached")
    page.mouse.move(200, 200)
    page.wait_for_selector(_COMPLETE, state="attached")


@contextmanager
def served(site: Path) -> Iterator[str]:
    """Serve `site` on this machine and give the address, with a closing slash."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(site))) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_port}/"
        running.shutdown()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_words: object) -> None:
        """Say nothing."""
