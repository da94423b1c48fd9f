"""Parse the value of a BibTeX field: texts in braces or quotes, numbers and string names, joined by `#`."""

from __future__ import annotations

import re
from collections.abc import Mapping

from vlm_survey.errors import InvalidValue
from vlm_survey.messages import Message
from vlm_survey.proposals.dates import MONTHS
from vlm_survey.proposals.remarks import Kind, Remark

_WORD = re.compile(r"[^\s#,{}\"=]+")
_DEPTH = 20
_LONGEST = 100_000


class BrokenValue(InvalidValue):
    """A value with unclosed braces or quotes, or a string that contains itself or grows without a limit."""


class Strings:
    """The strings of a file by name, each parsed once, in any order of definition."""

    def __init__(self, raw: Mapping[str, str]) -> None:
        self._raw = {name.lower(): value for name, value in raw.items()}
        self._read: dict[str, tuple[str, Remark | None]] = {}
        self._depth = 0

    def value(self, name: str) -> tuple[str, Remark | None] | None:
        """Return (value, doubt) of the string `name`, None if it is not defined. Raises Broken."""
        name = name.lower()
        if name in self._raw and name not in self._read:
            if self._depth > _DEPTH:
                raise BrokenValue(Message.of("bibtex.circle"))
            self._depth += 1
            try:
                value, _rest, doubt = read_value(self._raw[name], self)
            finally:
                self._depth -= 1
            self._read[name] = value, doubt
        return self._read.get(name)


def read_value(raw: str, strings: Strings) -> tuple[str, str, Remark | None]:
    """Return (value, the rest of `raw`, doubt), with the names of `strings` replaced.

    Raises Broken. An undefined string gives a doubt, and its name is used as its value.
    """
    parts: list[str] = []
    doubt: Remark | None = None
    at, length = 0, 0
    while True:
        at = _skip(raw, at)
        if at >= len(raw):
            break
        if raw[at] in '{"':
            end = _closing_index(raw, at)
            parts.append(raw[at + 1 : end])
            at = end + 1
        elif word := _WORD.match(raw, at):
            text, missing = strings.value(word.group()) or _undefined(word.group())
            doubt, length = doubt or missing, length + len(text)
            if length > _LONGEST:
                raise BrokenValue(Message.of("bibtex.strings-long", count=_LONGEST))
            parts.append(text)
            at = word.end()
        else:
            break
        at = _skip(raw, at)
        if at >= len(raw) or raw[at] != "#":
            break
        at += 1
    stripped = raw.strip()
    if raw[at:].strip() and re.fullmatch(r'"[^={}]*"', stripped):
        return stripped[1:-1], "", None  # quotes within quotes
    return "".join(parts), raw[at:], doubt


def _undefined(word: str) -> tuple[str, Remark | None]:
    is_defined = word.isdigit() or word.lower() in MONTHS
    return word, None if is_defined else Remark(Kind.UNDEFINED_STRING, value=word)


def _skip(raw: str, at: int) -> int:
    while at < len(raw) and raw[at].isspace():
        at += 1
    return at


def _closing_index(raw: str, at: int) -> int:
    """Return the index that closes the brace or quote at `at`.

    Braces count inside quotes; quotes do not count inside braces.
    """
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
    raise BrokenValue(Message.of("bibtex.not-closed"))
