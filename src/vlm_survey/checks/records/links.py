"""L rules: links are permanent, safe, and lead to the right page."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

from vlm_survey.checks.finding import ERROR, WARNING
from vlm_survey.checks.rule import Note, R, Where, record_rule
from vlm_survey.checks.walk import links, published_links, replace_values
from vlm_survey.model import Link, Paper, Record, recognise
from vlm_survey.model.web.hosts import ACCOUNT_PAGES, CODE_HOSTS, KNOWN_WRONG, SERVE_HTTPS, SHORTENERS
from vlm_survey.survey import Survey

_PRIVATE = re.compile(r"(?:.*\.)?(?:local|localhost|localdomain|internal|intranet|lan|home|corp|invalid|onion)")


def _to_https(_survey: Survey, record: R) -> R:
    return replace_values(record, {where: _https(link) for where, link in _plain_http(record) if _https(link) != link})


@record_rule(Record, "L001", WARNING, fix=_to_https)
def plain_http(_survey: Survey, record: Record) -> Iterator[Note]:
    """A link uses http without encryption.

    An attacker can redirect readers. Nearly every host supports https: try it, and write https where it works.
    """
    for where, link in _plain_http(record):
        corrected = _https(link)
        repair = f"Write {corrected}" if corrected != link else f"Try https://{link[7:]}; write it when it works"
        yield Note(where, str(link), repair, fixable=corrected != link)


@record_rule(Record, "L002", ERROR)
def signed_link(_survey: Survey, record: Record) -> Iterator[Note]:
    """A link is signed for one reader or for a limited time.

    It does not work for other readers, or stops working soon. Write the identifier, or the address of the public page
    with this link.
    """
    for where, link in published_links(record):
        if link.signing_parameters:
            found = f"the address on {link.host} has {', '.join(link.signing_parameters)}"
            yield Note(where, found, "Write the identifier or the public page")


def _remove_tracking(_survey: Survey, record: R) -> R:
    tracked = {where: link for where, link in links(record) if link.tracking_parameters}
    return replace_values(record, {where: link.without(link.tracking_parameters) for where, link in tracked.items()})


@record_rule(Record, "L003", WARNING, fix=_remove_tracking)
def tracked_link(_survey: Survey, record: Record) -> Iterator[Note]:
    """A link has tracking parameters.

    They are not needed to find the page, and they show where the reader came from. Remove them: the address works without
    them.
    """
    for where, link in links(record):
        if link.tracking_parameters:
            repair = f"Write {link.without(link.tracking_parameters)}"
            yield Note(where, f"the address has {', '.join(link.tracking_parameters)}", repair, fixable=True)


def _remove_stamp(_survey: Survey, record: R) -> R:
    documents = {where: _document(link) for where, link in links(record) if _is_stamp(link)}
    return replace_values(record, {where: link for where, link in documents.items() if link})


@record_rule(Record, "L004", ERROR, fix=_remove_stamp)
def stamp_page(_survey: Survey, record: Record) -> Iterator[Note]:
    """A link leads to IEEE's `stamp.jsp`, which only subscribers can read.

    The document page is open to all: `https://ieeexplore.ieee.org/document/` and the article number.
    """
    for where, link in links(record):
        if _is_stamp(link):
            page = _document(link)
            repair = f"Write {page}" if page else "Write https://ieeexplore.ieee.org/document/ and the article number"
            yield Note(where, str(link), repair, fixable=page is not None)


@record_rule(Paper, "L005", ERROR)
def no_repository(_survey: Survey, paper: Paper) -> Iterator[Note]:
    """The code link does not lead to a repository.

    An account, a search, a topic or the paper itself is not the code. Link the repository, or write a page about the
    project under `project`.
    """
    link = paper.links.code
    reason = _no_repository(link) if link else None
    if reason:
        yield Note(("links", "code"), f"{link} is {reason}", "Link the repository, or remove the link")


@record_rule(Paper, "L006", ERROR)
def known_wrong_link(_survey: Survey, paper: Paper) -> Iterator[Note]:
    """The link is a known copying error of lists in this field.

    Some lists give the repository of a library that a paper uses instead of the paper's own code.
    """
    for field, link in paper.links.present().items():
        what = KNOWN_WRONG.get(f"{link.host}{_steps(link)}".lower().removesuffix(".git"))
        if what:
            yield Note(
                ("links", field), f"{link} is {what}, not of this paper", "Remove it, or link this paper's repository"
            )


@record_rule(Record, "L007", ERROR)
def shortened_link(_survey: Survey, record: Record) -> Iterator[Note]:
    """A link goes through a shortener.

    It hides the real address, and its target can be changed. Open it once and write the address that it leads to.
    """
    for where, link in published_links(record):
        if link.host in SHORTENERS:
            yield Note(where, f"shortened: {link}", "Write the address that it leads to")


@record_rule(Record, "L008", ERROR)
def private_host(_survey: Survey, record: Record) -> Iterator[Note]:
    """A link leads to an IP address or to a host in a private network.

    Readers cannot reach it, or reach a machine of their own. Write the public address. The page that was read may have a
    public IP address: it is kept as it was.
    """
    for where, link in published_links(record):
        host = urlsplit(link).hostname or ""
        if _is_private(host) and not (where[0] == "curation" and _is_public_number(host)):
            yield Note(where, f"not public: {link}", "Write the public address, or remove the link")


@record_rule(Paper, "L009", WARNING)
def same_link_twice(_survey: Survey, paper: Paper) -> Iterator[Note]:
    """Two kinds of link have the same address.

    One of them is wrong for the reader. Keep the link under the kind that fits best.
    """
    seen: dict[str, str] = {}
    for field, link in paper.links.present().items():
        first = seen.setdefault(link.rstrip("/"), field)
        if first != field:
            yield Note(("links", field), f"links.{first} is the same address", "Keep it in one place")


def _plain_http(record: Record) -> Iterator[tuple[Where, Link]]:
    return ((where, link) for where, link in links(record) if link.startswith("http:"))


def _https(link: Link) -> Link:
    safe = (link.host in SERVE_HTTPS or link.host.endswith(".github.io")) and urlsplit(link).port is None
    return Link(f"https:{link[5:]}") if safe else link


def _is_stamp(link: Link) -> bool:
    return link.host == "ieeexplore.ieee.org" and "/stamp.jsp" in urlsplit(link).path


def _document(link: Link) -> Link | None:
    numbers = parse_qs(urlsplit(link).query).get("arnumber", [])
    plain = [number.lstrip("0") for number in numbers if re.fullmatch(r"\d{4,12}", number)]
    return Link(f"https://ieeexplore.ieee.org/document/{plain[0]}") if plain else None


def _no_repository(link: Link) -> str | None:
    steps = [step for step in _steps(link).split("/") if step]
    if recognise(link):
        return "the paper"
    if link.host == "gist.github.com":
        return None if len(steps) == 2 and steps[0] not in ACCOUNT_PAGES else "no single gist"
    if link.host not in CODE_HOSTS:
        return None
    if steps and steps[0].lower() in ACCOUNT_PAGES:
        return f"a page of {link.host}"
    return None if len(steps) > 1 else "an account" if steps else "a start page"


def _steps(link: Link) -> str:
    return urlsplit(link).path.rstrip("/")


def _is_private(host: str) -> bool:
    host = host.rstrip(".")
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return bool(_PRIVATE.fullmatch(host)) or not re.search(r"[^\d.]", host) or host.startswith("0x")
    return True


def _is_public_number(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_global
    except ValueError:
        return False
