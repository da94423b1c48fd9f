"""Parse XML from untrusted sources: nothing external is loaded, and internal entities are refused."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element
from xml.parsers import expat

from vlm_survey.errors import InvalidValue
from vlm_survey.messages import Message

_DEPTH = 100


def parse_xml(raw: bytes) -> Element:
    """Parse `raw` and return its root element. Raises InvalidValue for broken XML, internal entities, and excessive depth.

    A reference to a public DTD, as PubMed sends it, is ignored.
    """
    _Guard().check(raw)
    try:
        return ElementTree.fromstring(raw)  # noqa: S314  checked above
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise InvalidValue(Message.of("xml.broken", error=str(error))) from error


class _Guard:
    """A scan of XML that stops at the first dangerous construct."""

    def __init__(self) -> None:
        self._depth = 0

    def check(self, raw: bytes) -> None:
        """Raise InvalidValue for an internal DTD subset, an entity, excessive depth, or broken XML."""
        parser = expat.ParserCreate()
        parser.StartDoctypeDeclHandler = self._doctype
        parser.EntityDeclHandler = self._entity
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        try:
            parser.Parse(raw, True)
        except (expat.ExpatError, ValueError, LookupError) as error:
            if isinstance(error, InvalidValue):
                raise
            raise InvalidValue(Message.of("xml.broken", error=str(error))) from error

    def _doctype(self, _name: str, _system: str | None, _public: str | None, internal: int) -> None:
        if internal:
            raise InvalidValue(Message.of("xml.declarations"))

    def _entity(self, *_declared: Any) -> None:
        raise InvalidValue(Message.of("xml.entities"))

    def _start(self, _name: str, _attributes: Any) -> None:
        self._depth += 1
        if self._depth > _DEPTH:
            raise InvalidValue(Message.of("xml.deep"))

    def _end(self, _name: str) -> None:
        self._depth -= 1
