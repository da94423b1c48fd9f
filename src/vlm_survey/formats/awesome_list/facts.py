"""Parse the text of a list entry without its links: title, venue, date and authors, in the usual forms of this field."""

from __future__ import annotations

import re
from collections.abc import Callable

from vlm_survey.errors import SurveyError
from vlm_survey.formats.awesome_list.links import NamedLink, is_title, kind_of
from vlm_survey.formats.awesome_list.rows import LINK, strip_markdown
from vlm_survey.model import Person, fold
from vlm_survey.model.author_lists import without_et_al
from vlm_survey.proposals.dates import find_year, parse_month
from vlm_survey.proposals.fields import is_preprint, set_date
from vlm_survey.proposals.proposal import Proposal, text_or_none

_ET_AL = re.compile(r"[,.]\s+[^\W\d_][^\s,]*(?:\s[^\s,]+){0,3},?\s+et\.?\s?al\.?$")
_CITED = re.compile(
    r"[^\"\u201c]{0,80}\bet\.?\s?al\.?[\s,.:]*(?:\((?:19|20)\d\d\)[\s,.:]*)?[\"\u201c]([^\"\u201c\u201d]{10,})[\"\u201d]?$"
)
"""A title in quotes after short authors: Owl et al., "Owls at Noon"."""
BOLD = re.compile(r"\*\*(.+?)\*\*|__(.+?)__")
_QUOTED = re.compile(r"[\"\u201c]([^\"\u201c\u201d]{10,})[\"\u201d]")
_PEOPLE = re.compile(r"\bet\.? al\b|^[A-Z][\w'\u2019-]+ (?:and|&) [A-Z][\w'\u2019-]+$")
"""Short authors, which can precede a year as venues do: "Owl et al., 2024", "Owl and Finch, 2024"."""
_SEGMENTS = re.compile(
    r"(?<!\*)\*([^*]+)\*(?!\*)|(?<!\w)_([^_]+)_(?!\w)|`([^`]+)`"
    r"|\(([^()]+)\)|\[([^\[\]]+)\](?!\()|\uff08([^\uff09]+)\uff09"
)
_VENUE = re.compile(
    r"([^\W\d_][^\d()\[\]]{0,70}?)[\s,.:'\u2019/-]*?"
    r"(?:((?:19|20)\d\d)(?:[./-]\d{1,2})?|(?<=['\u2019])(\d\d)|(?<=[A-Z])(\d\d))"
)
_MODEL = re.compile(r"^\*\*\[([^\]]+)\]\*\*(?!\()")
_LEAD_ENDS = re.compile(r"\[|`|\s;\s|https?:|(?<!\*)\*(?!\*)\w|\(")
COUNT = re.compile(
    r"(?i)(?:no|\d[\d,. ]*)\s*(?:[\w-]+\s+)?"
    r"(?:papers?|articles?|works?|entries|entry|records?|results?|datasets?|models?|stars?|citations?)"
    r"(?:\s+(?:here|in all|in total|so far|listed))?"
)
"""A count: "108 papers here", "1,602 records"."""
DATE = re.compile(r"(?:19|20)\d\d(?:[./-]\d{1,2}){0,2}")
_LEADING = re.compile(
    r"^(?:[^\w\[*\"'\u201c(<`]+|[\[(`](?:[^\[\]()`]*\b(?:19|20)\d\d[^\[\]()`]*)[\])`](?!\()[\s:.-]*)+"
)


def strip_lead(text: str) -> str:
    """Return `text` without leading punctuation and a leading date or venue in brackets: "[2023.06]", "(MICCAI 2023)"."""
    return _LEADING.sub("", text)


def clean_title(title: str) -> str:
    """Return `title` without markup, surrounding punctuation, "et al." and a final full stop."""
    line = strip_markdown(title).strip(" ;,|-\u2013\u2014:")
    if cited := _CITED.match(line):
        line = cited.group(1)
    line = line.strip(' ;,|-\u2013\u2014:"\u201c\u201d')
    line = _ET_AL.sub("", line)
    return line[:-1] if line.endswith(".") and not line.endswith("..") else line


def find_title(text: str, links: list[NamedLink], *, lead: bool = True) -> str:
    """Return the title of an entry: a link's text, bold or quoted words, or (`lead`) the text before the first link."""
    candidates = [
        (link.start, link.label)
        for link in links
        if is_title(link.label) and not is_venue(link.label) and not COUNT.fullmatch(link.label)
    ]
    candidates += [
        (m.start(), m[1] or m[2]) for m in BOLD.finditer(text) if kind_of(strip_markdown(m[1] or m[2])) is None
    ]
    candidates += [(m.start(), m[1]) for m in _QUOTED.finditer(LINK.sub(" ", text))]
    long_links = [
        (start, title)
        for start, title in sorted(candidates)
        if len(strip_markdown(title).split()) >= 3 and not is_venue(title)
    ]
    text_before_link = strip_markdown(_LEAD_ENDS.split(_MODEL.sub(r"\1:", text), maxsplit=1)[0]) if lead else ""
    text_before_link = _LEADING.sub("", text_before_link).rstrip(" .,:;-|(")
    if long_links and (
        not text_before_link or long_links[0][0] <= len(text_before_link) // 2 or len(text_before_link.split()) < 4
    ):
        return long_links[0][1]
    if len(text_before_link.split()) >= 3:
        return text_before_link.split(". ")[0]
    return next((title for _start, title in sorted(candidates) if clean_title(title)), "")


def split_parts(text: str) -> list[str]:
    """Return the parts in emphasis, in brackets or between full stops, the most informative first."""
    marked_parts = [next(group for group in m.groups() if group) for m in _SEGMENTS.finditer(text)]
    plain_parts = re.split(r"\s*;\s+|(?<=[^A-Z])\.\s+|\s[-\u2013\u2014|]\s", _SEGMENTS.sub(" ; ", text))
    return [part for raw in (*marked_parts, *plain_parts) if (part := strip_markdown(raw).strip(" ;,.:|-\u2013\u2014"))]


def is_venue(text: str) -> bool:
    """Return whether `text` is a venue with a year, a date, or arXiv, and not a title."""
    plain_text = strip_markdown(text).strip(" .,;:[]()")
    return bool(
        DATE.fullmatch(plain_text)
        or is_preprint(plain_text)
        or (len(plain_text.split()) <= 5 and _VENUE.fullmatch(plain_text))
    )


def set_venue_and_date(
    proposal: Proposal, text: str, venue_name: Callable[[str], str | None], *, whole: bool = False
) -> None:
    """Set venue, year and month from a part like "MICCAI 2024", "2023.06", "arXiv 2023", "CVPR'23"."""
    plain_text = strip_markdown(text).strip(" .,;:[]()")
    if not plain_text or len(plain_text) > 150:
        return
    if DATE.fullmatch(plain_text):
        set_date(proposal, plain_text)
        return
    match = _VENUE.fullmatch(plain_text)
    if match and _PEOPLE.search(match.group(1)):
        proposal.year = proposal.year or find_year(plain_text)
        return
    name = match.group(1).strip(" .,;:'\u2019-(/") if match else plain_text
    venue = "arXiv" if is_preprint(plain_text) else venue_name(name)
    if parse_month(name) and not venue and match and len(name.split()) <= 2 and fold(name)[:3] == name.lower()[:3]:
        proposal.year, proposal.month = (
            proposal.year or int(match.group(2) or 0) or None,
            proposal.month or parse_month(name),
        )
        return
    if venue or whole or (match and len(name.split()) <= 6):
        proposal.venue = proposal.venue or venue or text_or_none(name)
        proposal.year = proposal.year or find_year(plain_text) or _short_year(match)


def _short_year(match: re.Match[str] | None) -> int | None:
    two = (match.group(3) or match.group(4)) if match else None
    return 2000 + int(two) if two and 10 <= int(two) <= 60 else None


def set_authors(proposal: Proposal, text: str) -> None:
    """Set the authors from `text` if it is a whole list of names: two or more, none of them truncated."""
    text = re.sub(r"(?i)^\s*(authors?|by)\s*:?\s+", "", text)
    if len(text) > 3000:
        return
    full_text, text = text, without_et_al(text)
    more = ["et al."] if text != full_text.rstrip(" ,;") else []
    names = [name.strip(" .*") for name in re.split(r"\s*[,;&]\s*(?:and\s+)?|\s+and\s+", text) if name.strip(" .*")]
    if len(names) > 1 and all(_is_name(name) for name in names):
        proposal.name_people([*names, *more], display=True)


def _is_name(text: str) -> bool:
    parts = text.split()
    try:
        person = Person.from_display(text)
    except SurveyError:
        return False
    words_of_names = all(part[0].isupper() or len(part) < 4 for part in parts)
    return 2 <= len(parts) <= 5 and words_of_names and not person.is_group and not re.search(r"[\d:/]", text)
