"""L02 rules: each link of a paper is under the right kind."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from urllib.parse import urlsplit

from vlm_survey.checks.finding import ERROR, WARNING
from vlm_survey.checks.rule import Note, library_rule, record_rule
from vlm_survey.model import Link, Links, Paper
from vlm_survey.model.text import fold
from vlm_survey.model.web.hosts import AGGREGATORS, CODE_HOSTS
from vlm_survey.survey import Survey

_FILES = re.compile(r"/(?:releases|blob|raw|resolve|-/packages)/|/releases/?$")
_DRIVES = frozenset(
    ["drive.google.com", "docs.google.com", "dropbox.com", "onedrive.live.com", "1drv.ms", "pan.baidu.com"]
)
_LISTS = re.compile(
    r"(?i)/(?:accepted[\w-]*|papers?|program|schedule|proceedings|awesome[\w-]*)/?(?:index\.html?)?$|[?&]day=all"
)


@record_rule(Paper, "L020", ERROR)
def weights_are_code(_survey: Survey, paper: Paper) -> Iterator[Note]:
    """The link to a paper's weights leads to a page of code.

    Readers find no weights there, or must search for them. Link the file, its release, or the page of the model; write
    the repository under `code`.
    """
    link = paper.links.weights
    if link and link.host in CODE_HOSTS and not _FILES.search(link):
        yield Note(("links", "weights"), f"{link} is a repository", "Link the weights, or move it to code")


@record_rule(Paper, "L021", WARNING)
def page_is_a_list(_survey: Survey, paper: Paper) -> Iterator[Note]:
    """The paper link leads to a list of papers or to a file on a personal drive.

    Readers must search the list, and a drive may be emptied. Link the paper's own page, or add an identifier.
    """
    link = paper.links.paper
    if link and link.host in _DRIVES:
        yield Note(("links", "paper"), f"{link} is a file on a drive", "Link the publisher's page, or leave it out")
    elif link and _LISTS.search(urlsplit(link).path + ("?" + urlsplit(link).query if urlsplit(link).query else "")):
        yield Note(("links", "paper"), f"{link} is a list", "Link the paper's own page")


def _move_project(_survey: Survey, paper: Paper) -> Paper:
    if not _is_misplaced(paper):
        return paper
    links = paper.links.present()
    return paper.changed(links=Links(**{**links, "code": links["project"], "project": None}))


@record_rule(Paper, "L022", WARNING, fix=_move_project)
def project_is_code(_survey: Survey, paper: Paper) -> Iterator[Note]:
    """The project page is a code repository, and there is no code link.

    A filter for papers with code would miss it. Write it under `code`.
    """
    if _is_misplaced(paper):
        yield Note(("links", "project"), f"{paper.links.project} is a repository", "Move it to code", fixable=True)


@library_rule(Paper, "L023", WARNING)
def code_of_other_authors(survey: Survey) -> Iterator[tuple[Paper, Note]]:
    """Two papers without a common author link the same code repository.

    Usually one of them links the code that it builds on, or a link from a neighbouring list entry. Keep the link in the
    paper whose authors published the repository.
    """
    shared: dict[str, list[Paper]] = defaultdict(list)
    for paper in survey.papers:
        if paper.links.code and paper.authors:
            shared[_repository(paper.links.code)].append(paper)
    for papers in shared.values():
        for paper in papers:
            keys = [other.key for other in papers if other is not paper and not _names(other) & _names(paper)]
            if keys:
                found = f"{paper.links.code} is also the code of {', '.join(keys)}, by other people"
                yield paper, Note(("links", "code"), found, "Keep it where the authors are the repository's")


def _remove_aggregator(_survey: Survey, paper: Paper) -> Paper:
    if not _is_aggregated(paper) or not paper.ids.present():
        return paper
    return paper.changed(links=Links(**{**paper.links.present(), "paper": None}))


@record_rule(Paper, "L024", WARNING, fix=_remove_aggregator)
def page_is_an_aggregator(_survey: Survey, paper: Paper) -> Iterator[Note]:
    """The paper link leads to a site that shows abstracts of papers which others published.

    Readers find the abstract there, not the paper. Link the publisher's page, or add an identifier; the page whose abstract
    was read stays in `curation.read`.
    """
    if _is_aggregated(paper):
        has_identifier = bool(paper.ids.present())
        repair = (
            "Remove the link: the identifier leads to the paper"
            if has_identifier
            else "Add an identifier, or link the publisher's page"
        )
        yield Note(
            ("links", "paper"),
            f"{paper.links.paper} is not where the paper was published",
            repair,
            fixable=has_identifier,
        )


def _is_aggregated(paper: Paper) -> bool:
    link = paper.links.paper
    return link is not None and link.host in AGGREGATORS


def _is_misplaced(paper: Paper) -> bool:
    link = paper.links.project
    steps = [step for step in urlsplit(link).path.split("/") if step] if link else []
    return bool(
        link and not paper.links.code and urlsplit(link).netloc.removeprefix("www.") in CODE_HOSTS and len(steps) == 2
    )


def _repository(link: Link) -> str:
    return f"{link.host}{urlsplit(link).path}".lower().removesuffix("/").removesuffix(".git")


def _names(paper: Paper) -> set[tuple[str, str]]:
    return {(fold(person.family), fold(person.given)[:1]) for person in paper.authors}
