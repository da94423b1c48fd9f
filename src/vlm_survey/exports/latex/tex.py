"""Escape text for TeX and BibTeX: special characters, Greek letters as mathematics, capitals protected by braces."""

from __future__ import annotations

import re
from functools import lru_cache

from vlm_survey.exports.latex.proper_names import PROPER_NAMES
from vlm_survey.exports.page_range import page_range
from vlm_survey.model import Paper, Person
from vlm_survey.survey import Survey

_SPECIAL = re.compile(r"[\\&%$#_{}~^°µ\u0370-\u03ff]")
_WRITTEN = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "°": r"\textdegree{}"} | {
    "{": r"\textbraceleft{}",  # BibTeX counts escaped braces too
    "}": r"\textbraceright{}",
}
_GREEK = {
    **{"α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ζ": "zeta", "η": "eta", "θ": "theta"},
    **{"ι": "iota", "κ": "kappa", "λ": "lambda", "μ": "mu", "ν": "nu", "ξ": "xi", "π": "pi", "ρ": "rho", "σ": "sigma"},
    **{"ς": "varsigma", "τ": "tau", "υ": "upsilon", "φ": "phi", "χ": "chi", "ψ": "psi", "ω": "omega", "µ": "mu"},
    **{"Γ": "Gamma", "Δ": "Delta", "Θ": "Theta", "Λ": "Lambda", "Ξ": "Xi", "Π": "Pi", "Σ": "Sigma", "Υ": "Upsilon"},
    **{"Φ": "Phi", "Ψ": "Psi", "Ω": "Omega"},
}
"""The Greek letters of TeX, and the micro sign. LaTeX's Latin fonts lack them outside mathematics."""
_TAIL = re.compile(r"[:,.;!?)\]\"”’]*$")
_INSIDE = re.compile(r"[^\W\d_][^\s\-/]*[A-Z]|\d[^\s\-/]*[A-Z]|[A-Z][^\s\-/]*\d")
"""A capital after a letter or digit, or a digit after a capital, within one part of a word: "CLIP", "mRNA", "3D", "T2"."""
_LETTER = re.compile(r"[B-Z]|([^\s-]+-)*[A-Z]-\S+")
"""A single capital: "Hepatitis B", "X-ray", "multi-X-ray". A single "A" is an article and does not count."""


def escape_tex(text: str) -> str:
    """Escape TeX's special characters and Greek letters in `text`."""
    return _SPECIAL.sub(lambda match: _sign(match.group()), text)


def protect_capitals(text: str, names: tuple[str, ...] = ()) -> str:
    """Return a title in which each word whose capitals must be kept is in braces; `names` are kept as they are.

    A style that lowercases titles does not change text in braces, so only words that need them get braces.
    """
    words = text.split(" ")
    protected = _places(words, names)
    return " ".join(_word(word, keep=place in protected) for place, word in enumerate(words))


def format_title(survey: Survey, paper: Paper) -> str:
    """Return the title of `paper` for a bibliography; the names of its model and data sets keep their capitals."""
    names = survey.dataset_names(paper, "introduces")
    return protect_capitals(paper.title, (paper.model, *names) if paper.model else names)


def format_name(author: Person) -> str:
    """Return one author for a list of authors. Braces keep a group, or a single name of several words, in one piece."""
    if author.is_group or (not author.given and " " in author.family):
        return "{" + escape_tex(author.family) + "}"
    return escape_tex(author)


def format_people(paper: Paper) -> str:
    """Return the authors of `paper` joined for BibTeX, with "others" for unknown ones; "" if none is known."""
    names = [format_name(author) for author in paper.authors]
    return " and ".join([*names, "others"] if names and paper.more_authors else names)


def format_pages(paper: Paper) -> str:
    """Return the pages of `paper` with TeX's dash between first and last; "" if unknown."""
    return escape_tex(page_range(paper, "--"))


def _sign(character: str) -> str:
    if character in _GREEK:
        return f"$\\{_GREEK[character]}$"
    if ord(character) >= 0x370:
        return character  # a Greek letter with an accent, or one that TeX's mathematics lacks
    return _WRITTEN.get(character, "\\" + character)


@lru_cache(maxsize=100_000)
def _word(word: str, *, keep: bool) -> str:
    """Return a word of a title. Cached, because titles share words and each title is written in several formats."""
    core = _core(word)
    escaped = escape_tex(core)
    return ("{" + escaped + "}" if keep or _needs_braces(core) else escaped) + escape_tex(word[len(core) :])


def _needs_braces(core: str) -> bool:
    plain = core.lstrip("([\"“‘'")
    return bool(
        _INSIDE.search(core)
        or _LETTER.fullmatch(plain)
        or any(re.sub(r"['’]s$", "", part) in PROPER_NAMES for part in re.split(r"[-/]", plain))
        or any(letter in _GREEK for letter in core)  # a style would change \Gamma to \gamma
    )


def _core(word: str) -> str:
    return _TAIL.sub("", word)


def _places(words: list[str], names: tuple[str, ...]) -> set[int]:
    """Return the positions in `words` of each run of words that equals one of `names`, including capitals."""
    cores = [_core(word) for word in words]
    places: set[int] = set()
    for name_words in (name.split(" ") for name in names):
        size = len(name_words)
        for start in range(len(cores) - size + 1):
            if cores[start : start + size] == name_words:
                places.update(place for place in range(start, start + size) if re.search("[A-Z]", cores[place]))
    return places
