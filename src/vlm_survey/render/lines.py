"""Lines of the README: one paper as one line; each address appears at most once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from vlm_survey.model import PARTICLES, Paper
from vlm_survey.render.entries import byline, entry, place
from vlm_survey.render.markdown import grouped, link, text

NOT_READ = "†"
UNKNOWN = "Authors, venue and year are not known yet"


@dataclass(frozen=True, slots=True)
class Line:
    """A paper's title as a link, and what stands after it, with a full stop."""

    link: Markup
    about: Markup


@dataclass(frozen=True, slots=True)
class Fold:
    """The lines of one year; `open` where they are shown without a click."""

    label: str
    count: str
    open: bool
    lines: tuple[Line, ...]


class Lines:
    """The line of each paper, with its authors or without, made when it is first asked for."""

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
    """Where title and code of each paper lead, with no address twice.

    All titles choose first, then whoever calls `take`; the code links come last, in the order in which they are asked for.
    """

    def __init__(self, papers: Sequence[Paper], site: str) -> None:
        self._taken: set[str] = set()
        self._codes: dict[str, str | None] = {}
        self.titles = {paper.key: self._title(paper, site) for paper in papers}

    def _title(self, paper: Paper, site: str) -> str:
        return paper.url if paper.url and self.take(paper.url) else site + entry(paper).page

    def take(self, url: str) -> bool:
        """Whether `url` was free; it is taken from now on."""
        same = url.removeprefix("https://").removeprefix("http://").rstrip("/")
        free = same not in self._taken
        self._taken.add(same)
        return free

    def code(self, paper: Paper) -> str | None:
        """The code of `paper`, None where none is known or its address stands elsewhere."""
        if paper.key not in self._codes:
            code = paper.links.code
            self._codes[paper.key] = code if code and self.take(code) else None
        return self._codes[paper.key]


def line(paper: Paper, targets: Targets, *, authors: bool) -> Line:
    """`paper` as its one line in the list."""
    parts = [text(part) for part in (_sentence(byline(paper)) if authors else "", place(paper)) if part]
    if code := targets.code(paper):
        parts.append(link("code", code))
    if paper.retracted:
        parts.append(text(paper.retracted.what))
    about = Markup(", ").join(parts or [text(UNKNOWN)])
    return Line(link(paper.title, targets.titles[paper.key]), _stopped(about, "" if paper.read else NOT_READ))


def news(paper: Paper, targets: Targets, site: str) -> Line:
    """`paper` as a line among the newest: it leads to its page, unless its line in the list already does."""
    page = site + entry(paper).page
    title = text(paper.title) if targets.titles[paper.key] == page else link(paper.title, page)
    gone = paper.retracted.what if paper.retracted else ""
    about = ", ".join(part for part in (_sentence(byline(paper)), place(paper), gone) if part) or UNKNOWN
    return Line(title, _stopped(text(about)))


def folds(papers: Iterable[Paper], line_of: Callable[[Paper], Line]) -> Iterator[Fold]:
    """Group `papers`, newest first, by year, each as its line; the newest year is open."""
    for place_in_order, (year, group) in enumerate(groupby(papers, key=lambda paper: paper.year)):
        lines = tuple(line_of(paper) for paper in group)
        yield Fold(str(year or "Undated"), grouped(len(lines)), place_in_order == 0, lines)


def _sentence(names: str) -> str:
    """`names` as a sentence begins with them: "Van Sonsbeek et al."."""
    first, _, rest = names.partition(" ")
    return f"{first.capitalize()} {rest}" if rest and first in PARTICLES else names


def _stopped(about: Markup, sign: str = "") -> Markup:
    """`about` with `sign` and one full stop at its end."""
    return about if about.endswith(".") and not sign else about + sign + "."
