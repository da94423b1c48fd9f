"""Draw charts: counts as inline SVG in the text's colour, each with the same numbers as a table."""

from vlm_survey.figures.charts.columns import TALL, bars, columns
from vlm_survey.figures.charts.counts import (
    Figure,
    Period,
    Series,
    YearCount,
    count_per_year,
    figure,
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
    "count_per_year",
    "figure",
    "periods",
    "shares",
    "stacked",
    "with_shares",
]
