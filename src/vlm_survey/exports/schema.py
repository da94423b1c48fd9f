"""Make JSON Schemas of record files and published JSON, with the terms, venues and lists of the library."""

from __future__ import annotations

import copy
import json
from functools import cache
from typing import Any

from vlm_survey.exports.data import schema_path
from vlm_survey.exports.release import LICENCE
from vlm_survey.model import PUBLISHED_FORMAT, Paper, Record, RecordKind, SourceList
from vlm_survey.survey import Survey

_DRAFT = "https://json-schema.org/draft/2020-12/schema"


def schema(survey: Survey, kind: RecordKind) -> str:
    """Return the schema of a record's file, or of its front matter (JSON Schema 2020-12), ending in one newline."""
    document = _record(survey, kind.record)
    names = kind.record.file_fields()
    document["properties"] = {name: document["properties"][name] for name in names}
    document["required"] = [name for name in names if name in document.get("required", ())]
    head = {
        **_head(survey, f"data/{kind.name}.schema.json"),
        "title": f"A {kind.label} of vlm-survey",
        "description": f"One record: {kind.place}. The key is the file's name.",
    }
    return _text({**head, **document})


def published_schema(survey: Survey) -> str:
    """Return the schema of `papers.json` and of each line of `papers.jsonl` (JSON Schema 2020-12), ending in one newline.

    A value with `papers` is checked as the whole file, any other value as one record.
    """
    record = _record(survey, Paper)
    lists = SourceList.model_json_schema()
    parts = record.pop("$defs") | lists.pop("$defs", {}) | {"Paper": record, "SourceList": lists}
    shared = {
        "taxonomy": {"type": "object", "description": "The axes by id, each with its terms"},
        "venues": {"type": "object", "description": "The venues by the short name that records use"},
        "lists": {"type": "object", "additionalProperties": {"$ref": "#/$defs/SourceList"}},
    }
    document = _file_schema(shared, "papers", "Paper")
    document["required"] = [
        name for name in document["required"] if name != "venues"
    ]  # not in files before version 0.1.0
    head = {
        **_head(survey, "data/papers.schema.json"),
        "title": "The published papers of vlm-survey",
        "description": "The whole papers.json, or one line of papers.jsonl. Fields that are not known are left out.",
    }
    choice = {
        "if": {"type": "object", "required": ["papers"]},
        "then": {"$ref": "#/$defs/Whole"},
        "else": {"$ref": "#/$defs/Paper"},
    }
    return _text({**head, **choice, "$defs": parts | {"Whole": document}})


def records_schema(survey: Survey, kind: RecordKind) -> str:
    """Return the schema of a published file of another kind than papers, such as `datasets.json`, ending in one newline."""
    record = _record(survey, kind.record)
    parts = record.pop("$defs", {})
    name = kind.record.__name__
    head = {
        **_head(survey, schema_path(kind)),
        "title": f"The published {kind.label}s of vlm-survey",
        "description": f"{kind.plural}.json. Fields that are not known are left out.",
    }
    return _text({**head, **_file_schema({}, kind.plural, name), "$defs": parts | {name: record}})


def _file_schema(shared: dict[str, Any], plural: str, name: str) -> dict[str, Any]:
    """Return the schema of a published file whose records are `name` in `$defs`; `shared` holds the common parts."""
    properties = {
        "$schema": {"type": "string", "format": "uri", "description": "The address of this schema"},
        "format": {
            "const": PUBLISHED_FORMAT,
            "description": "Increased when a field changes its meaning or is removed",
        },
        "version": {"type": "string", "description": "The version of vlm-survey that wrote the file"},
        "snapshot": {
            "type": "string",
            "format": "date",
            "description": "The day on which the newest record was added",
        },
        "licence": {"const": LICENCE},
        **shared,
        plural: {"type": "array", "items": {"$ref": f"#/$defs/{name}"}},
    }
    return {
        "type": "object",
        "additionalProperties": False,
        "required": [name for name in properties if name not in ("$schema", "snapshot")],
        "properties": properties,
    }


def _head(survey: Survey, path: str) -> dict[str, str]:
    return {"$schema": _DRAFT, **({"$id": f"{survey.site}{path}"} if survey.site else {})}


def _record(survey: Survey, model: type[Record]) -> dict[str, Any]:
    """Return the schema of a record with its key; values are restricted to those known to the survey."""
    document = copy.deepcopy(_plain(model))
    fields = document["properties"] = {name: document["properties"][name] for name in model.field_names()}
    if "tags" in fields:
        fields["tags"] = _tags(survey)
    if "venue" in fields:
        fields["venue"] = {
            "description": "Short name, see venues.yaml",
            "anyOf": [{"enum": list(survey.venues.venues)}, {"type": "string"}],
        }
    if "listed" in fields:
        document["$defs"]["Listing"]["properties"]["list"] = {"enum": list(survey.lists)}
    return {name: value for name, value in document.items() if name not in ("title", "description")}


@cache
def _plain(model: type[Record]) -> dict[str, Any]:
    """Return the schema that pydantic makes of a class; it takes 40 ms, and a build asks three times for each class."""
    return model.model_json_schema()


def _text(document: dict[str, Any]) -> str:
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def _tags(survey: Survey) -> dict[str, Any]:
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": {
            axis.id: {
                "description": f"{axis.question} {axis.means}",
                "type": "array",
                "uniqueItems": True,
                "minItems": 1,
                **({"maxItems": axis.most} if axis.most else {}),
                "items": {
                    "oneOf": [{"const": term.id, "title": term.label.en, "description": term.means} for term in axis]
                },
            }
            for axis in survey.taxonomy
        },
    }
