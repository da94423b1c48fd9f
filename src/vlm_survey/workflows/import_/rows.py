"""Rows: what a file of papers holds, read by its ending, whatever its encoding."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from vlm_survey.errors import LibraryError, SurveyError
from vlm_survey.formats.awesome_list.reader import read_markdown
from vlm_survey.formats.bibtex.reader import read_bibtex
from vlm_survey.formats.csl_json import read_csl
from vlm_survey.formats.jsonl import read_facts
from vlm_survey.formats.ris import read_ris
from vlm_survey.proposals.proposal import Proposal, Row
from vlm_survey.store import read_address
from vlm_survey.survey import Survey

READERS: dict[str, Callable[[str, Survey, str | None], Iterator[Row]]] = {
    ".bib": lambda text, _survey, _listed: read_bibtex(text),
    ".ris": lambda text, _survey, _listed: read_ris(text),
    ".json": lambda text, _survey, _listed: read_csl(text),
    ".jsonl": lambda text, survey, _listed: read_facts(text, repositories(survey)),
    ".md": lambda text, survey, listed: read_markdown(text, listed, survey.venues.short_name),
}
"""What reads a file, by its ending: BibTeX, RIS, CSL-JSON, JSON lines, an awesome list in Markdown."""

LARGEST = 64 * 1024 * 1024
"""The most bytes a file may have: more than a hundred thousand papers."""

_SAME = {".bibtex": ".bib", ".ndjson": ".jsonl", ".jsonlines": ".jsonl", ".markdown": ".md"}
_CALLED = {".bib": "BibTeX", ".ris": "RIS", ".json": "JSON", ".jsonl": "JSON lines", ".md": "Markdown"}
_FORMS = {
    ".ris": re.compile(r"\s*TY  - "),
    ".md": re.compile(r"\s*(?:#+ |<!--|[-*+] \[|\|)"),
    ".bib": re.compile(r"(?:.{0,200}\n){0,50}?\s{0,9}@[A-Za-z]+\s{0,9}[{(]"),
}
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_SEEN = 1_000_000


def read_rows(path: Path, survey: Survey, listed: str | None = None) -> list[Row]:
    """The rows of `path` by its ending. Raises SurveyError for other endings, and for files that cannot be read or are no text.

    `listed` is the id of the list that a Markdown file is: its headings are then kept as the papers' sections.
    """
    ending = _SAME.get(path.suffix.lower(), path.suffix.lower())
    if ending not in READERS:
        found = f"cannot import '{path.suffix}'" if path.suffix else "cannot tell what it is: its name has no ending"
        raise SurveyError(found, repair=f"Give one of {', '.join(READERS)}", where=str(path))
    text = decoded(_read(path))
    if not text.strip():
        raise SurveyError("the file is empty", repair="Look whether it was saved", where=str(path))
    site = _own_site(survey)
    rows = [_without_pages_of(site, row) for row in READERS[ending](text, survey, listed)]
    other = _looks_like(text)
    if other not in (None, ending) and not any(isinstance(row, Proposal) for row in rows):
        found = f"no paper could be read from it as {_CALLED[ending]}; it looks like {_CALLED[other]}"
        raise SurveyError(found, repair=f"Let its name end in {other}", where=str(path))
    return rows


def _read(path: Path) -> bytes:
    """The bytes of `path`. Raises SurveyError for what is too large, cannot be read, or holds no text."""
    try:
        size = path.stat().st_size
        raw = path.read_bytes() if size <= LARGEST else b""
    except OSError as error:
        raise SurveyError(error.strerror or str(error), repair="Name a file that is there", where=str(path)) from error
    if size > LARGEST:
        raise SurveyError(
            f"the file is larger than {LARGEST >> 20:,} MB",
            repair="Divide it, or import what you need",
            where=str(path),
        )
    if not _wide(raw) and len(_CONTROLS.findall(raw[:_SEEN])) > max(8, len(raw[:_SEEN]) // 50):
        raise SurveyError("it holds no text", repair="Export it as text: BibTeX, RIS or CSL-JSON", where=str(path))
    return raw


def decoded(raw: bytes) -> str:
    """`raw` as text: UTF-16 or UTF-32 by mark or form, else UTF-8, else line by line UTF-8, Windows-1252 or Latin-1."""
    if wide := _wide(raw):
        return raw.decode(wide, "replace").removeprefix("\ufeff")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return "\n".join(_line(line) for line in raw.split(b"\n")).removeprefix("\ufeff")


def _wide(raw: bytes) -> str | None:
    """The encoding of text whose letters take two bytes or four: by its mark, or by a zero in every other place."""
    if raw.startswith((b"\xff\xfe\0\0", b"\0\0\xfe\xff")):
        return "utf-32"
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    even, odd = raw[:4096:2], raw[1:4096:2]
    for name, zeros, letters in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if len(raw) > 3 and zeros.count(0) > 0.6 * len(zeros) and letters.count(0) < 0.05 * len(letters):
            return name
    return None


def _line(raw: bytes) -> str:
    for encoding in ("utf-8", "cp1252"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("latin-1")


def _looks_like(text: str) -> str | None:
    """The ending that `text` should have by how it begins, None where that tells nothing."""
    if text.lstrip().startswith(("{", "[{", "[\n")):
        try:
            first = json.loads(text.lstrip().split("\n", 1)[0])
        except (ValueError, RecursionError):
            return ".json"
        return ".jsonl" if isinstance(first, dict) else ".json"
    return next((ending for ending, form in _FORMS.items() if form.match(text)), None)


def _without_pages_of(site: str | None, row: Row) -> Row:
    """`row` without links to this project's own website, which tells of papers and holds none."""
    if site and isinstance(row, Proposal):
        row.links = {kind: link for kind, link in row.links.items() if not link.startswith(site)}
    return row


def _own_site(survey: Survey) -> str | None:
    try:
        return read_address(survey.root).site
    except LibraryError:
        return None


def repositories(survey: Survey) -> dict[str, str]:
    """The path of each list on a code host ("owner/name"), to the id that records use."""
    return {
        "/".join(entry.url.split("/")[3:5]): entry.id for entry in survey.lists.values() if entry.url.count("/") >= 4
    }
