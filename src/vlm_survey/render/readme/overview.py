"""Make the README's map: tasks by adaptation strategies; each number links to the papers it counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from vlm_survey.figures.charts.matrix import matrix
from vlm_survey.render.markdown import group_digits, link, text
from vlm_survey.render.readme.sections import OTHER, TASK, Section
from vlm_survey.survey import Survey

ADAPTATION = "adaptation"


@dataclass(frozen=True, slots=True)
class Overview:
    """A table of Markdown cells; every row is as long as `head`."""

    head: tuple[Markup, ...]
    rows: tuple[tuple[Markup, ...], ...]


def overview(survey: Survey, sections: Sequence[Section], to: Mapping[str, str], site: str) -> Overview | None:
    """Return the map; `to` gives the link of each row by section id. None if the taxonomy lacks one of its axes.

    It counts the papers that the website counts behind each link: those that are not adjacent.
    """
    if not {TASK, ADAPTATION} <= set(survey.taxonomy.axes):
        return None
    core = survey.core
    core_counts = matrix(core, TASK, ADAPTATION)
    columns = [term for term, _ in core_counts.columns]
    head = (text("Task"), *(link(term.label.en, f"{site}{ADAPTATION}/{term.id}/") for term in columns), text("All"))
    rows = [
        (
            link(row.term.label.en, to[row.term.id]),
            *(
                _number(cell.count, f"{site}explore/?{TASK}={row.term.id}&{ADAPTATION}={cell.column.id}")
                for cell in row.cells
            ),
            _number(row.total, f"{site}explore/?{TASK}={row.term.id}"),
        )
        for row in core_counts.rows
    ]
    rest = next(section for section in sections if section.id == OTHER)
    if papers := [paper for paper in rest.papers if paper.scope != "adjacent"]:
        counts = (sum(term.id in core.implied(paper, ADAPTATION) for paper in papers) for term in columns)
        rows.append((link(rest.label, to[OTHER]), *(_number(count) for count in counts), _number(len(papers))))
    totals = (*(_number(total) for _, total in core_counts.columns), _number(len(core.papers)))
    return Overview(head, (*rows, (Markup("**All**"), *totals)))


def _number(count: int, to: str | None = None) -> Markup:
    return link(group_digits(count), to) if count and to else text(group_digits(count))
