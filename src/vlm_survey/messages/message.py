"""Define a message: an id and the values in its text. Code decides by the id, never by the words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Union

Value = Union[str, int, "Message", tuple["Message", ...]]
"""The values in a message: a text, a number, another message, or a list of them."""


@dataclass(frozen=True, slots=True)
class Message:
    """An id of the catalogue, and the values in its text."""

    id: str
    values: tuple[tuple[str, Value], ...] = ()

    @classmethod
    def of(cls, name: str, /, **values: Value) -> Message:
        """Create the message `name` with `values`."""
        return cls(name, tuple(values.items()))

    @classmethod
    def text(cls, words: str) -> Message:
        """Create a message from external words: of a service, a parser, or another library."""
        return cls.of("text", words=words)

    def __getitem__(self, name: str) -> Value:
        """Return the value `name`. Raises KeyError."""
        return dict(self.values)[name]


def join_messages(messages: Iterable[Message | None]) -> Message | None:
    """Join messages into one that contains all of them; None if there are none."""
    present = tuple(message for message in messages if message)
    return present[0] if len(present) == 1 else Message.of("list", parts=present) if present else None
