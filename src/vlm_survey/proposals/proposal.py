"""Proposals: what a source says about a paper, before anyone has decided anything."""

from __future__ import annotations

from dataclasses import dataclass, field

from pydantic import ValidationError

from vlm_survey.errors import Refused, SurveyError
from vlm_survey.model import KINDS, Identifier, Link, Listing, Person, one_line, recognise


@dataclass(slots=True)
class Proposal:
    """Facts about one paper from one source; `said` tells where each came from, `doubts` what a person must settle."""

    origin: str
    title: str = ""
    other_titles: list[str] = field(default_factory=list)
    authors: list[Person] = field(default_factory=list)
    year: int | None = None
    month: int | None = None
    venue: str | None = None
    volume: str | None = None
    issue: str | None = None
    pages: str | None = None
    ids: dict[str, Identifier] = field(default_factory=dict)
    links: dict[str, Link] = field(default_factory=dict)
    model: str | None = None
    dataset: str | None = None
    tags: dict[str, list[str]] = field(default_factory=dict)
    listed: list[Listing] = field(default_factory=list)
    said: dict[str, str] = field(default_factory=dict)
    doubts: list[str] = field(default_factory=list)
    key: str | None = None
    abstract: str = field(default="", repr=False)
    """Helps suggestions; never stored."""

    def doubt(self, text: str) -> None:
        """Note something a person must settle, once."""
        if text not in self.doubts:
            self.doubts.append(text)

    def name_people(self, names: list[str], *, display: bool) -> None:
        """Take the author list (display: "Given Family"). One damaged name makes the whole list unknown."""
        try:
            people = [Person.from_display(name) if display else Person.parse(name) for name in names]
        except SurveyError as error:
            self.doubt(f"author list left out: {error.found}")
            return
        self.authors = list(dict.fromkeys(people))

    def identify(self, kind: str, text: str) -> None:
        """Take an identifier; what is none becomes a doubt. An arXiv DOI is taken for the arXiv id it names."""
        if kind == "doi" and (found := recognise(text)) and found[0] == "arxiv":
            kind = "arxiv"
        try:
            self.ids.setdefault(kind, KINDS[kind].parse(text))
        except Refused as error:
            self.doubt(f"{kind} left out: {error.found}")

    def link(self, kind: str, text: str) -> None:
        """Take a link of `kind` (paper, code, project, data, weights).

        Unfit links (signed, no address, a PDF viewer) become doubts; a link to an identifier's page becomes that.
        """
        if kind == "paper" and (found := recognise(text)):
            self.ids.setdefault(*found)
            return
        try:
            link = tidy(Link.parse(text))
        except Refused as error:
            self.doubt(f"{kind} link left out: {error.found}")
            return
        if link in self.links.values():
            return
        if reason := unfit(kind, link):
            self.doubt(f"{kind} link left out: {reason}")
            return
        self.links.setdefault(kind, link)

    def fields(self) -> dict[str, object]:
        """The fields of a record that this proposal knows, unknown ones left out."""
        found = {
            "title": self.title,
            "other_titles": tuple(dict.fromkeys(t for t in self.other_titles if t != self.title)),
            "authors": tuple(self.authors),
            "year": self.year,
            "month": self.month,
            "venue": self.venue,
            "volume": self.volume,
            "issue": self.issue,
            "pages": self.pages,
            "ids": dict(self.ids),
            "links": dict(self.links),
            "model": self.model,
            "dataset": self.dataset,
            "tags": {axis: tuple(terms) for axis, terms in self.tags.items() if terms},
            "listed": tuple(self.listed),
            "sources": dict(self.said),
            "notes": "; ".join(self.doubts)[:1000] or None,
        }
        return {name: value for name, value in found.items() if value not in (None, (), {}, "")}


def tidy(link: Link) -> Link:
    """`link` by https where its host serves it, without tracking parameters, IEEE's PDF viewer as its page."""
    stamp = dict(zip(link.parameters, link.values, strict=True)).get("arnumber")
    if link.host == "ieeexplore.ieee.org" and "stamp" in link and stamp and stamp.isdigit():
        return Link(f"https://ieeexplore.ieee.org/document/{stamp}")
    link = link.without(link.tracked_by) if link.tracked_by else link
    return Link("https" + link[4:]) if link.startswith("http:") and link.host in _HTTPS else link


_HTTPS = frozenset(
    [
        "github.com",
        "arxiv.org",
        "doi.org",
        "openaccess.thecvf.com",
        "ieeexplore.ieee.org",
        "huggingface.co",
        "proceedings.mlr.press",
        "openreview.net",
        "aclanthology.org",
        "ojs.aaai.org",
        "papers.nips.cc",
        "proceedings.neurips.cc",
        "sciencedirect.com",
    ]
)
_SEARCH = frozenset(["google.com", "google.com.hk", "scholar.google.com", "bing.com", "mp.weixin.qq.com"])


def unfit(kind: str, link: Link) -> str | None:
    """Why `link` must not stand in a record as `kind`, None where it may."""
    if link.signed_by:
        return f"it is signed and expires ({link.host})"
    if "/stamp" in link:
        return "it opens a PDF viewer that needs a login"
    if link.host in _SEARCH or ":" in link.host or link.host.replace(".", "").isdigit():
        return f"{link.host} is no lasting home"
    if kind == "code" and link.host == "github.com" and link.removesuffix("/").count("/") < 4:
        return f"{link} is no repository"
    return None


def text_or_none(value: object) -> str | None:
    """`value` as one line of text, None where there is none."""
    try:
        return one_line(str(value)) if value not in (None, "") else None
    except SurveyError:
        return None


def listing(list_id: str, section: str | None) -> Listing | None:
    """That `list_id` names a paper under `section`; None where that cannot be said in one line each."""
    try:
        return Listing(list=list_id, section=section or None)
    except ValidationError:
        return None
