"""A server on this machine that answers as arXiv does, from a feed of weeks: python -m benchmarks.feed_server FEED [--port N].

FEED is a folder of `<year>-W<week>.jsonl` or `.jsonl.gz`, one paper a line: `id`, `title`, `authors`, `categories`, `date`,
`abstract`, `comment`. It understands what this project asks: `search_query` with `cat:` and `submittedDate:[... TO ...]`,
`id_list`, `start` and `max_results`; replies are Atom, sorted by date and identifier. Set VLM_SURVEY_ARXIV_URL to the
address that it prints.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import threading
from collections.abc import Iterable, Iterator, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit
from xml.sax.saxutils import escape

_HEAD = """<?xml version='1.0' encoding='UTF-8'?>
<feed xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/" xmlns:arxiv="http://arxiv.org/schemas/atom" \
xmlns="http://www.w3.org/2005/Atom">
  <id>http://arxiv.org/api/replay</id>
  <title>arXiv Query: replay</title>
  <opensearch:itemsPerPage>{count}</opensearch:itemsPerPage>
  <opensearch:totalResults>{total}</opensearch:totalResults>
  <opensearch:startIndex>{start}</opensearch:startIndex>
"""
_MOST = 2_000
Paper = Mapping[str, Any]


def main() -> None:
    """Serve a feed until it is stopped."""
    ask = argparse.ArgumentParser(description="Answer as arXiv does, from a feed of weeks.")
    ask.add_argument("feed", type=Path)
    ask.add_argument("--port", type=int, default=8765)
    given = ask.parse_args()
    with FeedServer(read_feed(given.feed), given.port) as server:
        print(f"export VLM_SURVEY_ARXIV_URL={server.base}", flush=True)
        threading.Event().wait()


def read_feed(folder: Path) -> list[Paper]:
    """The papers of all weeks in `folder`, each with its `week`; a paper that stands in two weeks is one of the first."""
    found: dict[str, Paper] = {}
    for path in sorted([*folder.glob("*.jsonl"), *folder.glob("*.jsonl.gz")]):
        with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8") as file:
            for line in file:
                row = json.loads(line)
                found.setdefault(row["id"], {**row, "week": path.name.partition(".")[0]})
    return list(found.values())


class FeedServer:
    """A server of a feed on a free port, as a context."""

    def __init__(self, papers: Iterable[Paper], port: int = 0) -> None:
        self.papers = sorted(papers, key=lambda paper: (paper["date"], paper["id"]))
        self.asked: list[str] = []
        self._server = ThreadingHTTPServer(("127.0.0.1", port), self._handler())
        self.base = f"http://127.0.0.1:{self._server.server_address[1]}/api"

    def __enter__(self) -> FeedServer:
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def reply(self, query: Mapping[str, str]) -> str:
        """The Atom feed that answers a query."""
        found = list(self._found(query))
        start, most = int(query.get("start", "0")), min(int(query.get("max_results", "10")), _MOST)
        page = found[start : start + most]
        head = _HEAD.format(count=len(page), total=len(found), start=start)
        return head + "".join(map(_entry, page)) + "</feed>\n"

    def _found(self, query: Mapping[str, str]) -> Iterator[Paper]:
        ids = [one for one in query.get("id_list", "").split(",") if one]
        asked = query.get("search_query", "")
        categories = set(re.findall(r"cat:([\w.-]+)", asked))
        days = re.search(r"submittedDate:\[(\d{8})\d* TO (\d{8})\d*\]", asked)
        for paper in self.papers:
            fits = paper["id"] in ids if ids else bool(asked)
            day = paper["date"].replace("-", "")
            fits = fits and (not categories or bool(categories & set(paper["categories"])))
            if fits and (not days or days.group(1) <= day <= days.group(2)):
                yield paper

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                server.asked.append(self.path)
                query = {name: values[0] for name, values in parse_qs(urlsplit(self.path).query).items()}
                body = server.reply(query).encode()
                self.send_response(200)
                self.send_header("Content-Type", "application/atom+xml; charset=utf-8")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_args: object) -> None:
                """Say nothing."""

        return Handler


def _entry(paper: Paper) -> str:
    comment = f"\n    <arxiv:comment>{escape(paper['comment'])}</arxiv:comment>" if paper.get("comment") else ""
    categories = "".join(f'\n    <category term="{escape(one)}"/>' for one in paper["categories"])
    authors = "".join(f"\n    <author><name>{escape(name)}</name></author>" for name in paper["authors"])
    return f"""  <entry>
    <id>http://arxiv.org/abs/{paper["id"]}v1</id>
    <title>{escape(paper["title"])}</title>
    <updated>{paper["date"]}T00:00:00Z</updated>
    <summary>{escape(paper["abstract"])}</summary>
    <published>{paper["date"]}T00:00:00Z</published>{comment}{categories}{authors}
  </entry>
"""


if __name__ == "__main__":
    main()
