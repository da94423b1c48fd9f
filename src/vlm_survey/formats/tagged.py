"""Split files of tagged lines (PubMed, Web of Science) into references with their values by tag."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from vlm_survey.messages import Message
from vlm_survey.proposals.markup import strip_markup
from vlm_survey.proposals.proposal import Rejected


@dataclass(slots=True)
class Reference:
    """One reference: its 1-based first line, and its values by tag, in order."""

    line: int
    values: dict[str, list[str]] = field(default_factory=dict)

    def all(self, *tags: str) -> list[str]:
        """Return the values of all `tags`, in this order, as plain lines."""
        return [text for tag in tags for value in self.values.get(tag, []) if (text := strip_markup(value))]

    def first(self, *tags: str) -> str | None:
        """Return the first value of `tags`, None if there is none."""
        return next(iter(self.all(*tags)), None)


@dataclass(frozen=True, slots=True)
class Form:
    """The form of a tagged file: `line` has groups for tag and value, `start` begins a reference, `end` ends one."""

    line: re.Pattern[str]
    start: str
    end: str = ""
    several: frozenset[str] = frozenset()
    """Tags whose continuation lines are further values, not more words of the same value."""
    outside: frozenset[str] = frozenset()
    """Tags that are allowed outside references."""


def references(text: str, form: Form) -> Iterator[Reference | Rejected]:
    """Yield references when they end, and stray lines."""
    current: Reference | None = None
    last = ""
    for number, line in enumerate(re.split(r"\r\n|\r|\n", text.replace("\ufeff", "")), 1):
        match = form.line.match(line)
        tag = match.group("tag") if match else ""
        if tag and tag in (form.start, form.end) and current:
            yield current
            current = None
        if tag == form.start:
            current = Reference(number)
        if match and current and tag != form.end:
            current.values.setdefault(tag, []).append(match.group("value") or "")
            last = tag
        elif not match and current and last and line.strip():
            _continue(current.values[last], line.strip(), further=last in form.several)
        elif line.strip() and not current and (not tag or tag not in (form.end, *form.outside)):
            yield Rejected(number, Message.of("tagged.outside", value=line.strip()[:60], start=form.start))
    if current:
        yield current


def _continue(values: list[str], text: str, *, further: bool) -> None:
    """Add a line without a tag to the values of the tag above it."""
    if further:
        values.append(text)
    else:
        values[-1] += f" {text}"
