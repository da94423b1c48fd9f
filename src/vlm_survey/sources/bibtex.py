"""BibTeX files: each entry becomes a proposal, and each broken block a line and a reason, so that nothing is lost."""

from __future__ import annotations

import re
from collections.abc import Iterator

import bibtexparser
from bibtexparser.middlewares import (
    LatexDecodingMiddleware,
    MonthIntMiddleware,
    RemoveEnclosingMiddleware,
    ResolveStringReferencesMiddleware,
)
from bibtexparser.model import Entry, Field, ParsingFailedBlock

from vlm_survey.model import KINDS, Person
from vlm_survey.sources.proposal import Proposal, text_or_none

_VENUE_FIELDS = ("journal", "journaltitle", "booktitle", "school", "institution", "publisher")


def read_bibtex(text: str) -> Iterator[Proposal | tuple[int, str]]:
    """A proposal for each entry of `text`; (line, why) for each block that is none. Never raises for bad input."""
    library = bibtexparser.parse_string(
        text, parse_stack=[ResolveStringReferencesMiddleware(), RemoveEnclosingMiddleware(), MonthIntMiddleware()]
    )
    for failed in library.failed_blocks:
        yield _line(failed), _reason(failed)
    for entry in library.entries:
        fields = {field.key.lower(): field for field in entry.fields}
        title = _text(fields.get("title"))
        if not title:
            yield _line(entry), f"entry '{entry.key}' has no title"
            continue
        yield _proposal(entry, fields, title)


def _proposal(entry: Entry, fields: dict[str, Field], title: str) -> Proposal:
    found = Proposal(f"line {_line(entry)}, entry {entry.key}", title=title)
    found.name_people(_names(fields.get("author")), display=False)
    year = _text(fields.get("year")) or _text(fields.get("date")) or ""
    if digits := re.match(r"\d{4}", year):
        found.year = int(digits.group())
    month = _text(fields.get("month")) or ""
    found.month = int(month) if month.isdigit() and 1 <= int(month) <= 12 else None
    found.venue = next((name for field in _VENUE_FIELDS if (name := _text(fields.get(field)))), None)
    found.volume, found.issue = _text(fields.get("volume")), _text(fields.get("number"))
    found.pages = (_text(fields.get("pages")) or "").replace("--", "-").replace("\u2013", "-") or None
    for kind in KINDS:
        if value := _raw(fields.get(kind)):
            found.identify(kind, value)
    if value := _raw(fields.get("eprint")):
        prefix = (_raw(fields.get("archiveprefix")) or _raw(fields.get("eprinttype")) or "arxiv").lower()
        found.identify(prefix if prefix in KINDS else "arxiv", value) if prefix in (*KINDS, "arxiv") else None
    if url := _raw(fields.get("url")):
        found.link("paper", url)
    if code := _raw(fields.get("code")):
        found.link("code", code)
    return found


def _names(field: Field | None) -> list[str]:
    """The authors in BibTeX order, LaTeX decoded; `others` left out."""
    text = _raw(field) or ""
    parts = [part for part in _split_and(text) if part.strip().lower() not in ("others", "")]
    return [name for part in parts if (name := _person(part))]


def _person(text: str) -> str | None:
    group = re.fullmatch(r"\{([^{}]*)\}", text.strip())
    decoded = text_or_none(_decode(text))
    if not decoded:
        return None
    if group and " " in decoded and "," not in decoded:
        return "{" + decoded + "}"
    if "," in decoded:
        return decoded
    return str(Person.from_display(decoded))


def _split_and(text: str) -> list[str]:
    """`text` at each ' and ' outside braces."""
    parts, depth, start = [], 0, 0
    for match in re.finditer(r"[{}]|\sand(?=\s)", text):
        if match.group() == "{":
            depth += 1
        elif match.group() == "}":
            depth -= 1
        elif depth <= 0:
            parts.append(text[start : match.start()])
            start = match.end()
    return [*parts, text[start:]]


def _text(field: Field | None) -> str | None:
    return text_or_none(_decode(_raw(field) or ""))


def _raw(field: Field | None) -> str | None:
    return str(field.value).strip() or None if field is not None and field.value is not None else None


def _decode(text: str) -> str:
    """LaTeX accents as letters, and braces gone: one field at a time, never an address."""
    decoder = LatexDecodingMiddleware(allow_inplace_modification=True)
    decoded, _error = decoder._transform_python_value_string(text)
    return re.sub(r"[{}]", "", decoded).replace("~", " ")


def _line(block: object) -> int:
    return int(getattr(block, "start_line", 0) or 0) + 1


def _reason(failed: ParsingFailedBlock) -> str:
    return str(getattr(failed, "error", "") or "cannot be read").splitlines()[0]
