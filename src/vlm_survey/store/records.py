"""Read a file into a record of its kind or into problems, and write a record to its file."""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple, get_args

from pydantic import ValidationError

from vlm_survey.errors import InvalidFile, InvalidValue, UnknownName, nearest_names
from vlm_survey.model import Record, RecordKind
from vlm_survey.store.files import read_text, write_text
from vlm_survey.store.kinds import kind_at, kind_of, record_folders
from vlm_survey.store.parse_cache import ParseCache
from vlm_survey.store.record_text import FrontMatter, record_text, split_front_matter
from vlm_survey.store.yaml_reader import Document, Limits, Where, read_yaml
from vlm_survey.survey import Problem, SourceFile

_MISSING = {
    "title": "Add 'title: ...' as its page has it",
    "curation": "Add 'curation: {status: imported, basis: list}', or other values that CONTRIBUTING.md explains",
    "curation.status": "Add 'status: imported', 'tagged' or 'reviewed'",
    "curation.basis": "Add 'basis: list', 'title', 'abstract' or 'paper': what the tags are based on",
    "added": "Add 'added: ' with the day on which you write this, as in 2026-11-22",
}
_WANTED = {
    "tuple_type": "list",
    "model_type": "map",
    "mapping_type": "map",
    "dict_type": "map",
    "string_type": "text",
    "int_": "whole number",
    "date": "date",
    "string_pattern_mismatch": "id, which is made of lower case letters, digits and hyphens",
}
"""Descriptions of the expected value, by the prefix of the validator's error type."""

_RANGES = {"year": (1950, 2100), "month": (1, 12)}
"""The first and the last value that a record may hold."""

_MOVED = {
    "dataset": "uses: {introduces: [its name]}, or trains-on, evaluates-on, mentions",
    **{name: f"ids: {{{name}: ...}}" for name in ("arxiv", "doi", "pmid", "pmcid", "acl", "openreview")},
    **{name: f"links: {{{name}: ...}}" for name in ("code", "project", "data", "weights")},
    **dict.fromkeys(
        ("url", "link", "paper", "pdf"), "ids: {...}, or links: {paper: ...} where no identifier leads to the page"
    ),
    **dict.fromkeys(
        ("links.pdf", "links.arxiv", "links.doi", "links.url"), "ids: {...}, from which addresses are made"
    ),
}
"""Wrong or former field names, each with the correct one."""
NOT_IN_FILES = {
    "key": "Remove the field; the key is the file's name",
    "body": "Remove the field; the text is below the front matter",
    "body_line": "Remove the field",
}
"""Properties that a record has but its file must not contain, each with the repair."""

Read = tuple[Record | None, SourceFile | None, list[Problem]]


def read_record(path: Path, root: Path, cache: ParseCache | None = None) -> Read:
    """Read the record in the file at `path`, or all problems in it. Never raises for the content of a file."""
    name = path.relative_to(root).as_posix()
    try:
        text = read_text(path, _kind(name).size)
    except InvalidFile as error:
        return None, None, [_parse_error(name, error)]
    return parse_record(text, name, cache)


def parse_record(text: str, name: str, cache: ParseCache | None = None) -> Read:
    """Parse the record in `text`, the content of the file `name`, or report all problems in it.

    The folder in `name` decides the kind. A canonical text in the cache `cache` is neither parsed nor validated again.
    Raises UnknownName if the folder belongs to no kind.
    """
    kind = _kind(name)
    try:
        front = split_front_matter(text) if kind.is_text else None
    except InvalidFile as error:
        return None, None, [_parse_error(name, error)]
    cached = cache.get(name, text) if cache is not None else None
    if cached is not None and type(cached) is kind.record and cached.key == kind.key(name):
        file = SourceFile(name, text, lambda: text, partial(_lines, kind, front, text), _end(front))
        return cached, file, []
    return _parse(kind, name, text, front, cache)


def _parse(kind: RecordKind, name: str, text: str, front: FrontMatter | None, cache: ParseCache | None) -> Read:
    try:
        document = _document(kind, front, text)
    except InvalidFile as error:
        return None, None, [_parse_error(name, error)]
    if not isinstance(document.data, dict):
        first = next(iter(name for name in kind.record.file_fields()))
        repair = f"Write '{first}: ...' and the other fields"
        return None, None, [Problem(name, 1, "", "the file has no fields", repair)]
    misplaced = sorted(document.data.keys() & NOT_IN_FILES.keys() - set(kind.record.file_fields()))
    problems = [
        Problem(name, document.lines[field,], field, f"'{field}' is not a field of a record", NOT_IN_FILES[field])
        for field in misplaced
    ]
    data = {field: value for field, value in document.data.items() if field not in misplaced}
    try:
        record = _record(kind, name, data, front)
    except ValidationError as error:
        file = SourceFile(name, text, str, lambda: document.lines)
        problems += [_problem(kind, name, file, detail) for detail in error.errors(include_url=False)]
    if problems:
        return None, None, sorted(problems, key=lambda problem: problem.line)
    locate = partial(_lines, kind, front, text)
    file = SourceFile(name, text, partial(record_text, record), locate, _end(front))
    if cache is not None and file.canonical == text:
        cache.keep(name, text, record)
    return record, file, []


class Parts(NamedTuple):
    """The parts of a record's file before validation: `lines` are 1-based, `end` is the last line of front matter."""

    kind: RecordKind
    name: str
    data: Any
    front: FrontMatter | None
    lines: Mapping[Where, int]

    @property
    def key(self) -> str:
        return self.kind.key(self.name)

    @property
    def end(self) -> int | None:
        return _end(self.front)


def parts_of(text: str, name: str) -> Parts:
    """Return the parts of `text`, the content of the file `name`. Raises InvalidFile for text that is not YAML."""
    kind = _kind(name)
    front = split_front_matter(text) if kind.is_text else None
    document = _document(kind, front, text)
    return Parts(kind, name, document.data, front, document.lines)


def record_of(parts: Parts, data: Mapping[str, Any]) -> Record:
    """Make a record from `parts` with `data` instead of their fields. Raises pydantic.ValidationError."""
    return _record(parts.kind, parts.name, data, parts.front)


def _kind(name: str) -> RecordKind:
    kind = kind_at(name)
    if kind is None:
        raise UnknownName("folder of records", str(PurePosixPath(name).parent), record_folders())
    return kind


def _record(kind: RecordKind, name: str, data: Mapping[str, Any], front: FrontMatter | None) -> Record:
    text = {"body": front.body, "body_line": front.body_line} if front else {}
    return kind.record.model_validate({"key": kind.key(name), **data, **text})


def _document(kind: RecordKind, front: FrontMatter | None, text: str) -> Document:
    return read_yaml(front.yaml if front else text, Limits(size=kind.size, values=kind.size // 16))


def _lines(kind: RecordKind, front: FrontMatter | None, text: str) -> Mapping[Where, int]:
    return _document(kind, front, text).lines


def _end(front: FrontMatter | None) -> int | None:
    return front.end if front else None


def _parse_error(name: str, error: InvalidFile) -> Problem:
    return Problem(name, error.line or 1, "", error.found, error.repair)


def record_path(root: Path, record: Record) -> Path:
    """Return the path for the file of a new record, as papers/<year>/<key>.yaml, or papers/undated/."""
    return root / kind_of(record).path(record)


def write_record(root: Path, record: Record, path: str | None = None) -> Path:
    """Write `record` in canonical form to its file (a new file where `path` is None) and return the path."""
    target = root / path if path else record_path(root, record)
    write_text(target, record_text(record))
    return target


def rewrite_record(root: Path, record: Record, path: str) -> Path:
    """Write `record` to its file at `path`, move the file to its proper place if that is free, and return the path.

    The file is written first and then moved atomically, so that it is never lost and never exists twice.
    """
    old_path, new_path = write_record(root, record, path), record_path(root, record)
    if os.path.lexists(new_path):
        return old_path
    new_path.parent.mkdir(parents=True, exist_ok=True)
    old_path.rename(new_path)
    _drop_if_empty(old_path.parent)
    return new_path


def _problem(kind: RecordKind, name: str, lines: SourceFile, detail: Any) -> Problem:
    where: Where = tuple(detail["loc"])
    field = ".".join(str(part + 1) if isinstance(part, int) else part for part in where)
    fault, value = detail["type"], detail["input"]
    shown = value if isinstance(value, str) else f"a {_form(value)}"
    if fault == "value_error" and isinstance(cause := detail["ctx"]["error"], InvalidValue):
        found, repair = cause.found, cause.repair
    elif fault == "extra_forbidden":
        nearest = [_MOVED[field]] if field in _MOVED else nearest_names(str(where[-1]), _siblings(kind, where))
        found, repair = (
            f"no field is called '{where[-1]}'",
            f"Nearest: {', '.join(nearest)}" if nearest else "Remove it",
        )
    elif fault == "missing":
        found, repair = "the field is missing", _MISSING.get(field, "Add it")
    elif where == ("key",):
        found, repair = f"'{shown}' is not a valid key", "Name the file in lower case letters, digits and hyphens"
    elif fault in ("greater_than_equal", "less_than_equal") and where[-1] in _RANGES:
        first, last = _RANGES[str(where[-1])]
        found, repair = f"{shown} is not a {where[-1]} ({first} to {last})", "Correct it, or leave it out where unknown"
    else:
        found, repair = _explain(shown, fault, detail["msg"]), _repair(fault)
    return Problem(name, lines.line(*where), field, found, repair, value if isinstance(value, str) else None)


def _explain(shown: str, kind: str, message: str) -> str:
    """Describe a wrong value for a reader who does not know the validator."""
    expected = next((word for begin, word in _WANTED.items() if kind.startswith(begin)), None)
    return f"'{shown}' is not a valid {expected}" if expected else f"'{shown}': {message[0].lower()}{message[1:]}"


def _form(value: object) -> str:
    return "list" if isinstance(value, list) else "map" if isinstance(value, dict) else "value"


def _repair(kind: str) -> str:
    if kind == "tuple_type":
        return "Write a list: [first, second]"
    if kind in ("model_type", "mapping_type", "dict_type"):
        return "Write a map: {name: value}"
    if kind == "string_type":
        return "Write one text, in quotes"
    if kind.startswith("date"):
        return "Write a date like 2026-11-22"
    if kind == "literal_error":
        return "Write one of these words"
    return "See the record format in CONTRIBUTING.md"


def _siblings(kind: RecordKind, where: Where) -> list[str]:
    """Return the fields that are allowed in the place of an unknown one, empty where any name is allowed."""
    if len(where) == 1:
        return list(kind.record.file_fields())
    model: Any = kind.record
    for step in where[:-1]:
        if isinstance(step, str):
            field = model.model_fields.get(step)
            model = _class_in(field.annotation) if field else None
        if model is None:
            return []
    return list(model.model_fields)


def _class_in(annotation: Any) -> Any:
    """Return the value class in an annotation, as `Size` in tuple[Size, ...]; None if there is none."""
    if hasattr(annotation, "model_fields"):
        return annotation
    return next((inner_class for inner in get_args(annotation) if (inner_class := _class_in(inner))), None)


def delete_record(root: Path, path: str) -> None:
    """Delete the file of a record, and its folder where that is then empty."""
    target = root / path
    target.unlink()
    _drop_if_empty(target.parent)


def _drop_if_empty(folder: Path) -> None:
    if not any(folder.iterdir()):
        folder.rmdir()
