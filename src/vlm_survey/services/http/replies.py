"""Replies as bytes: is it the type that was asked for, JSON and XML read safely, and an excerpt fit for a message."""

from __future__ import annotations

import json
import re
from typing import Any
from xml.etree import ElementTree
from xml.parsers import expat

from vlm_survey.errors import BadReply

_DEPTH = 100
_HTML = re.compile(rb"(?i)\s*<(!doctype html|html|head|body)\b")


def fits(kind: str, content_type: str | None) -> bool:
    """Whether a Content-Type header is one that `kind` (json, xml, bibtex) comes with; none is left to the reader."""
    media = (content_type or "").partition(";")[0].strip().lower()
    if not media:
        return True
    if kind == "json":
        return media in ("application/json", "text/json") or media.endswith("+json")
    if kind == "xml":
        return media in ("application/xml", "text/xml") or (media.endswith("+xml") and media != "application/xhtml+xml")
    return media in ("text/plain", "text/x-bibtex", "text/bibtex", "application/x-bibtex", "application/octet-stream")


def read_json(raw: bytes) -> Any:
    """The value in `raw`. Raises BadReply for what is no JSON."""
    _refuse_html(raw, "JSON")
    try:
        return json.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise BadReply(f"bytes that are not UTF-8 (at byte {error.start})", repair="Try again later") from error
    except json.JSONDecodeError as error:
        found = f"broken JSON (line {error.lineno}, column {error.colno})"
        raise BadReply(found, repair="It may have been cut off: try again") from error
    except RecursionError as error:
        raise BadReply("JSON that is nested too deeply", repair="It was not read") from error
    except ValueError as error:
        raise BadReply("JSON with a number too long to read", repair="It was not read") from error


def read_xml(raw: bytes) -> ElementTree.Element:
    """The root element in `raw`. Raises BadReply for what is no XML, and for entities of its own or great depth.

    A reference to a public DTD, as PubMed sends it, is passed over: nothing is ever loaded for it.
    """
    _refuse_html(raw, "XML")
    _Guard().judge(raw)
    try:
        return ElementTree.fromstring(raw)  # noqa: S314  judged above
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise BadReply(f"broken XML ({error})", repair="It may have been cut off: try again") from error


class _Guard:
    """A first look at XML that stops at the first thing that could make reading it dangerous."""

    def __init__(self) -> None:
        self._depth = 0

    def judge(self, raw: bytes) -> None:
        """Raise BadReply for an internal subset, an entity, great depth, or anything that is no XML."""
        parser = expat.ParserCreate()
        parser.StartDoctypeDeclHandler = self._doctype
        parser.EntityDeclHandler = self._entity
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        try:
            parser.Parse(raw, True)
        except (expat.ExpatError, ValueError, LookupError) as error:
            raise BadReply(f"broken XML ({error})", repair="It may have been cut off: try again") from error

    def _doctype(self, _name: str, _system: str | None, _public: str | None, internal: int) -> None:
        if internal:
            raise BadReply("XML with declarations of its own", repair="It was not read")

    def _entity(self, *_declared: Any) -> None:
        raise BadReply("XML with entities of its own", repair="It was not read")

    def _start(self, _name: str, _attributes: Any) -> None:
        self._depth += 1
        if self._depth > _DEPTH:
            raise BadReply("XML that is nested too deeply", repair="It was not read")

    def _end(self, _name: str) -> None:
        self._depth -= 1


def _refuse_html(raw: bytes, wanted: str) -> None:
    if not raw.strip():
        raise BadReply("an empty reply", repair="Try again later")
    if _HTML.match(raw):
        raise BadReply(f"HTML in place of {wanted}", repair="Try again later")


def printable(raw: bytes, most: int = 120) -> str:
    """The beginning of `raw` as one line without anything that a terminal could obey."""
    text = " ".join(raw.decode("utf-8", "replace").split())
    text = "".join(character if character.isprintable() else "?" for character in text)
    return text if len(text) <= most else text[:most] + "…"
