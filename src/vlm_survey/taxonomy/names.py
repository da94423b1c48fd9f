"""Resolve the term that a user means by "axis=term", an alias, a label or a similar word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from vlm_survey.errors import UnknownName
from vlm_survey.taxonomy.terms import Axis, Taxonomy, Term

WHERE = "All terms are in taxonomy.yaml, explained in docs/contribute/tagging-guide.md"

_CLOSE = 0.7
"""The letter-by-letter similarity from which a word counts as a misspelt name."""
_NEAR = 0.75
"""The minimum likelihood, as a share of the best one, for a further term to be suggested."""
_STEM = 6
"""The number of letters at which words are cut to a stem: caption and captioning have the same one."""


def read_tag(taxonomy: Taxonomy, text: str) -> tuple[str, str]:
    """Parse "axis=term", or an id, alias or label that only one axis has; return the (axis, term) ids.

    Case is ignored. Raises UnknownName with the most likely terms and the place if all terms are listed.
    """
    axis_name, separator, name = (part.strip() for part in text.partition("="))
    if not separator:
        return _read_alone(taxonomy, text.strip())
    axis = axis_named(taxonomy, axis_name)
    term = _resolved(axis, name)
    if term is None:
        raise _unknown(f"term of {axis.id}", name, likely_terms(taxonomy, name, axis.id) if name else [], axis)
    return axis.id, term


def likely_terms(taxonomy: Taxonomy, name: str, axis: str | None = None, most: int = 3) -> list[Term]:
    """Return the terms that `name` may mean, most likely first: by id, alias and label, by spelling, by cue and definition.

    Among equally likely terms, those of `axis` come first.
    """
    scored = [(_likelihood(term, name), term.axis == axis, term) for axis_terms in taxonomy for term in axis_terms]
    ranked = sorted((row for row in scored if row[0] > 0), key=lambda row: (-row[0], not row[1]))
    return [term for score, _ours, term in ranked if score >= _NEAR * ranked[0][0]][:most]


def _read_alone(taxonomy: Taxonomy, name: str) -> tuple[str, str]:
    tags = [(axis.id, term) for axis in taxonomy if (term := _resolved(axis, name))]
    if len(tags) == 1:
        return tags[0]
    if tags:
        error = UnknownName("single term", name, ())
        error.repair = f"Write {' or '.join(f'{axis}={term}' for axis, term in tags)}"
        raise error
    for axis in taxonomy:
        if name.casefold() in (axis.id, axis.label.en.casefold(), axis.label.zh):
            error = UnknownName("term", name, ())
            error.repair = f"It is an axis: write {axis.id}=TERM. The terms begin with {_some_terms(axis)}. {WHERE}"
            raise error
    raise _unknown("term", name, likely_terms(taxonomy, name))


def axis_named(taxonomy: Taxonomy, name: str) -> Axis:
    """Return the axis with the id or label `name` in any case. Raises UnknownName with the nearest axes and all axes."""
    for axis in taxonomy:
        if name.casefold() in (axis.id.casefold(), axis.label.en.casefold(), axis.label.zh):
            return axis
    error = UnknownName("axis", name, taxonomy.axes)
    error.repair = ". ".join(filter(None, (error.repair, f"The axes are {', '.join(taxonomy.axes)}")))
    raise error


def _resolved(axis: Axis, name: str) -> str | None:
    """Return the term with the name `name`, where spaces and hyphens are equal."""
    forms = (name, re.sub(r"[\s_]+", "-", name), re.sub(r"[-_]+", " ", name))
    return next((term for form in forms if form and (term := axis.resolve(form))), None)


def _unknown(kind: str, name: str, terms: list[Term], axis: Axis | None = None) -> UnknownName:
    error = UnknownName(kind, name, ())
    choices = ", ".join(f"{term.axis}={term.id} ({term.label.en})" for term in terms)
    begin = f"Did you mean {choices}? " if choices else ""
    if axis and not choices:
        begin = f"The terms of {axis.id} begin with {_some_terms(axis)}. "
    error.repair = begin + WHERE
    return error


def _some_terms(axis: Axis) -> str:
    return ", ".join(list(axis.terms)[:6])


def _likelihood(term: Term, name: str) -> float:
    """Return the likelihood, from 0 to 1, that `name` means `term`."""
    plain_name = _plain(name)
    if not plain_name:
        return 0.0
    names = [_plain(name) for name in (term.id, term.label.en, term.label.zh, *term.aliases)]
    if plain_name in names:
        return 1.0
    stems = set(_stems(plain_name))
    shared = max(_shared(stems, set(_stems(name))) for name in names)
    close = max(SequenceMatcher(None, plain_name, name).ratio() for name in names)
    has_cue = any(re.search(f"(?<![A-Za-z0-9])(?:{cue})", plain_name, re.IGNORECASE) for cue in term.cues)
    defined = len(stems & set(_stems(_plain(term.means)))) / len(stems)
    return max(0.95 * close if close >= _CLOSE else 0.0, 0.9 * shared, 0.85 * has_cue, 0.6 * defined)


def _shared(ours: set[str], theirs: set[str]) -> float:
    """Return the overlap of two sets of words, from 0 to 1.

    It is the mean of the share of `ours` in `theirs` and the share of the common words in all words.
    """
    common = len(ours & theirs)
    return (common / len(ours) + common / len(ours | theirs)) / 2


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold().replace("_", " ")))


def _stems(text: str) -> Iterator[str]:
    return (word.rstrip("s")[:_STEM] or word for word in text.split())
