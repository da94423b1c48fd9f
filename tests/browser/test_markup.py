"""Pages of the real records hold valid HTML: hand-written ones and chapters all, of the others some."""

from __future__ import annotations

from tests.markup import faults

EVERY = 60
"""One of so many pages that are made of records is looked at."""


def test_no_page_has_a_fault(built):
    pages = sorted(built.rglob("*.html"))
    written = [page for page in pages if page.relative_to(built).parts[0] in ("survey", "about", "contribute")]
    overviews = [page for page in pages if len(page.relative_to(built).parts) <= 2]
    some = {*written, *overviews, *pages[::EVERY]}
    found = [
        f"{page.relative_to(built)}:{fault}"
        for page in sorted(some)
        for fault in faults(page.read_text(encoding="utf-8"))
    ]
    assert len(some) > 60
    assert found == []
