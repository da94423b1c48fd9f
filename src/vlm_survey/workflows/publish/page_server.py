"""A server that reloads a page in the browser when that page, or a file that it loads, was written again."""

from __future__ import annotations

import posixpath
import re
import time
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

from mkdocs.livereload import LiveReloadServer

_POLL = re.compile(r"/livereload/(?P<epoch>\d+)/\d+")
"""The address that the script of MkDocs in each page asks: with the time of the page, and an arbitrary number."""

_LOADED = re.compile(r"""(?:src|href)=["']?([^"'\s>?#]+\.(?:js|css|svg))\b""")
"""The files that a page loads; a page that it links, or a file for download, is none of them."""


class PageServer(LiveReloadServer):
    """The live-reloading server of MkDocs, but other pages stay as they are, and requests are answered during a build.

    MkDocs counts builds and reloads all pages after each. Here each written file has a time of its own.
    """

    def __init__(self, builder: Callable[[], None], *, port: int, root: Path) -> None:
        """Prepare to serve the files below `root` on the loopback address; `builder` is called after an edit."""

        def build() -> None:
            self._tell()  # from here on requests do not wait for the end of the build
            builder()

        super().__init__(build, host="127.0.0.1", port=port, root=str(root))
        self._site = root
        self._written: dict[str, int] = {}
        self._open: Counter[str] = Counter()

    def show(self, path: str) -> None:
        """Reload the pages that show the file at `path`, which was just written. Paths are below the root."""
        self._tell(path)

    def open_pages(self) -> frozenset[str]:
        """Return the pages that browsers show now, as folders below the root: "papers/key/", "" for the first page."""
        with self._epoch_cond:
            return frozenset(page.removesuffix("index.html") for page, browsers in self._open.items() if browsers)

    def _tell(self, path: str | None = None) -> None:
        with self._epoch_cond:
            now = max(round(time.monotonic() * 1000), self._visible_epoch + 1)
            self._visible_epoch = self._wanted_epoch = now
            if path is not None:
                self._written[path] = now
            self._epoch_cond.notify_all()

    def _serve_request(self, environ: Any, start_response: Any) -> Iterable[bytes] | None:
        poll, page = _POLL.fullmatch(environ["PATH_INFO"]), _page(environ.get("HTTP_REFERER", ""))
        if not poll:
            return super()._serve_request(environ, start_response)
        epoch = int(poll["epoch"])
        loaded = self._loaded_by(page)

        def is_new() -> bool:
            return any(self._written.get(path, 0) > epoch for path in loaded)

        with self._epoch_cond:
            self._open[page] += 1
            is_newer = self._epoch_cond.wait_for(is_new, timeout=self.poll_response_timeout)
            self._open[page] -= 1
            newest = self._visible_epoch if is_newer else epoch
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [b"%d" % newest]

    def _loaded_by(self, page: str) -> set[str]:
        """Return the path of a page, and those of the scripts, styles and drawings that its HTML names."""
        file = self._site / page
        addresses = _LOADED.findall(file.read_text(encoding="utf-8", errors="replace")) if file.is_file() else []
        folder = PurePosixPath("/", page).parent
        return {
            page,
            *(posixpath.normpath(folder / address).lstrip("/") for address in addresses if ":" not in address),
        }


def _page(address: str) -> str:
    """Return the path of the file that is shown at `address`."""
    path = posixpath.normpath("/" + unquote(urlsplit(address).path)).lstrip("/")
    return path if PurePosixPath(path).suffix == ".html" else posixpath.join(path, "index.html")
