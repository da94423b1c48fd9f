"""Export BibLaTeX for biber: preprints as @online with their eprint, dates in ISO 8601.

Types and fields: https://ctan.org/pkg/biblatex, chapter 2. Identifiers without a field of their own are in `usera`,
which styles do not print.
"""

from __future__ import annotations

from vlm_survey.exports.format import Frame
from vlm_survey.exports.latex import tex
from vlm_survey.exports.latex.bibtex import format_entry
from vlm_survey.exports.release import describe_file
from vlm_survey.exports.retraction import retraction
from vlm_survey.model import Paper
from vlm_survey.survey import Survey

_TYPES = {"journal": "article", "conference": "inproceedings", "workshop": "inproceedings", "report": "report"}
_WITHIN = {"article": "journaltitle", "inproceedings": "booktitle", "report": "institution", "online": "organization"}


def frame(survey: Survey) -> Frame:
    """Return the frame of a BibLaTeX file: a head that describes the file in comments, and a blank line between entries."""
    head = "".join(f"% {line}\n" for line in describe_file(survey, "data/papers.biblatex.bib"))
    return Frame(f"{head}\n", between="\n", empty=head)


def entry(survey: Survey, paper: Paper) -> str:
    """Return the BibLaTeX entry of `paper`, ending in one newline. Unknown fields are left out."""
    kind = _TYPES.get(survey.venues.kind(paper.venue), "online" if paper.url else "misc")
    venue = survey.venues.get(paper.venue)
    eprint, eprint_type, others = _eprint(paper)
    fields = {
        "title": tex.format_title(survey, paper),
        "author": tex.format_people(paper),
        _WITHIN.get(kind, "howpublished"): tex.escape_tex(venue.full if venue else paper.venue or ""),
        "type": "techreport" if kind == "report" else "",
        "date": _date(paper),
        **_volume(paper),
        "number": tex.escape_tex(paper.issue or ""),
        "pages": tex.format_pages(paper),
        "doi": paper.ids.doi or "",
        "eprint": eprint,
        "eprinttype": eprint_type,
        "usera": "; ".join(others),
        "url": paper.url or "",
        "note": retraction(paper, source=False),
    }
    return format_entry(f"@{kind}{{{paper.key},", fields)


def _volume(paper: Paper) -> dict[str, str]:
    """Return the volume. A text such as "CEUR Vol-4038" becomes a series, because biber ignores volumes that are no numbers."""
    volume = paper.volume or ""
    return {"volume": volume} if volume.isdecimal() else {"series": tex.escape_tex(volume)}


def _date(paper: Paper) -> str:
    if not paper.year:
        return ""
    return f"{paper.year}-{paper.month:02d}" if paper.month else str(paper.year)


def _eprint(paper: Paper) -> tuple[str, str, list[str]]:
    """Return the identifier used as eprint with its type, and the other identifiers except the DOI, each after its name."""
    ids = paper.ids
    eprint, kind = (ids.arxiv, "arxiv") if ids.arxiv else (ids.pmid, "pubmed") if ids.pmid else ("", "")
    identifiers = {"PMID": ids.pmid, "PMCID": ids.pmcid, "ACL Anthology": ids.acl, "OpenReview": ids.openreview}
    others = [f"{name}: {tex.escape_tex(value)}" for name, value in identifiers.items() if value and value != eprint]
    return eprint or "", kind, others
