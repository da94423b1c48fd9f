"""A server on this machine that stands in for the services: it serves the replies written for the tests, or misbehaves."""

from __future__ import annotations

import json
import re
import threading
import time
from collections import defaultdict
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from vlm_survey.services.http.client import Web
from vlm_survey.services.http.service import Settings
from vlm_survey.services.http.throttle import Clock

REPLIES = Path(__file__).parent / "replies"
SERVICES = (
    "arxiv",
    "crossref",
    "datacite",
    "openalex",
    "pubmed",
    "acl",
    "openreview",
    "openreview_first",
    "semanticscholar",
    "github",
    "huggingface",
    "link",
)
JSON, ATOM, XML, PLAIN, HTML = "application/json", "application/atom+xml", "text/xml", "text/plain", "text/html"


@dataclass
class Say:
    """One reply. `cut` promises more bytes than it sends; `slow` is waited before the body."""

    body: bytes = b""
    kind: str | None = JSON
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    slow: float = 0.0
    cut: bool = False


class Waiting(Clock):
    """A clock that does not wait: sleeping moves it on."""

    def __init__(self, start: float = 1_790_000_000.0) -> None:
        self.time = start
        self.slept: list[float] = []

    def now(self) -> float:
        return self.time

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.time += seconds


class _Quiet(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_request: object) -> None:
        """Say nothing: that a client hangs up is what some tests are about."""


class FakeServices:
    """All services behind one port, each below its own path; what is not told otherwise comes from tests/replies."""

    def __init__(self) -> None:
        self.told: dict[str, list[Say]] = defaultdict(list)
        self.seen: list[tuple[str, dict[str, str]]] = []
        self._server = _Quiet(("127.0.0.1", 0), self._handler())
        self.base = f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> FakeServices:
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    @property
    def environ(self) -> dict[str, str]:
        return {f"VLM_SURVEY_{name.upper()}_URL": f"{self.base}/{name}" for name in SERVICES}

    @property
    def paths(self) -> list[str]:
        return [path for path, _headers in self.seen]

    def say(self, path: str, *replies: Say) -> None:
        """Answer requests for `path` (query left out) with `replies`, the last of them for ever."""
        self.told[path] += replies

    def web(self, clock: Clock | None = None, *, cache=None, **settings) -> Web:
        environ = {**self.environ, **settings.pop("environ", {})}
        return Web(
            Settings("vlm-survey/test (+https://example.org)", environ, **settings), cache, clock=clock or Waiting()
        )

    def reply(self, path: str, query: dict[str, list[str]]) -> Say:
        waiting = self.told.get(path)
        if waiting:
            return waiting.pop(0) if len(waiting) > 1 else waiting[0]
        return recorded(path, query)

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        fake_services = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:  # noqa: N802  the name that http.server calls
                parts = urlsplit(self.path)
                fake_services.seen.append((self.path, dict(self.headers.items())))
                say = fake_services.reply(unquote(parts.path), parse_qs(parts.query))
                self.send_response(say.status)
                for name, value in say.headers.items():
                    self.send_header(name, value)
                if say.kind:
                    self.send_header("Content-Type", say.kind)
                if "Content-Length" not in say.headers:
                    self.send_header("Content-Length", str(len(say.body) + (1000 if say.cut else 0)))
                self.end_headers()
                time.sleep(say.slow)
                self.wfile.write(say.body)

            def log_message(self, *_args: object) -> None:
                """Say nothing."""

        return Handler


def recorded(path: str, query: dict[str, list[str]]) -> Say:
    """What a service says by nature: the file written for what is asked, or that it knows nothing of it."""
    service, _, rest = path.removeprefix("/").partition("/")
    if service == "arxiv":
        return _arxiv(query.get("id_list", [""])[0])
    if service == "pubmed":
        return Say(_file("pubmed", f"{query['id'][0]}.xml") or _file("pubmed", "empty.xml") or b"", XML)
    if service in ("openreview", "openreview_first"):
        found = _file("openreview", f"{query['id'][0]}.json") if service == "openreview" else None
        return Say(found or b'{"notes": [], "count": 0}')
    if service == "huggingface":
        return Say(_file("huggingface", f"{query['filter'][0].removeprefix('arxiv:')}.json") or b"[]")
    if service == "openalex" and "select" in query:
        return _works(query)
    if service == "link":
        return Say(b"<!doctype html><title>A page</title>", HTML)
    name = rest.removeprefix("repos/").removeprefix("works/").removeprefix("dois/").removeprefix("doi:")
    if service == "acl":
        found = _file("acl", name)
        return Say(found, "application/x-bibtex") if found else Say(b"not found", HTML, 404)
    found = _file(service, f"{name}.json")
    return Say(found) if found else Say(b"Resource not found.", PLAIN, 404)


def _works(query: dict[str, list[str]]) -> Say:
    """Those of the recorded works that a list of filters names, with the fields that a list of works has."""
    kind, _, values = query["filter"][0].partition(":")
    name = "names.json" if kind == "openalex" else "works.json"
    whole = json.loads(_file("openalex-citations", name) or b"{}")
    wanted = {value.lower() for value in values.split("|")}
    whole["results"] = [work for work in whole["results"] if wanted & _names(kind, work)]
    return Say(json.dumps(whole).encode())


def _names(kind: str, work: dict[str, Any]) -> set[str]:
    value = work["id"] if kind == "openalex" else work["doi"] if kind == "doi" else work["ids"].get(kind, "")
    return {re.sub(r"^https://[a-z.]+/", "", value.lower())} if value else set()


def _arxiv(ids: str) -> Say:
    if ids == "abc":
        return Say(_file("arxiv", "abc.atom.xml") or b"", ATOM, 400)
    return Say(_file("arxiv", f"{ids}.atom.xml") or _file("arxiv", "unknown.atom.xml") or b"", ATOM)


def _file(service: str, name: str) -> bytes | None:
    path = REPLIES / service / name.replace("/", "_")
    return path.read_bytes() if path.is_file() else None
