"""Write an SQLite database of all records: a table for each kind, and for authors, terms, data sets, lists, axes, venues."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

from vlm_survey.exports.data import record_fields
from vlm_survey.exports.format import to_json
from vlm_survey.exports.package.tables import TABLES, Table, join_values
from vlm_survey.exports.release import LICENCE, VERSION
from vlm_survey.model import DataSet
from vlm_survey.survey import Survey

_TYPES = {"integer": "INTEGER", "number": "REAL"}
_HISTORY = ((24, 4), (92, 8))
"""Where the file counts changes and names the version of SQLite, as place and length in bytes.

https://sqlite.org/fileformat2.html, 1.3
"""
_PAGE_SIZE = 8_192
"""Bytes of a page of the database: with the usual 4,096, a long record leaves much of its page empty."""
_KEYS = {"record_terms": "axis, term, record"}
"""Tables that are stored in the order of these columns, and are their own index."""

Row = Sequence[object]


def database(survey: Survey, papers: Mapping[str, str]) -> bytes:
    """Return the bytes of the database file; `papers` is each paper in JSON, by key. The same records give the same bytes."""
    # In a temporary file, because a database in memory is held three times while its bytes are taken.
    with TemporaryDirectory() as folder:
        path = Path(folder) / "database"
        with closing(sqlite3.connect(path)) as base:
            base.executescript(f"PRAGMA page_size = {_PAGE_SIZE}; PRAGMA journal_mode = off; PRAGMA synchronous = off")
            _write(base, survey, papers)
        with path.open("r+b") as file:
            for place, length in _HISTORY:
                file.seek(place)
                file.write(bytes(length))
        return path.read_bytes()


def _write(base: sqlite3.Connection, survey: Survey, papers: Mapping[str, str]) -> None:
    for name, columns, rows in _tables(survey, papers):
        key = _KEYS.get(name)
        base.execute(f"CREATE TABLE {name} ({columns}{f', PRIMARY KEY ({key})) WITHOUT ROWID' if key else ')'}")
        _fill(base, name, ", ".join("?" * (columns.count(",") + 1)), rows)
    base.commit()


def _fill(base: sqlite3.Connection, name: str, marks: str, rows: Iterable[Row]) -> None:
    # Most cells are texts, and calls for them would take most of the time.
    cells = ([cell if type(cell) is str and cell else _value(cell) for cell in row] for row in rows)
    base.executemany(f"INSERT INTO {name} VALUES ({marks})", cells)  # noqa: S608


def _tables(survey: Survey, papers: Mapping[str, str]) -> Iterator[tuple[str, str, Iterable[Row]]]:
    """Yield the name of each table, its columns in SQL, and its rows."""
    yield "about", "name TEXT PRIMARY KEY, value TEXT", _about(survey)
    yield (
        "axes",
        "id TEXT PRIMARY KEY, label TEXT, label_zh TEXT, question TEXT",
        ((axis.id, axis.label.en, axis.label.zh, axis.question) for axis in survey.taxonomy),
    )
    yield (
        "terms",
        "axis TEXT, id TEXT, parent TEXT, label TEXT, label_zh TEXT, means TEXT",
        (
            (axis.id, term.id, term.parent, term.label.en, term.label.zh, term.means)
            for axis in survey.taxonomy
            for term in axis
        ),
    )
    yield (
        "venues",
        "name TEXT PRIMARY KEY, full_name TEXT, kind TEXT",
        ((venue.name, venue.full, venue.kind) for venue in survey.venues.venues.values()),
    )
    yield (
        "lists",
        "id TEXT PRIMARY KEY, name TEXT, kind TEXT, url TEXT",
        (
            (source_list.id, source_list.name, source_list.kind, str(source_list.url))
            for source_list in survey.lists.values()
        ),
    )
    for table in TABLES.values():
        yield table.name, _columns(survey, table), _rows(survey, table)
    yield (
        "records",
        "key TEXT PRIMARY KEY, kind TEXT, json TEXT",
        (
            (record.key, kind.name, papers.get(record.key) or to_json(record_fields(record)))
            for kind in survey.kinds
            for record in survey.of(kind.record)
        ),
    )
    yield "record_terms", "record TEXT, axis TEXT, term TEXT, direct INTEGER", _terms(survey)
    yield (
        "paper_authors",
        "paper TEXT, place INTEGER, name TEXT, family TEXT, given TEXT, is_group INTEGER",
        (
            (paper.key, place, str(author), author.family, author.given or None, int(author.is_group))
            for paper in survey.papers
            for place, author in enumerate(paper.authors, 1)
        ),
    )
    yield "paper_datasets", "paper TEXT, role TEXT, dataset TEXT, name TEXT", _datasets(survey)
    yield (
        "paper_lists",
        "paper TEXT, list TEXT, section TEXT",
        ((paper.key, listing.list, listing.section) for paper in survey.papers for listing in paper.listed),
    )


def _about(survey: Survey) -> Iterator[Row]:
    yield "version", VERSION
    yield "snapshot", survey.snapshot
    yield "licence", LICENCE
    yield "site", survey.site


def _columns(survey: Survey, table: Table) -> str:
    """Return the columns of a table in SQL; names with a hyphen are quoted."""
    column_definitions = (f'"{column.name}" {_TYPES.get(column.type, "TEXT")}' for column in table.columns(survey))
    return ", ".join(f"{column} PRIMARY KEY" if column == '"key" TEXT' else column for column in column_definitions)


def _rows(survey: Survey, table: Table) -> Iterator[Row]:
    names = [column.name for column in table.columns(survey)]
    return ([join_values(cells.get(name)) for name in names] for cells in table.rows(survey))


def _terms(survey: Survey) -> Iterator[tuple[str, str, str, int]]:
    """Yield a row for each term of each record; `direct` is 0 for a term that is only implied by a narrower one.

    They are in the order of the table's key: rows that are added between others leave pages half empty.
    """
    for axis, term in sorted(survey.by_term):
        for record in survey.by_term[axis, term]:
            yield record.key, axis, term, int(term in record.terms(axis))


def _datasets(survey: Survey) -> Iterator[Row]:
    for paper in survey.papers:
        for role, texts in paper.uses.items():
            for text in texts:
                dataset = survey.named(DataSet, text)
                yield paper.key, role, dataset and dataset.key, dataset.name if dataset else text


def _value(cell: object) -> object:
    """Convert a cell to an SQLite value: unknown values become NULL, dates become text."""
    if isinstance(cell, Decimal):
        return float(cell)
    if isinstance(cell, dt.date):
        return cell.isoformat()
    return None if cell == "" else str(cell) if isinstance(cell, str) else cell
