"""Export EndNote XML, the exchange format of EndNote; Zotero and Mendeley read it too.

There is no public specification by its maker. Element names, their order and the type numbers follow files written by
EndNote, as Zotero's translator "Endnote XML" reads them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from vlm_survey.exports.format import Frame
from vlm_survey.exports.page_range import page_range
from vlm_survey.exports.ris import addresses, notes, reversed_name
from vlm_survey.model import Paper
from vlm_survey.survey import Survey

_TYPES = {
    "journal": ("Journal Article", 17),
    "conference": ("Conference Proceedings", 10),
    "workshop": ("Conference Proceedings", 10),
    "report": ("Report", 27),
    "preprint": ("Electronic Article", 43),
}
_GENERIC = ("Generic", 13)
_MONTHS = {
    **{1: "January", 2: "February", 3: "March", 4: "April", 5: "May", 6: "June"},
    **{7: "July", 8: "August", 9: "September", 10: "October", 11: "November", 12: "December"},
}

Content = str | Mapping[str, "Content"] | Sequence["Content"]
"""The content of an element: text, elements by name, or a list of several with the same name."""


def frame(_survey: Survey) -> Frame:
    """Return the frame of an EndNote XML file."""
    return Frame('<?xml version="1.0" encoding="UTF-8"?>\n<xml><records>\n', tail="</records></xml>\n")


def entry(survey: Survey, paper: Paper) -> str:
    """Return `paper` as a record on one line, ending in a newline. Unknown fields are left out."""
    venue = survey.venues.get(paper.venue)
    published = venue.full if venue else paper.venue or ""
    kind = survey.venues.kind(paper.venue)
    name, number = _TYPES.get(kind, _GENERIC)
    ids = paper.ids
    fields: dict[str, Content] = {
        "contributors": {"authors": {"author": [reversed_name(author) for author in paper.authors]}},
        "titles": {"title": paper.title, "secondary-title": "" if kind == "report" else published},
        "periodical": {"full-title": published if kind == "journal" else ""},
        "pages": page_range(paper),
        "volume": paper.volume or "",
        "number": paper.issue or "",
        "dates": {
            "year": str(paper.year or ""),
            "pub-dates": {"date": _MONTHS[paper.month] if paper.year and paper.month else ""},
        },
        "publisher": published if kind in ("report", "preprint") else "",
        "accession-num": f"arXiv:{ids.arxiv}" if ids.arxiv and kind == "preprint" else ids.pmid or "",
        "electronic-resource-num": ids.doi or "",
        "label": paper.key,
        "notes": "; ".join(notes(paper)),
        "urls": {"related-urls": {"url": addresses(paper)}},
        "custom2": ids.pmcid or "",
    }
    head = f'<database name="vlm-survey">vlm-survey</database><ref-type name="{name}">{number}</ref-type>'
    return f"<record>{head}{_elements(fields)}</record>\n"


def _elements(fields: Mapping[str, Content]) -> str:
    """Return the elements of `fields` in their order, without empty ones."""
    return "".join(_element(name, item) for name, value in fields.items() for item in _each(value))


def _each(value: Content) -> Sequence[Content]:
    return [value] if isinstance(value, str | Mapping) else value


def _element(name: str, value: Content) -> str:
    inner = _elements(value) if isinstance(value, Mapping) else escape(str(value), quote=False)
    return f"<{name}>{inner}</{name}>" if inner else ""
