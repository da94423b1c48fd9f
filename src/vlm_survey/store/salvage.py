"""Salvage the valid part of a record with wrong values, so that the rules can check it too."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from vlm_survey.errors import InvalidFile
from vlm_survey.model import KEY_LENGTH, Record
from vlm_survey.store.records import NOT_IN_FILES, Parts, parts_of, record_of
from vlm_survey.survey import Salvaged, SourceFile

Where = tuple[str | int, ...]

_MOST_REMOVALS = 60
"""The maximal number of steps in which wrong values of one record are removed."""
_PLACEHOLDERS: Mapping[str, Any] = {"added": "2100-01-01", "curation": {"status": "imported", "basis": "list"}}
"""Placeholders for required fields that are missing or wrong; for a title or name it is the file's key."""
_COMPARED_WITH: Mapping[str, tuple[str, ...]] = {"added": ("changes",)}
"""Fields that rules compare with a field that has a placeholder; they are not checked without its true value."""


def salvage(text: str, name: str) -> Salvaged | None:
    """Return the record in `text`, the content of the file `name`, without its wrong values; None if nothing is left."""
    try:
        parts = parts_of(text, name)
    except InvalidFile:
        return None
    if not isinstance(parts.data, dict):
        return None
    data = _copy({field: value for field, value in parts.data.items() if field not in NOT_IN_FILES})
    lost: list[Where] = []
    for _round in range(_MOST_REMOVALS):
        record, fault = _validated_or_fault(parts, data)
        if record is not None:
            return Salvaged(record, _file(text, name, parts, lost), tuple(lost))
        if fault == ("key",) and "key" not in data:
            data["key"] = _key_like(parts.key)
            continue
        if fault is None or fault[0] == "key" or (removed := _take_out(data, fault, parts.key)) is None:
            return None
        lost.append(removed)
    return None


def _validated_or_fault(parts: Parts, data: Mapping[str, Any]) -> tuple[Record | None, Where | None]:
    """Return the record of `data`, or the path of its last wrong value."""
    try:
        return record_of(parts, data), None
    except ValidationError as error:
        errors = error.errors(include_url=False)
        return None, tuple(errors[-1]["loc"]) if errors else None


def _take_out(data: dict[str, Any], fault: Where, key: str) -> Where | None:
    """Remove the value at `fault`, or the nearest one around it, from `data` and return its path; None if that fails."""
    container: Any = data
    steps: list[str | int] = []
    for step in fault:
        exists = isinstance(container, dict) and step in container
        exists = exists or (isinstance(container, list) and isinstance(step, int) and step < len(container))
        if not exists:
            break
        steps.append(step)
        container = container[step]
    field = str(fault[0])
    if len(steps) <= 1 and (field in _PLACEHOLDERS or field not in data or field in ("title", "name")):
        placeholder = _PLACEHOLDERS.get(field, key)
        if data.get(field) == placeholder:
            return None
        data[field] = placeholder
        for other in _COMPARED_WITH.get(field, ()):
            data.pop(other, None)
        return (field,)
    holder: Any = data
    for step in steps[:-1]:
        holder = holder[step]
    if len(steps) > 1 and len(holder) == 1:  # the value around it would be empty
        return _take_out(data, tuple(steps[:-1]), key)
    del holder[steps[-1]]
    return tuple(steps)


def _key_like(name: str) -> str:
    """Return a valid key similar to the name of a file whose name is not a key."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:KEY_LENGTH].strip("-") or "unnamed"


def _copy(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _copy(inner) for name, inner in value.items()}
    return [_copy(inner) for inner in value] if isinstance(value, list) else value


def _file(text: str, name: str, parts: Parts, lost: list[Where]) -> SourceFile:
    """Return the record's file with the lines of the remaining values. It counts as canonical, so that nothing rewrites it."""

    def lines() -> Mapping[Where, int]:
        lines_by_path = dict(parts.lines)
        for removed in lost:
            if isinstance(removed[-1], int):
                lines_by_path = {
                    _path_after_removal(where, removed): line
                    for where, line in lines_by_path.items()
                    if where[: len(removed)] != removed
                }
        return lines_by_path

    return SourceFile(name, text, lambda: text, lines, parts.end)


def _path_after_removal(where: Where, removed: Where) -> Where:
    """Return the path `where` after the list entry at `removed` was removed."""
    last, step = len(removed) - 1, where[len(removed) - 1] if len(where) >= len(removed) else None
    if where[:last] != removed[:last] or not isinstance(step, int) or step < int(removed[-1]):
        return where
    return (*where[:last], step - 1, *where[last + 1 :])
