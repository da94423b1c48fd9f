"""Export CSV: one row for each paper, one column for each field; lists are joined by "; ", each axis is a column.

Spreadsheets and pandas must not read identifiers as numbers or pages as dates: arXiv identifiers begin with "arXiv:"
(2301.10000 would become 2301.1), PubMed numbers with "PMID:" (38866050 would become 38866050.0), and pages have an en
dash (1-12 would become the twelfth of January). A text that a spreadsheet would run as a formula begins with an
apostrophe.
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
    "arxiv": lambda value: f"arXiv:{value}",
    "pmid": lambda value: f"PMID:{value}",
    "pages": lambda value: re.sub("-+", "\N{EN DASH}", value),
}
"""How to write values that would otherwise be read as numbers or dates."""


def frame(survey: Survey) -> Frame:
    """Return the frame of a CSV file: a row of column names (RFC 4180, but with LF line ends)."""
    return Frame(head=line(columns(survey.taxonomy)))


def entry(survey: Survey, paper: Paper) -> str:
    """Return the row of `paper`, ending in a newline."""
    cells = paper_cells(survey, paper)
    return line([escape_formula(format_cell(name, value)) for name, value in cells.items()])


def line(cells: Sequence[object]) -> str:
    """Return one line of CSV with its LF."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow(cells)
    return out.getvalue()


def columns(taxonomy: Taxonomy) -> list[str]:
    """Return the names of the columns, in order."""
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


def paper_cells(survey: Survey, paper: Paper) -> dict[str, str]:
    """Return the row of `paper` by column: plain texts, "" for unknown values, several values joined by "; "."""
    return {
        "key": paper.key,
        "authors": "; ".join(paper.authors),
        **{name: str(getattr(paper, name) or "") for name in _PLAIN},
        **{role: "; ".join(survey.dataset_names(paper, role)) for role in ROLES},
        "summary": paper.summary or "",
        **{kind: str(getattr(paper.ids, kind) or "") for kind in KINDS},
        **{kind: str(getattr(paper.links, kind) or "") for kind in Links.model_fields},
        "url": paper.url or "",
        **{axis: "; ".join(paper.terms(axis)) for axis in survey.taxonomy.axes},
        "scope": paper.scope or "",
        "retracted": retraction(paper),
        "lists": "; ".join(dict.fromkeys(listing.list for listing in paper.listed)),
        "status": paper.curation.status,
        "basis": paper.curation.basis,
        "added": paper.added.isoformat(),
        "changed": paper.updated.isoformat() if paper.changes else "",
    }


def format_cell(name: str, value: object) -> object:
    """Return the value of a cell in the column `name` as the CSV of papers writes it."""
    return _WRITTEN[name](str(value)) if name in _WRITTEN and value else value


def escape_formula(value: object) -> object:
    """Escape `value` so that no spreadsheet runs it as a formula."""
    return f"'{value}" if isinstance(value, str) and value[:1] in "=+-@\t\r" and value else value
