"""Identifiers: values that are parsed from an address or a prefixed form, and that know the address of their page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, ClassVar, Self
from urllib.parse import unquote

from pydantic_core import core_schema

from vlm_survey.errors import InvalidValue

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler


class Identifier(str):
    """An identifier in its canonical form. `parse` accepts what people paste; `url` is the address of its page."""

    __slots__ = ()
    kind: ClassVar[str]
    example: ClassVar[str]
    form: ClassVar[re.Pattern[str]]
    prefix: ClassVar[re.Pattern[str]]
    page: ClassVar[str]

    @classmethod
    def parse(cls, text: str) -> Self:
        """Parse the identifier in `text` (bare, prefixed, or the address of its page). Raises InvalidValue."""
        value = cls.normalise(cls.prefix.sub("", text.strip(), count=1))
        if not cls.form.fullmatch(value):
            raise InvalidValue(f"'{text}' is not a valid {cls.kind} identifier", repair=f"Write it like {cls.example}")
        return cls(value)

    @classmethod
    def normalise(cls, value: str) -> str:
        """Return `value` in its canonical form."""
        return value

    @property
    def url(self) -> str:
        """The address of the page of this identifier."""
        return self.page.format(self)

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: Any, _handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.no_info_after_validator_function(cls.parse, core_schema.str_schema(max_length=300))


class ArxivId(Identifier):
    """An arXiv identifier without its version, old form or new (https://info.arxiv.org/help/arxiv_identifier.html)."""

    kind, example = "arXiv", '"2306.00890"'
    form = re.compile(  # four digits until 2014, five since
        r"((0[7-9]|1[0-4])(0[1-9]|1[0-2])\.\d{4}|(1[5-9]|[2-9]\d)(0[1-9]|1[0-2])\.\d{5})|[a-z-]+(\.[A-Z]{2})?/\d{7}"
    )
    prefix = re.compile(
        r"(?i)(https?://)?(www\.|export\.)?arxiv\.org/(abs|pdf|html)/|arxiv:\s*|(https?://(dx\.)?doi\.org/)?10\.48550/arxiv\."
    )
    page = "https://arxiv.org/abs/{}"

    @classmethod
    def normalise(cls, value: str) -> str:
        return re.sub(r"(v\d+)?(\.pdf)?([?#].*)?/?$", "", value)

    @property
    def year(self) -> int:
        """The year of submission, read from the identifier."""
        digits = re.sub(r"^.*/", "", self)
        two = int(digits[:2])
        return 1900 + two if two > 90 else 2000 + two

    @property
    def month(self) -> int:
        """The month of submission, 1 to 12, read from the identifier."""
        return int(re.sub(r"^.*/", "", self)[2:4])


class Doi(Identifier):
    """A DOI in lower case (https://www.doi.org/doi-handbook/HTML/doi-name-syntax.html: case does not matter)."""

    kind, example = "DOI", "10.1109/tmi.2024.1234567"
    form = re.compile(
        r"10\.\d{4,9}/(?:[^\s\"<>{}|\\^`]+|\(sici\)[^\s\"<>{}|\\^`]+<[^\s\"<>{}|\\^`]+>[^\s\"<>{}|\\^`]+)"
    )
    """Brackets occur only in DOIs made from a SICI (ANSI/NISO Z39.56), which publishers used before 2001."""
    prefix = re.compile(r"(?i)(https?://)?(dx\.|www\.)?doi\.org/|doi:\s*")
    page = "https://doi.org/{}"

    @property
    def url(self) -> str:
        return self.page.format(self.replace("<", "%3C").replace(">", "%3E"))

    @classmethod
    def parse(cls, text: str) -> Self:
        """Parse the DOI in `text`. In an address, the part from ? or # is ignored, and characters may be percent-encoded."""
        address = re.match(r"(?i)(https?://)?(dx\.|www\.)?doi\.org/", text.strip())
        value = text.strip()[address.end() :] if address else text
        return super().parse(unquote(re.split("[?#]", value, maxsplit=1)[0]) if address else value)

    @classmethod
    def normalise(cls, value: str) -> str:
        return value.lower().rstrip(".,;")


class Pmid(Identifier):
    """A PubMed identifier."""

    kind, example = "PubMed", '"37828369"'
    form = re.compile(r"[1-9]\d{0,8}")
    prefix = re.compile(r"(?i)(https?://)?(www\.)?(pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/pubmed)/|pmid:\s*")
    page = "https://pubmed.ncbi.nlm.nih.gov/{}/"

    @classmethod
    def normalise(cls, value: str) -> str:
        return re.sub(r"/?([?#].*)?$", "", value)


class Pmcid(Identifier):
    """A PubMed Central identifier."""

    kind, example = "PubMed Central", "PMC10567890"
    form = re.compile(r"PMC[1-9]\d{3,9}")
    prefix = re.compile(
        r"(?i)(https?://)?((www\.)?ncbi\.nlm\.nih\.gov/pmc|pmc\.ncbi\.nlm\.nih\.gov)/articles/|pmcid:\s*"
    )
    page = "https://pmc.ncbi.nlm.nih.gov/articles/{}/"

    @classmethod
    def normalise(cls, value: str) -> str:
        return re.sub(r"(\.\d+)?/?([?#].*)?$", "", value).upper()


class AclId(Identifier):
    """An ACL Anthology identifier, old form (P19-1234) or new (2023.emnlp-main.125)."""

    kind, example = "ACL Anthology", "2023.emnlp-main.125"
    form = re.compile(r"\d{4}\.[a-z0-9_]+-[a-z0-9_]+\.\d+|[A-Z]\d{2}-\d{4,5}")
    prefix = re.compile(
        r"(?i)(https?://)?(www\.)?aclanthology\.org/|(https?://)?(www\.)?aclweb\.org/anthology/(papers/)?"
    )
    page = "https://aclanthology.org/{}/"

    @classmethod
    def normalise(cls, value: str) -> str:
        return re.sub(r"(v\d+)?(\.pdf|\.bib)?/?([?#].*)?$", "", value)


class OpenReviewId(Identifier):
    """An OpenReview forum identifier."""

    kind, example = "OpenReview", "XY9kRUJyqa"
    form = re.compile(r"[A-Za-z0-9_-]{8,14}")
    prefix = re.compile(r"(?i)(https?://)?(www\.)?openreview\.net/(forum|pdf|attachment)\?id=")
    page = "https://openreview.net/forum?id={}"

    @classmethod
    def normalise(cls, value: str) -> str:
        return re.sub(r"[&#].*$", "", value)


KINDS: dict[str, type[Identifier]] = {
    "arxiv": ArxivId,
    "doi": Doi,
    "pmid": Pmid,
    "pmcid": Pmcid,
    "acl": AclId,
    "openreview": OpenReviewId,
}
"""Every kind of identifier a record can hold, by its field name."""


def recognise(text: str) -> tuple[str, Identifier] | None:
    """Recognise an identifier in an address, a prefixed or a bare form; return (field, identifier), or None.

    Bare digits are not recognised: a PubMed number needs its prefix or address.
    """
    text = text.strip()
    for field, kind in KINDS.items():
        if field == "doi" and ArxivId.prefix.match(text):
            continue
        clear = kind.prefix.match(text) or (
            field in ("arxiv", "doi", "pmcid", "acl") and kind.form.fullmatch(kind.normalise(text))
        )
        if clear:
            try:
                return field, kind.parse(text)
            except InvalidValue:
                continue
    return None
