"""Text as services write it, with HTML, JATS, MathML and broken encodings, made into one plain line."""

from __future__ import annotations

import html
import re
import unicodedata

# Markup that services put into titles and abstracts. Anything else in angle brackets may be a title's own.
_NAMES = (
    "a|abbr|alternatives|b|bold|br|div|em|ext-link|font|h[1-6]|i|img|inline-formula|inline-graphic|italic|label|li"
    "|list|list-item|monospace|named-content|ol|overline|p|roman|sans-serif|sc|sec|small|smallcaps|scp|span|strike|strong|styled-content|sub|sup"
    "|tex-math|title|tt|u|ul|underline|xref|(?:jats|mml|m):[a-z-]+|math|m(?:i|n|o|row|sub|sup|subsup|text|frac|sqrt|over|under|style)"
)
_TAG = re.compile(rf"(?i)</?(?:{_NAMES})(?:\s[^<>]{{0,500}})?/?>")
_BREAK = re.compile(r"(?i)</?(?:jats:)?(?:p|br|div|title|li|h[1-6]|list-item|sec)\b[^<>]{0,500}>")
_TWICE = re.compile(r"(?is)<((?:mml:|m:)?annotation|(?:jats:)?tex-math)\b[^<>]{0,500}>.{0,5000}?</\1>")
_MATH = re.compile(r"(?i)<(?:mml:|m:)?math\b")
_LONGEST = 20_000


def plain(text: str) -> str:
    """`text` as one line: tags gone, entities as characters, nothing invisible; empty where nothing is left."""
    text = text[:_LONGEST]
    for _time in range(2):  # Crossref has entities within entities
        if _MATH.search(text):
            text = _TWICE.sub("", text)
        text = html.unescape(_TAG.sub("", _BREAK.sub(" ", text)))
    kept = "".join(c for c in unmixed(text) if c.isspace() or unicodedata.category(c) not in ("Cc", "Cs", "Co", "Cn"))
    kept = re.sub("[\u2010\u2011]", "-", re.sub("[\u00ad\u200b\u202a-\u202e\u2066-\u2069\ufeff]", "", kept))
    return " ".join(unicodedata.normalize("NFC", kept).split())


def unmixed(text: str) -> str:
    """`text`, or what it was before UTF-8 was read as Latin-1 (Ã¼ is ü). Right text never has that form."""
    if text.isascii():
        return text
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text
