"""The value of a BibTeX field: texts in braces or quotes, numbers and names of strings, joined by `#`."""

from __future__ import annotations

import re
from collections.abc import Mapping

_MONTHS = frozenset(["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"])
_WORD = re.compile(r"[^\s#,{}\"=]+")
_DEPTH = 20


class Broken(ValueError):
    """A value whose braces or quotes do not close, or a string that names itself."""


def read_value(raw: str, strings: Mapping[str, str], depth: int = 0) -> tuple[str, str, str]:
    """(value, what follows it in `raw`, doubt). Names of `strings` are replaced, in whatever order they were defined.

    Raises Broken. The doubt names a string that is not defined; its name then stands for it.
    """
    if depth > _DEPTH:
        raise Broken("strings that name one another")
    parts: list[str] = []
    doubt, at = "", 0
    while True:
        at = _skip(raw, at)
        if at >= len(raw):
            break
        if raw[at] in '{"':
            end = _closing(raw, at)
            parts.append(raw[at + 1 : end])
            at = end + 1
        elif word := _WORD.match(raw, at):
            text, missing = _named(word.group(), strings, depth)
            doubt = doubt or missing
            parts.append(text)
            at = word.end()
        else:
            break
        at = _skip(raw, at)
        if at >= len(raw) or raw[at] != "#":
            break
        at += 1
    whole = raw.strip()
    if raw[at:].strip() and re.fullmatch(r'"[^={}]*"', whole):
        return whole[1:-1], "", ""  # quotes within quotes
    return "".join(parts), raw[at:], doubt


def _named(word: str, strings: Mapping[str, str], depth: int) -> tuple[str, str]:
    if word.lower() in strings:
        value, _rest, doubt = read_value(strings[word.lower()], strings, depth + 1)
        return value, doubt
    known = word.isdigit() or word.lower() in _MONTHS
    return word, "" if known else f"the string '{word}' is not defined"


def _skip(raw: str, at: int) -> int:
    while at < len(raw) and raw[at].isspace():
        at += 1
    return at


def _closing(raw: str, at: int) -> int:
    """The index of what closes the brace or quote at `at`: braces count inside quotes, quotes do not inside braces."""
    quoted, depth = raw[at] == '"', 0 if raw[at] == '"' else 1
    for index in range(at + 1, len(raw)):
        letter = raw[index]
        if raw[index - 1] == "\\" and letter in '{}"':
            continue
        if letter == "{":
            depth += 1
        elif letter == "}":
            depth -= 1
            if depth == 0 and not quoted:
                return index
        elif letter == '"' and quoted and depth <= 0:
            return index
    raise Broken("its brace or quote does not close")
