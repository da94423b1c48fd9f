"""Define a part of the website: pages and files that are made together, and not made again if they would be the same."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

from vlm_survey.render.pages.page import Page
from vlm_survey.render.sums import sum_of


class PartOutput(NamedTuple):
    """The output of a part: the paths of its files, and the day of each of its pages for the sitemap."""

    files: list[str]
    days: dict[str, dt.date | None]


class BuildMemory(Protocol):
    """The results of the last build, and those of this build for the next one."""

    def reuse(self, name: str, made_of: str) -> PartOutput | None:
        """Return the output of the part `name` from the last build if content and files have not changed; else None."""

    def store(self, name: str, made_of: str, output: PartOutput) -> None:
        """Record the output of the part `name`, whose files were written."""

    def cached_value(self, name: str, made_of: str, make: Callable[[], Mapping[str, Any]]) -> Mapping[str, Any]:
        """Return `make()` (plain JSON values), or its result in the last build if `made_of` has not changed."""

    def cached_texts(self, name: str, made_of: Mapping[str, str], make: Callable[[str], str]) -> Mapping[str, str]:
        """Return `make(key)` for each key, or its result in the last build if `made_of` of the key has not changed."""


@dataclass(frozen=True, slots=True)
class Part:
    """Pages and files that are made together; `name` is the path of the page, `made_of` gives the sum of all that they show."""

    name: str
    made_of: Callable[[], str]
    pages: Callable[[], Iterable[Page]] = tuple
    files: Callable[[], Iterable[tuple[str, str]]] = tuple


def first_of(parts: Iterable[Part], wanted: Collection[str]) -> Iterator[Part]:
    """Yield the parts named in `wanted` first, then the others in their order. Parts are taken only as far as necessary."""
    later, stream, left = [], iter(parts), len(wanted)
    while left and (part := next(stream, None)):
        if part.name in wanted:
            left -= 1
            yield part
        else:
            later.append(part)
    yield from later
    yield from stream


class PageContext(Protocol):
    """What pages share: templates, the shell, and the addresses of the website."""

    @property
    def site(self) -> str:
        """The address of the website."""

    @property
    def repository(self) -> str:
        """The address of the repository."""

    def template_sum(self, *templates: str) -> str:
        """Return the sum of `templates`, of all that they include, and of everything around a page."""

    def head(self, page: Page) -> str:
        """Return the lines for the head of `page`."""


def lazy_sum(*values: object) -> Callable[[], str]:
    """Return a function that returns the sum of `values`; of those that are functions, of all that they give when called."""

    def given() -> Iterator[object]:
        for value in values:
            yield from value() if callable(value) else (value,)

    return lambda: sum_of(*given())
