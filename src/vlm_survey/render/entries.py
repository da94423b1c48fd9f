"""Define an entry: one line for a paper in a list."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, NamedTuple

from markupsafe import Markup

from vlm_survey.model import Paper
from vlm_survey.survey import newest_published


class Entry(NamedTuple):
    """A paper in a list. What it shows is computed when it is asked for: many entries are only counted."""

    paper: Paper

    @property
    def key(self) -> str:
        """The key of the paper."""
        return self.paper.key

    @property
    def page(self) -> str:
        """The paper's page, below the site's root."""
        return f"papers/{self.paper.key}/"

    @property
    def title(self) -> str:
        """The title."""
        return self.paper.title

    @property
    def byline(self) -> str:
        """The family names of the authors."""
        return byline(self.paper)

    @property
    def place(self) -> str:
        """Venue and year."""
        return venue_and_year(self.paper)

    @property
    def code(self) -> str | None:
        """The address of the code, None where it is not known."""
        return self.paper.links.code

    @property
    def summary(self) -> str | None:
        """The summary, None where there is none."""
        return self.paper.summary

    @property
    def provisional(self) -> bool:
        """Whether the tags are based on the title only."""
        return not self.paper.read

    @property
    def adjacent(self) -> bool:
        """Whether the paper is related to the subject but not part of it."""
        return self.paper.scope == "adjacent"

    @property
    def retracted(self) -> str | None:
        """The words "retracted" or "withdrawn" if the paper was, None otherwise."""
        return self.paper.retracted.what if self.paper.retracted else None


class EntryLines:
    """The entries of lists as lines of HTML; each is rendered once, because a paper stands in many lists."""

    def __init__(self, macros: Callable[[], Any]) -> None:
        """Prepare the lines. `macros` gives the module of macros, of which `entry_line` is used."""
        self._macros = macros
        self._known: dict[str, str] = {}

    def __call__(self, entries: Iterable[Entry], root: str) -> Markup:
        """Return the lines of `entries` without summaries, for a page with the path `root` to the root of the website."""
        lines = "".join(map(self._line, entries))
        return Markup(lines.replace(_ROOT, root))  # noqa: S704 - the template has escaped all values

    def _line(self, entry: Entry) -> str:
        key = entry.paper.key
        if key not in self._known:
            self._known[key] = str(self._macros().entry_line(entry, _ROOT))
        return self._known[key]


_ROOT = "\0"
"""What stands for the path to the root in a line that several pages share; no text in a YAML file has this character."""

UNFOLDED = 60
"""The maximum length of a list that is shown in full; a longer one shows the first papers of each year and folds the rest."""
FIRST = 8
"""The number of papers of a year that a folded list shows."""
SPARED = 4
"""The minimum number of papers in a fold; a smaller fold would save no space."""

PAGED = 200
"""The maximum length of a list that is one page; in a longer one each year has a page of its own in place of a fold."""


@dataclass(frozen=True, slots=True)
class Year:
    """The entries of one year; `label` is "Undated" if the year is unknown, `anchor` is its id.

    `shown` is the number of entries before the fold. `page` is the address of the page with all its papers, relative to
    the list; empty if the list itself has them all.
    """

    label: str
    anchor: str
    entries: tuple[Entry, ...]
    shown: int
    page: str = ""

    @property
    def first(self) -> tuple[Entry, ...]:
        """The entries before the fold."""
        return self.entries[: self.shown]

    @property
    def here(self) -> tuple[Entry, ...]:
        """The entries on the page of the list, in a fold or not."""
        return self.first if self.page else self.entries

    @property
    def rest(self) -> tuple[Entry, ...]:
        """The entries in the fold, which opens without a script, or only on the page of the year."""
        return self.entries[self.shown :]


def entry(paper: Paper) -> Entry:
    """Return the entry of `paper`."""
    return Entry(paper)


def byline(paper: Paper) -> str:
    """Return family names: "Li", "Li and Wong" or "Li et al."; empty if no author is known."""
    names = [author.family for author in paper.authors[:2]]
    cut = len(paper.authors) > 2 or (names and paper.more_authors)
    return f"{names[0]} et al." if cut else " and ".join(names)


def venue_and_year(paper: Paper) -> str:
    """Return venue and year, as far as known: "NeurIPS 2023"."""
    return " ".join(str(part) for part in (paper.venue, paper.year) if part)


def by_year(papers: Iterable[Paper]) -> list[Year]:
    """Group `papers` as entries by year, newest first, undated last; long lists are folded, longer ones have pages of years."""
    return years_of(newest_published(papers))


def years_of(newest: Sequence[Paper]) -> list[Year]:
    """Group papers as `by_year` does; `newest` is sorted by `newest_published`."""
    groups = groupby(newest, key=lambda paper: paper.year)
    return [_year(year, [entry(paper) for paper in group], len(newest)) for year, group in groups]


def _year(year: int | None, entries: Sequence[Entry], listed: int) -> Year:
    folded = listed > UNFOLDED and len(entries) >= FIRST + SPARED
    name = str(year or "undated")
    page = f"{name}/" if folded and listed > PAGED else ""
    return Year(name.capitalize(), f"y{name}", tuple(entries), FIRST if folded else len(entries), page)
