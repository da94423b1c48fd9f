"""Catalogues: the words of one language for each message id."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from vlm_survey.messages.message import Message, Value

Words = str | tuple[str, str]
"""A template with values in braces. A pair has one template for a `count` of 1, and one for any other count."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The words of one language by message id. Missing ids are looked up in `fallback`."""

    language: str
    words: Mapping[str, Words]
    between: str = "; "
    """The separator between several messages."""
    fallback: Catalogue | None = field(default=None, repr=False)

    def say(self, message: Message) -> str:
        """Return the words of `message`. Raises KeyError for an unknown id."""
        values = dict(message.values)
        return self._words(message, values).format_map({name: self._said(value) for name, value in values.items()})

    def _words(self, message: Message, values: Mapping[str, Value]) -> str:
        words = self.words.get(message.id)
        if words is None and self.fallback:
            return self.fallback._words(message, values)
        if words is None and message.id.startswith("field."):
            return "{name}"  # a field without an entry is shown by its own name
        if words is None:
            raise KeyError(message.id)
        return words if isinstance(words, str) else words[values.get("count") != 1]

    def _said(self, value: Value) -> str | int:
        if isinstance(value, Message):
            return self.say(value)
        return self.between.join(map(self.say, value)) if isinstance(value, tuple) else value
