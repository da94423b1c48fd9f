"""Read PubMed's text format (.nbib, MEDLINE): each reference becomes a proposal.

Tags: https://pubmed.ncbi.nlm.nih.gov/help/#pubmed-format
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from vlm_survey.formats.tagged import Form, Reference, references
from vlm_survey.proposals.fields import add_address, identify, mark_as_preprint, parse_title, set_date
from vlm_survey.proposals.names import format_group, to_record_order
from vlm_survey.proposals.placeholders import complete_pages
from vlm_survey.proposals.proposal import Proposal, Rejected, Row, text_or_none
from vlm_survey.proposals.remarks import Kind, Remark

_FORM = Form(re.compile(r"(?P<tag>[A-Z][A-Z0-9]{1,3}) {0,2}- ?(?P<value>.*)$"), start="PMID")
_SOURCE = "PubMed"


def read_medline(text: str) -> Iterator[Row]:
    """Yield a proposal for each reference of `text`, a rejected row for what cannot be read. Never raises for bad input."""
    for item in references(text, _FORM):
        yield item if isinstance(item, Rejected) else _row(item)


def _row(reference: Reference) -> Row:
    written = reference.first("TI", "BTI") or ""
    translated = re.fullmatch(r"\[(.*)\]\.?", written)
    title, reason = parse_title(translated.group(1) if translated else written)
    if reason:
        return Rejected(reference.line, reason)
    proposal = Proposal(f"line {reference.line}", title=_without_stop(title))
    proposal.other_titles = [_without_stop(original) for original in reference.all("TT")]
    proposal.name_people(_people(reference), display=False)
    for tag in ("DP", "DEP"):
        for date in reference.all(tag):
            set_date(proposal, re.sub(r"^(\d{4})(\d\d)\d\d$", r"\1-\2", date), tag)
    proposal.venue = re.sub(r"\s*\((?:[^()]*:[^()]*|[A-Z][\w ,.]+)\)$", "", reference.first("JT", "TA") or "") or None
    proposal.volume, proposal.issue = text_or_none(reference.first("VI")), text_or_none(reference.first("IP"))
    proposal.pages = complete_pages(reference.first("PG"))
    _identifiers(proposal, reference)
    mark_as_preprint(proposal)
    if "Retracted Publication" in reference.all("PT"):
        proposal.doubt(Remark(Kind.RETRACTED, source=_SOURCE))
    proposal.abstract = reference.first("AB") or ""
    return proposal


def _people(reference: Reference) -> list[str | None]:
    """Return the authors by their full names where the file has them, then groups."""
    names = [to_record_order(*_parts(name)) for name in reference.all("FAU") or reference.all("AU")]
    return [*names, *(format_group(name) for name in reference.all("CN"))]


def _parts(name: str) -> tuple[str, str | None, str | None]:
    """Return (family, given, suffix): FAU has "Owl, Ada, Jr", AU has "Owl AB Jr"."""
    parts = [part.strip() for part in name.split(",") if part.strip()]
    if len(parts) > 1:
        name_and_suffix = re.fullmatch(r"(.+?)\s+(Jr\.?|Sr\.?|2nd|[23]rd|III?|IV)", parts[1])
        if name_and_suffix and len(parts) == 2:  # "Doe, Bob 3rd"
            return parts[0], name_and_suffix[1], name_and_suffix[2]
        return parts[0], parts[1], parts[2] if len(parts) > 2 else None
    short = re.fullmatch(r"(?P<family>.+?)\s+(?P<given>[A-Z]{1,4})(?:\s+(?P<suffix>Jr|Sr|[23]rd|2nd|III?|IV))?", name)
    return (short["family"], short["given"], short["suffix"]) if short else (name, None, None)


def _identifiers(proposal: Proposal, reference: Reference) -> None:
    identify(proposal, "pmid", reference.first("PMID"))
    identify(proposal, "pmcid", reference.first("PMC"))
    for value in reference.all("LID", "AID"):
        if doi := re.fullmatch(r"(\S+) \[doi\]", value):
            identify(proposal, "doi", doi.group(1))
    for address in reference.all("URL"):
        add_address(proposal, address)


def _without_stop(title: str) -> str:
    return title[:-1].rstrip() if title.endswith(".") and not title.endswith("..") else title
