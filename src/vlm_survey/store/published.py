"""Read downloaded data: papers.json, or a folder with it and the files of other record kinds."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from vlm_survey.errors import LibraryError
from vlm_survey.model import PUBLISHED_FORMAT, Record, SourceList, Venues
from vlm_survey.store.kinds import RECORD_KINDS
from vlm_survey.survey import Survey
from vlm_survey.taxonomy import Taxonomy

_DOWNLOAD = "Download papers.json again from the page of the data"


def published_files(folder: Path) -> list[Path]:
    """Return the files of published records in `folder`: papers.json and those of other kinds; empty without papers.json."""
    files = [folder / f"{kind.plural}.json" for kind in RECORD_KINDS]
    return [file for file in files if file.is_file()] if files[0].is_file() else []


def read_published(files: list[Path]) -> Survey:
    """Read published `files` into one Survey. Raises LibraryError for data in any other form.

    Taxonomy, venues and lists come from the first file, papers.json.
    """
    documents = {file: _read_json(file) for file in files}
    first = documents[files[0]]
    try:
        records = [record for file, document in documents.items() for record in _records(file, document)]
        return Survey(
            records=tuple(sorted(records, key=lambda record: record.key)),
            taxonomy=Taxonomy.model_validate({"axes": first.get("taxonomy", {})}),
            venues=Venues.model_validate({"venues": first.get("venues", {})}),
            lists={name: SourceList.model_validate(body) for name, body in first.get("lists", {}).items()},
            root=files[0].parent,
            kinds=RECORD_KINDS,
            site=_site(first),
        )
    except ValidationError as error:
        raise LibraryError(_first(error), repair=_DOWNLOAD, where=str(files[0])) from error


def _read_json(file: Path) -> dict[str, Any]:
    try:
        document = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise LibraryError(f"it cannot be read as JSON ({error})", repair=_DOWNLOAD, where=str(file)) from error
    if not isinstance(document, dict) or not any(isinstance(document.get(kind.plural), list) for kind in RECORD_KINDS):
        repair = "Name papers.json from the page of the data, or the folder of a clone of the repository"
        raise LibraryError("it contains no records of vlm-survey", repair=repair, where=str(file))
    if document.get("format") != PUBLISHED_FORMAT:
        found = f"it is of format {document.get('format')}, and this version reads format {PUBLISHED_FORMAT}"
        raise LibraryError(found, repair="Install the version of vlm-survey that wrote it", where=str(file))
    return document


def _records(file: Path, document: Mapping[str, Any]) -> Iterator[Record]:
    for kind in RECORD_KINDS:
        for number, body in enumerate(document.get(kind.plural, ())):
            try:
                yield kind.record.model_validate(body)
            except ValidationError as error:
                name = body.get("key", number) if isinstance(body, dict) else number
                raise LibraryError(
                    f"{kind.label} {name}: {_first(error)}", repair=_DOWNLOAD, where=str(file)
                ) from error


def _site(document: Mapping[str, Any]) -> str | None:
    """Return the address of the publishing website, taken from the address of its schema; None if it has none."""
    site, separator, _ = str(document.get("$schema", "")).partition("data/")
    return site if separator else None


def _first(error: ValidationError) -> str:
    error_details = error.errors(include_url=False)[0]
    return f"{'.'.join(map(str, error_details['loc']))}: {error_details['msg']}"
