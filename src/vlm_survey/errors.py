"""The hierarchy of errors. Each error says where it happened, what was found, and what to do.

SurveyError
├── InvalidValue       a malformed value (also a ValueError, so that pydantic collects it)
├── InvalidFile        a YAML file that the strict reader does not accept
├── LibraryError       the folder cannot be read: a missing or broken taxonomy, venue or list file
├── UnknownName        a key, axis, term, rule or format that does not exist
├── BuildError         the website or README cannot be written
└── ServiceError       a network service gave no usable reply
    ├── NotFound       it replied that there is no such item
    ├── BadReply       its reply cannot be used
    └── Unreachable    it did not reply, or asked for a longer wait than allowed
        └── RequestSkipped  it did not reply just before, so no request was sent
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
    """Base class of the errors of this package, with a message of up to three parts.

    `found` is what was found, `repair` what to do about it, `where` the file, line or address. `message` is `found` as a
    message of the catalogue.
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


class InvalidValue(SurveyError, ValueError):
    """A malformed value."""


class NoAnswer(InvalidValue):
    """A valid query that no record matches."""


class InvalidFile(SurveyError):
    """A YAML file that the strict reader does not accept; `line` is 1-based, 0 for the whole file."""

    def __init__(self, found: str, *, line: int = 0, repair: str = "", where: str = "") -> None:
        super().__init__(found, repair=repair, where=where)
        self.line = line


class LibraryError(SurveyError):
    """The folder cannot be read: a shared file is missing or broken."""


class UnknownName(SurveyError):
    """An unknown name, with the nearest known names."""

    def __init__(self, kind: str, name: str, known: Iterable[str], *, where: str = "") -> None:
        self.near = nearest_names(name, known)
        repair = f"Nearest: {', '.join(self.near)}" if self.near else ""
        super().__init__(f"no {kind} is called '{name}'", repair=repair, where=where)


class BuildError(SurveyError):
    """The website or README cannot be written."""


class ServiceError(SurveyError):
    """A network service gave no usable reply; `service` is its name, empty if it is not known."""

    service = ""


class NotFound(ServiceError):
    """The service replied that there is no such item."""


class BadReply(ServiceError):
    """The service sent a reply that cannot be used."""


class Unreachable(ServiceError):
    """The service did not reply, or asked for a longer wait than allowed."""


class RequestSkipped(Unreachable):
    """The service did not reply just before, so no request was sent."""


def nearest_names(name: str, known: Iterable[str], most: int = 3) -> list[str]:
    """Return up to `most` known names that are most similar to `name`, best first."""
    return get_close_matches(name, sorted(known), n=most, cutoff=0.5)


def make_visible(text: str, most: int = 240) -> str:
    """Return `text` in a form that is safe for a terminal and a log.

    Invisible characters are escaped; beyond `most` characters the middle is cut out.
    """
    if len(text) > most:
        text = f"{text[: most * 2 // 3]} … {text[-most // 3 :]}"
    return _INVISIBLE.sub(lambda match: f"<U+{ord(match.group()):04X}>", text)
