"""Placeholders in author lists that are not names: "et al.", "and others", "-", "n/a", "anonymous"."""

from __future__ import annotations

import re
import unicodedata

_MORE = (
    r"(?:et\.?,?\s*al(?:ii|ia)?|al\.?,\s*et|et\s+coll(?:aborateurs)?|u\.\s?a|others|(?:many|\d+)\s+(?:others|more(?:\s+authors)?)"
    r"|(?:and|&|\+)\s*(?:\d+\s+|many\s+)?(?:others|more(?:\s+authors)?)|more\s+authors|\.{3}|\u2026|等人?)"
)
_ONLY_MORE = re.compile(rf"(?i)(?:(?:and|&)\s+)?{_MORE}\.?")
_ENDS_WITH_MORE = re.compile(
    rf"(?i)(?:\s*[,;]?\s+|\s*[,;]\s*|(?<=[.,;])|(?=\.{{3}}|\u2026|等))(?:and\s+|&\s*)?{_MORE}\.?$"
)
_PLACEHOLDERS = frozenset(
    [
        "",
        "a n other",
        "author",
        "author unknown",
        "authors",
        "n a",
        "n n",
        "na",
        "nan",
        "nil",
        "no author",
        "no author listed",
        "no authors",
        "no authors listed",
        "nn",
        "none",
        "not available",
        "not given",
        "null",
        "tba",
        "tbd",
        "unknown",
        "unknown author",
        "unknown authors",
        "various",
        "various authors",
        "佚名",
    ]
)

_ANONYMOUS = frozenset(["a", "anon", "anonymous", "author", "authors"])
_NAMES = frozenset(["Na", "Nan", "Nil"])
"""Names of people that differ from a placeholder only by their capital letter."""


def is_et_al(name: str) -> bool:
    """Return whether `name` is a placeholder for further authors: "et al.", "and others", "...", "al., et"."""
    return bool(_ONLY_MORE.fullmatch(_bare(name)))


def without_et_al(name: str) -> str:
    """Return `name` without an "et al." or "and others" at its end."""
    return _ENDS_WITH_MORE.sub("", name).rstrip(" ,;")


def is_placeholder(name: str) -> bool:
    """Return whether `name` is a placeholder for an unknown name: "-", "n/a", "Anonymous"."""
    plain_name = unicodedata.normalize("NFKC", _bare(name))
    words = re.findall(r"\w+", plain_name.casefold())
    if set(words) <= _ANONYMOUS and words and words[0].startswith("anon"):
        return True
    return " ".join(words) in _PLACEHOLDERS and plain_name not in _NAMES


def _bare(name: str) -> str:
    return " ".join(name.strip(" {}\"'()[]").split())
