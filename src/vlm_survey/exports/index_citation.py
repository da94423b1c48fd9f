"""Format the citation of the index itself, for README and website; CITATION.cff contains the same facts."""

from __future__ import annotations

from vlm_survey.exports.latex.bibtex import format_entry
from vlm_survey.exports.release import VERSION
from vlm_survey.survey import Survey

TITLE = "vlm-survey: The literature index of medical vision-language models"
AUTHOR = "The vlm-survey contributors"


def index_entry(survey: Survey, site: str) -> str:
    """Return the index as a BibTeX entry ending in one newline; its year is that of the newest record."""
    day = survey.snapshot
    notes = [f"Version {VERSION}", *([f"records up to {day}"] if day else []), "CC BY 4.0"]
    fields = {
        "title": TITLE.replace("vlm-survey", "{vlm-survey}", 1),
        "author": f"{{{AUTHOR}}}",
        "year": str(day.year) if day else "",
        "note": ", ".join(notes),
        "url": site,
    }
    return format_entry("@misc{vlm-survey,", fields)
