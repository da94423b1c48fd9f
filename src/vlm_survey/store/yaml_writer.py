"""Write records in their one canonical form: fixed field order, one rule for quotes, one for line breaks."""

from __future__ import annotations

import json
import re
from collections.abc import Container, Iterable, Mapping
from functools import lru_cache
from typing import Any

WIDTH = 110
"""Lists and maps up to this number of columns are written on one line."""

_PLAIN = re.compile(r"[^\W\d_][^\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\"\[\]{},#&*!|>%@`\\]*")
_UNPRINTABLE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_WORDS_OF_OTHER_TYPES = frozenset(["y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf"])


def document_text(data: Mapping[str, Any]) -> str:
    """Return `data` as YAML with each field on its own line or lines, and one newline at the end."""
    return "".join(_field(name, value, "") for name, value in data.items())


def plain_value(value: Any) -> Any:
    """Convert `value` to strings, numbers, lists and maps, without unknown fields."""
    if isinstance(value, (str, int)) or value is None:
        return value
    # Tuples and values come before maps: they are most frequent, and the test for a map takes longer.
    if isinstance(value, (tuple, list)):
        return [plain_value(inner) for inner in value]
    if hasattr(value, "model_fields_set"):
        return present_fields(value, type(value).model_fields)
    if isinstance(value, Mapping):
        return {key: plain_value(inner) for key, inner in value.items()}
    return Bare(value)


def present_fields(value: Any, names: Iterable[str], always: Container[str] = ()) -> dict[str, Any]:
    """Return the fields `names` of `value` as plain values, without those that are unknown or empty unless in `always`."""
    fields = {}
    for name in names:
        inner = getattr(value, name)
        if (inner is None or inner == ()) and name not in always:
            continue  # so most fields of a record need no more tests
        plain = plain_value(inner)
        if name in always or plain not in ([], {}):
            fields[name] = plain
    return fields


class Bare(str):
    """A date or a decimal number, which is written without quotes."""

    __slots__ = ()


def _field(name: str, value: Any, indent: str) -> str:
    head = f"{indent}{_scalar(name)}:"
    line = f"{head} {_block(value)}"
    nested = isinstance(value, (list, dict)) and bool(value)
    if not nested or len(line) <= WIDTH:
        return line + "\n"
    deeper = indent + "  "
    if isinstance(value, dict):
        return head + "\n" + "".join(_field(key, item, deeper) for key, item in value.items())
    return head + "\n" + "".join(_item(item, deeper) for item in value)


def _item(item: Any, indent: str) -> str:
    line = f"{indent}- {_block(item)}\n"
    if len(line) <= WIDTH or not isinstance(item, dict):
        return line
    fields = "".join(_field(key, value, indent + "  ") for key, value in item.items())
    return f"{indent}- {fields[len(indent) + 2 :]}"


def _block(value: Any) -> str:
    """Format `value` after a name or a hyphen, where a question mark in a text needs no quotes."""
    return _scalar(value) if isinstance(value, str) and not isinstance(value, Bare) else _flow(value)


def _flow(value: Any) -> str:
    """Format `value` on one line between brackets. A bare `?` is quoted there, because PyYAML's own reader refuses it."""
    if type(value) is str:
        return _quoted(value) if "?" in value else _scalar(value)
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_flow(key)}: {_flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_flow(item) for item in value) + "]"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (int, Bare)):
        return str(value)
    return _quoted(value) if "?" in value else _scalar(value)


@lru_cache(maxsize=8192)
def _scalar(text: str) -> str:
    """Format `text` without quotes where every YAML reader reads it as that text, else in JSON quotes."""
    safe = (
        _PLAIN.fullmatch(text)
        and ": " not in text
        and not text.endswith((":", " "))
        and text.casefold() not in _WORDS_OF_OTHER_TYPES
    )
    return text if safe else _quoted(text)


def _quoted(text: str) -> str:
    """Format `text` in double quotes that JSON and YAML share; characters that YAML forbids are escaped."""
    return _UNPRINTABLE.sub(lambda match: f"\\u{ord(match.group()):04x}", json.dumps(text, ensure_ascii=False))
