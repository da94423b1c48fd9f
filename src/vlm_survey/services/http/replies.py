"""Parse replies: check the media type, read JSON and XML safely, and make excerpts that are safe to print."""

from __future__ import annotations

import json
import re
from typing import Any
from xml.etree import ElementTree

from vlm_survey.errors import BadReply, InvalidValue
from vlm_survey.formats.xml import parse_xml

_HTML = re.compile(rb"(?i)\s*<(!doctype html|html|head|body)\b")


def has_media_type(kind: str, content_type: str | None) -> bool:
    """Return whether a Content-Type header matches `kind` (json, xml, bibtex).

    A missing header matches; the parser decides.
    """
    media = (content_type or "").partition(";")[0].strip().lower()
    if not media:
        return True
    if kind == "json":
        return media in ("application/json", "text/json") or media.endswith("+json")
    if kind == "xml":
        return media in ("application/xml", "text/xml") or (media.endswith("+xml") and media != "application/xhtml+xml")
    return media in ("text/plain", "text/x-bibtex", "text/bibtex", "application/x-bibtex", "application/octet-stream")


def read_json(raw: bytes) -> Any:
    """Parse JSON. Raises BadReply if `raw` is no JSON."""
    _refuse_html(raw, "JSON")
    try:
        return json.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise BadReply(f"bytes that are not UTF-8 (at byte {error.start})", repair="Try again later") from error
    except json.JSONDecodeError as error:
        found = f"broken JSON (line {error.lineno}, column {error.colno})"
        raise BadReply(found, repair="It may have been cut off: try again") from error
    except RecursionError as error:
        raise BadReply("JSON that is nested too deeply", repair="Try again later") from error
    except ValueError as error:
        raise BadReply("JSON with a number too long to read", repair="Try again later") from error


def read_xml(raw: bytes) -> ElementTree.Element:
    """Parse XML and return the root element. Raises BadReply for invalid XML, own entities and too deep nesting.

    A reference to a public DTD, as in PubMed's replies, is ignored; nothing is ever loaded.
    """
    _refuse_html(raw, "XML")
    try:
        return parse_xml(raw)
    except InvalidValue as error:
        raise BadReply(error.message, repair="Try again later") from error


def _refuse_html(raw: bytes, expected: str) -> None:
    if not raw.strip():
        raise BadReply("an empty reply", repair="Try again later")
    if _HTML.match(raw):
        raise BadReply(f"HTML in place of {expected}", repair="Try again later")


def make_printable(raw: bytes, most: int = 120) -> str:
    """Return the beginning of `raw` as one line without control characters that a terminal would interpret."""
    text = " ".join(raw.decode("utf-8", "replace").split())
    text = "".join(character if character.isprintable() else "?" for character in text)
    return text if len(text) <= most else text[:most] + "…"
