"""Show the dot plot of the field on pages: a wide and a small drawing, a legend, and a table with the same numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from vlm_survey.figures.charts.dot_plot import SMALL, TERM, WIDE, Axes, Dot, DotPlot, dot_plot, picture_axes
from vlm_survey.figures.charts.dot_plot_svg import Tones, field_svg, file_svg, layer_svg, order_of_dots, pale_svg
from vlm_survey.model import Paper
from vlm_survey.survey import Survey
from vlm_survey.taxonomy import Term

if TYPE_CHECKING:
    from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """An entry of the legend: colour number, term (None for the rest), and its papers in the plot."""

    colour: int
    term: Term | None
    count: int


@dataclass(frozen=True)
class FieldPlot:
    """The dot plot of the papers of `survey`; each drawing is created on first use."""

    survey: Survey
    axes: Axes

    @cached_property
    def wide(self) -> DotPlot:
        """The drawing for wide screens."""
        return dot_plot(self.survey, self.axes, WIDE)

    @cached_property
    def small(self) -> DotPlot:
        """The drawing for phones."""
        return dot_plot(self.survey, self.axes, SMALL)

    @cached_property
    def flat(self) -> DotPlot:
        """The drawing for the page of a term."""
        return dot_plot(self.survey, self.axes, TERM)

    @property
    def title(self) -> str:
        """A description of the plot in words."""
        years = [year.year for year in self.wide.years]
        span = f", {years[0]} to {years[-1]}" if years else ""
        return f"Medical vision-language models: {len(self.wide.dots):,} papers{span}"

    @property
    def drawings(self) -> list[tuple[str, DotPlot, Markup]]:
        """Each drawing with its name."""
        return [
            (name, plot, field_svg(plot, self.title)) for name, plot in (("wide", self.wide), ("small", self.small))
        ]

    @property
    def keys(self) -> list[LegendEntry]:
        """The legend: the terms with a colour, then the rest."""
        counts = Counter(dot.colour for dot in self.wide.dots)
        entries = [LegendEntry(number, term, counts[number]) for number, term in enumerate(self.axes.coloured, 1)]
        return [*entries, LegendEntry(0, None, counts[0])] if counts[0] else entries

    @property
    def table(self) -> list[tuple[Term | None, list[int], int]]:
        """The plot as a table: for each row its papers by the colours of the legend, and the total."""
        counts = Counter((dot.lane, dot.colour) for dot in self.wide.dots)
        rows = [(lane.term, lane.term.id if lane.term else None, lane.count) for lane in self.wide.lanes]
        return [(term, [counts[lane, key.colour] for key in self.keys], total) for term, lane, total in rows]

    @property
    def pale(self) -> str:
        """All dots in a pale grey, as a file that is the background on pages of terms."""
        return pale_svg(self.flat)

    def file(self, tones: Tones) -> str:
        """Return the plot as a stand-alone file in these colours."""
        partial = next((year.year for year in self.wide.years if year.partial), None)
        ends = f" * {partial} is incomplete." if partial else ""
        description = (
            f"Each dot is a paper, drawn once, in the lane of its rarest {self.axes.lanes.label.en.lower()}."
            f"{ends} Papers without a year are not drawn."
        )
        return file_svg(self.wide, self.axes, self.title, description, tones)

    def term(self, papers: Sequence[Paper], title: str) -> Markup:
        """Return only the dots of `papers`."""
        dots = (self._dots[paper.key] for paper in papers if paper.key in self._dots)
        return layer_svg(self.flat, dots, title)

    @cached_property
    def _dots(self) -> dict[str, Dot]:
        return {dot.paper.key: dot for dot in self.flat.dots}

    def orders(self, place: dict[str, int]) -> dict[str, list[int]]:
        """Return the position of each drawing's papers in the order of its dots, so that a script can name a dot."""
        return {
            name: [place[paper.key] for paper in order_of_dots(plot)]
            for name, plot in (("wide", self.wide), ("small", self.small))
        }


def field_plot(survey: Survey) -> FieldPlot | None:
    """Return the dot plot of the field; None if the taxonomy lacks one of its axes, or no paper has a year."""
    axes = picture_axes(survey)
    return FieldPlot(survey, axes) if axes and any(paper.year for paper in survey.papers) else None
