"""Suggestions: terms whose cues are met in a title or abstract, each with the words that were met. Never tags."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from vlm_survey.errors import LibraryError
from vlm_survey.taxonomy.terms import Axis, Taxonomy, Term

TITLE, ABSTRACT = 1_000, 6_000
"""How many characters are looked at: bounds the time that any text can take."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A term that a paper may carry, the words that speak for it, and where they stand: 'title' or 'abstract'."""

    axis: str
    term: str
    words: str
    where: str

    @property
    def reason(self) -> str:
        """Why, as a person reads it."""
        return f"'{self.words}' in the {self.where}"


def suggest(taxonomy: Taxonomy, title: str, abstract: str = "") -> list[Suggestion]:
    """The terms that the cues of `taxonomy` find, in reading order, the most specific only.

    On an axis that takes so many terms at most, those met in the title come first. Raises LibraryError for a cue that
    is no regular expression.
    """
    texts = (("title", title[:TITLE]), ("abstract", abstract[:ABSTRACT]))
    return [suggestion for axis in taxonomy for suggestion in _of_axis(axis, texts)]


def _of_axis(axis: Axis, texts: tuple[tuple[str, str], ...]) -> list[Suggestion]:
    met = {term.id: found for term in axis if (found := next(_matches(term, texts), None))}
    implied = {parent for term in met for parent in axis.lineage(term)[1:]}
    kept = [found for term, found in met.items() if term not in implied]
    if axis.most is not None and len(kept) > axis.most:
        best = sorted(kept, key=lambda found: found.where != "title")[: axis.most]
        kept = [found for found in kept if found in best]
    return kept


def _matches(term: Term, texts: tuple[tuple[str, str], ...]) -> Iterator[Suggestion]:
    for where, text in texts:
        for cue in term.cues:
            if (match := _compiled(term, cue).search(text)) and match.group().strip():
                yield Suggestion(term.axis, term.id, " ".join(_whole(text, match).split())[:80], where)


def _compiled(term: Term, cue: str) -> re.Pattern[str]:
    """The cue as a pattern that begins where a word begins: no 'chest' in 'orchestrated', no 'fusion' in 'diffusion'."""
    try:
        return re.compile(f"(?<![A-Za-z0-9])(?:{cue})", re.IGNORECASE)
    except re.error as error:
        repair = "Write a regular expression, or escape its signs"
        found = f"the cue '{cue}' of {term.axis}/{term.id} is broken ({error})"
        raise LibraryError(found, repair=repair, where="taxonomy.yaml") from error


def _whole(text: str, match: re.Match[str]) -> str:
    """The words that a match touches, whole: the cue 'segment' is shown as 'segmentation'."""
    start, end = match.span()
    while start > 0 and text[start - 1].isalnum() and match.end() - start < 60:
        start -= 1
    while end < len(text) and text[end].isalnum() and end - match.start() < 60:
        end += 1
    return text[start:end]
