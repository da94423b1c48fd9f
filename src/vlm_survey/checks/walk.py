"""Walk through a record: find its texts and links with their paths, and replace one of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Literal, TypeVar

from vlm_survey.model import Link, Paper, Record, Value

Where = tuple[str | int, ...]
R = TypeVar("R", bound=Record)

_NOT_LOOKED_AT = ("body", "curation")
"""Fields with another kind of text: Markdown, and how a record was made."""


def texts(record: Record) -> Iterator[tuple[Where, str]]:
    """Yield every text of `record` that is not a link, with its path; for a paper, only texts that people wrote."""
    for where, text in _texts_of_paper(record) if isinstance(record, Paper) else _leaves(record):
        if not isinstance(text, Link):
            yield where, text


def links(record: Record) -> Iterator[tuple[Where, Link]]:
    """Yield every link of `record` with its path, in the order of its fields; for a paper, those of `links`."""
    if isinstance(record, Paper):
        yield from ((("links", name), link) for name, link in record.links.present().items())
        return
    for where, text in _leaves(record):
        if isinstance(text, Link):
            yield where, text


def published_links(record: Record) -> Iterator[tuple[Where, Link]]:
    """Yield every link that pages show: those of `links`, and for a paper the page that was read."""
    yield from links(record)
    if isinstance(record, Paper) and record.curation.read:
        yield ("curation", "read"), record.curation.read


def value_at(record: Record, where: Where) -> Any:
    """Return the value at a path of `record`. Raises LookupError or AttributeError if the path does not exist."""
    value: Any = record
    for step in where:
        value = getattr(value, str(step)) if isinstance(value, Value) else value[step]
    return value


def replace_values(record: R, values: Mapping[Where, Any]) -> R:
    """Return a copy of `record` with the value at each path replaced and validated; `record` itself where nothing differs."""
    if not values:
        return record
    changed: dict[str, Any] = {}
    for where, value in values.items():
        top = str(where[0])
        changed[top] = _replace(changed.get(top, getattr(record, top)), where[1:], value)
    return record.changed(**changed)


def _texts_of_paper(paper: Paper) -> Iterator[tuple[Where, str]]:
    """Yield the texts of a paper without a walk through all of it, which would take half the time of a check."""
    for name in ("title", "venue", "volume", "issue", "pages", "model", "summary", "notes"):
        if text := getattr(paper, name):
            yield (name,), text
    for name in ("other_titles", "authors"):
        yield from (((name, place), text) for place, text in enumerate(getattr(paper, name)))
    for role, names in paper.uses.items():
        yield from ((("uses", role, place), name) for place, name in enumerate(names))


def _leaves(record: Record) -> Iterator[tuple[Where, str]]:
    for name in type(record).file_fields():
        if name not in _NOT_LOOKED_AT and (value := getattr(record, name)) is not None:
            yield from _within((name,), value)


def _within(where: Where, value: Any) -> Iterator[tuple[Where, str]]:
    shape = _shape(value.__class__)
    if shape == "text":
        yield where, value
    elif shape == "value":
        for name in type(value).model_fields:
            if (inner := getattr(value, name)) is not None:
                yield from _within((*where, name), inner)
    elif shape:
        for step, inner in value.items() if shape == "mapping" else enumerate(value):
            yield from _within((*where, step), inner)


@cache
def _shape(annotation: type[Any]) -> Literal["text", "value", "mapping", "list"] | None:
    """Return how values of a class are walked through; it is asked once for each class, as rules walk through all records."""
    if issubclass(annotation, str):
        return "text"
    if issubclass(annotation, Value):
        return "value"
    if issubclass(annotation, Mapping):
        return "mapping"
    return "list" if issubclass(annotation, tuple) else None


def _replace(value: Any, where: Where, new: Any) -> Any:
    if not where:
        return new
    step, rest = where[0], where[1:]
    if isinstance(value, Value):
        return {**dict(value), str(step): _replace(getattr(value, str(step)), rest, new)}
    if isinstance(value, Mapping):
        return {**value, step: _replace(value[str(step)], rest, new)}
    return tuple(_replace(inner, rest, new) if place == step else inner for place, inner in enumerate(value))
