"""Answer directives with values that a page or a book can render in its own way."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from vlm_survey.chapters.columns import Cell, cells, default_columns, known_columns, sort_records
from vlm_survey.chapters.directives import number, options, read_axes, read_subject, read_terms
from vlm_survey.chapters.figures import Figure, read_figure
from vlm_survey.chapters.formulas import Formula, read_formula
from vlm_survey.chapters.marks import Directive
from vlm_survey.chapters.selection import Selection, explorer_query, read_selection, select
from vlm_survey.errors import InvalidValue, NoAnswer
from vlm_survey.model import Paper, Record
from vlm_survey.survey import Survey
from vlm_survey.taxonomy import Axis, Term
from vlm_survey.taxonomy.names import read_tag

ROWS = 20
"""The default maximum number of rows of a table or list."""
_WAY_OUT = "Ask for less, remove the directive, or add '; empty WORDS' with the words to show instead"


@dataclass(frozen=True, slots=True)
class Words:
    """Words within a sentence; `query` is the explorer's address for the counted papers, `page` the page to link to."""

    text: str
    query: str | None = None
    page: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table of records. `total` counts all selected records; `order` describes the sorting, as in "newest first"."""

    what: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: int
    order: str
    query: str | None
    caption: str | None


@dataclass(frozen=True, slots=True)
class Listed:
    """A list of records with their summaries."""

    what: str
    records: tuple[Record, ...]
    total: int
    order: str
    query: str | None


@dataclass(frozen=True, slots=True)
class Trend:
    """Terms of one axis with their papers; `papers` are all selected papers; at most `limit` terms are drawn."""

    axis: Axis
    series: tuple[tuple[Term, tuple[Paper, ...]], ...]
    papers: tuple[Paper, ...]
    selection: Selection
    limit: int
    caption: str | None


@dataclass(frozen=True, slots=True)
class Cross:
    """Two axes, and the papers counted by a term of each."""

    down: Axis
    across: Axis
    papers: tuple[Paper, ...]
    selection: Selection
    caption: str | None


Answer = Words | Table | Listed | Trend | Cross | Figure | Formula


def answer(survey: Survey, directive: Directive) -> Answer:
    """Answer `directive`; if no record matches, return the words of its option `empty`.

    Raises SurveyError for an unreadable query, and NoAnswer for an empty answer without the option `empty`.
    """
    chosen = options(directive)
    try:
        return _ANSWERS[directive.name](survey, directive.asks, chosen)
    except NoAnswer:
        if "empty" in chosen:
            return Words(chosen["empty"])
        raise


def _found(survey: Survey, asks: str) -> tuple[str, list[Record], str | None]:
    """Return the name of the records ("papers"), those that match, and the explorer's address.

    Raises NoAnswer for none.
    """
    kind, record, selection = read_subject(survey, asks)
    records = select(survey, record, selection)
    noun = kind.folder if kind else "papers"
    if not records:
        raise NoAnswer(f"no {noun} match '{asks}'", repair=_WAY_OUT)
    return noun, records, explorer_query(survey, selection) if noun == "papers" else None


def _papers(survey: Survey, selection: Selection, asks: str) -> tuple[Paper, ...]:
    papers = tuple(select(survey, Paper, selection))
    if not papers:
        raise NoAnswer(f"no paper matches '{asks}'", repair=_WAY_OUT)
    return papers


def _count(survey: Survey, asks: str, _chosen: Mapping[str, str]) -> Words:
    _what, records, query = _found(survey, asks)
    return Words(f"{len(records):,}", query)


def _counted(survey: Survey, asks: str, _chosen: Mapping[str, str]) -> Words:
    what, records, query = _found(survey, asks)
    noun = what if len(records) > 1 else what.removesuffix("s")
    return Words(f"{len(records):,} {noun}", query)


def _share(survey: Survey, asks: str, chosen: Mapping[str, str]) -> Words:
    part = read_selection(survey, asks)
    of_selection = read_selection(survey, chosen.get("of", ""))
    whole_papers = _papers(survey, of_selection, chosen.get("of", ""))
    both_selections = Selection((*of_selection.conditions, *part.conditions))
    part_papers = _papers(survey, both_selections, asks)
    percent = 100 * len(part_papers) / len(whole_papers)
    return Words("less than 1 %" if percent < 0.5 else f"{percent:.0f} %", explorer_query(survey, both_selections))


def _years(survey: Survey, asks: str, _chosen: Mapping[str, str]) -> Words:
    selection = read_selection(survey, asks)
    years = [paper.year for paper in _papers(survey, selection, asks) if paper.year]
    if not years:
        raise NoAnswer(f"no paper in '{asks}' has a year", repair=_WAY_OUT)
    first, last = min(years), max(years)
    return Words(f"{first} to {last}" if last > first else str(first), explorer_query(survey, selection))


def _term(survey: Survey, asks: str, chosen: Mapping[str, str]) -> Words:
    axis, term = read_tag(survey.taxonomy, asks)
    label = survey.taxonomy.term(axis, term).label.en
    return Words(
        chosen.get("words", label[:1].lower() + label[1:] if label[1:2].islower() else label), page=f"{axis}/{term}/"
    )


def _explore(survey: Survey, asks: str, chosen: Mapping[str, str]) -> Words:
    selection = read_selection(survey, asks)
    papers = _papers(survey, selection, asks)
    query = explorer_query(survey, selection)
    if query is None:
        raise InvalidValue(
            f"the explorer has no filter for '{asks}'", repair="Use only axes, years and has=code, weights or data"
        )
    return Words(chosen.get("words", f"{len(papers):,} papers"), query)


def _table(survey: Survey, asks: str, chosen: Mapping[str, str]) -> Table:
    noun, records, query = _found(survey, asks)
    kind = type(records[0])
    names = [name.strip() for name in chosen["columns"].split(",")] if "columns" in chosen else default_columns(kind)
    known_names = known_columns(survey, kind)
    for name in names:
        if name not in known_names:
            raise InvalidValue(f"no column is called '{name}'", repair=f"Choose one of {', '.join(known_names)}")
    order, ranked = sort_records(survey, records, chosen.get("sort"))
    shown = ranked[: number("limit", chosen.get("limit", str(ROWS)))]
    rows = tuple(cells(survey, record, names) for record in shown)
    return Table(
        noun, tuple(known_names[name] for name in names), rows, len(records), order, query, chosen.get("caption")
    )


def _list(survey: Survey, asks: str, chosen: Mapping[str, str]) -> Listed:
    noun, records, query = _found(survey, asks)
    order, ranked = sort_records(survey, records, chosen.get("sort"))
    shown = ranked[: number("limit", chosen.get("limit", str(ROWS)))]
    return Listed(noun, tuple(shown), len(records), order, query)


def _trend(survey: Survey, asks: str, chosen: Mapping[str, str]) -> Trend:
    axis, terms, selection = read_terms(survey, asks)
    papers = _papers(survey, selection, asks)
    keys = {paper.key for paper in papers}
    papers_by_term = {term.id: tuple(p for p in survey.tagged(axis.id, term.id) if p.key in keys) for term in terms}
    series = tuple((term, papers_by_term[term.id]) for term in terms if papers_by_term[term.id])
    if not series:
        raise NoAnswer(f"no paper in '{asks}' has a term of {axis.id}", repair=_WAY_OUT)
    limit = number("limit", chosen.get("limit", "6"), most=24)
    return Trend(axis, series, papers, selection, limit, chosen.get("caption"))


def _cross(survey: Survey, asks: str, chosen: Mapping[str, str]) -> Cross:
    row_axis, column_axis, selection = read_axes(survey, asks)
    papers = _papers(survey, selection, asks)
    if not any(survey.implied(paper, row_axis.id) and survey.implied(paper, column_axis.id) for paper in papers):
        raise NoAnswer(f"no paper in '{asks}' has a term of both axes", repair=_WAY_OUT)
    return Cross(row_axis, column_axis, papers, selection, chosen.get("caption"))


def _figure(survey: Survey, asks: str, chosen: Mapping[str, str]) -> Figure:
    return read_figure(survey, asks, chosen.get("caption"))


_ANSWERS: Mapping[str, Callable[[Survey, str, Mapping[str, str]], Answer]] = {
    "count": _count,
    "papers": _counted,
    "share": _share,
    "years": _years,
    "term": _term,
    "explore": _explore,
    "table": _table,
    "list": _list,
    "trend": _trend,
    "matrix": _cross,
    "figure": _figure,
    "formula": lambda _survey, asks, _chosen: read_formula(asks),
}
