"""Define an export format: an entry for each paper, and the text around and between entries."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO

from vlm_survey.model import Paper
from vlm_survey.survey import Survey


def to_json(value: object) -> str:
    """Return `value` as JSON on one line, without spaces between its parts."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


@dataclass(frozen=True, slots=True)
class Frame:
    """The text of a file around its entries; `empty` is the whole file without papers, by default head and tail."""

    head: str = ""
    between: str = ""
    tail: str = ""
    empty: str | None = None

    def around(self, entries: Sequence[str]) -> str:
        """Return the text of a file with `entries` in the given order."""
        if not entries and self.empty is not None:
            return self.empty
        return self.head + self.between.join(entries) + self.tail

    def encoded(self, entries: Sequence[str]) -> bytes:
        """Return the text of `around` in UTF-8, of which there is one copy in memory and no text."""
        if not entries:
            return self.around(entries).encode()
        whole, between = BytesIO(), self.between.encode()
        whole.write(self.head.encode())
        for number, entry in enumerate(entries):
            whole.write(between if number else b"")
            whole.write(entry.encode())
        whole.write(self.tail.encode())
        return whole.getvalue()


@dataclass(frozen=True, slots=True)
class Format:
    """An export format, as the command, the website and its scripts need it.

    `id` is its name in the command and in addresses, `label` its name for people, `ending` the file name extension,
    `use` its purpose. With `each`, every paper and every term has its own file in this format. `comment` begins a line
    that readers of the format skip; empty if the format has no comments.
    """

    id: str
    label: str
    ending: str
    media_type: str
    use: str
    entry: Callable[[Survey, Paper], str]
    frame: Callable[[Survey], Frame]
    each: bool = False
    comment: str = ""

    @property
    def file(self) -> str:
        """The name of the file with many papers."""
        return f"papers.{self.ending}"

    def entries(self, survey: Survey, papers: Iterable[Paper]) -> dict[str, str]:
        """Return the entry of each paper by key, in the given order."""
        return {paper.key: self.entry(survey, paper) for paper in papers}

    def write(self, survey: Survey, papers: Iterable[Paper]) -> str:
        """Return the text of a file with `papers` in the given order. It ends in one newline, or is empty."""
        return self.frame(survey).around(list(self.entries(survey, papers).values()))
