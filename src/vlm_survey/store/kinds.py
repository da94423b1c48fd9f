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
"""Every kind, in the order in which they are read. Keys are unique across all of them."""


INDEX = "index.md"
"""In a folder of Markdown records, the page that leads to them; no record."""


def kind_of(record: Record) -> RecordKind:
    """Return the kind that `record` is of. Raises LookupError for a class that the table does not hold."""
    for kind in RECORD_KINDS:
        if type(record) is kind.record:
            return kind
    message = f"no row of RECORD_KINDS is for {type(record).__name__}"
    raise LookupError(message)


def record_folders() -> tuple[str, ...]:
    """Return the folders of all kinds, below the root."""
    return tuple(kind.folder for kind in RECORD_KINDS)


def kind_at(path: str) -> RecordKind | None:
    """Return the kind whose folder holds the file at `path` (below the root), None where none does.

    In a folder that holds other files too, only those with the place and name of a record count.
    """
    return next((kind for kind in RECORD_KINDS if _holds(kind, path)), None)


def _holds(kind: RecordKind, path: str) -> bool:
    below = path.removeprefix(f"{kind.folder}/")
    named = "/" not in below and below.endswith(kind.ending) and below != INDEX
    return below != path and (named or not kind.shared)
