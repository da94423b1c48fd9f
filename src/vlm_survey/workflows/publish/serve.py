"""Serve the website while editing: build it after each edit, and reload the pages that changed."""

from __future__ import annotations

import gc
from collections.abc import Callable
from pathlib import Path

from vlm_survey.errors import SurveyError
from vlm_survey.store import record_folders
from vlm_survey.store.parse_cache import ParseCache
from vlm_survey.workflows.publish.build import build
from vlm_survey.workflows.publish.page_server import PageServer

WATCHED = (
    *(folder for folder in record_folders() if not folder.startswith("docs/")),
    "templates",
    "docs",
    "taxonomy.yaml",
    "venues.yaml",
    "lists.yaml",
    "exclusions.yaml",
    "harvest",
    "people.yaml",
    "glossary.yaml",
    "metrics.yaml",
    "reading-paths.yaml",
    "searches.yaml",
    "mkdocs.yml",
)


def free_last_build() -> None:
    """Free what the last build held: it is in cycles, and `build` told the garbage collector to skip it."""
    gc.unfreeze()
    gc.collect()


def serve(root: Path, *, port: int, say: Callable[[str], None]) -> None:
    """Build and serve build/site on the loopback address until interrupted.

    After an edit, the pages that browsers show are made first, and a page is reloaded as soon as it is written; the build
    goes on meanwhile. Records are kept in memory. After an edit with an error, report it and wait for the next edit.
    """
    cache = ParseCache(root)

    def rebuild() -> None:
        try:
            build(root, say=say, written=server.show, remember=True, cache=cache, pages_first=server.open_pages())
        except SurveyError as error:
            say(f"not built: {error}")
        finally:
            free_last_build()

    build(root, say=say, remember=True, cache=cache)
    free_last_build()
    server = PageServer(rebuild, port=port, root=root / "build" / "site")
    for name in WATCHED:
        if (root / name).exists():
            server.watch(str(root / name))
    say(f"http://127.0.0.1:{port}/ (stop with Ctrl+C)")
    try:
        server.serve()  # type: ignore[no-untyped-call]
    except KeyboardInterrupt:
        server.shutdown()
