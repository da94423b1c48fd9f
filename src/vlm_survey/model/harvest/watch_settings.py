"""Settings of the watch: categories, queries, volumes, and how late papers can appear after their day."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from pydantic import AfterValidator, Field

from vlm_survey.errors import InvalidValue
from vlm_survey.model.records.record import Id, Value
from vlm_survey.model.text import Line

Days = Annotated[int, Field(ge=0, le=60)]


def _category(text: str) -> str:
    if not all(part.replace("-", "").isalnum() for part in text.split(".")):
        raise InvalidValue(f"'{text}' is not an arXiv category", repair="Write it as cs.CV")
    return text


def _volume(text: str) -> str:
    if "/" in text or ".." in text or not text.replace("{year}", "").replace("-", "").replace(".", "").isalnum():
        raise InvalidValue(f"'{text}' is not a volume of the ACL Anthology", repair="Write it as {year}.acl-long")
    return text


class ArxivSettings(Value):
    """arXiv: its categories, queried day by day."""

    categories: tuple[Annotated[Line, AfterValidator(_category)], ...] = ()
    settle: Days = 7


class QuerySettings(Value):
    """A service with a search, queried day by day; each query has a name."""

    queries: Mapping[Id, Line] = Field(default_factory=dict)
    settle: Days = 3


class AnthologySettings(Value):
    """The ACL Anthology: its volumes, each read once. `{year}` is replaced by this year and the last one."""

    volumes: tuple[Annotated[Line, AfterValidator(_volume)], ...] = ()


class WatchSettings(Value):
    """The queries and limits of the watch."""

    arxiv: ArxivSettings = ArxivSettings()
    pubmed: QuerySettings = QuerySettings()
    openalex: QuerySettings = QuerySettings(settle=14)
    acl: AnthologySettings = AnthologySettings()
    first: Annotated[int, Field(ge=1, le=366)] = 14
    """The number of days before today at which the first run begins."""
    pages: Annotated[int, Field(ge=1, le=100)] = 20
    """The maximal number of pages for one day of one stream."""
    requests: Annotated[int, Field(ge=1, le=5000)] = 500
    """The maximal number of pages of one run; the next run continues."""
