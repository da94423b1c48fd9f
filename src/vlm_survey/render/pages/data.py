"""The page at data/: every file that can be downloaded, at an address that stays."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from vlm_survey.exports import FORMATS
from vlm_survey.render.pages.page import Page

_OTHERS = {
    "papers.schema.json": (
        "JSON Schema",
        "application/schema+json",
        "what papers.json and each line of papers.jsonl hold",
    ),
    "paper.schema.json": ("JSON Schema", "application/schema+json", "a record's file in the repository, for editors"),
    "explore.json": ("JSON", "application/json", "the explorer: titles, bylines and tags as columns"),
}


@dataclass(frozen=True, slots=True)
class DataFile:
    """One file below data/: its name, format, media type, what it is for, and how large it is in bytes."""

    name: str
    label: str
    media_type: str
    use: str
    size: int


def data_index(files: Mapping[str, str]) -> Page:
    """Return the page that lists `files`, the text of all files of the website by path, as far as they lie in data/."""
    known = {form.file: (form.label, form.media_type, form.use) for form in FORMATS.values()} | _OTHERS
    listed = [
        DataFile(name, *about, len(files[f"data/{name}"].encode()))
        for name, about in known.items()
        if f"data/{name}" in files
    ]
    view = {"files": listed, "each": [form for form in FORMATS.values() if form.each]}
    return Page(
        "data/", "Files to download", "All papers in every format, at addresses that stay the same.", "data.html", view
    )
