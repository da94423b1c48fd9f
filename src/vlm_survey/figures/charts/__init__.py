"""Draw charts: counts as inline SVG in the text's colour, each with the same numbers as a table."""

from vlm_survey.figures.charts.columns import TALL, bars, columns
from vlm_survey.figures.charts.counts import (
    Figure,
    Period,
    Series,
    YearCount,
    figure,
    per_year,
    periods,
    shares,
    with_shares,
)
from vlm_survey.figures.charts.stacked import stacked

__all__ = [
    "TALL",
    "Figure",
    "Period",
    "Series",
    "YearCount",
    "bars",
    "columns",
    "figure",
    "per_year",
    "periods",
    "shares",
    "stacked",
    "with_shares",
]
