"""The table of record kinds. A new kind is a class, a row here, and its rules in `checks/`."""

from __future__ import annotations

from vlm_survey.model import Chapter, DataSet, Model, Paper, Record, RecordKind, ResultTable

RECORD_KINDS: tuple[RecordKind, ...] = (
    RecordKind("paper", "paper", Paper, "papers", by_year=True),
    RecordKind("dataset", "data set", DataSet, "datasets"),
    RecordKind("model", "model", Model, "models"),
    RecordKind("results", "result table", ResultTable, "results", size=1_000_000, suffix=ResultTable.SUFFIX),
    RecordKind("chapter", "chapter", Chapter, "docs/survey", shared=True, size=400_000),
)
"""Every kind, in reading order. Keys are unique across all kinds."""


INDEX = "index.md"
"""The overview page in a folder of Markdown records; it is not a record."""


def kind_of(record: Record) -> RecordKind:
    """Return the kind of `record`. Raises LookupError for a class that is not in the table."""
    for kind in RECORD_KINDS:
        if type(record) is kind.record:
            return kind
    message = f"no row of RECORD_KINDS is for {type(record).__name__}"
    raise LookupError(message)


def record_folders() -> tuple[str, ...]:
    """Return the folders of all kinds, below the root."""
    return tuple(kind.folder for kind in RECORD_KINDS)


def kind_at(path: str) -> RecordKind | None:
    """Return the kind whose folder contains the file at `path` (below the root), None if there is none.

    In a folder that may hold other files, only files with the path and name of a record count.
    """
    return next((kind for kind in RECORD_KINDS if _holds(kind, path)), None)


def _holds(kind: RecordKind, path: str) -> bool:
    name = path.removeprefix(f"{kind.folder}/")
    is_record_name = "/" not in name and name.endswith(kind.ending) and name != INDEX
    return name != path and (is_record_name or not kind.shared)
