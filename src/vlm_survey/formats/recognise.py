"""Recognise the format of a file of papers by its first characters; the file name is ignored."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass

_BEGIN = 20_000
"""The number of characters that are examined."""

Test = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Form:
    """A file format: its id, its label, its pattern; `readable` where there is a reader for it."""

    id: str
    label: str
    fits: Test
    readable: bool = True
    export: str = "BibTeX, RIS or CSL-JSON"
    """The format to export instead, where it cannot be read."""


def _matches(pattern: str) -> Test:
    form = re.compile(pattern, re.MULTILINE)
    return lambda text: bool(form.match(text))


def _is_lines(text: str) -> bool:
    """Return whether the first line, and the second one if there is one, is a complete JSON object."""
    first, _end, rest = text.partition("\n")
    try:
        value = json.loads(first)
    except (ValueError, RecursionError):
        return False
    return isinstance(value, dict) and (not rest.strip() or rest.lstrip().startswith("{"))


_PROLOG = r"(?:<[?!][^>]*>\s*)*"
_COLUMN = r"(?:key|item type|title|authors?|pmid|doi|document title|article title|year)"
FORMS = (
    Form("endnote-xml", "EndNote XML", _matches(rf"{_PROLOG}<(?:xml|records)>\s*(?:<records>|<record[\s>])")),
    Form("pubmed-xml", "PubMed XML", _matches(rf"{_PROLOG}<Pubmed(?:Book)?Article"), False, "PubMed format (.nbib)"),
    Form("html", "a web page (HTML)", _matches(rf"(?i){_PROLOG}<(?:html|head|body)\b|<!doctype html"), False),
    Form(
        "xml",
        "XML of another kind",
        _matches(rf"{_PROLOG}<(?:rdf:RDF|mods|feed|collection|bibtex:file)|<\?xml\b"),
        False,
    ),
    Form("medline", "PubMed text (.nbib)", _matches(r"PMID ?- ?\d|(?:OWN|STAT) ?- ")),
    Form("wos", "Web of Science text", _matches(r"FN (?:Clarivate|Thomson|ISI)\b|VR 1\.0|PT [A-Z]$")),
    Form("wos-table", "a table of Web of Science", _matches(r"PT\tA[UF]\b"), False, "Web of Science's plain text"),
    Form("ris", "RIS", _matches(r"(?:.{0,200}\n){0,3}?\s*TY {1,3}- ?")),
    Form("enw", "EndNote's tagged text (.enw)", _matches(r"%0 \w|%[AT] \S"), False),
    Form("jsonl", "JSON lines", _is_lines),
    Form("csl-json", "JSON", _matches(r"\{|\[\s*(?:\{|\]|\Z)")),
    Form("bibtex", "BibTeX", _matches(r"(?:.{0,200}\n){0,50}?\s{0,9}@[A-Za-z]+\s{0,9}[{(]")),
    Form(
        "yaml",
        "a YAML record",
        _matches(r"(?:---\s*)?(?:title|authors): "),
        False,
        "a file of papers; records go into papers/",
    ),
    Form("csv", "a table (CSV)", _matches(rf"(?i)\"?{_COLUMN}\"?[,;\t]"), False),
    Form("markdown", "Markdown", _matches(r"#+ |<!--|[-*+] \[|\||\[!\[|\d{1,3}\. ")),
)
"""All recognised file formats, the most certain first."""

_BYTES = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a Word, Excel or zip file"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file"),
    (b"{\\rtf", "an RTF document"),
    (b"\x1f\x8b", "a compressed file (gzip)"),
    (b"SQLite format 3", "a database (SQLite)"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
)


def recognise_format(text: str) -> Form | None:
    """Return the format of `text`, None if it is not recognised."""
    begin = text[:_BEGIN].replace("\ufeff", "").replace("\r\n", "\n").replace("\r", "\n").lstrip()
    return next((form for form in FORMS if form.fits(begin)), None)


def recognise_binary(raw: bytes) -> str | None:
    """Return the label of a binary file format, None if it is not recognised."""
    return next((label for start, label in _BYTES if raw.lstrip()[:20].startswith(start)), None)
