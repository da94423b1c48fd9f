"""Suggest terms whose cues match a title or abstract, each with the matched words. It never adds tags."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from vlm_survey.errors import LibraryError
from vlm_survey.model.text import fold
from vlm_survey.taxonomy.terms import Axis, Taxonomy, Term

TITLE, ABSTRACT = 1_000, 6_000
"""The number of characters that are searched; it limits the time for any text."""

SHORTEST = 4
"""The minimum number of letters of a name that is searched in a title: "US" is a word of many titles."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A suggested term, the words that matched, and where they are: 'title' or 'abstract'."""

    axis: str
    term: str
    words: str
    where: str

    @property
    def reason(self) -> str:
        """The reason, in words for a reader."""
        return f"'{self.words}' in the {self.where}"


def suggest(taxonomy: Taxonomy, title: str, abstract: str = "") -> list[Suggestion]:
    """Return the terms whose cues match, in reading order, only the most specific.

    On an axis with a maximal number of terms, matches in the title come first. Raises LibraryError for a cue that is not
    a regular expression.
    """
    texts = (("title", title[:TITLE]), ("abstract", abstract[:ABSTRACT]))
    return [suggestion for axis in taxonomy for suggestion in _of_axis(axis, texts)]


class TitleSearch:
    """A search for one term in titles, for its cues, and for its label and aliases of at least `SHORTEST` letters."""

    def __init__(self, term: Term) -> None:
        """Prepare the search."""
        names = (fold(name) for name in (term.label.en, *term.aliases))
        self._term = term
        self._names = tuple(f" {name}" for name in names if len(name) >= SHORTEST)

    def finds(self, title: str, folded: str) -> bool:
        """Return whether `title` mentions the term; `folded` is `fold(title)`.

        Raises LibraryError for a cue that is not a regular expression.
        """
        within = f" {folded}"
        if any(name in within for name in self._names):
            return True
        return next(_matches(self._term, (("title", title[:TITLE]),)), None) is not None


def _of_axis(axis: Axis, texts: tuple[tuple[str, str], ...]) -> list[Suggestion]:
    matched = {term.id: suggestion for term in axis if (suggestion := next(_matches(term, texts), None))}
    implied = {parent for term in matched for parent in axis.lineage(term)[1:]}
    suggestions = [suggestion for term, suggestion in matched.items() if term not in implied]
    if axis.most is not None and len(suggestions) > axis.most:
        best = sorted(suggestions, key=lambda suggestion: suggestion.where != "title")[: axis.most]
        suggestions = [suggestion for suggestion in suggestions if suggestion in best]
    return suggestions


def _matches(term: Term, texts: tuple[tuple[str, str], ...]) -> Iterator[Suggestion]:
    for where, text in texts:
        for cue in term.cues:
            if (match := _compiled(term, cue).search(text)) and match.group().strip():
                yield Suggestion(term.axis, term.id, " ".join(_whole(text, match).split())[:80], where)


@lru_cache(maxsize=10_000)
def _pattern(cue: str) -> re.Pattern[str]:
    """Compile a cue so that it matches from the start of a word: no 'chest' in 'orchestrated', no 'fusion' in 'diffusion'."""
    return re.compile(f"(?<![A-Za-z0-9])(?:{cue})", re.IGNORECASE)


def _compiled(term: Term, cue: str) -> re.Pattern[str]:
    try:
        return _pattern(cue)
    except re.error as error:
        repair = "Write a regular expression, or escape its signs"
        found = f"the cue '{cue}' of {term.axis}/{term.id} is broken ({error})"
        raise LibraryError(found, repair=repair, where="taxonomy.yaml") from error


def _whole(text: str, match: re.Match[str]) -> str:
    """Return the whole words around a match: the cue 'segment' is shown as 'segmentation'."""
    start, end = match.span()
    while start > 0 and text[start - 1].isalnum() and match.end() - start < 60:
        start -= 1
    while end < len(text) and text[end].isalnum() and end - match.start() < 60:
        end += 1
    return text[start:end]
