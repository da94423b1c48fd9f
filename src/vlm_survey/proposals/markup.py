"""Convert text with HTML, JATS, MathML, entities and encoding errors, as services send it, to one plain line."""

from __future__ import annotations

import html
import re
import unicodedata

from vlm_survey.proposals.damage import repair_encoding
from vlm_survey.proposals.latex import convert_formulas

# Markup that services put into titles and abstracts. Other text in angle brackets may be part of a title.
_NAMES = (
    "a|abbr|alternatives|b|bold|br|div|em|ext-link|font|h[1-6]|i|img|inline-formula|inline-graphic|italic|label|li"
    "|list|list-item|monospace|named-content|ol|overline|p|roman|sans-serif|sc|sec|small|smallcaps|scp|span|strike|strong|styled-content|sub|sup"
    "|tex-math|title|tt|u|ul|underline|xref|(?:jats|mml|m):[a-z-]+|math|m(?:i|n|o|row|sub|sup|subsup|text|frac|sqrt|over|under|style)"
)
_TAG = re.compile(rf"(?i)</?(?P<name>{_NAMES})(?:\s[^<>]{{0,500}})?/?>")
_BREAK = re.compile(r"(?i)</?(?:jats:)?(?:p|br|div|title|li|h[1-6]|list-item|sec)\b[^<>]{0,500}>")
_TWICE = re.compile(r"(?is)<((?:mml:|m:)?annotation|(?:jats:)?tex-math)\b[^<>]{0,500}>.{0,5000}?</\1>")
_MATH = re.compile(r"(?i)<(?:mml:|m:)?math\b")
_RAISED = re.compile(r"(?i)(?<=\d)<sup>\s*([-\u2212]?\d+)\s*</sup>")
_LONGEST = 20_000


def strip_markup(text: str) -> str:
    """Return `text` as one line without tags, entities and invisible characters; empty if nothing is left."""
    line = convert_formulas(strip_html(text[:_LONGEST]))
    clean = "".join(c for c in line if c.isspace() or unicodedata.category(c) not in ("Cc", "Cs", "Co", "Cn"))
    clean = re.sub("[\u2010\u2011]", "-", re.sub("[\u00ad\u200b\u202a-\u202e\u2066-\u2069\ufeff]", "", clean))
    return " ".join(unicodedata.normalize("NFC", clean).split())


def strip_html(text: str) -> str:
    """Return `text` without the tags that services add, with entities decoded and encoding errors repaired.

    Inline tags are removed only with their closing tags; other text in angle brackets may be part of a title.
    """
    for _time in range(2):  # Crossref sends nested entities
        if "<" not in text and "&" not in text:
            break
        if _MATH.search(text):
            text = _TWICE.sub("", text)
        text = html.unescape(_without_tags(_RAISED.sub(r"^\1", _BREAK.sub(" ", text))))
    return repair_encoding(text)


def _without_tags(text: str) -> str:
    """Return `text` without tags that are paired, self-closing, or unmistakable."""
    closed = {name.lower() for name in re.findall(r"</\s*([A-Za-z][\w:.-]*)", text)}

    def kept(tag: re.Match[str]) -> str:
        name = tag.group("name").lower()
        is_tag = name in closed or tag.group().endswith("/>") or ":" in name or len(name) > 2
        return "" if is_tag else tag.group()

    return _TAG.sub(kept, text)
