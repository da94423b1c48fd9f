"""Describe the exported data (version, day, licence, address) for the head of each file."""

from __future__ import annotations

from vlm_survey import __version__
from vlm_survey.survey import Survey

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
VERSION = __version__
ABOUT = (
    "Papers on vision-language models for medical images, each tagged on the same axes: task, modality, anatomy, how it "
    "learns, how it is adapted, and more. Records are curated from abstracts and open to correction."
)
KEYWORDS = ("medical imaging", "vision-language models", "literature index", "bibliography")


def describe_file(survey: Survey, path: str) -> list[str]:
    """Return lines that describe the file at `path` of the website. They depend on the records, never on the build time."""
    day = f", {survey.snapshot} (the day on which the newest record was added)" if survey.snapshot else ""
    lines = [f"vlm-survey {VERSION}{day}", f"Licence: CC BY 4.0, {LICENCE}"]
    return [*lines, f"Newest: {survey.site}{path}"] if survey.site else lines
