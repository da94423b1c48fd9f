"""Value types of records of data sets, models and results: places, sources, references, numbers."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from typing import Annotated, TypeVar

from pydantic import AfterValidator, BeforeValidator, Field, PlainSerializer, StringConstraints

from vlm_survey.errors import InvalidValue
from vlm_survey.model.records.record import KEY_FORM, KEY_LENGTH, Record, Value, check_unique
from vlm_survey.model.text import Line
from vlm_survey.model.web.links import Link

T = TypeVar("T")

_SCALES = {"K": 10**3, "M": 10**6, "B": 10**9, "T": 10**12}
_ADDRESS = re.compile("https?://", re.IGNORECASE)
_NUMBER = re.compile(r"-?\d{1,12}(\.\d{1,8})?")


def _place(text: str) -> str:
    return Link.parse(text) if _ADDRESS.match(text) else text


def _key_or_link(text: str) -> str:
    if _ADDRESS.match(text):
        return Link.parse(text)
    if not KEY_FORM.fullmatch(text) or len(text) > KEY_LENGTH:
        raise InvalidValue(
            f"'{text}' is neither a key nor an address", repair="Write the key of its record, or its address"
        )
    return text


def _number(value: object) -> object:
    if isinstance(value, str) and not _NUMBER.fullmatch(value):
        raise InvalidValue(
            f"'{value}' is not a plain number", repair="Write it like 84.2, without signs, commas or exponents"
        )
    return value


Place = Annotated[Line, AfterValidator(_place)]
"""Where a statement can be read: an address, or words such as "abstract, arXiv 2506.11147"."""

KeyOrName = Line
"""The key of a record, or the name of something without a record."""

KeyOrLink = Annotated[Line, AfterValidator(_key_or_link)]
"""The key of a record, or an address where there is no record."""

Number = Annotated[Decimal, BeforeValidator(_number), PlainSerializer(float, return_type=float, when_used="json")]
"""A number, with exactly the digits that its source prints."""

Amount = Annotated[str, StringConstraints(pattern=r"^\d{1,6}(\.\d{1,3})?[KMBT]$")]
"""A rounded number with its unit, as model sizes are given: 350M, 7B."""

Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")]
"""A language by its code in ISO 639, as in en, zh."""

Names = Annotated[tuple[Line, ...], AfterValidator(check_unique)]
References = Annotated[tuple[KeyOrName, ...], AfterValidator(check_unique)]
Languages = Annotated[tuple[Language, ...], AfterValidator(check_unique)]


class Source(Value):
    """A source of facts of a record, and the day on which it was read."""

    of: Annotated[tuple[Line, ...], AfterValidator(check_unique), Field(min_length=1)]
    """The fields that it is the source of; a part is written with a point, as in weights.licence."""
    at: Place
    place: Line | None = None
    """The place on the page, as in "Table 2" or "line 57"."""
    seen: dt.date
    """The day on which it was read."""


class SourcedRecord(Record):
    """A record of facts that each have a source."""

    name: Line
    aliases: Names = ()
    """Other names of it."""
    sources: tuple[Source, ...] = ()

    def sources_of(self, field: str) -> tuple[Source, ...]:
        """Return the sources of `field`, or of a part of it (weights.licence); those that name the part come first."""
        outer = field.partition(".")[0]
        exact = [source for source in self.sources if field in source.of]
        return (*exact, *(source for source in self.sources if outer in source.of and field not in source.of))

    @property
    def names(self) -> tuple[str, ...]:
        """The name and the aliases."""
        return (self.name, *self.aliases)


def amount(text: str) -> float:
    """Return the numeric value of an `Amount`: 7B is 7,000,000,000."""
    return float(text[:-1]) * _SCALES[text[-1]]
