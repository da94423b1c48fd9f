"""What the readers of files share: text or the reason why it is none, where an address belongs, and arXiv ids in prose."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from vlm_survey.errors import Refused, SurveyError
from vlm_survey.model import KINDS, Identifier, one_line, recognise
from vlm_survey.proposals.addresses import resolve
from vlm_survey.proposals.proposal import Proposal

CODE_HOSTS = frozenset(["github.com", "gitlab.com", "bitbucket.org", "codeberg.org", "gitee.com", "git.io"])
DATA_HOSTS = frozenset(["kaggle.com", "physionet.org", "zenodo.org", "figshare.com", "data.mendeley.com"])
_ARXIV = re.compile(
    r"(?i)\barxiv\b[^0-9]{0,40}?\b(\d{2}(?:0[1-9]|1[0-2])\.\d{4,5})|\babs/(\d{2}(?:0[1-9]|1[0-2])\.\d{4,5})"
)
_PREPRINT = re.compile(r"(?i)\s*(arxiv|corr\b|computing research repository)")
_PROMISED = re.compile(r"(?i)https?://(?:www\.|dx\.|export\.)?(doi\.org(?!/?$)|arxiv\.org/(?:abs|pdf|html)(?=/))")
_YEAR = re.compile(r"(?<!\d)(19[5-9]\d|20\d\d)(?!\d)")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

LINE = 1000
"""The longest line of text a record holds."""

_LONGEST_ID = 300

SHOWN = 80
"""How much of a value that cannot be read is shown."""


def titled(text: str) -> tuple[str, str]:
    """(title, "") for text that a record may hold as its title, ("", why) for any other."""
    try:
        line = one_line(text)
    except Refused as error:
        return "", f"the title cannot be used: {error.found}" if text.strip() else "no title"
    if len(line) > LINE:
        return "", f"the title is {len(line):,} characters long; a bracket or quote is likely to be missing"
    if not re.search(r"\w", line):
        return "", f"the title holds no letter: {line}"
    return line, ""


def place(found: Proposal, address: str, kind: str = "paper") -> None:
    """Put `address` where it belongs: an identifier, a repository as code, data and weights by their hosts, else `kind`."""
    for identifier in _held(address):
        found.ids.setdefault(*identifier)
        return
    if promised := _PROMISED.match(address.strip()):
        shown = "DOI" if "doi" in promised.group(1).lower() else "arXiv id"
        found.doubt(f"{kind} link left out: '{address[:SHOWN]}' holds no {shown}")
        return
    found.link(home_of(address) if kind == "paper" else kind, address)


def _held(address: str) -> list[tuple[str, Identifier]]:
    """The identifier an address leads to, as a list of one or none."""
    if known := recognise(address):
        return [known]
    try:
        return list(resolve(address).ids.items())[:1]
    except SurveyError:
        return []


def home_of(address: str) -> str:
    """The field an address belongs to by its host alone: code, data, weights, or paper."""
    try:
        parts = urlsplit(address.strip())
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return "paper"
    if host == "huggingface.co":
        return {"datasets": "data", "spaces": "project", "papers": "paper"}.get(
            parts.path.strip("/").split("/")[0], "weights"
        )
    if host.endswith((".github.io", ".gitlab.io")):
        return "project"
    return "code" if host in CODE_HOSTS else "data" if host in DATA_HOSTS else "paper"


def identify_preprint(found: Proposal, *texts: str | None) -> None:
    """Take the first arXiv id that stands in `texts`, as in "arXiv preprint arXiv:2306.00890" or "abs/2306.00890"."""
    for text in texts:
        if text and (match := _ARXIV.search(text)):
            found.identify("arxiv", match.group(1) or match.group(2))
            return


def is_preprint(venue: str | None) -> bool:
    """Whether a venue as written means arXiv: "arXiv preprint ...", "CoRR"."""
    return bool(venue and _PREPRINT.match(venue))


def year_in(text: str | None) -> int | None:
    """The first year that stands in `text`."""
    match = _YEAR.search(text or "")
    return int(match.group()) if match else None


def month_in(text: str | None) -> int | None:
    """The month that `text` begins with: "7", "07", "jul", "July 3", "3 July"; None for anything else."""
    text = (text or "").strip().lower()
    if match := re.match(r"(\d{1,2})(?!\d)(?:\W{0,3}([a-z]{3}))?", text):
        if match.group(2) in _MONTHS:
            return _MONTHS.index(match.group(2)) + 1
        return int(match.group(1)) if 1 <= int(match.group(1)) <= 12 else None
    return _MONTHS.index(text[:3]) + 1 if text[:3] in _MONTHS else None


def dated(found: Proposal, text: str | None, name: str = "year") -> None:
    """Take year and month from a date as services write it: "2024", "2024-03-01", "2024/03".

    A text without a year becomes a doubt about the field called `name`.
    """
    if not (year := year_in(text)):
        unread(found, name, text, "no year from 1950 to 2099")
        return
    found.year = found.year or year
    if match := re.search(rf"{year}\s*[-/.]\s*(\d{{1,2}})(?!\d)", text or ""):
        found.month = found.month or month_in(match.group(1))


def unread(found: Proposal, name: str, value: object, why: str) -> None:
    """Note that the field called `name` was left out and why, where it holds something at all."""
    if value is not None and str(value).strip(" \t\n{},;") and value not in ([], {}, False):
        found.doubt(f"{name} left out: '{' '.join(str(value).split())[:SHOWN]}' is {why}")


def said(found: Proposal, name: str, text: str | None) -> str | None:
    """`text` as the one line that a record holds; a doubt about the field called `name` where it cannot be."""
    try:
        line = one_line(text) if text and text.strip() else None
    except Refused as error:
        found.doubt(f"{name} left out: {error.found}")
        return None
    if line and len(line) > LINE:
        found.doubt(f"{name} left out: it is {len(line):,} characters long")
        return None
    return line


def identify(found: Proposal, kind: str, text: str | None) -> None:
    """Take an identifier of a known kind, from what people write into its field; unknown kinds are passed over."""
    if not text or not text.strip() or kind not in KINDS:
        return
    bare = KINDS[kind].prefix.sub("", text.strip(), count=1)
    first = re.split(r"\s|[,;](?=\s|$|10\.\d{4}|https?:)" if kind == "doi" else r"[\s,;]", bare)[0]
    if len(first) > _LONGEST_ID:
        unread(found, kind, first, f"{len(first):,} characters long")
    else:
        found.identify(kind, first or text.strip()[:SHOWN])
