"""Spellings of author names that may belong to one person. A curator decides this in `people.yaml`."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from vlm_survey.model.people import Person
from vlm_survey.model.records.paper import Paper
from vlm_survey.model.records.record import Value
from vlm_survey.model.text import Line, fold

_SHARED = 3
"""The number of co-authors that two spellings must share. Initials alone need twice as many."""


class People(Value):
    """The decisions of curators about people: spellings of one person, the preferred one first, and different people."""

    same: tuple[tuple[Line, ...], ...] = ()
    different: tuple[tuple[Line, ...], ...] = ()

    def preferred(self, name: str) -> str | None:
        """Return the preferred spelling of `name`, None if it is already preferred or there is no decision."""
        return next((group[0] for group in self.same if name in group[1:]), None)

    def is_decided(self, name: str, other: str) -> bool:
        """Return whether a curator decided that two spellings are the same person, or different people."""
        return any(name in group and other in group for group in (*self.same, *self.different))


@dataclass(frozen=True, slots=True)
class Spellings:
    """Two spellings that may be one person, the rarer first, and the number of co-authors that they share."""

    rare: Person
    common: Person
    shared: int


def similar_people(papers: Iterable[Paper], people: People, names: Collection[str] | None = None) -> list[Spellings]:
    """Return the pairs of spellings that may be one person and have no decision yet, sorted by name.

    With `names` only people with these family names, folded.

    Two spellings may be one person where the family names are the same without accents, the given names are compatible
    (one has an initial or no name where the other has a name), no paper has both, and they share co-authors.
    """
    families: dict[str, list[Person]] = defaultdict(list)
    if names is not None:
        papers = [paper for paper in papers if any(fold(person.family) in names for person in paper.authors)]
    places, circles = _places(papers)
    for person in sorted(places):
        if names is None or fold(person.family) in names:
            families[fold(person.family)].append(person)
    pairs = []
    for family, persons in families.items():
        for name, other in _pairs(persons):
            shared = len(_circle(name, family, places, circles) & _circle(other, family, places, circles))
            if (
                shared >= _asked(name, other)
                and not places[name] & places[other]
                and not people.is_decided(name, other)
            ):
                rare, common = sorted((name, other), key=lambda p: (len(places[p]), p))
                pairs.append(Spellings(rare, common, shared))
    return sorted(pairs, key=lambda pair: (pair.rare, pair.common))


def given_names_fit(given: str, other: str) -> bool:
    """Return whether two given names can be of one person: "Ann B." and "Ann", "A" and "Ann Bea", "Ho Hin" and "HoHin"."""
    return _fit(_words(given), _words(other))


def _fit(words: Words, other: Words) -> bool:
    short, long = (words, other) if len(words) <= len(other) else (other, words)
    if "".join(short) == "".join(long):
        return True
    if not short or not _fits(short[0], long[0]):
        return False
    place = 0
    for word in short:
        while place < len(long) and not _fits(word, long[place]):
            place += 1
        if place == len(long):
            return False
        place += 1
    return True


NameGroup = frozenset[tuple[str, str]]
Words = tuple[str, ...]


class _Circles:
    """The authors of each paper by family name and initial, computed when they are asked for."""

    def __init__(self) -> None:
        self.persons: dict[str, list[Person]] = {}
        self._found: dict[str, NameGroup] = {}

    def of(self, key: str) -> NameGroup:
        """Return the authors of the paper `key`."""
        if key not in self._found:
            self._found[key] = frozenset(map(_mark, self.persons[key]))
        return self._found[key]


def _places(papers: Iterable[Paper]) -> tuple[dict[Person, set[str]], _Circles]:
    """Return the keys of the papers of each spelling, and the authors of each paper."""
    places: dict[Person, set[str]] = defaultdict(set)
    circles = _Circles()
    for paper in papers:
        persons = [person for person in paper.authors if person.given]
        circles.persons[paper.key] = persons
        for person in persons:
            places[person].add(paper.key)
    return places, circles


def _circle(person: Person, family: str, places: Mapping[Person, set[str]], circles: _Circles) -> NameGroup:
    co_authors: NameGroup = frozenset().union(*(circles.of(key) for key in places[person]))
    return frozenset(mark for mark in co_authors if mark[0] != family)


def _pairs(persons: list[Person]) -> Iterator[tuple[Person, Person]]:
    """Yield the pairs with one family name and compatible given names. Only names with the same first letter are compared."""
    letters: dict[str, list[tuple[Person, Words]]] = defaultdict(list)
    for person in persons:
        words = _words(person.given)
        letters[words[0][0] if words else ""].append((person, words))
    for name_group in letters.values():
        for place, (name, own_words) in enumerate(name_group):
            yield from ((name, other) for other, other_words in name_group[place + 1 :] if _fit(own_words, other_words))


def _asked(person: Person, other: Person) -> int:
    has_initials = any(all(len(word) == 1 for word in _words(either.given)) for either in (person, other))
    return 2 * _SHARED if has_initials else _SHARED


def _mark(person: Person) -> tuple[str, str]:
    return fold(person.family), fold(person.given)[:1]


def _words(given: str) -> Words:
    """Return the words of a given name without case and accents; adjacent capitals are initials."""
    separated = re.sub(r"\b[A-Z]{2,3}\b", lambda match: " ".join(match[0]), given)
    return tuple(word for word in map(fold, re.split(r"[\s.\-‐]+", separated)) if word)


def _fits(name: str, other: str) -> bool:
    return name == other or (len(name) == 1 and other.startswith(name)) or (len(other) == 1 and name.startswith(other))
