"""Build the page at data/: every file for download, at a permanent address."""

from __future__ import annotations

from collections.abc import Iterable

from vlm_survey.exports import FORMATS, DataFile, data_file
from vlm_survey.exports.release import VERSION
from vlm_survey.render.data.downloads import MOST
from vlm_survey.render.pages.page import Page
from vlm_survey.survey import Survey


def data_index(survey: Survey, data: Iterable[DataFile]) -> Page:
    """Return the page that lists the files of `data`, with the version and day of the data."""
    view = {
        "files": list(data),
        "each": [form for form in FORMATS.values() if form.each],
        "most_in_file": MOST,
        "version": VERSION,
        "snapshot": survey.snapshot,
    }
    about = "All records in every format, at addresses that stay the same."
    return Page("data/", "Files to download", about, "data.html", view)


def explorer_file(text: str) -> DataFile:
    """Return the description of the explorer's data `text`."""
    use = "the explorer: titles, bylines and tags as columns"
    return data_file("explore.json", "JSON", "application/json", use, text.encode())
