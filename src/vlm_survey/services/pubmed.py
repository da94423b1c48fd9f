"""Query PubMed for articles by number with efetch (https://www.ncbi.nlm.nih.gov/books/NBK25499/)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from xml.etree.ElementTree import Element

from vlm_survey.errors import BadReply, NotFound
from vlm_survey.model import Pmid
from vlm_survey.proposals.coerce import ABSTRACT, date, inner_text, month, year
from vlm_survey.proposals.names import format_group, to_record_order
from vlm_survey.proposals.remarks import Kind
from vlm_survey.services.answer import Answer, Notice, relevant_answers
from vlm_survey.services.http.client import Web
from vlm_survey.services.http.replies import read_xml
from vlm_survey.services.http.service import Key, Query, Service
from vlm_survey.services.listing import Page, make_page, whole_number

SERVICE = Service(
    "PubMed",
    "pubmed",
    "https://eutils.ncbi.nlm.nih.gov/entrez/eutils",
    "xml",
    pause=0.4,
    key=Key("VLM_SURVEY_PUBMED_KEY", "query", "api_key"),
)
BATCH = 100
_ARTICLES = ("PubmedArticle", "PubmedBookArticle")


def fetch(web: Web, ids: Sequence[Pmid], today: dt.date) -> list[Answer]:
    """Ask PubMed for `ids` (at most BATCH). Raises ServiceError."""
    query = Query("/efetch.fcgi", (("db", "pubmed"), ("retmode", "xml"), ("tool", "vlm-survey"), ("id", ",".join(ids))))
    return relevant_answers(web.ask(SERVICE, query, lambda raw: read(raw, today)), ids, "pmid")


def listing(web: Web, query: str, day: dt.date, start: int, today: dt.date) -> Page:
    """List the articles that PubMed added on `day` and that match the query `query`, from number `start` on.

    Sends two requests: one for the numbers, one for the articles. Raises ServiceError.
    """
    date = f"{day:%Y/%m/%d}"
    bounds = (("datetype", "edat"), ("mindate", date), ("maxdate", date), ("retstart", str(start)))
    params = (("db", "pubmed"), ("retmode", "xml"), ("tool", "vlm-survey"), ("retmax", str(BATCH)), ("term", query))
    total, ids = web.ask(SERVICE, Query("/esearch.fcgi", (*params, *bounds)), read_numbers)
    articles = _articles(web, ids) if ids else []
    page = make_page(articles, lambda entry: _answer(entry, today), 0, len(articles))
    if not ids and start < total:
        raise BadReply(f"an empty page, though it counts {total:,} articles", repair="Try again later")
    end = start + len(ids)
    return Page(page.answers, end if end < total else None, page.damaged + len(ids) - len(articles))


def read_numbers(raw: bytes) -> tuple[int, list[str]]:
    """Parse a search result: the total number of articles, and the PubMed numbers on this page. Raises BadReply."""
    root = read_xml(raw)
    if root.tag != "eSearchResult":
        raise BadReply(f"not a search result but <{root.tag.rpartition('}')[2][:60]}>", repair="Try again later")
    if error := inner_text(root.find("ERROR")):
        raise BadReply(error[:200], repair="Try again later")
    ids = [text for entry in root.findall("IdList/Id") if (text := inner_text(entry)) and text.isdigit()]
    return whole_number(root.findtext("Count")), ids


def _articles(web: Web, ids: Sequence[str]) -> list[Element]:
    """Ask for the articles with these numbers. Raises ServiceError."""
    query = Query("/efetch.fcgi", (("db", "pubmed"), ("retmode", "xml"), ("tool", "vlm-survey"), ("id", ",".join(ids))))
    return web.ask(SERVICE, query, _article_set)


def _article_set(raw: bytes) -> list[Element]:
    """Parse the articles of a set. Raises BadReply for everything else, and for an empty set."""
    root = read_xml(raw)
    articles = [entry for entry in root if entry.tag in _ARTICLES]
    if not articles:
        raise BadReply(f"not articles but <{root.tag.rpartition('}')[2][:60]}>", repair="Try again later")
    return articles


def read(raw: bytes, today: dt.date) -> list[Answer]:
    """Parse the articles of a set. Raises NotFound for an empty set, BadReply for everything else."""
    root = read_xml(raw)
    if error := inner_text(root.find(".//ERROR")):
        raise NotFound(error[:200], repair="Check the identifier")
    articles = [root] if root.tag in _ARTICLES else [entry for entry in root if entry.tag in _ARTICLES]
    if not articles and root.tag == "PubmedArticleSet":
        raise NotFound("it has no such article", repair="Check the identifier")
    if not articles:
        raise BadReply(f"not an article set but <{root.tag.rpartition('}')[2][:60]}>", repair="Try again later")
    return [_answer(entry, today) for entry in articles]


def _answer(entry: Element, today: dt.date) -> Answer:
    answer = Answer.of(SERVICE.name)
    citation = _part(entry, "MedlineCitation", "BookDocument")
    article = _part(citation, "Article") if citation.tag == "MedlineCitation" else citation
    answer.identify("pmid", citation.findtext("PMID"))
    _titles(answer, article)
    answer.set_people([_person(author) for author in article.findall("AuthorList/Author")])
    _journal(answer, article, today)
    _identifiers(answer, entry, article)
    parts = [inner_text(part, ABSTRACT) for part in article.findall("Abstract/AbstractText")]
    answer.proposal.abstract = " ".join(part for part in parts if part)
    kinds = {inner_text(kind) for kind in article.findall("PublicationTypeList/PublicationType")}
    answer.stage = "preprint" if "Preprint" in kinds else "published"
    if "Retracted Publication" in kinds:
        answer.add_remark(Kind.RETRACTED)
        answer.notice = Notice("retracted", None, _notice_page(citation))
    return answer


def _notice_page(citation: Element) -> str:
    """Return the address of the article that retracts this one, else the address of this article."""
    for notice in citation.findall("CommentsCorrectionsList/CommentsCorrections[@RefType='RetractionIn']"):
        number = (notice.findtext("PMID") or "").strip()
        if re.fullmatch(r"[0-9]{1,9}", number):
            return Pmid(number).url
    number = (citation.findtext("PMID") or "").strip()
    return Pmid(number).url if re.fullmatch(r"[0-9]{1,9}", number) else SERVICE.name


def _part(element: Element, *names: str) -> Element:
    part_element = next((part for name in names if (part := element.find(name)) is not None), None)
    if part_element is None:
        raise BadReply(f"an article without <{names[0]}>", repair="Try again later")
    return part_element


def _titles(answer: Answer, article: Element) -> None:
    """Read the title without the full stop and brackets that PubMed adds; store the original title as another title."""
    title = inner_text(article.find("ArticleTitle")) or inner_text(article.find("Book/BookTitle")) or ""
    if translated := re.fullmatch(r"\[(.*)\]\.?", title):
        title = translated.group(1)
    answer.proposal.title = title.removesuffix(".") if not title.endswith("..") else title
    if original := inner_text(article.find("VernacularTitle")):
        answer.proposal.other_titles = [original.removesuffix(".")]


def _person(author: Element) -> str | None:
    if name := inner_text(author.find("CollectiveName")):
        return format_group(name)
    given = inner_text(author.find("ForeName")) or inner_text(author.find("Initials"))
    return to_record_order(inner_text(author.find("LastName")), given, inner_text(author.find("Suffix")))


def _journal(answer: Answer, article: Element, today: dt.date) -> None:
    proposal = answer.proposal
    for name in ("Journal/Title", "Journal/ISOAbbreviation"):
        answer.add_venue_names(
            re.sub(r"\s*\((?:[^()]*:[^()]*|[A-Z][\w ,.]+)\)$", "", inner_text(article.find(name)) or "")
        )
    proposal.volume = inner_text(article.find("Journal/JournalIssue/Volume"))
    proposal.issue = inner_text(article.find("Journal/JournalIssue/Issue"))
    proposal.pages = _pages(inner_text(article.find("Pagination/MedlinePgn")) or "")
    dates = [article.find("Journal/JournalIssue/PubDate"), article.find("ArticleDate"), article.find("Book/PubDate")]
    answer.set_date([_date(date) for date in dates if date is not None], today)


def _date(element: Element) -> tuple[int, int | None] | None:
    """Return year and month of a structured date, or of a MedlineDate like '2024 Nov-Dec' or 'Spring 2019'."""
    if known_year := year(inner_text(element.find("Year"))):
        return known_year, month(inner_text(element.find("Month")))
    medline_date = inner_text(element.find("MedlineDate")) or ""
    digits = re.search(r"\b\d{4}\b", medline_date)
    parts = date(digits.group()) if digits else None
    word = re.search(r"\b\d{4}\s+([A-Z][a-z]{2})\b", medline_date)
    return (parts[0], month(word.group(1)) if word else None) if parts else None


def _pages(text: str) -> str | None:
    """Expand a shortened page range: '117-23' becomes '117-123'."""
    short = re.fullmatch(r"(\d+)-(\d+)", text)
    if short and len(short.group(2)) < len(short.group(1)):
        first, last = short.groups()
        return f"{first}-{first[: len(first) - len(last)]}{last}"
    return text or None


def _identifiers(answer: Answer, entry: Element, article: Element) -> None:
    """Read the article's own identifiers; those of its references, which are nested deeper, are ignored."""
    places = entry.findall("PubmedData/ArticleIdList/ArticleId") + entry.findall(
        "PubmedBookData/ArticleIdList/ArticleId"
    )
    identifiers = {place.get("IdType"): inner_text(place) for place in places}
    valid = [place for place in article.findall("ELocationID") if place.get("ValidYN") != "N"]
    written = {place.get("EIdType"): inner_text(place) for place in valid}
    answer.identify("doi", identifiers.get("doi") or written.get("doi"))
    answer.identify("pmcid", (identifiers.get("pmc") or "").partition(".")[0])
