"""Views: what each page of the website shows, and in which order. Templates only say how."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from vlm_survey.chapters.citations import Discussion
from vlm_survey.exports.bibtex import entry as bibtex_entry
from vlm_survey.model import Paper, SourceList, fold, has_code
from vlm_survey.render.charts import bars, per_year, until
from vlm_survey.render.entries import by_year, byline, entry, place
from vlm_survey.render.learn import chapters_of_term, path_of_term, term_diagram
from vlm_survey.render.map import default_map
from vlm_survey.render.questions import questions
from vlm_survey.render.related import Kinship
from vlm_survey.render.start import start_here
from vlm_survey.render.trends import axis_trend, ends, home_trend, term_trend
from vlm_survey.survey import Survey, newest_added
from vlm_survey.taxonomy import Axis, Term

NEWEST = 12


@dataclass(frozen=True, slots=True)
class Page:
    """One page: where it lives (a folder below the root), what it is called, and what its template is given."""

    path: str
    title: str
    description: str
    template: str
    view: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Collection:
    """A named set of papers with a page of its own, so that every number can lead to what it counts."""

    slug: str
    title: str
    means: str
    papers: tuple[Paper, ...]

    @property
    def path(self) -> str:
        """Where its page lives."""
        return f"collections/{self.slug}/"


def collections(survey: Survey) -> dict[str, Collection]:
    """The collections by slug: with code, data or weights, by what the tags rest on, and one for each list."""
    every = survey.papers
    chosen = [
        Collection("code", "With code", "Papers whose code is public.", _where(every, has_code)),
        Collection("data", "With data", "Papers that link to their data.", _where(every, lambda p: p.links.data)),
        Collection(
            "weights", "With weights", "Papers that link to trained weights.", _where(every, lambda p: p.links.weights)
        ),
        Collection(
            "read",
            "Placed from the abstract",
            "Papers whose tags rest on their abstract or full text.",
            _where(every, lambda p: p.read),
        ),
        Collection(
            "provisional",
            "Not read yet",
            "Papers whose tags rest on a title or a list's heading only.",
            _where(every, lambda p: not p.read),
        ),
    ]
    chosen += [list_collection(survey, source) for source in survey.lists.values()]
    return {one.slug: one for one in chosen}


def list_collection(survey: Survey, source: SourceList) -> Collection:
    """The papers that one survey or list names."""
    return Collection(
        list_slug(source.id), source.name, f"Papers named by {source.id}.", tuple(survey.listed(source.id))
    )


def list_slug(list_id: str) -> str:
    """The id of a list as a part of an address."""
    return "list-" + fold(list_id).replace(" ", "-")


def home(survey: Survey) -> dict[str, Any]:
    """The home page: living numbers, ways in, the map, and what is new."""
    years = [paper.year for paper in survey.papers if paper.year]
    day = until(survey.papers)
    counts = per_year(survey.papers, day)
    return {
        "papers": len(survey.papers),
        "years": (min(years), max(years)) if years else None,
        "undated": len(survey.papers) - len(years),
        "collections": collections(survey),
        "terms": sum(len(axis.terms) for axis in survey.taxonomy),
        "axes": list(survey.taxonomy),
        "lists": len(survey.lists),
        "tasks": _counted(survey, survey.taxonomy.axes["task"].roots()) if "task" in survey.taxonomy.axes else [],
        "questions": questions(survey),
        "matrix": default_map(survey),
        "chart": bars(counts, "Papers a year"),
        "counts": counts,
        "ends": ends(counts, day),
        "trend": home_trend(survey),
        "newest": [entry(paper) for paper in newest_added(survey.papers)[:NEWEST]],
    }


def papers_page(survey: Survey) -> dict[str, Any]:
    """All papers by year, readable without JavaScript."""
    return {"years": by_year(survey.papers), "total": len(survey.papers), "collections": collections(survey)}


def browse(survey: Survey) -> dict[str, Any]:
    """All axes with all their terms and counts."""
    return {"axes": [(axis, _counted(survey, axis)) for axis in survey.taxonomy]}


def credit(survey: Survey) -> dict[str, Any]:
    """Every survey and list that fed the index, with how many of its papers are here, and what was left out."""
    named = [(source, list_collection(survey, source)) for source in survey.lists.values()]
    return {
        "surveys": [pair for pair in named if pair[0].kind == "survey"],
        "lists": sorted((pair for pair in named if pair[0].kind == "list"), key=lambda pair: pair[0].id.casefold()),
        "exclusions": survey.exclusions,
        "by_key": survey.papers_by_key,
    }


def curation(survey: Survey) -> dict[str, Any]:
    """How many records rest on what."""
    found = collections(survey)
    reviewed = sum(1 for paper in survey.papers if paper.curation.status == "reviewed")
    return {
        "total": len(survey.papers),
        "read": found["read"],
        "provisional": found["provisional"],
        "reviewed": reviewed,
    }


def axis_page(survey: Survey, axis: Axis) -> Page:
    """The overview of one axis."""
    day = until(survey.papers)
    view = {
        "axis": axis,
        "terms": _counted(survey, axis),
        "origin": origin(survey, axis.origin),
        "tagged": sum(1 for paper in survey.papers if paper.terms(axis.id)),
        "total": len(survey.papers),
        "trend": axis_trend(survey, axis)[1],
        "ends": ends(per_year(survey.papers, day), day),
    }
    return Page(f"{axis.id}/", axis.label.en, f"{axis.question} {axis.means}", "axis.html", view)


def term_page(survey: Survey, axis: Axis, term: Term) -> Page:
    """One term: its meaning, origin, counts over the years, and its papers."""
    papers = survey.tagged(axis.id, term.id)
    day = until(survey.papers)
    counts = per_year(papers, day)
    view = {
        "axis": axis,
        "term": term,
        "parents": [axis.terms[step] for step in axis.lineage(term.id)[:0:-1]],
        "children": _counted(survey, [axis.terms[child] for child in term.children]),
        "origin": origin(survey, term.origin),
        "crosswalk": [(survey.lists.get(key), key, heads) for key, heads in term.crosswalk.items()],
        "total": len(papers),
        "provisional": sum(1 for paper in papers if not paper.read),
        "counts": counts,
        "chart": bars(counts, f"{term.label.en}: papers a year"),
        "ends": ends(counts, day),
        "trend": term_trend(survey, axis, [axis.terms[child] for child in term.children]) if term.children else None,
        "unsigned": sum(1 for paper in papers if not paper.authors),
        "start": start_here(papers),
        "chapters": chapters_of_term(survey, term),
        "path": path_of_term(survey, term),
        "diagram": term_diagram(survey, term),
        "years": by_year(papers),
        "beside": _beside(survey, axis, papers),
    }
    title = f"{term.label.en} ({axis.label.en.lower()})"
    return Page(f"{axis.id}/{term.id}/", title, term.means, "term.html", view)


def paper_page(survey: Survey, kinship: Kinship, paper: Paper, discussed: Sequence[Discussion] = ()) -> Page:
    """One paper: all that is known, where from, where the survey discusses it, and where to go next."""
    file = survey.files.get(paper.key)
    view = {
        "paper": paper,
        "place": place(paper),
        "venue": survey.venues.get(paper.venue),
        "tags": _tags(survey, paper),
        "datasets": survey.dataset_names(paper, "introduces"),
        "links": [*paper.links.present().items()],
        "ids": [*paper.ids.present().items()],
        "bibtex": bibtex_entry(survey, paper),
        "cite": citation(survey, paper),
        "discussed": discussed,
        "key": paper.key,
        "related": [entry(other) for other in kinship.nearest(paper)],
        "listed": [(survey.lists.get(one.list), list_slug(one.list), one) for one in paper.listed],
        "file": file.path if file else None,
    }
    description = paper.summary or " · ".join(part for part in (byline(paper), place(paper)) if part) or paper.title
    return Page(f"papers/{paper.key}/", paper.title, description, "paper.html", view)


def collection_page(one: Collection) -> Page:
    """A named set of papers."""
    view = {"collection": one, "years": by_year(one.papers), "total": len(one.papers)}
    return Page(one.path, one.title, one.means, "collection.html", view)


def citation(survey: Survey, paper: Paper) -> str:
    """The paper in one line, as a reference list would have it."""
    names = [author.display for author in paper.authors]
    whole = len(names) < 4 and not paper.more_authors
    people = ", ".join(names) if whole or not names else f"{names[0]} et al."
    venue = survey.venues.get(paper.venue)
    parts = (people, f"{paper.title}", venue.full if venue else paper.venue, str(paper.year or ""), paper.url)
    return ". ".join(part.rstrip(".") for part in parts if part) + "."


def origin(survey: Survey, found: Any) -> dict[str, Any]:
    """Whose name an axis or term carries, in words, and the survey's page where it is one's."""
    source = survey.lists.get(found.survey or "")
    words = {"survey": "Named by", "adapted": "Adapted from", "project": "This project's own"}[found.kind]
    return {"words": words, "kind": found.kind, "survey": source, "note": found.note}


def _where(papers: Sequence[Paper], test: Any) -> tuple[Paper, ...]:
    return tuple(paper for paper in papers if test(paper))


def _counted(survey: Survey, terms: Iterable[Term]) -> list[tuple[Term, int]]:
    return [(term, survey.count(term)) for term in terms]


def _tags(survey: Survey, paper: Paper) -> list[tuple[Axis, list[Term]]]:
    """The axes that `paper` is tagged on, each with its terms in reading order; unknown ids left out."""
    found = []
    for axis in survey.taxonomy:
        terms = [term for term in axis if term.id in paper.terms(axis.id)]
        if terms:
            found.append((axis, terms))
    return found


def _beside(
    survey: Survey, axis: Axis, papers: Sequence[Paper], most: int = 6
) -> list[tuple[Axis, list[tuple[Term, int]]]]:
    """For each other axis, the terms that these papers carry most, with how many of them do."""
    found = []
    for other in survey.taxonomy:
        if other.id in (axis.id, "domain"):
            continue
        counts: dict[str, int] = {}
        for paper in papers:
            for term in survey.implied(paper, other.id):
                counts[term] = counts.get(term, 0) + 1
        top = sorted(counts, key=lambda term: (-counts[term], term))[:most]
        if top:
            found.append((other, [(other.terms[term], counts[term]) for term in top]))
    return found
