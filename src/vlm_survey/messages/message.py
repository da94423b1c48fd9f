"""Messages: what is to be said, as an id and the values that its words name. Decisions look at the id, never at words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Union

Value = Union[str, int, "Message", tuple["Message", ...]]
"""What the words of a message may name: a text, a number, another message, or several that are listed."""


@dataclass(frozen=True, slots=True)
class Message:
    """An id of the catalogue, and the values that its words name."""

    id: str
    values: tuple[tuple[str, Value], ...] = ()

    @classmethod
    def of(cls, name: str, /, **values: Value) -> Message:
        """Make the message called `name` with `values`."""
        return cls(name, tuple(values.items()))

    @classmethod
    def text(cls, words: str) -> Message:
        """Make a message of words that come from outside: a service, a parser, an error of another library."""
        return cls.of("text", words=words)

    def __getitem__(self, name: str) -> Value:
        """Return the value called `name`. Raises KeyError."""
        return dict(self.values)[name]


def every(messages: Iterable[Message | None]) -> Message | None:
    """Join messages into one that says all of them; None where there is none."""
    known = tuple(message for message in messages if message)
    return known[0] if len(known) == 1 else Message.of("list", parts=known) if known else None
