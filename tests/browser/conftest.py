"""A real Chromium on the real website: built once, served below a path from this machine, watched for faults while tested."""

from __future__ import annotations

import os
import shutil
import threading
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from filelock import FileLock
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, expect, sync_playwright
from tests.browser.asking import Answers
from tests.browser.chromium import FLAGS, find
from tests.browser.sample import sample_library
from tests.browser.waiting import LONGEST

from vlm_survey import read_survey
from vlm_survey.citations import references
from vlm_survey.workflows.publish.build import REFERENCES, Built, build_site
from vlm_survey.workflows.publish.manifest import Manifest
from vlm_survey.workflows.publish.mkdocs import render_pages
from vlm_survey.workflows.publish.offline import build_offline

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from vlm_survey import Survey
    from vlm_survey.citations import References

REPOSITORY = Path(__file__).parents[2]
GIVEN = os.environ.get("VLM_SURVEY_LIBRARY")
"""Whose records are shown: those of the library that the environment names, else a part of this repository's."""
WIDE = {"width": 1440, "height": 900}
"""The size of a window, unless a test asks for another."""
BELOW = "/below/a/path/"
"""The website is served here, so that a link which only works at the root of a server is noticed."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder as a browser test."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@dataclass
class Watch:
    """What a page must not do: write errors to its console, throw, ask another host, or get no answer from its own."""

    errors: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)

    def on(self, page: Page) -> None:
        for event, heard in self._events():
            page.on(event, heard)

    def off(self, page: Page) -> None:
        for event, heard in self._events():
            page.remove_listener(event, heard)

    def _events(self) -> tuple[tuple[Any, Callable[[Any], None]], ...]:
        return ("console", self._said), ("pageerror", self._thrown), ("request", self._asked)

    def _thrown(self, error: object) -> None:
        self.errors.append(str(error))

    def _said(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.errors.append(f"{message.text} ({message.location.get('url')})")

    def _asked(self, request: Request) -> None:
        if not request.url.startswith(("http://127.0.0.1:", "data:", "blob:", "file:", "about:")):
            self.foreign.append(request.url)


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all processes of this test run share."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="session")
def shown(shared: Path) -> Path:
    """The folder of the records that the website shows; nothing is written to it."""
    if GIVEN:
        return Path(GIVEN).resolve()
    root = shared / "library"
    _once(root, lambda: sample_library(REPOSITORY, read_survey(REPOSITORY), root))
    return root


@pytest.fixture(scope="session")
def survey(shown: Path) -> Survey:
    """The records that the website shows."""
    return read_survey(shown)


@pytest.fixture(scope="session")
def library_references(shared: Path, survey: Survey) -> References:
    """The references of these records, formatted once; what a build of this repository has formatted is used."""
    folder = shared / "references"
    _once(
        folder,
        lambda: (
            shutil.copytree(REPOSITORY / REFERENCES, folder) if (REPOSITORY / REFERENCES).is_dir() else folder.mkdir()
        ),
    )
    with FileLock(folder.with_suffix(".lock")):
        return references(survey, folder)


@pytest.fixture(scope="session")
def built(
    shared: Path, shown: Path, survey: Survey, library_references: References, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The folder of the website, built once, by the process that asks first."""
    root = shared / "website"

    def build() -> None:
        root.mkdir()
        for part in shown.iterdir():
            if part.suffix == ".yaml" or part.name == "mkdocs.yml" or part.name in ("papers", "docs", "templates"):
                (root / part.name).symlink_to(part)
        pages = render_pages(root, tmp_path_factory.mktemp("pages"), survey)
        build_site(Built(), root, Manifest(root, remember=False), survey, pages, library_references)

    _once(root, build)
    return root / "build" / "site"


@pytest.fixture(scope="session")
def offline(built: Path) -> Path:
    """The folder of the offline copy."""
    _once(built.parent / "offline", lambda: build_offline(built.parents[1]))
    return built.parent / "offline"


def _once(folder: Path, make: Callable[[], object]) -> None:
    """Let `make` make `folder`, unless another process of this test run has done so; wait while one does."""
    done = folder.with_suffix(".done")
    with FileLock(folder.with_suffix(".lock")):
        if not done.exists():
            shutil.rmtree(folder, ignore_errors=True)
            make()
            done.touch()


@pytest.fixture(scope="session")
def server(built: Path) -> Iterator[str]:
    """A server of the website at its root; gives "http://127.0.0.1:PORT"."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(built))) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()


@pytest.fixture(scope="session")
def site(server: str) -> str:
    """Where the website is served, below a path, with a closing slash."""
    return server + BELOW


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests."""
    expect.set_options(timeout=LONGEST)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=find(), args=FLAGS)
        yield running
        running.close()


@pytest.fixture
def watch() -> Iterator[Watch]:
    """What the pages of this test did wrong; the test fails at its end when there is anything."""
    found = Watch()
    yield found
    assert found.errors == []
    assert found.foreign == []


@pytest.fixture
def open_page(browser: Browser, watch: Watch) -> Iterator[Callable[..., Page]]:
    """Opens a watched page in a new context; keywords are those of Playwright's `new_context`."""
    contexts = []

    def open_page(address: str, **how: object) -> Page:
        page = _new_page(browser, how)
        contexts.append(page.context)
        watch.on(page)
        page.goto(address)
        return page

    yield open_page
    for context in contexts:
        context.close()


def _new_page(browser: Browser, how: dict[str, object]) -> Page:
    return browser.new_context(**{"viewport": WIDE, "reduced_motion": "reduce", **how}).new_page()


@pytest.fixture(scope="session")
def windows(browser: Browser) -> Iterator[dict[str, Page]]:  # noqa: ARG001 - they are closed before it is
    """The windows that tests share, by the keywords that they were opened with."""
    opened: dict[str, Page] = {}
    yield opened
    for page in opened.values():
        page.context.close()


@pytest.fixture
def look_at(browser: Browser, windows: dict[str, Page], watch: Watch) -> Iterator[Callable[..., Page]]:
    """Opens a watched page in a window that tests share, for tests that only look; keywords as for `open_page`.

    A page takes a third of the time there that it takes in a new context.
    """
    used: list[Page] = []

    def look_at(address: str, **how: object) -> Page:
        if (name := str(how)) not in windows:
            windows[name] = _new_page(browser, how)
        page = windows[name]
        if page not in used:
            used.append(page)
            watch.on(page)
        page.goto(address)
        return page

    yield look_at
    for page in used:
        page.goto("about:blank")
        watch.off(page)


@pytest.fixture
def page(open_page: Callable[..., Page]) -> Page:
    """A watched, empty page."""
    return open_page("about:blank")


class _Quiet(SimpleHTTPRequestHandler):
    """Serves the folder at the root and below BELOW, and says nothing."""

    def translate_path(self, path: str) -> str:
        return super().translate_path("/" + path.removeprefix(BELOW) if path.startswith(BELOW) else path)

    def log_message(self, *_words: object) -> None:
        pass


@pytest.fixture(scope="session")
def answers(survey: Survey) -> Answers:
    return Answers(survey)


@pytest.fixture
def explorer(open_page, site):
    """Opens the explorer at a query string and waits until all of its data is there."""

    def explorer(search: str = "", **how) -> Page:
        page = open_page(f"{site}explore/{search}", **how)
        page.wait_for_selector("#explorer[data-ready]", state="attached")
        page.locator("#vx-q").dispatch_event("focus")
        page.wait_for_selector("#explorer[data-complete]", state="attached")
        return page

    return explorer
