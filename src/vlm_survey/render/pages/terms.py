"""Build the pages of the taxonomy: all topics, one axis, one term."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Any

from vlm_survey.analysis.starting_points import Starts
from vlm_survey.analysis.trends import axis_trend, incomplete_until, poorly_covered_years, term_trend
from vlm_survey.figures.charts import bars, count_per_year
from vlm_survey.figures.charts.field_plot import FieldPlot
from vlm_survey.model import Paper
from vlm_survey.render.chapters.learning import chapters_of_term, path_of_term, term_diagram
from vlm_survey.render.data.downloads import MOST
from vlm_survey.render.entries import entry, years_of
from vlm_survey.render.pages.page import Page
from vlm_survey.survey import Survey
from vlm_survey.taxonomy import Axis, Term


def browse(survey: Survey) -> dict[str, Any]:
    """Build the page of all axes with their terms and counts."""
    return {"axes": [(axis, _counted(survey, axis)) for axis in survey.taxonomy]}


def chinese_guide(survey: Survey) -> dict[str, Any]:
    """Build the guide for readers of Chinese: how to search, and all terms by their Chinese names."""
    return browse(survey.core) | {"papers": len(survey.papers)}


def axis_page(survey: Survey, axis: Axis) -> Page:
    """Build the overview of one axis. It counts as the explorer and the map do: without adjacent papers."""
    core, day = survey.core, survey.until
    view = {
        "axis": axis,
        "terms": _counted(core, axis),
        "origin": origin(survey, axis.origin),
        "tagged": sum(1 for paper in core.papers if paper.terms(axis.id)),
        "total": len(core.papers),
        "adjacent": len(survey.papers) - len(core.papers),
        "trend": axis_trend(core, axis)[1],
        "ends": incomplete_until(count_per_year(core.papers, day), day),
    }
    return Page(f"{axis.id}/", axis.label.en, f"{axis.question} {axis.means}", "axis.html", view)


def term_page(
    survey: Survey, axis: Axis, term: Term, plot: FieldPlot | None = None, starts: Starts | None = None
) -> Page:
    """Build the page of a term: meaning, origin, counts over the years, and papers; `starts` is created if not given.

    It lists all papers, and counts as the explorer does: without adjacent papers, unless all are adjacent.
    """
    papers = survey.tagged(axis.id, term.id)
    counting = survey.core if survey.core.tagged(axis.id, term.id) else survey
    counted = counting.tagged(axis.id, term.id)
    day = survey.until
    counts = count_per_year(counted, day)
    start = (starts or Starts(survey)).of_term(term)
    view = {
        "axis": axis,
        "term": term,
        "parents": _parents(axis, term),
        "children": _counted(counting, [axis.terms[child] for child in term.children]),
        "origin": origin(survey, term.origin),
        "chapters": chapters_of_term(survey, term),
        "path": path_of_term(survey, term),
        "diagram": term_diagram(survey, term),
        "crosswalk": [(survey.lists.get(key), key, heads) for key, heads in term.crosswalk.items()],
        "total": len(papers),
        "most_in_file": MOST,
        "counted": len(counted),
        "scope": "&scope=any" if papers and not survey.core.tagged(axis.id, term.id) else "",
        "adjacent": sum(1 for paper in papers if paper.scope == "adjacent"),
        "provisional": sum(1 for paper in papers if not paper.read),
        "counts": counts,
        "chart": bars(counts, f"{term.label.en}: papers per year", partly_collected=poorly_covered_years(survey)),
        "ends": incomplete_until(counts, day),
        "trend": term_trend(counting, axis, [axis.terms[child] for child in term.children]) if term.children else None,
        "picture": plot.term(papers, f"{term.label.en}: {len(papers):,} papers among all") if plot and papers else None,
        "unsigned": sum(1 for paper in papers if not paper.authors),
        "start": start,
        "picks": [(entry(pick.paper), pick.reason) for pick in start.picks] if start else [],
        "years": years_of(survey.newest_tagged(axis.id, term.id)),
        "beside": _beside(survey, axis, counted),
    }
    title = f"{term.label.en} ({axis.label.en.lower()})"
    return Page(f"{axis.id}/{term.id}/", title, term.means, "term.html", view)


def above_term(axis: Axis, term: Term) -> list[tuple[str, str]]:
    """Return the names and paths of the pages above that of `term`."""
    parents = [(parent.label.en, f"{axis.id}/{parent.id}/") for parent in _parents(axis, term)]
    return [("Topics", "browse/"), (axis.label.en, f"{axis.id}/"), *parents]


def origin(survey: Survey, term_origin: Any) -> dict[str, Any]:
    """Describe the origin of an axis or term, with the survey's page if it has one."""
    source = survey.lists.get(term_origin.survey or "")
    label = {"survey": "Name from", "adapted": "Adapted from", "project": "Defined by this project"}[term_origin.kind]
    return {"words": label, "kind": term_origin.kind, "survey": source, "note": term_origin.note}


def _parents(axis: Axis, term: Term) -> list[Term]:
    return [axis.terms[step] for step in axis.lineage(term.id)[:0:-1]]


def _counted(survey: Survey, terms: Iterable[Term]) -> list[tuple[Term, int]]:
    return [(term, survey.count(term)) for term in terms]


def _beside(
    survey: Survey, axis: Axis, papers: Sequence[Paper], most: int = 6
) -> list[tuple[Axis, list[tuple[Term, int]]]]:
    """For each other axis, return the most frequent terms of these papers, with their counts."""
    rows = []
    tagged = [survey.implied_by_axis(paper) for paper in papers]
    for other in survey.taxonomy:
        if other.id in (axis.id, "domain"):
            continue
        counts = Counter(chain.from_iterable(terms.get(other.id, ()) for terms in tagged))
        top = sorted(counts, key=lambda term: (-counts[term], term))[:most]
        if top:
            rows.append((other, [(other.terms[term], counts[term]) for term in top]))
    return rows
