"""Read JSON lines of literature facts: one object per paper, as gathered from lists, proceedings and metadata dumps.

Fields: title, other_titles, authors ("Given Family"), year, month, venue, identifiers (arxiv, doi, pmid, pmcid, acl,
openreview), urls (paper, pdf, code, project, dataset, model, other), model_name, dataset_name, domain, lists ({repo,
section}), provenance ({field: source}), suspect (conflicts for a person to settle).

Lines of our own papers.jsonl are read too: authors as "Family, Given", identifiers in `ids`, addresses in `links`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from vlm_survey.messages import Message
from vlm_survey.model import KINDS, PARTICLES, ArxivId, recognise
from vlm_survey.proposals.fields import check_line, doubt_value, identify, parse_title
from vlm_survey.proposals.placeholders import complete_pages
from vlm_survey.proposals.proposal import Proposal, Rejected, Row, listing, text_or_none
from vlm_survey.proposals.remarks import Kind, Remark

_LINKS = {
    "paper": "paper",
    "code": "code",
    "project": "project",
    "dataset": "data",
    "data": "data",
    "model": "weights",
    "weights": "weights",
}
_FIELD = {"model_name": "model", "dataset_name": "dataset", "first_author": "authors"}
_SURVEY_TITLE = re.compile(r"(?i)\b(survey|review)\b(?!er)")
_CLAIMED_CODE = re.compile(r"code link\b.*\balso given for\b")
"""The value of the field `suspect` for one code link that several papers have."""
_DAMAGED = re.compile(r"^['\"\[(]|['\"\[(]\s|\s['\"\[(]|[\[\]]")


def read_facts(text: str, lists: Mapping[str, str] | None = None) -> Iterator[Row]:
    """Yield a proposal for each line of `text`, a rejected row for a line that cannot be read.

    `lists` maps a list's repository ("owner/name") to its id in records; unknown lists keep their name.
    """
    for number, line in enumerate(re.split(r"\r\n|\r|\n", text), 1):
        if line.strip():
            yield _row(number, line, lists or {})


def _row(number: int, line: str, lists: Mapping[str, str]) -> Row:
    try:
        facts = json.loads(line)
    except RecursionError:
        return Rejected(number, Message.of("json.line-broken", reason=Message.of("json.deep")))
    except ValueError as error:
        return Rejected(number, Message.of("json.line-broken", reason=Message.text(str(error))))
    if not isinstance(facts, dict):
        return Rejected(number, Message.of("json.line-no-object"))
    raw_title = facts.get("title")
    has_title = isinstance(raw_title, (str, int)) and not isinstance(raw_title, bool)
    title, reason = parse_title(str(raw_title) if has_title else "")
    if reason:
        return Rejected(number, reason)
    return _proposal(facts, title, lists, f"line {number}")


def _flat(facts: dict[str, Any]) -> dict[str, Any]:
    """Convert a published record to the form of gathered facts: identifiers, addresses and model."""
    published = {
        **_map(facts.get("ids")),
        "urls": facts.get("links"),
        "model_name": facts.get("model"),
    }
    return {**{name: value for name, value in published.items() if value}, **facts}


def _proposal(facts: dict[str, Any], title: str, lists: Mapping[str, str], origin: str) -> Proposal:
    facts = _flat(facts)
    proposal = Proposal(origin, title=title)
    proposal.key = text_or_none(facts.get("proposed_key") or facts.get("key"))
    proposal.other_titles = [text for t in _list(facts.get("other_titles")) if (text := text_or_none(t))]
    for doubt in _list(facts.get("suspect")):
        claimed = "code" if _CLAIMED_CODE.search(str(doubt)) else ""
        proposal.doubt(Remark(Kind.UNSETTLED, claimed, value=str(doubt)))
    _people(proposal, facts)
    proposal.year, proposal.month = (
        _number(proposal, facts, "year", 1950, 2100),
        _number(proposal, facts, "month", 1, 12),
    )
    proposal.venue, proposal.model, proposal.dataset = (
        _line(proposal, facts, name) for name in ("venue", "model_name", "dataset_name")
    )
    proposal.volume, proposal.issue = _line(proposal, facts, "volume"), _line(proposal, facts, "issue")
    proposal.pages = complete_pages(_line(proposal, facts, "pages"))
    for kind in KINDS:
        identify(proposal, kind, _line(proposal, facts, kind))
    _links(proposal, facts)
    _drop_preprint_month(proposal)
    _listings(proposal, facts, lists)
    _tags(proposal, facts)
    proposal.provenance = _sources(_map(facts.get("provenance")), proposal)
    return proposal


def _drop_preprint_month(proposal: Proposal) -> None:
    """Remove the month if the arXiv id is of another year: it is the month of the preprint, not of the venue."""
    preprint = proposal.ids.get("arxiv")
    if isinstance(preprint, ArxivId) and preprint.year != proposal.year:
        proposal.month = None


def _people(proposal: Proposal, facts: dict[str, Any]) -> None:
    names = [text.replace("O' ", "O'") for name in _list(facts.get("authors")) if (text := text_or_none(name))]
    if _are_inverted(names):
        proposal.name_people(names, display=False)
        proposal.more_authors = proposal.more_authors or facts.get("more_authors") is True
        return
    if any(_DAMAGED.search(name) for name in names):
        proposal.leave_out("authors", Message.of("names.brackets"))
        return
    if any(name.split(" ")[0] in PARTICLES and name.count(" ") > 1 for name in names):
        proposal.leave_out("authors", Message.of("names.order"))
        return
    if len(names) == 100:
        proposal.doubt(Remark(Kind.INCOMPLETE, "authors", reason=Message.of("names.cut", count=100)))
    proposal.name_people(names, display=True)
    proposal.more_authors = proposal.more_authors or len(names) == 100


def _are_inverted(names: list[str]) -> bool:
    """Return whether all names have the form of records: "Family, Given", one word, or a group in braces."""
    names_of_people = [name for name in names if not (name.startswith("{") and name.endswith("}"))]
    return (
        bool(names)
        and all(", " in name or " " not in name for name in names_of_people)
        and any(", " in name for name in names)
    )


def _links(proposal: Proposal, facts: dict[str, Any]) -> None:
    urls = _map(facts.get("urls"))
    if not urls:
        doubt_value(proposal, "urls", facts.get("urls"), "value.no-object")
    for kind, value in urls.items():
        if kind not in (*_LINKS, "pdf", "other"):
            doubt_value(proposal, f"urls.{kind}", value, "link.unknown-kind")
        for url in _list(value):
            address = text_or_none(url) or ""
            if kind in ("pdf", "other"):
                _identifier_only(proposal, address)
            elif kind in _LINKS:
                _link(proposal, _LINKS[kind], address)


def _identifier_only(proposal: Proposal, address: str) -> None:
    if identifier := recognise(address):
        proposal.ids.setdefault(*identifier)


def _link(proposal: Proposal, kind: str, address: str) -> None:
    if any(doubt.kind is Kind.UNSETTLED and doubt.field == kind for doubt in proposal.doubts):
        proposal.leave_out(kind, Message.of("link.unsettled", value=address), address)
        return
    proposal.link(kind, address)


def _listings(proposal: Proposal, facts: dict[str, Any], lists: Mapping[str, str]) -> None:
    for entry in _list(facts.get("lists")):
        row = _map(entry)
        repo = text_or_none(row.get("repo")) or ""
        named = listing(lists.get(repo, repo), text_or_none(row.get("section"))) if repo else None
        if named and named not in proposal.listed:
            proposal.listed.append(named)
    proposal.listed.sort(key=lambda listing_entry: (listing_entry.list.casefold(), listing_entry.section or ""))


def _tags(proposal: Proposal, facts: dict[str, Any]) -> None:
    if (domain := facts.get("domain")) in ("general", "medical"):
        proposal.tags["domain"] = [domain]
    else:
        doubt_value(proposal, "domain", domain, "value.no-domain")
    if _SURVEY_TITLE.search(proposal.title):
        proposal.tags["contribution"] = ["survey"]


def _sources(provenance: dict[str, Any], proposal: Proposal) -> dict[str, str]:
    """Return the provenance of people, dates, venues and links; identifiers, lists and title need none."""
    sources: dict[str, str] = {}
    names = {
        name for name in ("authors", "year", "venue", "code", "project", "data", "weights") if _has(proposal, name)
    }
    for field, source in provenance.items():
        field_name = field.removeprefix("urls.")
        name = _FIELD.get(field_name, _LINKS.get(field_name, field_name))
        text = text_or_none(source)
        if text and name in names and name not in sources:
            sources[name] = text
    return dict(sorted(sources.items()))


def _has(proposal: Proposal, name: str) -> bool:
    return name in proposal.links or bool(getattr(proposal, name, None))


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else [] if value in (None, "") else [value]


def _map(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _line(proposal: Proposal, facts: Mapping[str, Any], name: str) -> str | None:
    """Return the text of a field; a value that is not text, or longer than a line, becomes a doubt."""
    value = facts.get(name)
    if isinstance(value, (str, int)) and not isinstance(value, bool):
        return check_line(proposal, name, str(value))
    doubt_value(proposal, name, value, "value.no-text")
    return None


def _number(proposal: Proposal, facts: Mapping[str, Any], name: str, low: int, high: int) -> int | None:
    """Return the number in a field; a value that is not a number, or out of range, becomes a doubt."""
    value = facts.get(name)
    digits = str(value).strip() if isinstance(value, (str, int)) and not isinstance(value, bool) else ""
    number = int(digits) if re.fullmatch(r"[0-9]{1,4}", digits) else 0
    if low <= number <= high:
        return number
    doubt_value(proposal, name, value, "value.no-number", low=low, high=high)
    return None
