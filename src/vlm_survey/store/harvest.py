"""Harvested facts: JSON files in harvest/ that programs write and that may be deleted. Curated records do not use them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from vlm_survey.errors import InvalidFile, LibraryError
from vlm_survey.model.harvest.citation_graph import Citations
from vlm_survey.model.records.record import Value
from vlm_survey.store.files import read_text, write_text

V = TypeVar("V", bound=Value)

FOLDER = "harvest"
CITATIONS = f"{FOLDER}/citations.json"
CHANGES = f"{FOLDER}/changes.json"
LINKS = f"{FOLDER}/links.json"
FORMAT = 1
"""The version of the format. It changes when a field is removed or changes its meaning; files of other versions are not read.
"""
LARGEST = 64_000_000
"""The maximal size of a file in bytes: about 100,000 papers with their references."""


def read_citations(root: Path) -> Citations:
    """Read the harvested citations of the library at `root`, empty if nothing was harvested. Raises LibraryError."""
    return read_harvest(root, CITATIONS, Citations)


def read_harvest(root: Path, place: str, kind: type[V]) -> V:
    """Read a harvested file; without the file return the empty value. Raises LibraryError for a damaged file."""
    path = root / place
    if not path.is_file():
        return kind()
    try:
        data = json.loads(read_text(path, LARGEST))
        if not isinstance(data, dict) or data.pop("format", None) != FORMAT:
            raise _damage_error(place, f"no file of format {FORMAT}")
        return kind.model_validate(data)
    except InvalidFile as error:
        raise _damage_error(place, error.found) from error
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise _damage_error(place, f"{'.'.join(map(str, first['loc']))}: {first['msg']}") from error
    except (ValueError, RecursionError) as error:
        raise _damage_error(place, f"not JSON ({str(error)[:100]})") from error


def write_harvest(root: Path, place: str, value: Value) -> bool:
    """Write a harvested file atomically, one table entry per line; return True where the bytes changed."""
    return write_text(root / place, _text(value.model_dump(mode="json", exclude_defaults=True)))


def _text(data: Mapping[str, Any]) -> str:
    parts = [f'"format": {FORMAT}', *(f"{json.dumps(name)}: {_table(table)}" for name, table in sorted(data.items()))]
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _table(table: Any) -> str:
    if isinstance(table, Mapping):
        rows = [f"{json.dumps(name, ensure_ascii=False)}: {_line(row)}" for name, row in sorted(table.items())]
        return "{\n" + ",\n".join(rows) + "\n}" if rows else "{}"
    return "[\n" + ",\n".join(map(_line, table)) + "\n]" if isinstance(table, list) else _line(table)


def _line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _damage_error(place: str, found: str) -> LibraryError:
    return LibraryError(found, where=place, repair="Correct or delete the file: the next run requests its data again")
