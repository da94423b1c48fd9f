"""Write the README's lines: one for each paper, with no address used twice in the README."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from vlm_survey.model import PARTICLES, Paper
from vlm_survey.render.entries import byline, entry, venue_and_year
from vlm_survey.render.markdown import group_digits, link, text

NOT_READ = "†"
UNKNOWN = "Authors, venue and year are not known yet"


@dataclass(frozen=True, slots=True)
class Line:
    """A paper's title as a link, and the text after it, ending in a full stop."""

    link: Markup
    about: Markup


@dataclass(frozen=True, slots=True)
class Fold:
    """The lines of one year; `open` if they are visible without a click."""

    label: str
    count: str
    open: bool
    lines: tuple[Line, ...]


class Lines:
    """The line of each paper, with or without authors, created on first use."""

    def __init__(self, targets: Targets, *, authors: bool) -> None:
        self._targets = targets
        self._authors = authors
        self._made: dict[str, Line] = {}

    def of(self, paper: Paper) -> Line:
        """Return the line of `paper`."""
        if paper.key not in self._made:
            self._made[paper.key] = line(paper, self._targets, authors=self._authors)
        return self._made[paper.key]


class Targets:
    """Assign link targets to titles and code links of papers, so that no address is used twice.

    Titles are assigned first, then calls of `take`, and code links last, in the order of the calls.
    """

    def __init__(self, papers: Sequence[Paper], site: str) -> None:
        self._taken: set[str] = set()
        self._codes: dict[str, str | None] = {}
        self.titles = {paper.key: self._title(paper, site) for paper in papers}

    def _title(self, paper: Paper, site: str) -> str:
        return paper.url if paper.url and self.take(paper.url) else site + entry(paper).page

    def take(self, url: str) -> bool:
        """Reserve `url`; return whether it was free."""
        same = url.removeprefix("https://").removeprefix("http://").rstrip("/")
        free = same not in self._taken
        self._taken.add(same)
        return free

    def code(self, paper: Paper) -> str | None:
        """Return the code address of `paper`, None if it is unknown or already used elsewhere."""
        if paper.key not in self._codes:
            code = paper.links.code
            self._codes[paper.key] = code if code and self.take(code) else None
        return self._codes[paper.key]


def line(paper: Paper, targets: Targets, *, authors: bool) -> Line:
    """Return `paper` as a line of the list."""
    parts = [text(part) for part in (_sentence(byline(paper)) if authors else "", venue_and_year(paper)) if part]
    if code := targets.code(paper):
        parts.append(link("code", code))
    if paper.retracted:
        parts.append(text(paper.retracted.what))
    about = Markup(", ").join(parts or [text(UNKNOWN)])
    return Line(link(paper.title, targets.titles[paper.key]), _end_sentence(about, "" if paper.read else NOT_READ))


def news(paper: Paper, targets: Targets, site: str) -> Line:
    """Return `paper` as a line of the newest papers; it links to its page, unless its line in the list already does."""
    page = site + entry(paper).page
    title = text(paper.title) if targets.titles[paper.key] == page else link(paper.title, page)
    retraction = paper.retracted.what if paper.retracted else ""
    about = ", ".join(part for part in (_sentence(byline(paper)), venue_and_year(paper), retraction) if part) or UNKNOWN
    return Line(title, _end_sentence(text(about)))


def folds(papers: Iterable[Paper], line_of: Callable[[Paper], Line]) -> Iterator[Fold]:
    """Group `papers`, newest first, by year; the newest year is open."""
    for place_in_order, (year, group) in enumerate(groupby(papers, key=lambda paper: paper.year)):
        lines = tuple(line_of(paper) for paper in group)
        yield Fold(str(year or "Undated"), group_digits(len(lines)), place_in_order == 0, lines)


def _sentence(names: str) -> str:
    """Capitalise `names` for the start of a sentence: "Van Sonsbeek et al."."""
    first, _, rest = names.partition(" ")
    return f"{first.capitalize()} {rest}" if rest and first in PARTICLES else names


def _end_sentence(about: Markup, sign: str = "") -> Markup:
    """Append `sign` to `about`, and end it with exactly one full stop."""
    return about if about.endswith(".") and not sign else about + sign + "."
