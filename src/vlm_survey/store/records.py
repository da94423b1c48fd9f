"""Records: from a file to a paper, or to the problems that stand in its way; and back."""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any

from pydantic import ValidationError

from vlm_survey.errors import RecordRefused, Refused, nearest
from vlm_survey.model import Paper
from vlm_survey.store.files import read_text, write_text
from vlm_survey.store.readings import Readings
from vlm_survey.store.yaml_reader import RECORD, Where, read_yaml
from vlm_survey.store.yaml_writer import record_text
from vlm_survey.survey import Problem, SourceFile

FOLDER = "papers"
_MISSING = {
    "title": "Add 'title: ...' as the paper's page has it",
    "curation": "Add 'curation: {status: imported, basis: list}', or what is true of it by CONTRIBUTING.md",
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
"""What a value should be, by the beginning of the validator's word for its fault."""


def read_record(
    path: Path, root: Path, known: Readings | None = None
) -> tuple[Paper | None, SourceFile | None, list[Problem]]:
    """The paper in the file at `path`, or every problem in it. Never raises for what a file may hold."""
    name = path.relative_to(root).as_posix()
    try:
        text = read_text(path, RECORD.size)
    except RecordRefused as error:
        return None, None, [Problem(name, error.line or 1, "", error.found, error.repair)]
    return parse_record(text, name, known)


def parse_record(
    text: str, name: str, known: Readings | None = None
) -> tuple[Paper | None, SourceFile | None, list[Problem]]:
    """The paper in `text`, the content of the file called `name`, or every problem in it.

    What is `known` of a canonical text need not be read from YAML again; the paper is validated all the same.
    """
    if known is not None and (data := known.get(text)) is not None:
        try:
            return _paper(name, data), SourceFile(name, text, lambda: text, partial(_lines, text)), []
        except ValidationError:
            known.forget(text)
    try:
        document = read_yaml(text)
    except RecordRefused as error:
        return None, None, [Problem(name, error.line or 1, "", error.found, error.repair)]
    if not isinstance(document.data, dict):
        return None, None, [Problem(name, 1, "", "the file holds no fields", "Write 'title: ...' and the other fields")]
    if "key" in document.data:
        repair = "Remove the field; the key is the file's name"
        return None, None, [Problem(name, document.lines["key",], "key", "'key' is no field of a record", repair)]
    try:
        paper = _paper(name, document.data)
    except ValidationError as error:
        file = SourceFile(name, text, str, lambda: document.lines)
        return None, None, [_problem(name, file, detail) for detail in error.errors(include_url=False)]
    file = SourceFile(name, text, partial(record_text, paper), partial(_lines, text))
    if known is not None and file.canonical == text:
        known.keep(text, document.data)
    return paper, file, []


def _paper(name: str, data: Mapping[str, Any]) -> Paper:
    return Paper.model_validate({"key": PurePosixPath(name).stem, **data})


def _lines(text: str) -> Mapping[Where, int]:
    return read_yaml(text).lines


def record_path(root: Path, paper: Paper) -> Path:
    """Where the file of a new record belongs: papers/<year>/<key>.yaml, or papers/undated/."""
    return root / FOLDER / str(paper.year or "undated") / f"{paper.key}.yaml"


def write_record(root: Path, paper: Paper, path: str | None = None) -> Path:
    """Write `paper` in canonical form to its file (a new one where `path` is None) and return where."""
    target = root / path if path else record_path(root, paper)
    write_text(target, record_text(paper))
    return target


def rewrite_record(root: Path, paper: Paper, path: str) -> Path:
    """Write `paper` to its file at `path`, move that to the folder of its year where nothing is in the way; return where.

    It is written first and moved as a whole, so that it is never lost and never there twice.
    """
    here, there = write_record(root, paper, path), record_path(root, paper)
    if os.path.lexists(there):
        return here
    there.parent.mkdir(parents=True, exist_ok=True)
    here.rename(there)
    _drop_if_empty(here.parent)
    return there


def _problem(name: str, lines: SourceFile, detail: Any) -> Problem:
    where: Where = tuple(detail["loc"])
    field = ".".join(str(part + 1) if isinstance(part, int) else part for part in where)
    kind, value = detail["type"], detail["input"]
    shown = value if isinstance(value, str) else f"a {_kind(value)}"
    if kind == "value_error" and isinstance(cause := detail["ctx"]["error"], Refused):
        found, repair = cause.found, cause.repair
    elif kind == "extra_forbidden":
        near = nearest(str(where[-1]), _siblings(where))
        found, repair = f"no field is called '{where[-1]}'", f"Nearest: {', '.join(near)}" if near else "Remove it"
    elif kind == "missing":
        found, repair = "the field is missing", _MISSING.get(field, "Add it")
    elif where == ("key",):
        found, repair = f"'{shown}' is no key", "Name the file in lower case letters, digits and hyphens"
    else:
        found, repair = _plainly(shown, kind, detail["msg"]), _repair(kind)
    return Problem(name, lines.line(*where), field, found, repair)


def _plainly(shown: str, kind: str, message: str) -> str:
    """What is wrong with a value, for somebody who has never seen a validator."""
    wanted = next((word for begin, word in _WANTED.items() if kind.startswith(begin)), None)
    return f"'{shown}' is no {wanted}" if wanted else f"'{shown}': {message[0].lower()}{message[1:]}"


def _kind(value: object) -> str:
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


def _siblings(where: Where) -> list[str]:
    model: Any = Paper
    for step in where[:-1]:
        found = model.model_fields.get(step) if isinstance(step, str) and hasattr(model, "model_fields") else None
        kind = found.annotation if found else None
        model = kind if hasattr(kind, "model_fields") else None
        if model is None:
            return []
    return [name for name in model.model_fields if name != "key"]


def delete_record(root: Path, path: str) -> None:
    """Remove the file of a record, and its folder when that leaves it empty."""
    target = root / path
    target.unlink()
    _drop_if_empty(target.parent)


def _drop_if_empty(folder: Path) -> None:
    if not any(folder.iterdir()):
        folder.rmdir()
