"""A page of a listing: what a service says appeared on one day, some papers at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from vlm_survey.errors import BadReply, NotFound
from vlm_survey.services.answer import Answer

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Page:
    """The papers of one page, where the next page begins (None after the last one), and entries that could not be read."""

    answers: tuple[Answer, ...] = ()
    next: int | None = None
    damaged: int = 0


def page(entries: Iterable[T], read: Callable[[T], Answer], start: int, total: int) -> Page:
    """The page of `entries` that begins at `start` of `total`. An entry that cannot be read is counted and passed over.

    Raises BadReply for an empty page before the end, which would otherwise look like a day on which nothing appeared.
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
    """The number in `text`. Raises BadReply for anything else: without it nobody knows whether a page is the last one."""
    if text is None or not text.strip().isascii() or not text.strip().isdigit() or len(text.strip()) > 9:
        raise BadReply("no count of results", repair="Try again later")
    return int(text)
