"""The picture of the field as pages show it: drawn wide and small, with a legend, and told again as a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from vlm_survey.model import Paper
from vlm_survey.render.charts.dot_plot import SMALL, TERM, WIDE, Axes, DotPlot, dot_plot, picture_axes
from vlm_survey.render.charts.dot_plot_svg import Tones, field_svg, file_svg, order_of_dots, pale_svg, some_svg
from vlm_survey.survey import Survey
from vlm_survey.taxonomy import Term

if TYPE_CHECKING:
    from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class Key:
    """One entry of the legend: the number of its colour, its term (None for the rest), its papers in the picture."""

    colour: int
    term: Term | None
    count: int


@dataclass(frozen=True)
class Picture:
    """The picture of the papers of `survey`; each drawing is made when it is first asked for."""

    survey: Survey
    axes: Axes

    @cached_property
    def wide(self) -> DotPlot:
        """For wide screens."""
        return dot_plot(self.survey, self.axes, WIDE)

    @cached_property
    def small(self) -> DotPlot:
        """For phones."""
        return dot_plot(self.survey, self.axes, SMALL)

    @cached_property
    def flat(self) -> DotPlot:
        """For the page of a term."""
        return dot_plot(self.survey, self.axes, TERM)

    @property
    def title(self) -> str:
        """What the picture shows, in words."""
        years = [one.year for one in self.wide.years]
        span = f", {years[0]} to {years[-1]}" if years else ""
        return f"Medical vision-language models: {len(self.wide.dots):,} papers{span}"

    @property
    def drawings(self) -> list[tuple[str, DotPlot, Markup]]:
        """Each drawing with its name."""
        return [
            (name, plot, field_svg(plot, self.title)) for name, plot in (("wide", self.wide), ("small", self.small))
        ]

    @property
    def keys(self) -> list[Key]:
        """The legend: the terms that have a colour, then the rest."""
        counts = Counter(dot.colour for dot in self.wide.dots)
        named = [Key(number, term, counts[number]) for number, term in enumerate(self.axes.coloured, 1)]
        return [*named, Key(0, None, counts[0])] if counts[0] else named

    @property
    def table(self) -> list[tuple[Term | None, list[int], int]]:
        """The picture in numbers: for each lane its papers by the colours of the legend, and in all."""
        counts = Counter((dot.lane, dot.colour) for dot in self.wide.dots)
        rows = [(one.term, one.term.id if one.term else None, one.count) for one in self.wide.lanes]
        return [(term, [counts[lane, key.colour] for key in self.keys], total) for term, lane, total in rows]

    @property
    def pale(self) -> str:
        """All dots in one pale grey, as a file that pages of terms lay below their own dots."""
        return pale_svg(self.flat)

    def file(self, tones: Tones) -> str:
        """The picture as a file that stands on its own, in these colours."""
        partial = next((one.year for one in self.wide.years if one.partial), None)
        ends = f" * {partial} is incomplete." if partial else ""
        about = f"Each dot is a paper, placed in the lane of its rarest {self.axes.lanes.label.en.lower()}.{ends}"
        return file_svg(self.wide, self.axes, self.title, about, tones)

    def term(self, papers: Sequence[Paper], title: str) -> Markup:
        """The dots of `papers` alone."""
        return some_svg(self.flat, {paper.key for paper in papers}, title)

    def orders(self, place: dict[str, int]) -> dict[str, list[int]]:
        """For each drawing the places of its papers, in the order of its dots: what a script needs to name a dot."""
        return {
            name: [place[paper.key] for paper in order_of_dots(plot)]
            for name, plot in (("wide", self.wide), ("small", self.small))
        }


def picture(survey: Survey) -> Picture | None:
    """The picture of the field; None where the taxonomy lacks one of its axes, or no paper has a year."""
    axes = picture_axes(survey)
    return Picture(survey, axes) if axes and any(paper.year for paper in survey.papers) else None
