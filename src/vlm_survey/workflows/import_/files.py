"""Read a file of papers in any encoding. Its format is detected by content, or by file name if the content is ambiguous."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from vlm_survey.errors import InvalidValue, LibraryError, SurveyError
from vlm_survey.formats.awesome_list.reader import read_markdown
from vlm_survey.formats.bibtex.reader import read_bibtex
from vlm_survey.formats.csl_json import read_csl
from vlm_survey.formats.encoding import Text, decode, wide_encoding
from vlm_survey.formats.endnote_xml import read_endnote
from vlm_survey.formats.jsonl import read_facts
from vlm_survey.formats.medline import read_medline
from vlm_survey.formats.recognise import FORMS, Form, recognise_binary, recognise_format
from vlm_survey.formats.ris import read_ris
from vlm_survey.formats.web_of_science import read_web_of_science
from vlm_survey.messages import Message
from vlm_survey.proposals.proposal import Proposal, Row
from vlm_survey.store import read_address
from vlm_survey.survey import Survey

READERS: dict[str, Callable[[str, Survey, str | None], Iterator[Row]]] = {
    "bibtex": lambda text, _survey, _listed: read_bibtex(text),
    "ris": lambda text, _survey, _listed: read_ris(text),
    "csl-json": lambda text, _survey, _listed: read_csl(text),
    "jsonl": lambda text, survey, _listed: read_facts(text, repositories(survey)),
    "markdown": lambda text, survey, listed: read_markdown(text, listed, survey.venues.short_name),
    "medline": lambda text, _survey, _listed: read_medline(text),
    "wos": lambda text, _survey, _listed: read_web_of_science(text),
    "endnote-xml": lambda text, _survey, _listed: read_endnote(text),
}
"""The parser of each format, by id."""

ENDINGS = {
    ".bib": "bibtex",
    ".bibtex": "bibtex",
    ".biblatex": "bibtex",
    ".ris": "ris",
    ".json": "csl-json",
    ".csljson": "csl-json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".jsonlines": "jsonl",
    ".md": "markdown",
    ".markdown": "markdown",
    ".nbib": "medline",
    ".medline": "medline",
    ".ciw": "wos",
    ".xml": "endnote-xml",
    ".txt": "",
}
"""The format for each file name ending; .txt is detected by content only."""

_WEAK = {
    "markdown": ("bibtex", "csl-json", "jsonl", "csv", "yaml", "html"),
    "csl-json": ("jsonl",),
    "jsonl": ("csl-json",),
    "bibtex": ("csv", "yaml", "markdown"),
}
"""Formats that the content may resemble although the file name ending is right."""

LARGEST = 64 * 1024 * 1024
"""The maximum size of a file in bytes: more than a hundred thousand papers."""

_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_SEEN = 1_000_000
_LINES_SHOWN = 10


@dataclass(frozen=True, slots=True)
class PaperFile:
    """The content of a file: its rows, and remarks on the file as a whole."""

    rows: tuple[Row, ...]
    remarks: tuple[Message, ...] = ()


def read_rows(path: Path, survey: Survey, listed: str | None = None) -> list[Row]:
    """Return the rows of `path`. Raises SurveyError as `read_file` does."""
    return list(read_file(path, survey, listed).rows)


def read_file(path: Path, survey: Survey, listed: str | None = None, raw: bytes | None = None) -> PaperFile:
    """Read `path`, or its content `raw` if it was already read.

    Raises SurveyError for an unknown format, an unreadable file or an unknown encoding. `listed` is the id of the list
    in a Markdown file; its headings are then kept as the sections of the papers.
    """
    expected = ENDINGS.get(path.suffix.lower(), "")
    if path.suffix.lower() not in ENDINGS and raw is None and not path.is_file():
        raise _unknown_ending(path)
    text = _text(path, raw)
    if not text.text.strip():
        raise SurveyError("the file is empty", repair="Check whether it was saved", where=str(path))
    recognised, site = recognise_format(text.text), _own_site(survey)
    form = _form(path, expected, recognised)
    rows = tuple(READERS[form.id](text.text, survey, listed))
    if recognised and recognised is not form and not any(isinstance(row, Proposal) for row in rows):
        form = _form(path, "", recognised)
        rows = tuple(READERS[form.id](text.text, survey, listed))
    rows = tuple(_without_pages_of(site, row) for row in rows)
    return PaperFile(rows, tuple(_remarks(text, path, expected, form)))


def _form(path: Path, expected: str, form: Form | None) -> Form:
    """Return the format of `path`: by its content, else by its file name ending. Raises SurveyError if there is none."""
    by_ending = next((form for form in FORMS if form.id == expected), None)
    if form and (by_ending is None or form.id not in _WEAK.get(expected, ())):
        if form.readable:
            return form
        repair = Message.of("file.export-as", form=form.export)
        raise SurveyError(Message.of("file.is", form=form.label), repair=repair, where=str(path))
    if by_ending is None:
        raise _unknown_ending(path)
    return by_ending


def _unknown_ending(path: Path) -> SurveyError:
    found = Message.of("file.ending", ending=path.suffix) if path.suffix else Message.of("file.no-ending")
    return SurveyError(found, repair=Message.of("file.endings", endings=", ".join(ENDINGS)), where=str(path))


def _remarks(text: Text, path: Path, expected: str, form: Form) -> Iterator[Message]:
    if text.guessed:
        shown = ", ".join(map(str, text.guessed[:_LINES_SHOWN])) + (", ..." if len(text.guessed) > _LINES_SHOWN else "")
        yield Message.of("file.guessed", count=len(text.guessed), encoding=text.encoding, lines=shown)
    elif text.encoding:
        yield Message.of("file.encoding", encoding=text.encoding)
    if expected and form.id != expected:
        yield Message.of("file.read-as", ending=path.suffix, form=form.label)


def _text(path: Path, raw: bytes | None) -> Text:
    """Return the text of `path`. Raises SurveyError if it is too large, unreadable, or no text."""
    try:
        size = path.stat().st_size if raw is None else len(raw)
        raw = path.read_bytes() if raw is None and size <= LARGEST else raw or b""
    except OSError as error:
        raise SurveyError(
            error.strerror or str(error), repair="Give the name of an existing file", where=str(path)
        ) from error
    if size > LARGEST:
        found = f"the file is larger than {LARGEST >> 20:,} MB"
        raise SurveyError(found, repair="Split it, or import only what you need", where=str(path))
    label = recognise_binary(raw)
    if label or (not wide_encoding(raw) and len(_CONTROLS.findall(raw[:_SEEN])) > max(8, len(raw[:_SEEN]) // 50)):
        found_message = Message.of("file.is", form=label) if label else Message.of("file.no-text")
        repair = Message.of("file.export-as", form="BibTeX, RIS or CSL-JSON")
        raise SurveyError(found_message, repair=repair, where=str(path))
    try:
        return decode(raw)
    except InvalidValue as error:
        raise SurveyError(error.message, repair=error.repair, where=str(path)) from error


def _without_pages_of(site: str | None, row: Row) -> Row:
    """Return `row` without links to this project's own website, which has no papers."""
    if site and isinstance(row, Proposal):
        row.links = {kind: link for kind, link in row.links.items() if not link.startswith(site)}
    return row


def _own_site(survey: Survey) -> str | None:
    try:
        return read_address(survey.root).site
    except LibraryError:
        return None


def repositories(survey: Survey) -> dict[str, str]:
    """Return the path of each list on a code host ("owner/name"), with the id in records."""
    return {
        "/".join(entry.url.split("/")[3:5]): entry.id for entry in survey.lists.values() if entry.url.count("/") >= 4
    }
