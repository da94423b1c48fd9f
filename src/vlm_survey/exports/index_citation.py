"""How the index itself is cited: one entry, which README and website show and CITATION.cff says in its own form."""

from __future__ import annotations

from vlm_survey.exports.bibtex import written
from vlm_survey.exports.release import VERSION
from vlm_survey.survey import Survey

TITLE = "vlm-survey: The literature index of medical vision-language models"
AUTHOR = "The vlm-survey contributors"


def index_entry(survey: Survey, site: str) -> str:
    """Return the index as a BibTeX entry, of the year in which the newest record was added, ending in one newline."""
    day = survey.snapshot
    known = [f"Version {VERSION}", *([f"records up to {day}"] if day else []), "CC BY 4.0"]
    fields = {
        "title": TITLE.replace("vlm-survey", "{vlm-survey}", 1),
        "author": f"{{{AUTHOR}}}",
        "year": str(day.year) if day else "",
        "note": ", ".join(known),
        "url": site,
    }
    return written("@misc{vlm-survey,", fields)
