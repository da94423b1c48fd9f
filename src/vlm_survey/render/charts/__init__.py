"""Charts: counts as inline SVG that follows the text's colour, each beside the same numbers as a table."""

from vlm_survey.render.charts.columns import bars, columns
from vlm_survey.render.charts.counts import Figure, Period, Series, YearCount, figure, per_year, periods, shares, until

__all__ = [
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
    "until",
]
