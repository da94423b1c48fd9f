"""Author fields of BibTeX: from "A and B and others" to names in BibTeX order, the ways people misspell them included."""

from __future__ import annotations

import re

from vlm_survey.errors import Refused
from vlm_survey.formats.bibtex.latex import Decoder
from vlm_survey.model import PARTICLES, Person
from vlm_survey.proposals.proposal import text_or_none

_OTHERS = re.compile(r"(?i)and|(and\s+)?others|et\.?\s+al\.?|\.\.\.|…")
_SEPARATOR = re.compile(r"[{}]|\s+and(?=\s)|(?:^|(?<=\s))and\s+|;", re.IGNORECASE)


def author_names(raw: str, decoder: Decoder) -> list[str]:
    """The authors in BibTeX order, LaTeX decoded; "others" and empty parts left out."""
    parts = _split(_unwrapped(raw.strip()))
    parts = [part for part in parts if not _OTHERS.fullmatch(part.strip(" ,"))]
    return [name for part in parts if (name := _person(part, decoder))]


def _unwrapped(raw: str) -> str:
    """`raw` without braces around a whole list of people; braces around one group stay."""
    inner = raw[1:-1] if raw.startswith("{") and raw.endswith("}") and _balanced(raw[1:-1]) else ""
    names = [name for name in _split(inner) if not _OTHERS.fullmatch(name)]
    return inner if len(names) > 1 and all(_like_a_person(name) for name in names) else raw


def _like_a_person(text: str) -> bool:
    """Whether `text` is the name of one person rather than half the name of a group ("Prevention")."""
    words = text.split()
    if "," in text:
        return text.count(",") <= 2
    small = [word for word in words if word.islower() and word not in PARTICLES]
    return 2 <= len(words) <= 6 and not small and not _display(" ".join(words)).startswith("{")


def _split(text: str) -> list[str]:
    """`text` at each "and" or semicolon outside braces; a single comma list of whole names at its commas."""
    parts, depth, start = [], 0, 0
    for match in _SEPARATOR.finditer(text):
        if match.group() == "{":
            depth += 1
        elif match.group() == "}":
            depth -= 1
        elif depth <= 0 and not _inside_macro(text, match):
            parts.append(text[start : match.start()])
            start = match.end()
    parts = [part.strip() for part in (*parts, text[start:]) if part.strip()]
    if len(parts) == 1 and parts[0].count(",") >= 2:
        names = [name.strip() for name in parts[0].split(",") if name.strip()]
        if all(len(name.split()) >= 2 for name in names):
            return names
    return parts


def _inside_macro(text: str, match: re.Match[str]) -> bool:
    return match.group() == ";" and text[: match.start()].rfind("&") > text[: match.start()].rfind(" ")


def _balanced(text: str) -> bool:
    depth = 0
    for letter in re.findall(r"[{}]", text):
        depth += 1 if letter == "{" else -1
        if depth < 0:
            return False
    return depth == 0


def _person(raw: str, decoder: Decoder) -> str | None:
    group = re.fullmatch(r"\{(.*)\}", raw.strip(), re.DOTALL)
    whole = bool(group and _balanced(group.group(1)))
    decoded = text_or_none(decoder.text(raw))
    if not decoded:
        return raw if raw.strip(" ,{}~") else None  # what no name holds is refused later
    decoded = decoded.strip(" ,").replace("*", "") if not whole else decoded
    if whole and " " in decoded and not ("," in decoded and _like_a_person(decoded)):
        return "{" + decoded + "}"
    return decoded if "," in decoded else _display(decoded) if decoded else None


def _display(text: str) -> str:
    """A name in display order as BibTeX orders it; as it is where it holds what no name holds (which is refused later)."""
    try:
        return str(Person.from_display(text))
    except Refused:
        return text
