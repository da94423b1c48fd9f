"""Papers: one frozen, validated value with every field of a paper's record, in canonical order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal, get_args

from pydantic import AfterValidator, Field

from vlm_survey.errors import InvalidValue
from vlm_survey.model.identifiers import AclId, ArxivId, Doi, Identifier, OpenReviewId, Pmcid, Pmid
from vlm_survey.model.people import Person
from vlm_survey.model.records.facts import Place, References
from vlm_survey.model.records.history import RecordChange
from vlm_survey.model.records.record import Record, Tags, Value, check_unique
from vlm_survey.model.text import Line, Name
from vlm_survey.model.web.links import Link


class Identifiers(Value):
    """Identifiers of one paper, at most one of each kind."""

    arxiv: ArxivId | None = None
    doi: Doi | None = None
    pmid: Pmid | None = None
    pmcid: Pmcid | None = None
    acl: AclId | None = None
    openreview: OpenReviewId | None = None

    def present(self) -> dict[str, Identifier]:
        """Return the identifiers that are known, by field name, in order."""
        return {name: value for name in type(self).model_fields if (value := getattr(self, name))}


class Links(Value):
    """Where to find the paper's page (when no identifier leads there), code, project, data and weights."""

    paper: Link | None = None
    code: Link | None = None
    project: Link | None = None
    data: Link | None = None
    weights: Link | None = None

    def present(self) -> dict[str, Link]:
        """Return the links that are known, by field name, in order."""
        return {name: value for name in type(self).model_fields if (value := getattr(self, name))}


class Listing(Value):
    """The membership of a paper in a list (by its id in lists.yaml), with the heading of the list."""

    list: Line
    section: Line | None = None


class Confirmation(Value):
    """That a person compared a record with its paper, and found it right."""

    by: Name
    """The person's name, or the name of an account as "@name"."""
    role: Literal["author", "reader"]
    """Whether the person is an author of the paper."""
    date: dt.date


class Curation(Value):
    """The curation of a record: how far it was read, the basis of its tags, and who curated it."""

    status: Literal["imported", "tagged", "reviewed"]
    basis: Literal["list", "title", "abstract", "paper"]
    read: Link | None = None
    via: Line | None = None
    by: Literal["machine-assisted", "person"] | None = None
    confirmed: Annotated[tuple[Confirmation, ...], AfterValidator(check_unique)] = ()
    """Who confirmed the record, oldest first. The status is `reviewed` then."""


class Retraction(Value):
    """The retraction of a paper, or its withdrawal by the authors: the date, and the page that says so."""

    kind: Literal["withdrawn"] | None = None
    """`withdrawn` for a withdrawal by the authors, as on arXiv; None for a retraction."""
    date: dt.date | None = None
    source: Place

    @property
    def what(self) -> str:
        """The event in one word: retracted or withdrawn."""
        return self.kind or "retracted"


Role = Literal["introduces", "trains-on", "evaluates-on", "mentions"]
"""How a paper uses a data set; `mentions` where this is not known."""
ROLES: tuple[Role, ...] = get_args(Role)


def _in_order(uses: Mapping[Role, tuple[str, ...]]) -> Mapping[Role, tuple[str, ...]]:
    return {role: uses[role] for role in ROLES if role in uses}


def _only_true(value: bool | None) -> bool | None:
    if value is False:
        raise InvalidValue("'false' is the default", repair="Leave the field out")
    return value


class Paper(Record):
    """One paper."""

    ALWAYS_WRITTEN: ClassVar[tuple[str, ...]] = ("authors",)

    title: Name
    other_titles: Annotated[tuple[Name, ...], AfterValidator(check_unique)] = ()
    authors: Annotated[tuple[Person, ...], Field(max_length=1500), AfterValidator(check_unique)] = ()
    more_authors: Annotated[bool | None, AfterValidator(_only_true)] = None
    """Whether the list of authors is known to be incomplete."""
    year: Annotated[int, Field(ge=1950, le=2100)] | None = None
    month: Annotated[int, Field(ge=1, le=12)] | None = None
    venue: Line | None = None
    volume: Line | None = None
    issue: Line | None = None
    pages: Line | None = None
    ids: Identifiers = Identifiers()
    links: Links = Links()
    retracted: Retraction | None = None
    model: Line | None = None
    uses: Annotated[Mapping[Role, Annotated[References, Field(min_length=1)]], AfterValidator(_in_order)] = Field(
        default_factory=dict
    )
    """The data sets that it introduces, trains on, is evaluated on or mentions: keys, or names of those without a record."""
    summary: Line | None = None
    scope: Literal["adjacent"] | None = None
    """`adjacent` for a paper that is close to the survey's subject but outside it."""
    tags: Tags = Field(default_factory=dict)
    listed: tuple[Listing, ...] = ()
    sources: Mapping[Line, Line] = Field(default_factory=dict)
    curation: Curation
    added: dt.date
    changes: tuple[RecordChange, ...] = ()
    """Changes since it was added that readers should know about, oldest first. Programs write them."""

    @property
    def updated(self) -> dt.date:
        """The day on which the record was added or last changed."""
        return max(self.added, *(change.date for change in self.changes)) if self.changes else self.added

    @property
    def url(self) -> str | None:
        """The address of the paper: its published page, else the preprint, None if no page is known."""
        if self.links.paper:
            return self.links.paper
        ids = self.ids
        best = ids.doi or ids.acl or ids.openreview or ids.arxiv or ids.pmcid or ids.pmid
        return best.url if best else None

    @property
    def first_author(self) -> Person | None:
        """The first author, None if no author is known."""
        return self.authors[0] if self.authors else None

    @property
    def confirmed(self) -> tuple[Confirmation, ...]:
        """Who confirmed the record, oldest first."""
        return self.curation.confirmed

    @property
    def introduces(self) -> tuple[str, ...]:
        """The data sets that it introduces: keys, or names of those without a record."""
        return self.uses.get("introduces", ())

    @property
    def read(self) -> bool:
        """Whether the tags are based on the abstract or the paper itself."""
        return self.curation.basis in ("abstract", "paper")


def has_code(paper: Paper) -> bool:
    """Return whether a code repository is known."""
    return paper.links.code is not None
