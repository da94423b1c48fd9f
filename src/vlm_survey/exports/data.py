"""JSON: every record whole, with the taxonomy and the lists, under a stated licence and schema."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from vlm_survey.model import Paper
from vlm_survey.survey import Survey

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
FORMAT = 1
"""Raised when a field changes its meaning or goes; new fields do not raise it."""


def data(survey: Survey, papers: Iterable[Paper]) -> str:
    """An object with format, licence, taxonomy, lists and papers (one a line), ending in one newline."""
    head = {
        "format": FORMAT,
        "licence": LICENCE,
        "taxonomy": survey.taxonomy.model_dump(mode="json", exclude_none=True)["axes"],
        "lists": {key: entry.model_dump(mode="json", exclude_none=True) for key, entry in survey.lists.items()},
    }
    rows = ",\n".join(json.dumps(paper_data(paper), ensure_ascii=False) for paper in papers)
    return json.dumps(head, ensure_ascii=False)[:-1] + ',\n"papers": [\n' + rows + "\n]}\n"


def json_lines(papers: Iterable[Paper]) -> str:
    """One JSON object a line, in the order given."""
    return "".join(json.dumps(paper_data(paper), ensure_ascii=False) + "\n" for paper in papers)


def paper_data(paper: Paper) -> dict[str, Any]:
    """The fields of `paper` that are known, `key` first, as plain JSON values."""
    fields = paper.model_dump(mode="json", exclude_none=True)
    return {name: value for name, value in fields.items() if value not in ([], {}, "")}
