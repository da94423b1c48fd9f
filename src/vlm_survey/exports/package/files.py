"""The table of downloadable files in data/, with description, purpose and content."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from vlm_survey.exports.data import records_json, schema_path
from vlm_survey.exports.format import Format
from vlm_survey.exports.formats import FORMATS
from vlm_survey.exports.package.card import card
from vlm_survey.exports.package.croissant import croissant
from vlm_survey.exports.package.data_file import DataFile, data_file
from vlm_survey.exports.package.database import database
from vlm_survey.exports.package.datapackage import data_package
from vlm_survey.exports.package.entries import Entries
from vlm_survey.exports.package.tables import TABLES
from vlm_survey.exports.schema import published_schema, records_schema, schema
from vlm_survey.model import Paper
from vlm_survey.survey import Survey

_SCHEMA = ("JSON Schema", "application/schema+json")


@dataclass(frozen=True, slots=True)
class ListedFile:
    """A file below data/: its name, format, media type, purpose, and the function that writes it."""

    name: str
    label: str
    media_type: str
    use: str
    write: Callable[[Survey, Entries], str | bytes]


def data_files(survey: Survey, entries: Entries | None = None) -> Iterator[tuple[DataFile, bytes]]:
    """Yield every data file with its content, descriptions of other files last; `entries` are the entries of all papers.

    Each is made when it is asked for: together they would take more memory than all records.
    """
    entries = Entries(survey) if entries is None else entries
    data: list[DataFile] = []
    for data_description in data_descriptions(survey):
        raw = _bytes(data_description.write(survey, entries))
        data.append(
            data_file(
                data_description.name, data_description.label, data_description.media_type, data_description.use, raw
            )
        )
        yield data[-1], raw
        del raw  # while the next file is made
    described = (
        ("datapackage.json", "Data Package", "application/json", "programs: every file, and the type of every column"),
        ("croissant.json", "Croissant", "application/ld+json", "machine learning tools: files and record sets"),
        ("README.md", "Markdown", "text/markdown", "the data set card, for hubs of data sets"),
    )
    texts = (data_package(survey, data), croissant(survey, data), card(survey))
    for description, text in zip(described, texts, strict=True):
        raw = text.encode()
        yield data_file(*description, raw), raw


def _bytes(content: str | bytes) -> bytes:
    return content if isinstance(content, bytes) else content.encode()


def data_descriptions(survey: Survey) -> list[ListedFile]:
    """Return the files that contain data: papers in each format, the other kinds, the database, and the schemas."""
    return [*(_papers(form) for form in FORMATS.values()), *_others(survey), *_schemas(survey)]


def _papers(form: Format) -> ListedFile:
    def write(survey: Survey, entries: Entries) -> bytes:
        return form.frame(survey).encoded(list(entries[form.id].values()))

    return ListedFile(form.file, form.label, form.media_type, form.use, write)


def _others(survey: Survey) -> Iterator[ListedFile]:
    for kind in survey.kinds:
        if kind.record is Paper:
            continue
        use = f"programs: all fields of all {kind.label}s"
        yield ListedFile(
            f"{kind.plural}.json", "JSON", "application/json", use, _plainly(partial(records_json, kind=kind))
        )
        if table := TABLES.get(kind.plural):
            yield ListedFile(
                f"{table.name}.csv", "CSV", "text/csv", f"spreadsheets: {table.row} a row", _plainly(table.csv)
            )
    use = "SQL: all records, terms, authors, venues and lists in one file"
    yield ListedFile("vlm-survey.sqlite", "SQLite", "application/vnd.sqlite3", use, _database)


def _database(survey: Survey, entries: Entries) -> bytes:
    return database(survey, entries["json"])


def _schemas(survey: Survey) -> Iterator[ListedFile]:
    for kind in survey.kinds:
        published = published_schema if kind.record is Paper else partial(records_schema, kind=kind)
        lines = " and each line of papers.jsonl" if kind.record is Paper else ""
        name = schema_path(kind).removeprefix("data/")
        yield ListedFile(name, *_SCHEMA, f"the format of {kind.plural}.json{lines}", _plainly(published))
        use = f"a file {kind.place} of the repository, for editors"
        yield ListedFile(f"{kind.name}.schema.json", *_SCHEMA, use, _plainly(partial(schema, kind=kind)))


def _plainly(write: Callable[[Survey], str | bytes]) -> Callable[[Survey, Entries], str | bytes]:
    """Wrap `write` as a function that accepts the entries of papers and ignores them."""
    return lambda survey, _made: write(survey)
