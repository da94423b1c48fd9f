"""Export JSON: every record in full, with the taxonomy and the lists; the head states licence and schema."""

from __future__ import annotations

from typing import Any

from vlm_survey.exports.format import Frame, to_json
from vlm_survey.exports.release import LICENCE, VERSION
from vlm_survey.model import PUBLISHED_FORMAT, Paper, Record, RecordKind
from vlm_survey.survey import Survey


def frame(survey: Survey) -> Frame:
    """Return the frame of the JSON file: an object with taxonomy, venues and lists, and the papers, one on each line.

    Its head states the schema, the version, the day of the newest record (`snapshot`) and the licence.
    """
    shared = {
        "taxonomy": survey.taxonomy.model_dump(mode="json", exclude_none=True)["axes"],
        "venues": {
            name: venue.model_dump(mode="json", exclude_defaults=True) for name, venue in survey.venues.venues.items()
        },
        "lists": {key: entry.model_dump(mode="json", exclude_none=True) for key, entry in survey.lists.items()},
    }
    return _around(published_head(survey, "data/papers.schema.json") | shared, "papers")


def records_json(survey: Survey, kind: RecordKind) -> str:
    """Return all records of `kind` in a JSON file like papers.json, but without taxonomy, venues and lists."""
    lines = [to_json(record_fields(record)) for record in survey.of(kind.record)]
    return _around(published_head(survey, schema_path(kind)), kind.plural).around(lines)


def schema_path(kind: RecordKind) -> str:
    """Return the path of the schema of the published records of `kind`.

    The schema of a record's own file is `data/NAME.schema.json`.
    """
    name = kind.plural if kind.plural != kind.name else f"{kind.label.replace(' ', '-')}s"
    return f"data/{name}.schema.json"


def published_head(survey: Survey, schema: str) -> dict[str, Any]:
    """Return the head of every published JSON file; `schema` is the path of the file's schema."""
    return {
        **({"$schema": f"{survey.site}{schema}"} if survey.site else {}),
        "format": PUBLISHED_FORMAT,
        "version": VERSION,
        **({"snapshot": survey.snapshot.isoformat()} if survey.snapshot else {}),
        "licence": LICENCE,
    }


def _around(head: dict[str, Any], name: str) -> Frame:
    return Frame(f'{to_json(head)[:-1]},\n"{name}": [\n', ",\n", "\n]}\n")


def lines_frame(_survey: Survey) -> Frame:
    """Return the frame of a file of JSON lines."""
    return Frame(between="\n", tail="\n", empty="")


def entry(_survey: Survey, paper: Paper) -> str:
    """Return `paper` in JSON on one line, without a newline."""
    return to_json(paper_data(paper))


def paper_data(paper: Paper) -> dict[str, Any]:
    """Return the known fields of `paper`, `key` first, as plain JSON values."""
    return record_fields(paper)


def record_fields(record: Record) -> dict[str, Any]:
    """Return the known fields of a record of any kind, `key` first, as plain JSON values."""
    fields = record.model_dump(mode="json", exclude_none=True)
    values = ((name, fields[name]) for name in type(record).field_names() if name in fields and name != "body_line")
    return {name: value for name, value in values if value not in ([], {}, "")}
