"""CSV: one row a paper, one column a field; lists joined by "; ", an axis a column.

What a spreadsheet or pandas would take for a number or a date is written so that they cannot: an arXiv identifier begins with
"arXiv:" (2301.10000 would become 2301.1), and pages stand with an en dash (1-12 would become the twelfth of January). A text
that a spreadsheet would run as a formula begins with an apostrophe.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Sequence

from vlm_survey.exports.format import Frame
from vlm_survey.exports.retraction import retraction
from vlm_survey.model import KINDS, ROLES, Links, Paper
from vlm_survey.survey import Survey
from vlm_survey.taxonomy import Taxonomy

_PLAIN = ("title", "year", "month", "venue", "volume", "issue", "pages", "model")
_WRITTEN: dict[str, Callable[[str], str]] = {
    "arxiv": lambda value: f"arXiv:{value}" if value else "",
    "pages": lambda value: re.sub("-+", "\N{EN DASH}", value),
}
"""How values are written that would else be read as numbers or dates."""


def frame(survey: Survey) -> Frame:
    """Return the frame of a CSV file: a row of column names at its head (RFC 4180, but with bare line feeds)."""
    return Frame(head=_line(columns(survey.taxonomy)))


def entry(survey: Survey, paper: Paper) -> str:
    """Return the row of `paper`, ending in a newline."""
    return _line([_safe(value) for value in _row(survey, paper)])


def _line(cells: Sequence[object]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow(cells)
    return out.getvalue()


def columns(taxonomy: Taxonomy) -> list[str]:
    """The names of the columns, in order."""
    return [
        "key",
        "authors",
        *_PLAIN,
        *ROLES,
        "summary",
        *KINDS,
        *Links.model_fields,
        "url",
        *taxonomy.axes,
        "scope",
        "retracted",
        "lists",
        "status",
        "basis",
        "added",
        "changed",
    ]


def _row(survey: Survey, paper: Paper) -> list[object]:
    return [
        paper.key,
        "; ".join(paper.authors),
        *(_WRITTEN.get(name, str)(getattr(paper, name) or "") for name in _PLAIN),
        *("; ".join(survey.dataset_names(paper, role)) for role in ROLES),
        paper.summary or "",
        *(_WRITTEN.get(kind, str)(getattr(paper.ids, kind) or "") for kind in KINDS),
        *(getattr(paper.links, kind) or "" for kind in Links.model_fields),
        paper.url or "",
        *("; ".join(paper.terms(axis)) for axis in survey.taxonomy.axes),
        paper.scope or "",
        retraction(paper),
        "; ".join(dict.fromkeys(listing.list for listing in paper.listed)),
        paper.curation.status,
        paper.curation.basis,
        paper.added.isoformat(),
        paper.updated.isoformat() if paper.changes else "",
    ]


def _safe(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value[:1] in "=+-@\t\r" and value else value
