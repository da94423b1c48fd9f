"""Export BibTeX for the classic styles of LaTeX: ASCII keys, UTF-8 values, capitals protected, DOIs and addresses unescaped.

Fields unknown to the classic styles (doi, eprint, pmid, ...) are for programs. Types and fields:
https://ctan.org/pkg/bibtex (btxdoc).
"""

from __future__ import annotations

from vlm_survey.exports.format import Frame
from vlm_survey.exports.latex import tex
from vlm_survey.exports.release import describe_file
from vlm_survey.exports.retraction import retraction
from vlm_survey.model import Paper
from vlm_survey.survey import Survey

_TYPES = {"journal": "article", "conference": "inproceedings", "workshop": "inproceedings", "report": "techreport"}
_WITHIN = {"article": "journal", "inproceedings": "booktitle", "techreport": "institution"}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SORTED_BY = 3
"""The number of title words that replace the authors in sorting and labels if a paper has none."""


def frame(survey: Survey) -> Frame:
    """Return the frame of a BibTeX file: a head that describes the file in comments, and a blank line between entries."""
    head = "".join(f"% {line}\n" for line in describe_file(survey, "data/papers.bib"))
    return Frame(f"{head}\n", between="\n", empty=head)


def entry(survey: Survey, paper: Paper) -> str:
    """Return the BibTeX entry of `paper`, ending in one newline. Unknown fields are left out."""
    kind = _TYPES.get(survey.venues.kind(paper.venue), "misc")
    ids = paper.ids
    fields = {
        "title": tex.format_title(survey, paper),
        "author": tex.format_people(paper),
        "key": "" if paper.authors else tex.protect_capitals(" ".join(paper.title.split(" ")[:_SORTED_BY])),
        _WITHIN.get(kind, "howpublished"): _within(survey, paper),
        "year": str(paper.year or ""),
        "volume": tex.escape_tex(paper.volume or ""),
        "number": tex.escape_tex(paper.issue or ""),
        "pages": tex.format_pages(paper),
        "month": _MONTHS[paper.month - 1] if paper.month else "",
        "doi": ids.doi or "",
        "eprint": ids.arxiv or "",
        "archivePrefix": "arXiv" if ids.arxiv else "",
        "pmid": ids.pmid or "",
        "pmcid": ids.pmcid or "",
        "acl": ids.acl or "",
        "openreview": ids.openreview or "",
        "url": paper.url or "",
        "note": retraction(paper, source=False),
    }
    return format_entry(f"@{kind}{{{paper.key},", fields)


def format_entry(first: str, fields: dict[str, str]) -> str:
    """Return an entry that begins with the line `first`: the fields with a value; months are written without braces."""
    lines = [f"  {name} = {value if name == 'month' else f'{{{value}}}'}," for name, value in fields.items() if value]
    return "\n".join([first, *lines, "}\n"])


def _within(survey: Survey, paper: Paper) -> str:
    """Return where the paper was published: the full name of the venue; for arXiv with the identifier."""
    if paper.venue == "arXiv" and paper.ids.arxiv:
        return f"arXiv preprint arXiv:{paper.ids.arxiv}"
    venue = survey.venues.get(paper.venue)
    return tex.escape_tex(venue.full if venue else paper.venue or "")
