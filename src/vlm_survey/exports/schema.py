"""JSON Schema of a record file, with the taxonomy's terms, known venues and lists, so that editors complete fields."""

from __future__ import annotations

import json
from typing import Any

from vlm_survey.model import Paper
from vlm_survey.survey import Survey


def schema(survey: Survey) -> str:
    """The schema of `papers/<year>/<key>.yaml` (JSON Schema 2020-12), ending in one newline."""
    whole = Paper.model_json_schema()
    whole["properties"].pop("key")
    whole["required"] = [name for name in whole["required"] if name != "key"]
    whole["properties"]["tags"] = _tags(survey)
    whole["properties"]["venue"] = {
        "description": "Short name, see venues.yaml",
        "anyOf": [{"enum": list(survey.venues.venues)}, {"type": "string"}],
    }
    whole["$defs"]["Listing"]["properties"]["list"] = {"enum": list(survey.lists)}
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A paper of vlm-survey",
        "description": "One record: papers/<year>/<key>.yaml. The key is the file's name.",
    }
    rest = {name: value for name, value in whole.items() if name not in ("title", "description")}
    return json.dumps({**head, **rest}, indent=2, ensure_ascii=False) + "\n"


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
