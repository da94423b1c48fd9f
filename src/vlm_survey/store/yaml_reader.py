"""Read YAML strictly: only strings, lists and maps, each value with its line; anything else is refused.

PyYAML's own loaders guess types (`2301.10000` becomes 2301.1), keep the last of two equal keys, and follow aliases. This
module builds values from the parser's events without recursion, so that nesting and size are limited.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from sys import intern
from typing import Any

import yaml

from vlm_survey.errors import InvalidFile

_Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

_UNFIT = re.compile("[\x85\u2028\u2029\ud800-\udfff]")
"""Line separators that editors do not show and YAML 1.2 does not know, and lone surrogates."""
_NODES = frozenset((yaml.ScalarEvent, yaml.SequenceStartEvent, yaml.MappingStartEvent, yaml.AliasEvent))
_ENDS = frozenset((yaml.SequenceEndEvent, yaml.MappingEndEvent))

_REPEATED = 24
"""Up to this length a text, as the id of a term, is in memory once for all files that have it."""

Where = tuple["str | int", ...]


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of a file: bytes, depth of nesting, number of values."""

    size: int = 64_000
    depth: int = 6
    values: int = 4_000


RECORD = Limits()
LIBRARY = Limits(size=4_000_000, depth=14, values=400_000)


@dataclass(slots=True)
class _Open:
    """A list or map that is not closed yet."""

    value: Any
    where: Where
    key: str | None = None


@dataclass(slots=True)
class Document:
    """A parsed file: `data` of strings, lists and dicts; the 1-based `lines` of each value by its path."""

    data: Any = None
    lines: dict[Where, int] = field(default_factory=dict)


def read_yaml(text: str, limits: Limits = RECORD) -> Document:
    """Parse the single document in `text`. Raises InvalidFile with the line for all but plain strings, lists and maps."""
    if len(text.encode("utf-8", "surrogatepass")) > limits.size:
        raise InvalidFile(f"the file is larger than {limits.size:,} bytes", repair="Use only the fields of a record")
    if invalid_character := _UNFIT.search(text):
        line = text.count("\n", 0, invalid_character.start()) + 1
        raise InvalidFile(
            f"the character U+{ord(invalid_character.group()):04X}, which YAML reads as a new line or not at all",
            line=line,
            repair="Remove it",
        )
    try:
        return _build(text, limits)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or getattr(error, "reason", None) or str(error)
        line = mark.line + 1 if mark else 0
        found, repair = _explain(problem, text.split("\n")[line - 1] if 0 < line <= text.count("\n") + 1 else "")
        raise InvalidFile(found, line=line, repair=repair) from error


def _explain(problem: str, line: str) -> tuple[str, str]:
    """Return the parser's problem and its repair, for a reader who does not know the parser."""
    if "\t" in line:
        return "not valid YAML: a tab", "Write spaces instead"
    if "“" in line or "”" in line:
        return f"not valid YAML: {problem}", "Replace the curly quotes “ ” by straight ones"
    if "mapping values are not allowed" in problem:
        return (
            f"not valid YAML: {problem}",
            'Put the text that holds a colon between straight double quotes, as in "a: b"',
        )
    if "could not find expected ':'" in problem or "did not find expected key" in problem:
        repair = (
            "Look at this line and the one above: fields of one level begin in the same column, and need 'name: value'"
        )
        return f"not valid YAML: {problem}", repair
    if "expected ',' or" in problem or "unexpected end of stream" in problem or "quoted scalar" in problem:
        return f"not valid YAML: {problem}", "A bracket or a quote is not closed, here or on the line above"
    return f"not valid YAML: {problem}", "Quote text that holds a colon, # or brackets"


def _build(text: str, limits: Limits) -> Document:
    document = Document()
    stack: list[_Open] = []
    count = started = 0
    loader = _Loader(text)
    while (event := loader.get_event()) is not None:
        kind = type(event)
        line = event.start_mark.line + 1 if event.start_mark else 0
        if kind in _NODES:
            _refuse_tricks(event, line)
            count += 1
            if count > limits.values:
                raise InvalidFile(f"more than {limits.values:,} values", line=line, repair="Shorten the file")
            _place(document, stack, event, line)
            if len(stack) > limits.depth:
                raise InvalidFile(f"nested deeper than {limits.depth} levels", line=line, repair="Flatten it")
        elif kind in _ENDS:
            stack.pop()
        elif kind is yaml.DocumentStartEvent:
            started += 1
            if started > 1:
                raise InvalidFile("a second document begins", line=line, repair="Keep one record a file; remove '---'")
            if event.tags or event.version:
                raise InvalidFile("a YAML directive", line=line, repair="Remove the line that begins with %")
    if stack or document.data is None:
        raise InvalidFile("the file is empty", repair="Write a record, or remove the file")
    return document


def _refuse_tricks(event: Any, line: int) -> None:
    if type(event) is yaml.AliasEvent:
        raise InvalidFile(f"an alias (*{event.anchor})", line=line, repair="Write the value out")
    if event.anchor:
        raise InvalidFile(
            f"an anchor (&{event.anchor})", line=line, repair="Remove it; quote a text that begins with &"
        )
    if event.tag:
        raise InvalidFile(f"a tag ({event.tag})", line=line, repair="Remove it; quote a text that begins with !")


def _place(document: Document, stack: list[_Open], event: Any, line: int) -> None:
    """Add the value that `event` begins to its collection, and open it where it is a collection itself."""
    if isinstance(event, yaml.ScalarEvent):
        text = event.value
        value: Any = intern(text) if len(text) <= _REPEATED else text
    else:
        value = {} if isinstance(event, yaml.MappingStartEvent) else []
    where: Where = ()
    if stack:
        container = stack[-1]
        if isinstance(container.value, dict) and container.key is None:
            container.key = _key(container, value, event, line)
            return
        if isinstance(container.value, dict):
            _refuse_empty(event, container.key or "", line)
            where = (*container.where, container.key or "")
            container.value[container.key] = value
            container.key = None
        else:
            _refuse_empty(event, "the list", line)
            where = (*container.where, len(container.value))
            container.value.append(value)
    else:
        document.data = value
    document.lines[where] = line
    if not isinstance(event, yaml.ScalarEvent):
        stack.append(_Open(value, where))


def _key(container: _Open, value: Any, event: Any, line: int) -> str:
    if not isinstance(value, str) or not value:
        raise InvalidFile("not a plain key", line=line, repair="Quote a text that begins with { or [")
    if value == "<<" and not event.style:
        raise InvalidFile("a merge key (<<)", line=line, repair="Write the fields out")
    if value in container.value:
        raise InvalidFile(f"'{value}' occurs twice", line=line, repair="Keep one")
    return value


def _refuse_empty(event: Any, name: str, line: int) -> None:
    if isinstance(event, yaml.ScalarEvent) and not event.style and event.value in ("", "~", "null", "Null", "NULL"):
        repair = "Indent its content by two spaces, or leave the field out"
        raise InvalidFile(f"'{name}' has no value", line=line, repair=repair)
