"""Shared parts of file readers: validate texts, assign addresses to fields, and find arXiv ids in prose."""

from __future__ import annotations

import re

from vlm_survey.errors import InvalidValue, SurveyError
from vlm_survey.messages import Message
from vlm_survey.model import KINDS, Identifier, one_line, recognise
from vlm_survey.proposals.addresses import resolve
from vlm_survey.proposals.damage import find_damage, repair_encoding
from vlm_survey.proposals.dates import parse_date
from vlm_survey.proposals.latex import Decoded, convert_formulas
from vlm_survey.proposals.links import link_kind
from vlm_survey.proposals.proposal import Proposal
from vlm_survey.proposals.remarks import Kind, Remark

_ARXIV = re.compile(
    r"(?i)\barxiv\b[^0-9]{0,40}?\b(\d{2}(?:0[1-9]|1[0-2])\.\d{4,5})|\babs/(\d{2}(?:0[1-9]|1[0-2])\.\d{4,5})"
)
_PREPRINT = re.compile(r"(?i)\s*(arxiv|corr\b|computing research repository)")
_PROMISED = re.compile(r"(?i)https?://(?:www\.|dx\.|export\.)?(doi\.org(?!/?$)|arxiv\.org/(?:abs|pdf|html)(?=/))")

LINE = 1000
"""The maximal length of a line in a record."""

_LONGEST_ID = 300

SHOWN = 80
"""The maximal length at which an unreadable value is shown."""


_NAMED_ID = re.compile(r"(?im)(?:^|;)\s*(PMID|PMCID|DOI|arXiv|ACL Anthology|OpenReview)\s*:\s*([^\s;]+)")


def parse_title(text: str) -> tuple[str, Message | None]:
    """Return (title, None) for a valid title, ("", reason) for any other text."""
    if not text.strip():
        return "", Message.of("title.none")
    line, reason = parse_text(text)
    return line, reason and Message.of("title.unusable", reason=reason)


def parse_text(text: str) -> tuple[str, Message | None]:
    """Return (line, None) for a valid line of text, ("", reason) for any other text."""
    try:
        line = one_line(convert_formulas(repair_encoding(text)))
    except InvalidValue as error:
        return "", error.message if text.strip() else Message.of("text.none")
    if damaged := find_damage(line):
        return "", damaged
    if len(line) > LINE:
        return "", Message.of("text.long", count=len(line))
    if not re.search(r"\w", line):
        return "", Message.of("text.no-letter", value=line)
    return line, None


def add_address(proposal: Proposal, address: str, kind: str = "paper") -> None:
    """Add `address` to its field: an identifier, code, data or weights by its host, else a link of `kind`."""
    for identifier in _identifier_of(address):
        proposal.ids.setdefault(*identifier)
        return
    if identifier_form := _PROMISED.match(address.strip()):
        identifier_kind = "doi" if "doi" in identifier_form.group(1).lower() else "arxiv"
        proposal.leave_out(kind, Message.of(f"link.no-{identifier_kind}", value=address[:SHOWN]), address)
        return
    proposal.link(link_kind(address) if kind == "paper" else kind, address)


def _identifier_of(address: str) -> list[tuple[str, Identifier]]:
    """Return the identifier in an address, as a list of one or none."""
    if identifier := recognise(address):
        return [identifier]
    try:
        return list(resolve(address).ids.items())[:1]
    except SurveyError:
        return []


def identify_named(proposal: Proposal, text: str | None) -> None:
    """Add the identifiers in a note that have a prefix with their name, one per line or separated by semicolons."""
    for name, value in _NAMED_ID.findall(text or ""):
        kind = name.casefold().split(" ")[0]
        identify(proposal, kind, value.rstrip(",."))


def find_arxiv_id(proposal: Proposal, *texts: str | None) -> None:
    """Add the first arXiv id in `texts`, as in "arXiv preprint arXiv:2306.00890" or "abs/2306.00890"."""
    for text in texts:
        if text and (match := _ARXIV.search(text)):
            proposal.identify("arxiv", match.group(1) or match.group(2))
            return


def is_preprint(venue: str | None) -> bool:
    """Return whether a venue means arXiv: "arXiv preprint ...", "CoRR"."""
    return bool(venue and _PREPRINT.match(venue))


def mark_as_preprint(proposal: Proposal) -> None:
    """Set the venue of a preprint to arXiv, and remove volume, issue and pages."""
    if is_preprint(proposal.venue):
        proposal.venue, proposal.volume, proposal.issue, proposal.pages = "arXiv", None, None, None


def set_date(proposal: Proposal, text: str | None, name: str = "year") -> None:
    """Set year and month from a date: "2024", "2024-03-01", "2024/03", "2024 Mar".

    A text without a year becomes a doubt about the field `name`.
    """
    date = parse_date(text)
    if date is None:
        doubt_value(proposal, name, text, "year.none")
        return
    proposal.year = proposal.year or date[0]
    if proposal.year == date[0]:
        proposal.month = proposal.month or date[1]


def doubt_value(proposal: Proposal, name: str, value: object, reason: str, **values: str | int) -> None:
    """Add a doubt that the field `name` was left out, with the id of the reason, unless it is empty."""
    if value is not None and str(value).strip(" \t\n{},;") and value not in ([], {}, False):
        one_line = " ".join(str(value).split())[:SHOWN]
        proposal.leave_out(name, Message.of(reason, value=one_line, **values), one_line)


def doubt_latex(proposal: Proposal, name: str, decoded: Decoded) -> None:
    """Add doubts about unknown LaTeX commands in the field `name`, and about text that was dropped from it."""
    if decoded.unknown:
        commands = ", ".join(decoded.unknown)[:SHOWN]
        reason = Message.of("latex.unknown", count=len(decoded.unknown), commands=commands)
        proposal.doubt(Remark(Kind.CHECK, name, decoded.text[:SHOWN], reason))
    if decoded.dropped:
        reason = Message.of("latex.dropped", value="; ".join(decoded.dropped)[:SHOWN])
        proposal.doubt(Remark(Kind.CHECK, name, decoded.text[:SHOWN], reason))


def check_line(proposal: Proposal, name: str, text: str | None) -> str | None:
    """Return `text` as one line for a record; where it is invalid, add a doubt about the field `name`."""
    if not text or not text.strip():
        return None
    line, reason = parse_text(text)
    if reason:
        proposal.leave_out(name, reason, text[:SHOWN])
    return line or None


def identify(proposal: Proposal, kind: str, text: str | None) -> None:
    """Add an identifier of a known kind from the text of its field; ignore unknown kinds."""
    if not text or not text.strip() or kind not in KINDS:
        return
    value = KINDS[kind].prefix.sub("", text.strip(), count=1)
    first = re.split(r"\s|[,;](?=\s|$|10\.\d{4}|https?:)" if kind == "doi" else r"[\s,;]", value)[0]
    if len(first) > _LONGEST_ID:
        doubt_value(proposal, kind, first, "text.long", count=len(first))
    else:
        proposal.identify(kind, first or text.strip()[:SHOWN])
