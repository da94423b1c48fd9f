"""Build pages of named sets of papers, and the page of all papers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from vlm_survey.model import Paper, SourceList, fold, has_code
from vlm_survey.render.entries import by_year, years_of
from vlm_survey.render.pages.page import Page
from vlm_survey.survey import Survey


@dataclass(frozen=True, slots=True)
class Collection:
    """A named set of papers with its own page, so that every number can link to the papers it counts.

    `question` is the query of the explorer for the same papers; empty if the explorer has none.
    """

    slug: str
    title: str
    means: str
    papers: tuple[Paper, ...]
    question: str = ""

    @property
    def path(self) -> str:
        """The path of its page."""
        return f"collections/{self.slug}/"


def collections(survey: Survey) -> dict[str, Collection]:
    """Return the collections by slug: papers with code, data or weights, by the basis of their tags, and by list."""
    papers = survey.papers
    chosen = [
        Collection("code", "With code", "Papers whose code is public.", _where(papers, has_code), "code=1"),
        Collection(
            "data", "With data", "Papers that link to their data.", _where(papers, lambda p: p.links.data), "data=1"
        ),
        Collection(
            "weights",
            "With weights",
            "Papers that link to trained weights.",
            _where(papers, lambda p: p.links.weights),
            "weights=1",
        ),
        Collection(
            "read",
            "Tagged from the abstract",
            "Papers whose tags are based on the abstract or the full text.",
            _where(papers, lambda p: p.read),
            "read=1",
        ),
        Collection(
            "provisional",
            "Title only",
            "Papers whose tags are based on the title or the heading of a list only.",
            _where(papers, lambda p: not p.read),
            "read=0",
        ),
    ]
    chosen += [list_collection(survey, source) for source in survey.lists.values()]
    return {collection.slug: collection for collection in chosen}


def list_collection(survey: Survey, source: SourceList) -> Collection:
    """Return the papers that a survey or list names."""
    return Collection(
        list_slug(source.id), source.name, f"Papers named by {source.id}.", tuple(survey.listed(source.id))
    )


def list_slug(list_id: str) -> str:
    """Return the id of a list for addresses."""
    return "list-" + fold(list_id).replace(" ", "-")


def collection_page(collection: Collection) -> Page:
    """Build the page of a named set of papers."""
    view = {"collection": collection, "years": by_year(collection.papers), "total": len(collection.papers)}
    return Page(collection.path, collection.title, collection.means, "collection.html", view)


def papers_page(survey: Survey) -> dict[str, Any]:
    """Build the page of all papers by year, readable without JavaScript."""
    return {"years": years_of(survey.newest), "total": len(survey.papers), "collections": collections(survey)}


def _where(papers: Sequence[Paper], test: Any) -> tuple[Paper, ...]:
    return tuple(paper for paper in papers if test(paper))
