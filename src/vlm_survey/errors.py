"""The tree of errors. Each carries where it happened, what was found, and what to do.

SurveyError
├── Refused            a value that cannot be what it claims to be (also a ValueError, so pydantic collects it)
├── RecordRefused      a YAML file that the strict reader does not take
├── LibraryError       the folder as a whole cannot be read: a missing or broken taxonomy, venue or list file
├── UnknownName        a key, axis, term, rule or format that does not exist
├── BuildError         the website or README cannot be written as promised
└── ServiceError       a service on the network did not help
    ├── NotFound       it answered that there is no such thing
    ├── BadReply       it answered with something that is no answer
    └── Unreachable    it did not answer, or asked for patience longer than ours
        └── NotAsked   it did not answer a moment ago, so it was not asked again
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING

from vlm_survey.messages import Message, say

if TYPE_CHECKING:
    from collections.abc import Iterable


_INVISIBLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


class SurveyError(Exception):
    """Anything this package refuses, told in up to three parts.

    `found` is what was met, `repair` what to do about it, `where` the file, line or address. `message` is what was met as
    a message of the catalogue.
    """

    def __init__(self, found: str | Message, *, repair: str | Message = "", where: str = "") -> None:
        self.message = found if isinstance(found, Message) else Message.text(found)
        super().__init__(say(self.message))
        self.found = say(self.message)
        self.repair = say(repair) if isinstance(repair, Message) else repair
        self.where = where

    def __str__(self) -> str:
        head = f"{self.where}: {self.found}" if self.where else self.found
        return f"{head}. {self.repair}" if self.repair else head


class Refused(SurveyError, ValueError):
    """A value that cannot be what it claims to be."""


class NoAnswer(Refused):
    """A question that can be read and that no record answers."""


class RecordRefused(SurveyError):
    """A YAML file that the strict reader does not take; `line` is 1-based, 0 for the whole file."""

    def __init__(self, found: str, *, line: int = 0, repair: str = "", where: str = "") -> None:
        super().__init__(found, repair=repair, where=where)
        self.line = line


class LibraryError(SurveyError):
    """The folder as a whole cannot be read."""


class UnknownName(SurveyError):
    """A name that does not exist, with the nearest that do."""

    def __init__(self, kind: str, name: str, known: Iterable[str], *, where: str = "") -> None:
        self.near = nearest(name, known)
        repair = f"Nearest: {', '.join(self.near)}" if self.near else ""
        super().__init__(f"no {kind} is called '{name}'", repair=repair, where=where)


class BuildError(SurveyError):
    """The website or README cannot be written as promised."""


class ServiceError(SurveyError):
    """A service on the network did not help; `service` is its name, empty where it is not known."""

    service = ""


class NotFound(ServiceError):
    """The service answered that there is no such thing."""


class BadReply(ServiceError):
    """The service answered with something that is no answer."""


class Unreachable(ServiceError):
    """The service did not answer, or asked for patience longer than ours."""


class NotAsked(Unreachable):
    """The service did not answer a moment ago, so it was not asked again."""


def nearest(name: str, known: Iterable[str], most: int = 3) -> list[str]:
    """The known names that `name` was probably meant to be, best first."""
    return get_close_matches(name, sorted(known), n=most, cutoff=0.5)


def visible(text: str, most: int = 240) -> str:
    """`text` fit for a terminal and a log: invisible characters written out, and cut in its middle beyond `most`."""
    if len(text) > most:
        text = f"{text[: most * 2 // 3]} … {text[-most // 3 :]}"
    return _INVISIBLE.sub(lambda hit: f"<U+{ord(hit.group()):04X}>", text)
