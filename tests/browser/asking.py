"""The explorer's question in plain Python: drawn at random, written as an address, and answered from the records by sets."""

from __future__ import annotations

import random
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field, replace
from functools import cache, partial
from typing import TYPE_CHECKING
from urllib.parse import quote_plus

from vlm_survey.model import fold
from vlm_survey.model.licences import licence_class
from vlm_survey.survey import newest_added, newest_published

if TYPE_CHECKING:
    from collections.abc import Callable, Set

    from vlm_survey import Survey
    from vlm_survey.model import Model, Paper

OPEN = ("code", "weights", "data", "openweights")
LICENCES = ("free", "non-commercial", "own-terms")
_FILLING = (
    "a about all among an and any are as at be been between by can could did do does each every find for from has have how"
    " i in into is it its list many matter matters me most my of on or our paper papers please should show some than that"
    " the their there these they this those to using via was we were what when where which who whose why with work works"
)
FILLING = frozenset(_FILLING.split())
"""Words that a search leaves out where others are there."""
PUBLIC = {
    "code": ("code", "source code", "public code", "open source", "open source code", "github"),
    "openweights": ("weights", "open weights", "open weight", "public weights", "model weights", "checkpoints"),
    "data": ("public data", "open data"),
    "free": ("commercial license", "commercial use", "commercially usable", "permissive license"),
}
"""Words that ask for what is public, in American spelling; "free" are weights that are free to use."""
_SPELLINGS = (
    "ization/isation izing/ising izab/isab ize/ise yze/yse tumor/tumour color/colour behavior/behaviour neighbor/neighbour"
    " center/centre fiber/fibre labeled/labelled labeling/labelling modeling/modelling gray/grey license/licence"
    " dialog/dialogue artifact/artefact hemo/haemo hemat/haemat pediatric/paediatric anesth/anaesth gynec/gynaec"
    " orthoped/orthopaed esophag/oesophag edema/oedema fetal/foetal leukemi/leukaemi anemi/anaemi ischemi/ischaemi"
)
SPELLINGS = tuple(tuple(pair.split("/")) for pair in _SPELLINGS.split())
"""Parts of words as Americans and as Britons spell them."""
LED = ("since", "from", "after", "before", "until", "till", "in", "between")
_YEAR = re.compile(r"199\d|20\d\d")
_OPEN_ENDS = {"or later": 2, "or newer": 2, "onward": 1, "onwards": 1, "and later": 2}
_LETTERS = {"ø": "o", "ł": "l", "ß": "ss", "æ": "ae", "đ": "d", "ı": "i", "œ": "oe"}


@dataclass(frozen=True)
class Asked:
    """One question: terms wanted and not by axis, axes that need all, venues, years, what is public, read, words, order."""

    wanted: dict[str, tuple[str, ...]] = field(default_factory=dict)
    unwanted: dict[str, tuple[str, ...]] = field(default_factory=dict)
    every: tuple[str, ...] = ()
    venues: tuple[str, ...] = ()
    first: int = 0
    last: int = 0
    open: tuple[str, ...] = ()
    read: bool | None = None
    words: str = ""
    sort: str = ""
    kinds: tuple[str, ...] = ()
    licences: tuple[str, ...] = ()
    author: str = ""
    scope: str = "core"

    @property
    def order(self) -> str:
        """The order of the answer: relevance where words are searched and nothing else was chosen."""
        return self.sort or ("relevance" if self.words else "year")

    def address(self, survey: Survey) -> str:
        """The query string, as short as the explorer writes it."""
        parts = []
        for axis in survey.taxonomy:
            ids = [
                t.id if t.id in self.wanted.get(axis.id, ()) else f"-{t.id}"
                for t in axis
                if self._chosen(axis.id, t.id)
            ]
            parts += [f"{axis.id}={','.join(ids)}"] if ids else []
        parts += [f"all={','.join(a for a in survey.taxonomy.axes if a in self.every)}"] if self.every else []
        parts += [f"venue={','.join(slug(name) for name in self.venues)}"] if self.venues else []
        parts += [f"kind={','.join(sorted(self.kinds))}"] if self.kinds else []
        parts += [f"q={quote_plus(self.words)}"] if self.words else []
        parts += [f"from={self.first}"] if self.first else []
        parts += [f"to={self.last}"] if self.last else []
        parts += [f"{name}=1" for name in OPEN if name in self.open]
        parts += [f"licence={','.join(sorted(self.licences))}"] if self.licences else []
        parts += [f"read={int(self.read)}"] if self.read is not None else []
        parts += [f"scope={self.scope}"] if self.scope != "core" else []
        usual = "relevance" if self.words else "year"
        parts += [f"sort={self.sort}"] if self.sort not in ("", usual) else []
        return "?" + "&".join(parts) if parts else ""

    def _chosen(self, axis: str, term: str) -> bool:
        return term in self.wanted.get(axis, ()) or term in self.unwanted.get(axis, ())


@dataclass(frozen=True)
class Unit:
    """A part of a search: its words, the terms that they name, or the condition that they state."""

    words: str
    terms: tuple[tuple[str, str], ...] = ()
    meets: Callable[[Paper], bool] | None = None


class Answers:
    """Answers questions from the records, the slow and plain way."""

    def __init__(self, survey: Survey) -> None:
        self.survey = survey
        self.all = {paper.key for paper in survey.papers}
        self.tagged = {
            (axis.id, term.id): frozenset(paper.key for paper in survey.tagged(axis.id, term.id))
            for axis in survey.taxonomy
            for term in axis
        }
        self.models: dict[str, list[Model]] = {}
        for model in survey.models:
            self.models.setdefault(model.paper or "", []).append(model)
        newest = newest_published(survey.papers)
        self.orders = {
            "year": newest,
            "relevance": newest,  # the caller compares these as sets
            "added": newest_added(survey.papers),
            "title": sorted(newest, key=lambda p: folded(p.title)),
        }
        self.texts = {paper.key: f" {folded(self._text(paper))} " for paper in survey.papers}
        self.names: dict[str, list[tuple[str, str]]] = {}
        self.longest = 1
        for axis in survey.taxonomy:
            for term in axis:
                for name in filter(None, map(folded, (term.label.en, term.label.zh, *term.aliases))):
                    squeezed = american(name.replace(" ", ""))
                    for form in (squeezed, _singular(squeezed)):
                        self.names.setdefault(form, []).append((axis.id, term.id))
                    self.longest = max(self.longest, len(name.split()) + 1)

    def _text(self, paper: Paper) -> str:
        said = [paper.title, paper.model or "", *paper.authors, paper.venue or "", paper.summary or ""]
        return " ".join([*said, *paper.ids.present().values()])

    def _where(self, test) -> set[str]:
        return {paper.key for paper in self.survey.papers if test(paper)}

    def axis(self, asked: Asked, axis: str) -> set[str]:
        """The papers that meet what is asked of one axis, narrower terms included."""
        carriers = [self.tagged[axis, term] for term in asked.wanted.get(axis, ())]
        found: Set[str] = self.all
        if carriers:
            found = frozenset.intersection(*carriers) if axis in asked.every else frozenset.union(*carriers)
        for term in asked.unwanted.get(axis, ()):
            found = found - self.tagged[axis, term]
        return set(found)

    def parts(self, asked: Asked) -> dict[str, set[str]]:
        """The papers that meet each demand, by the demand's name."""
        parts = {axis: self.axis(asked, axis) for axis in self.survey.taxonomy.axes}
        parts["venue"] = self._where(lambda p: not asked.venues or p.venue in asked.venues)
        years = range(asked.first, (asked.last or 9999) + 1)
        parts["years"] = self._where(lambda p: not (asked.first or asked.last) or (p.year or -1) in years)
        for name in OPEN:
            parts[name] = self._where(lambda p, name=name: name not in asked.open or self.is_open(p, name))
        parts["read"] = self._where(lambda p: asked.read is None or p.read == asked.read)
        parts["scope"] = self._where(lambda p: asked.scope in ("any", p.scope or "core"))
        kinds = asked.kinds
        parts["kind"] = self._where(lambda p: not kinds or self.survey.venues.kind(p.venue) in kinds)
        parts["licence"] = self._where(lambda p: not asked.licences or self.licences(p) & set(asked.licences))
        parts["author"] = self._where(lambda p: not asked.author or asked.author in map(str, p.authors))
        parts["q"] = self.all
        for unit in self.units(asked.words):
            parts["q"] = parts["q"] & self._met(unit)
        return parts

    def is_open(self, paper: Paper, name: str) -> bool:
        """Whether what an explorer's filter is called for is public."""
        if name != "openweights":
            return bool(getattr(paper.links, name))
        return any(model.weights.access == "open" for model in self._models(paper))

    def licences(self, paper: Paper) -> set[str]:
        """What the licences of the weights of the paper's models allow."""
        return {licence_class(one.weights.licence) for one in self._models(paper) if one.weights.licence}

    def _models(self, paper: Paper) -> list[Model]:
        return self.models.get(paper.key, [])

    def units(self, words: str) -> list[Unit]:
        """The parts of a search: the longest run of words that names a term or states a condition, else a word."""
        told = folded(words).split()
        found = []
        while told:
            named = next((n for n in range(min(self.longest, len(told)), 0, -1) if self._named("".join(told[:n]))), 0)
            stated, meets = self._condition(told)
            if stated <= named:
                stated, meets = 0, None
            length = stated or named or 1
            terms = self._named("".join(told[:length])) if length == named and not stated else []
            found.append(Unit(" ".join(told[:length]), tuple(terms), meets))
            told = told[length:]
        telling = [unit for unit in found if unit.terms or unit.meets or unit.words not in FILLING]
        return list({unit.words: unit for unit in reversed(telling or found)}.values())

    def _condition(self, told: list[str]) -> tuple[int, Callable[[Paper], bool] | None]:
        """How many of the first words state a condition, and whether a paper meets it."""
        for length in range(min(3, len(told)), 0, -1):
            said = american(" ".join(told[:length]))
            for name, names in PUBLIC.items():
                if said in names:
                    return length, partial(self._is_public, name=name)
        length, first, last = stated_years(told)
        return length, (lambda p: first <= (p.year or -1) <= last) if length else None

    def _is_public(self, paper: Paper, name: str) -> bool:
        return "free" in self.licences(paper) if name == "free" else self.is_open(paper, name)

    def _named(self, squeezed: str) -> list[tuple[str, str]]:
        spelt = american(squeezed)
        return self.names.get(spelt) or self.names.get(_singular(spelt)) or []

    def _met(self, unit: Unit) -> set[str]:
        """The papers whose text holds `unit`, that carry a term of this name, or that meet its condition."""
        words = unit.words
        if unit.meets:
            needles = [f" {words}"]
        elif unit.terms:
            needles = [f" {words} "] if len(words) < 4 else [f" {each}" for each in spellings(words)]
        else:
            needles = [f" {each}" if re.fullmatch("[a-z0-9]{1,2}", each) else each for each in spellings(words)]
        said = {key for key, text in self.texts.items() if any(needle in text for needle in needles)}
        meeting = self._where(unit.meets) if unit.meets else set()
        return said.union(meeting, *(self.tagged[axis, term] for axis, term in unit.terms))

    def keys(self, asked: Asked) -> list[str]:
        """The keys of the papers found, in the order asked for."""
        found = set.intersection(*self.parts(asked).values())
        return [paper.key for paper in self.orders[asked.order] if paper.key in found]

    def counts(self, asked: Asked) -> dict[str, int]:
        """What choosing each thing would give, or for a chosen one how many of the papers found carry it."""
        parts = self.parts(asked)
        found = set.intersection(*parts.values())
        counts = {}
        for axis in self.survey.taxonomy:
            others = set.intersection(*(part for name, part in parts.items() if name != axis.id))
            for term in axis:
                carriers = self.tagged[axis.id, term.id]
                if term.id in asked.wanted.get(axis.id, ()):
                    counts[f"{axis.id}={term.id}"] = len(found & carriers)
                else:
                    counts[f"{axis.id}={term.id}"] = len(
                        others & self.axis(with_term(asked, axis.id, term.id), axis.id)
                    )
        for name in OPEN:
            others = set.intersection(*(part for other, part in parts.items() if other != name))
            counts[name] = sum(1 for key in others if self.is_open(self.survey.by_key[key], name))
        others = set.intersection(*(part for other, part in parts.items() if other != "read"))
        for value in (True, False):
            counts[f"read={int(value)}"] = sum(1 for key in others if self.survey.by_key[key].read == value)
        others = set.intersection(*(part for other, part in parts.items() if other != "venue"))
        held = Counter(self.survey.by_key[key].venue for key in others)
        for venue in {paper.venue for paper in self.survey.papers if paper.venue}:
            chosen = {venue} if venue in asked.venues else {venue, *asked.venues}
            counts[f"venue={venue}"] = sum(held[name] for name in chosen)
        others = set.intersection(*(part for other, part in parts.items() if other != "scope"))
        near = {paper.key for paper in self.survey.papers if paper.scope}
        counts |= {"scope=any": len(others), "scope=adjacent": len(others & near)}
        others = set.intersection(*(part for other, part in parts.items() if other != "kind"))
        kinds = Counter(self.survey.venues.kind(self.survey.by_key[key].venue) for key in others)
        for kind in {self.survey.venues.kind(paper.venue) for paper in self.survey.papers}:
            chosen = {kind} if kind in asked.kinds else {kind, *asked.kinds}
            counts[f"kind={kind}"] = sum(kinds[name] for name in chosen)
        others = set.intersection(*(part for other, part in parts.items() if other != "licence"))
        for one in LICENCES:
            wanted = {one} if one in asked.licences else {one, *asked.licences}
            if any(one in self.licences(paper) for paper in self.survey.core.papers):
                counts[f"licence={one}"] = sum(1 for key in others if self.licences(self.survey.by_key[key]) & wanted)
        return counts


def american(text: str) -> str:
    """`text` in American spelling."""
    for ours, british in SPELLINGS:
        text = text.replace(british, ours)
    return text


def spellings(words: str) -> list[str]:
    """`words` without the s of a plural, and in the other spelling."""
    one = _singular(words)
    other = [one.replace(a, b, 1) for pair in SPELLINGS for a, b in (pair, pair[::-1]) if a in one]
    return [one, *other]


def stated_years(told: list[str]) -> tuple[int, int, int]:
    """How many of the first words state years, the first and the last of them."""
    led = told[0] if told[0] in LED else ""
    rest = told[1:] if led else told
    if not rest or not _YEAR.fullmatch(rest[0]):
        return 0, 0, 0
    year, taken = int(rest[0]), len(told) - len(rest) + 1
    joined = 2 if rest[1:2] and rest[1] in ("to", "and", "until", "till") else 1
    if len(rest) > joined and _YEAR.fullmatch(rest[joined]):
        return taken + joined, year, int(rest[joined])
    after = " ".join(rest[1:3])
    open_end = next((n for words, n in _OPEN_ENDS.items() if f"{after} ".startswith(f"{words} ")), 0)
    if open_end or led in ("since", "from"):
        return taken + open_end, year, 9999
    first, last = {"after": (year + 1, 9999), "before": (1, year - 1), "until": (1, year), "till": (1, year)}.get(
        led, (year, year)
    )
    return taken, first, last


def with_term(asked: Asked, axis: str, term: str) -> Asked:
    """`asked` with one more term wanted, and no longer unwanted."""
    wanted = {**asked.wanted, axis: (*asked.wanted.get(axis, ()), term)}
    unwanted = {**asked.unwanted, axis: tuple(t for t in asked.unwanted.get(axis, ()) if t != term)}
    return replace(asked, wanted=wanted, unwanted=unwanted)


def folded(text: str) -> str:
    """Lower case without accents; words of letters and digits of any script, parted by single spaces."""
    text = unicodedata.normalize("NFKD", text.lower()).lower()
    text = "".join(_LETTERS.get(c, c) for c in text if not unicodedata.category(c).startswith("M"))
    return " ".join("".join(c if unicodedata.category(c)[0] in "LN" else " " for c in text).split())


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 4 and word.endswith("s") else word


def slug(venue: str) -> str:
    """The venue's name as addresses have it, where no other folds to the same."""
    return fold(venue).replace(" ", "-")


def draw(seed: int, survey: Survey) -> Asked:
    """A random question, the same for the same seed."""
    dice = random.Random(seed)  # noqa: S311 - a drawing of questions, no secret
    wanted, unwanted = {}, {}
    for axis in dice.sample(list(survey.taxonomy), dice.choice([0, 1, 1, 2, 2, 3])):
        terms = dice.sample(list(axis.terms), min(len(axis.terms), dice.choice([1, 1, 2, 3])))
        cut = dice.choice([0, 0, 0, 1])
        unwanted[axis.id], wanted[axis.id] = tuple(terms[:cut]), tuple(terms[cut:])
    years = sorted({p.year for p in survey.papers if p.year})
    names = distinct(frozenset(p.venue for p in survey.papers if p.venue))
    asked = Asked(
        wanted={axis: terms for axis, terms in wanted.items() if terms},
        unwanted={axis: terms for axis, terms in unwanted.items() if terms},
        every=tuple(axis for axis, terms in wanted.items() if terms and dice.random() < 0.25),
        venues=tuple(sorted(dice.sample(names, dice.choice([1, 2, 3])), key=lambda n: (fold(n), n)))
        if dice.random() < 0.2
        else (),
        first=dice.choice(years) if dice.random() < 0.25 else 0,
        last=dice.choice(years) if dice.random() < 0.15 else 0,
        open=tuple(name for name in OPEN if dice.random() < 0.12),
        read=dice.choice([True, False]) if dice.random() < 0.2 else None,
        words=some_words(dice, survey) if dice.random() < 0.3 else "",
        sort=dice.choice(["year", "", "title", "added"]),
        kinds=tuple(dice.sample(sorted({survey.venues.kind(p.venue) for p in survey.papers}), 1))
        if dice.random() < 0.15
        else (),
        licences=tuple(dice.sample(LICENCES, dice.choice([1, 2]))) if dice.random() < 0.1 else (),
        scope=dice.choice(["core", "core", "any", "adjacent"]),
    )
    turned = asked.last and asked.first > asked.last
    return replace(asked, first=asked.last, last=asked.first) if turned else asked


@cache
def distinct(venues: frozenset[str]) -> list[str]:
    """The venues, sorted, without those whose names fold to the same, so that their slugs have a number."""
    slugs = Counter(map(slug, venues))
    return [name for name in sorted(venues) if slugs[slug(name)] == 1]


def some_words(dice: random.Random, survey: Survey) -> str:
    """One or two words that some record holds, or their beginnings."""
    paper = dice.choice(survey.papers)
    words = folded(" ".join([paper.title, paper.summary or "", *paper.authors])).split()
    return " ".join(word[: dice.choice([2, 3, 4, 99])] for word in dice.sample(words, dice.choice([1, 1, 2])))
