"""Make schema.org graphs for pages: papers, axes and terms, the website, the data, and breadcrumbs.

Types and properties: https://schema.org, in JSON-LD 1.1. Every node has its own address, so that the graphs of several
pages can be combined.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from vlm_survey.exports import data_descriptions
from vlm_survey.exports.page_range import page_range
from vlm_survey.exports.release import ABOUT, KEYWORDS, LICENCE, VERSION
from vlm_survey.model import Paper, Person
from vlm_survey.render.shell import root_of
from vlm_survey.survey import Survey
from vlm_survey.taxonomy import Axis, Term

Node = dict[str, Any]

NAME = "vlm-survey: the literature index of medical vision-language models"


def paper_node(survey: Survey, site: str, paper: Paper) -> Node:
    """Return the article that the page of `paper` is about; its summary is in the page's description."""
    path = f"papers/{paper.key}/"
    page = site + path
    ids = paper.ids.present()
    published = f"{paper.year}-{paper.month:02d}" if paper.year and paper.month else paper.year and str(paper.year)
    return without_unknown(
        {
            "@type": "ScholarlyArticle",
            "@id": f"{page}#paper",
            "name": paper.title,
            "alternateName": list(paper.other_titles),
            "author": [_person(author) for author in paper.authors],
            "datePublished": published,
            **_published(survey, paper),
            "pagination": page_range(paper),
            "identifier": [
                {"@type": "PropertyValue", "propertyID": value.kind, "value": str(value)} for value in ids.values()
            ],
            "url": paper.url,
            "sameAs": [value.url for value in ids.values() if value.url != paper.url],
            "mainEntityOfPage": page,
            "about": term_references(survey, path, paper.tags),
            "mentions": [{"@type": "SoftwareSourceCode", "codeRepository": paper.links.code}]
            if paper.links.code
            else [],
        }
    )


def axis_node(site: str, axis: Axis) -> Node:
    """Return an axis with its terms."""
    terms = [_reference(site, term) for term in axis]
    return {**_axis(site, axis), "description": axis.means, "url": f"{site}{axis.id}/", "hasDefinedTerm": terms}


def term_node(site: str, axis: Axis, term: Term) -> Node:
    """Return one term with its axis."""
    names = [*([term.label.zh] if term.label.zh else []), *term.aliases]
    node = {**_reference(site, term), "termCode": term.id, "alternateName": names, "description": term.means}
    return without_unknown({**node, "inDefinedTermSet": _axis(site, axis)})


def website_node(site: str) -> Node:
    """Return the website with the address of its search."""
    action = {"@type": "EntryPoint", "urlTemplate": f"{site}explore/?q={{search_term_string}}"}
    return {
        "@type": "WebSite",
        "@id": f"{site}#website",
        "name": NAME,
        "description": ABOUT,
        "url": site,
        "license": LICENCE,
        "potentialAction": {
            "@type": "SearchAction",
            "target": action,
            "query-input": "required name=search_term_string",
        },
    }


def dataset_node(survey: Survey, site: str, repository: str) -> Node:
    """Return the data as a whole, with each file for download."""
    files = [
        {
            "@type": "DataDownload",
            "name": file.name,
            "encodingFormat": file.media_type,
            "contentUrl": f"{site}data/{file.name}",
        }
        for file in data_descriptions(survey)
    ]
    return without_unknown(
        {
            "@type": "Dataset",
            "@id": f"{site}data/#dataset",
            "name": NAME,
            "description": ABOUT,
            "url": f"{site}data/",
            "sameAs": repository,
            "license": LICENCE,
            "version": VERSION,
            "dateModified": str(survey.snapshot) if survey.snapshot else None,
            "isAccessibleForFree": True,
            "creator": {"@type": "Organization", "name": "The vlm-survey contributors", "url": repository},
            "keywords": list(KEYWORDS),
            "variableMeasured": [axis.label.en for axis in survey.taxonomy],
            "distribution": files,
        }
    )


def breadcrumb_node(site: str, steps: Sequence[tuple[str, str]]) -> Node:
    """Return the path from the first page to the one above this; `steps` are names and paths below the root."""
    items = [
        {"@type": "ListItem", "position": place, "name": name, "item": site + path}
        for place, (name, path) in enumerate((("Home", ""), *steps), 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def without_unknown(node: Mapping[str, Any]) -> Node:
    """Return `node` without unknown or empty values."""
    return {name: value for name, value in node.items() if value not in (None, "", [], {})}


def _person(author: Person) -> Node:
    if author.is_group:
        return {"@type": "Organization", "name": author.family}
    return {"@type": "Person", "name": author.display}


def _published(survey: Survey, paper: Paper) -> Node:
    """Return the issue and volume of a journal, the proceedings of a conference, or the publisher of a report or preprint."""
    venue = survey.venues.get(paper.venue)
    kind = survey.venues.kind(paper.venue)
    name = venue.full if venue else paper.venue
    if not name:
        return {}
    if kind in ("report", "preprint"):
        status = {"creativeWorkStatus": "Preprint"} if kind == "preprint" else {}
        return {"publisher": {"@type": "Organization", "name": name}, **status}
    if kind != "journal":
        return {"isPartOf": {"@type": "Book" if kind in ("conference", "workshop") else "CreativeWork", "name": name}}
    publication: Node = {"@type": "Periodical", "name": name}
    if paper.volume:
        publication = {"@type": "PublicationVolume", "volumeNumber": paper.volume, "isPartOf": publication}
    if paper.issue:
        publication = {"@type": "PublicationIssue", "issueNumber": paper.issue, "isPartOf": publication}
    return {"isPartOf": publication}


def term_references(survey: Survey, path: str, tags: Mapping[str, tuple[str, ...]]) -> list[Node]:
    """Return the terms of `tags` (ids by axis), in reading order, by their identifiers alone: the pages of terms describe them.

    The identifiers are relative to the page at `path` (https://www.w3.org/TR/json-ld11/#html-base-iri), to keep the page small.
    """
    root = root_of(path)
    return [{"@id": _term_id(root, term)} for _axis, terms in survey.taxonomy.tagged(tags) for term in terms]


def _reference(site: str, term: Term) -> Node:
    page = f"{site}{term.axis}/{term.id}/"
    return {"@type": "DefinedTerm", "@id": _term_id(site, term), "name": term.label.en, "url": page}


def _term_id(site: str, term: Term) -> str:
    return f"{site}{term.axis}/{term.id}/#term"


def _axis(site: str, axis: Axis) -> Node:
    return {"@type": "DefinedTermSet", "@id": _axis_id(site, axis), "name": axis.label.en}


def _axis_id(site: str, axis: Axis) -> str:
    return f"{site}{axis.id}/#axis"
