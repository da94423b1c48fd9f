"""Define a page of a listing: some of the papers that appeared on one day."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from vlm_survey.errors import BadReply, NotFound
from vlm_survey.services.answer import Answer

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Page:
    """The papers of one page, the start of the next (None after the last), and the number of unreadable entries."""

    answers: tuple[Answer, ...] = ()
    next: int | None = None
    damaged: int = 0


def make_page(entries: Iterable[T], read: Callable[[T], Answer], start: int, total: int) -> Page:
    """Build the page of `entries` that begins at `start` of `total`. Unreadable entries are counted and skipped.

    Raises BadReply for an empty page before the end; otherwise it would look like a day without new papers.
    """
    answers, damaged, count = [], 0, 0
    for entry in entries:
        count += 1
        try:
            answers.append(read(entry))
        except (BadReply, NotFound):
            damaged += 1
    if not count and start < total:
        raise BadReply(f"an empty page, though it counts {total:,} papers", repair="Try again later")
    end = start + count
    return Page(tuple(answers), end if end < total else None, damaged)


def whole_number(text: str | None) -> int:
    """Parse the whole number in `text`.

    Raises BadReply otherwise: without the number the last page cannot be recognised.
    """
    if text is None or not text.strip().isascii() or not text.strip().isdigit() or len(text.strip()) > 9:
        raise BadReply("no count of results", repair="Try again later")
    return int(text)
