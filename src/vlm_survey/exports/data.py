"""JSON: every record whole, with the taxonomy and the lists, under a stated licence and schema."""

from __future__ import annotations

import json
from typing import Any

from vlm_survey.exports.format import Frame
from vlm_survey.exports.release import LICENCE, VERSION
from vlm_survey.model import PUBLISHED_FORMAT, Paper
from vlm_survey.survey import Survey


def frame(survey: Survey) -> Frame:
    """Return the frame of the JSON file: an object with the taxonomy and the lists around the papers, one a line.

    Its head says which schema it passes, the version, the day of the newest record (`snapshot`) and the licence.
    """
    head = {
        **({"$schema": f"{survey.site}data/papers.schema.json"} if survey.site else {}),
        "format": PUBLISHED_FORMAT,
        "version": VERSION,
        **({"snapshot": survey.snapshot.isoformat()} if survey.snapshot else {}),
        "licence": LICENCE,
        "taxonomy": survey.taxonomy.model_dump(mode="json", exclude_none=True)["axes"],
        "venues": {
            name: one.model_dump(mode="json", exclude_defaults=True) for name, one in survey.venues.venues.items()
        },
        "lists": {key: entry.model_dump(mode="json", exclude_none=True) for key, entry in survey.lists.items()},
    }
    return Frame(json.dumps(head, ensure_ascii=False)[:-1] + ',\n"papers": [\n', ",\n", "\n]}\n")


def lines_frame(_survey: Survey) -> Frame:
    """Return the frame of a file of JSON lines."""
    return Frame(between="\n", tail="\n", empty="")


def entry(_survey: Survey, paper: Paper) -> str:
    """Return `paper` in JSON on one line, without a newline."""
    return json.dumps(paper_data(paper), ensure_ascii=False)


def paper_data(paper: Paper) -> dict[str, Any]:
    """The fields of `paper` that are known, `key` first, as plain JSON values."""
    fields = paper.model_dump(mode="json", exclude_none=True)
    known = ((name, fields[name]) for name in type(paper).field_names() if name in fields)
    return {name: value for name, value in known if value not in ([], {}, "")}
