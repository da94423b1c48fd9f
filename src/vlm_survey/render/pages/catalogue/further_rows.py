"""Build the pages with the rows of an overview that its own page does not hold.

With a script the overview holds all rows: it adds the others from a data file, so that filters and sorting know them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from vlm_survey.render.pages.page import Page

IN_PAGE = 200
"""The maximum number of rows on a page: about 200 KB."""


@dataclass(frozen=True, slots=True)
class Further:
    """A page with further rows: its path below the root, and its rows, counted from 1."""

    path: str
    first: int
    last: int


def further(folder: str, rows: int) -> list[Further]:
    """Return the pages below `folder` that an overview of `rows` rows needs besides its own."""
    starts = range(IN_PAGE, rows, IN_PAGE)
    return [
        Further(f"{folder}page-{number}/", start + 1, min(start + IN_PAGE, rows))
        for number, start in enumerate(starts, 2)
    ]


def further_pages(view: Mapping[str, Any], name: str) -> Iterator[Page]:
    """Build the pages with further rows of the overview called `name`, such as "Models", from the data of its template."""
    for part in view["further"]:
        folder = part.path.split("/")[0] + "/"
        title = f"{name}, {part.first:,} to {part.last:,}"
        description = f"Rows {part.first:,} to {part.last:,} of {len(view['rows']):,}, in the order of the overview."
        more = {
            "above": [(name, folder)],
            "title": title,
            "part": part,
            "rows": view["rows"][part.first - 1 : part.last],
        }
        yield Page(part.path, title, description, "overview_further.html", {**view, **more})
