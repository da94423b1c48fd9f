"""BibTeX: one entry a paper, ASCII keys, UTF-8 values, capitals protected word by word, addresses and DOIs raw."""

from __future__ import annotations

import re

from vlm_survey.exports.format import Frame
from vlm_survey.model import Paper
from vlm_survey.survey import Survey

_TYPES = {"journal": "article", "conference": "inproceedings", "workshop": "inproceedings", "report": "techreport"}
_WITHIN = {"article": "journal", "inproceedings": "booktitle", "techreport": "institution"}
_SPECIAL = re.compile(r"[\\&%$#_{}~^]")
_WRITTEN = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
_CAPITALS = re.compile(r"\S*[^\W\d_]\S*[A-Z]\S*|\S*\d\S*[A-Z]\S*|[A-Z]{2,}\S*")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def frame(_survey: Survey) -> Frame:
    """Return the frame of a BibTeX file: a blank line between entries."""
    return Frame(between="\n")


def entry(survey: Survey, paper: Paper) -> str:
    """Return the BibTeX entry of `paper`, ending in one newline. Unknown fields are left out."""
    venues = survey.venues
    kind = _TYPES.get(venues.kind(paper.venue), "misc")
    venue = venues.get(paper.venue)
    fields = {
        "title": _title(paper.title),
        "author": " and ".join(_name(author) for author in paper.authors),
        _WITHIN.get(kind, "howpublished"): escaped(venue.full if venue else paper.venue or ""),
        "year": str(paper.year or ""),
        "volume": escaped(paper.volume or ""),
        "number": escaped(paper.issue or ""),
        "pages": escaped(paper.pages or "").replace("-", "--"),
        "doi": paper.ids.doi or "",
        "eprint": paper.ids.arxiv or "",
        "archivePrefix": "arXiv" if paper.ids.arxiv else "",
        "url": paper.url or "",
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    if paper.month:
        lines.insert(-1 if paper.url else len(lines), f"  month = {_MONTHS[paper.month - 1]},")
    return f"@{kind}{{{paper.key},\n" + "\n".join(lines) + "\n}\n"


def escaped(text: str) -> str:
    """`text` with TeX's own characters written so that they print."""
    return _SPECIAL.sub(lambda found: _WRITTEN.get(found.group(), "\\" + found.group()), text)


def _title(text: str) -> str:
    """`text` with each word that holds a capital past its first letter kept as it is by braces."""
    return " ".join(_word(word) for word in text.split(" "))


def _word(word: str) -> str:
    core = word.rstrip(":,.;!?")
    tail = word[len(core) :]
    inner = escaped(core)
    return ("{" + inner + "}" if _CAPITALS.fullmatch(core) else inner) + tail


def _name(author: str) -> str:
    if author.startswith("{"):
        return "{" + escaped(author[1:-1]) + "}"
    return escaped(author)
