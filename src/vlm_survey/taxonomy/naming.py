"""Naming: which term somebody has in mind who writes "axis=term", an alias, a label or a word that comes near one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from vlm_survey.errors import UnknownName
from vlm_survey.taxonomy.terms import Axis, Taxonomy, Term

WHERE = "All terms are in taxonomy.yaml, explained in docs/contribute/tagging-guide.md"

_CLOSE = 0.7
"""The likeness, letter by letter, from which a word may be a slip for a name."""
_NEAR = 0.75
"""The share of the best likelihood that another term needs to be named beside it."""
_STEM = 6
"""Letters that tell what a word is about: caption and captioning are one."""


def read_tag(taxonomy: Taxonomy, text: str) -> tuple[str, str]:
    """The (axis, term) ids of "axis=term", or of a term's id, alias or label alone where one axis only knows it.

    Any case. Raises UnknownName with the terms that may be meant, and where all of them stand.
    """
    axis_name, sign, name = (part.strip() for part in text.partition("="))
    if not sign:
        return _read_alone(taxonomy, text.strip())
    axis = axis_named(taxonomy, axis_name)
    term = _resolved(axis, name)
    if term is None:
        raise _unknown(f"term of {axis.id}", name, meant(taxonomy, name, axis.id) if name else [], axis)
    return axis.id, term


def meant(taxonomy: Taxonomy, name: str, axis: str | None = None, most: int = 3) -> list[Term]:
    """The terms that `name` may stand for, likeliest first: by id, alias and label, by spelling, by cue and meaning.

    Terms of `axis` come first where they are as likely as others.
    """
    scored = [(_likelihood(term, name), term.axis == axis, term) for one in taxonomy for term in one]
    found = sorted((row for row in scored if row[0] > 0), key=lambda row: (-row[0], not row[1]))
    return [term for score, _ours, term in found if score >= _NEAR * found[0][0]][:most]


def _read_alone(taxonomy: Taxonomy, name: str) -> tuple[str, str]:
    found = [(axis.id, term) for axis in taxonomy if (term := _resolved(axis, name))]
    if len(found) == 1:
        return found[0]
    if found:
        error = UnknownName("single term", name, ())
        error.repair = f"Write {' or '.join(f'{axis}={term}' for axis, term in found)}"
        raise error
    for axis in taxonomy:
        if name.casefold() in (axis.id, axis.label.en.casefold(), axis.label.zh):
            error = UnknownName("term", name, ())
            error.repair = f"It is an axis: write {axis.id}=TERM. The terms begin with {_some(axis)}. {WHERE}"
            raise error
    raise _unknown("term", name, meant(taxonomy, name))


def axis_named(taxonomy: Taxonomy, name: str) -> Axis:
    """The axis called `name`, by id or label in any case. Raises UnknownName with the nearest and all there are."""
    for axis in taxonomy:
        if name.casefold() in (axis.id.casefold(), axis.label.en.casefold(), axis.label.zh):
            return axis
    error = UnknownName("axis", name, taxonomy.axes)
    error.repair = ". ".join(filter(None, (error.repair, f"The axes are {', '.join(taxonomy.axes)}")))
    raise error


def _resolved(axis: Axis, name: str) -> str | None:
    """The term that `name` stands for, with spaces for hyphens and the other way round."""
    forms = (name, re.sub(r"[\s_]+", "-", name), re.sub(r"[-_]+", " ", name))
    return next((term for form in forms if form and (term := axis.resolve(form))), None)


def _unknown(kind: str, name: str, terms: list[Term], axis: Axis | None = None) -> UnknownName:
    error = UnknownName(kind, name, ())
    offered = ", ".join(f"{term.axis}={term.id} ({term.label.en})" for term in terms)
    begin = f"Perhaps {offered}. " if offered else ""
    if axis and not offered:
        begin = f"The terms of {axis.id} begin with {_some(axis)}. "
    error.repair = begin + WHERE
    return error


def _some(axis: Axis) -> str:
    return ", ".join(list(axis.terms)[:6])


def _likelihood(term: Term, name: str) -> float:
    """From 0 to 1: that somebody who writes `name` has `term` in mind."""
    plain = _plain(name)
    if not plain:
        return 0.0
    names = [_plain(one) for one in (term.id, term.label.en, term.label.zh, *term.aliases)]
    if plain in names:
        return 1.0
    stems = set(_stems(plain))
    shared = max(_shared(stems, set(_stems(one))) for one in names)
    close = max(SequenceMatcher(None, plain, one).ratio() for one in names)
    cued = any(re.search(f"(?<![A-Za-z0-9])(?:{cue})", plain, re.IGNORECASE) for cue in term.cues)
    told = len(stems & set(_stems(_plain(term.means)))) / len(stems)
    return max(0.95 * close if close >= _CLOSE else 0.0, 0.9 * shared, 0.85 * cued, 0.6 * told)


def _shared(ours: set[str], theirs: set[str]) -> float:
    """From 0 to 1: how many of our words are theirs, and how few of theirs are others."""
    common = len(ours & theirs)
    return (common / len(ours) + common / len(ours | theirs)) / 2


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold().replace("_", " ")))


def _stems(text: str) -> Iterator[str]:
    return (word.rstrip("s")[:_STEM] or word for word in text.split())
