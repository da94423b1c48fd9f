"""Parse marks in Markdown: citations (`[@key]`, `@key`) and directives (`{{count task=vqa}}`), each with its line.

Code, comments and front matter are ignored. This module does not use the survey.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from vlm_survey.model import KEY_FORM

_KEY = rf"(?i:{KEY_FORM.pattern})"
_HIDDEN = re.compile(
    r"\A---\n.*?\n---\n"  # front matter
    r"|^(?P<fence>`{3,}|~{3,})[^\n]*\n.*?(?:^(?P=fence)[`~]*[ \t]*$|\Z)"
    r"|<!--.*?-->"
    r"|(?<!`)(?P<ticks>`+)(?!`)(?:(?!\n[ \t]*\n).)+?(?<!`)(?P=ticks)(?!`)",
    re.DOTALL | re.MULTILINE,
)
_MARK = re.compile(
    r"\{\{(?P<directive>.*?)\}\}"
    r"|\[(?P<citation>[^\[\]]*(?<![\w@])@[^\[\]]*)\](?![(\[])"
    rf"|(?<![\w@/.\[])@(?P<named>{_KEY})"
    r"|(?P<torn>\{\{)",
    re.DOTALL,
)
_WORK = re.compile(rf"(?P<before>.*?)\s*(?<![\w@])@(?P<key>{_KEY})(?:\s*,\s*(?P<after>.+))?")
_HEADING = re.compile(r"^#{1,6}[ \t]", re.MULTILINE)
_IN_LINK = re.compile(r"[^\[\]\n]*\](?:\(|\[)")


@dataclass(frozen=True, slots=True)
class CitedWork:
    """A work in a citation: its key, and the words before it ("see") and after it ("section 3"); "" for none."""

    key: str
    before: str = ""
    after: str = ""


Place = tuple[int, int, int, str]


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark: its start and end (character positions), its line (from 1), and its context.

    `within` is "heading" or "link", where a nested link is not allowed, or "" for plain text.
    """

    start: int
    end: int
    line: int
    within: str


@dataclass(frozen=True, slots=True)
class Citation(Mark):
    """Works cited together; `named` if the authors are part of the sentence: "as Li et al. (2023) show"."""

    works: tuple[CitedWork, ...]
    named: bool


@dataclass(frozen=True, slots=True)
class Directive(Mark):
    """A directive: its name, its argument, its options in order; `block` if it is a paragraph of its own."""

    name: str
    asks: str
    options: tuple[tuple[str, str], ...]
    block: bool


@dataclass(frozen=True, slots=True)
class Unreadable(Mark):
    """An unfinished or malformed citation or directive: what was found, and what to do."""

    kind: Literal["citation", "directive"]
    found: str
    repair: str


@lru_cache(maxsize=500)
def find_marks(text: str, first_line: int = 1) -> tuple[Citation | Directive | Unreadable, ...]:
    """Find the marks in `text` in order; the first line of `text` is line `first_line` of its file.

    The marks of a text are remembered: a build looks for them in each text several times.
    """
    return tuple(_marks(text, first_line))


def _marks(text: str, first_line: int) -> Iterator[Citation | Directive | Unreadable]:
    seen = blank_code(text)
    for match in _MARK.finditer(seen):
        place = _place(seen, match, first_line)
        if (content := match["directive"]) is not None:
            yield _directive(seen, place, content)
        elif match["citation"] is not None:
            yield _citation(place, match["citation"])
        elif match["named"] is not None:
            yield Citation(*place, (CitedWork(match["named"]),), named=True)
        else:
            yield Unreadable(*place, "directive", "'{{' without '}}'", "Close the directive, or write it in backticks")


@lru_cache(maxsize=64)  # a build asks up to eight times for each chapter
def blank_code(text: str) -> str:
    """Replace code, comments and front matter in `text` by spaces; positions and lines stay the same."""
    return _HIDDEN.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)


def _place(text: str, match: re.Match[str], first_line: int) -> Place:
    start = text.rfind("\n", 0, match.start()) + 1
    heading, link = _HEADING.match(text, start), _IN_LINK.match(text, match.end())
    line = first_line + text.count("\n", 0, match.start())
    return match.start(), match.end(), line, "heading" if heading else "link" if link else ""


def _citation(place: Place, content: str) -> Citation | Unreadable:
    works = []
    for part in content.split(";"):
        work = _WORK.fullmatch(" ".join(part.split()))
        if not work:
            repair = "Write [@key] or [@key1; @key2]; a key has lower-case letters, digits and hyphens"
            return Unreadable(*place, "citation", f"'{part.strip()}' in a citation is not a key", repair)
        works.append(CitedWork(work["key"], work["before"], work["after"] or ""))
    return Citation(*place, tuple(works), named=False)


def _directive(text: str, place: Place, content: str) -> Directive | Unreadable:
    head, *rest = (" ".join(part.split()) for part in content.split(";"))
    name, _, asks = head.partition(" ")
    if not name:
        return Unreadable(
            *place, "directive", "a directive without a name", "Write {{count task=vqa}}, or another from the list"
        )
    options = tuple((word, value) for word, _, value in (part.partition(" ") for part in rest))
    before, after = text[: place[0]], text[place[1] :]
    block = _alone(before, after)
    return Directive(*place, name, asks, options, block)


def _alone(before: str, after: str) -> bool:
    """Return whether a mark has only empty lines, or the ends of the text, before and after it."""
    opens = not before.strip() or re.search(r"\n[ \t]*\n[ \t]*\Z", before) is not None
    closes = not after.strip() or re.match(r"[ \t]*\n[ \t]*\n", after) is not None
    return opens and closes
