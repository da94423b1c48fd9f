"""What an export format is: an entry for each paper, and what stands around and between the entries."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from vlm_survey.model import Paper
from vlm_survey.survey import Survey


@dataclass(frozen=True, slots=True)
class Frame:
    """The text of a file around its entries; `empty` is the whole file of no papers, by default head and tail."""

    head: str = ""
    between: str = ""
    tail: str = ""
    empty: str | None = None

    def around(self, entries: Sequence[str]) -> str:
        """Return the text of a file that holds `entries` in the order given."""
        if not entries and self.empty is not None:
            return self.empty
        return self.head + self.between.join(entries) + self.tail


@dataclass(frozen=True, slots=True)
class Format:
    """One export format: everything that the command, the website and its scripts need to know of it.

    `id` is its name for the command and in addresses, `label` its name for people, `ending` the end of a file's name,
    `use` what it is good for. With `each`, every paper and every term has a file of its own in this format.
    """

    id: str
    label: str
    ending: str
    media_type: str
    use: str
    entry: Callable[[Survey, Paper], str]
    frame: Callable[[Survey], Frame]
    each: bool = False

    @property
    def file(self) -> str:
        """The name of the file that holds many papers."""
        return f"papers.{self.ending}"

    def entries(self, survey: Survey, papers: Iterable[Paper]) -> dict[str, str]:
        """Return the entry of each of `papers` by key, in the order given."""
        return {paper.key: self.entry(survey, paper) for paper in papers}

    def write(self, survey: Survey, papers: Iterable[Paper]) -> str:
        """Return the text of a file that holds `papers` in the order given. It ends in one newline, or is empty."""
        return self.frame(survey).around(list(self.entries(survey, papers).values()))
