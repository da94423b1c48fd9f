"""Determine which kinds of text a data set has besides images, from its sizes and tasks."""

from __future__ import annotations

import re

from vlm_survey.model import DataSet

TEXT_KINDS = {
    "reports": "Reports",
    "questions": "Questions and answers",
    "captions": "Captions and descriptions",
    "dialogues": "Instructions and dialogues",
}
_UNITS = {
    "reports": re.compile(r"\breports?\b|\bstudies with reports\b"),
    "questions": re.compile(r"\bquestions?\b|\bqa\b|\bvqa\b"),
    "captions": re.compile(r"\bcaptions?\b|\bimage-text\b|\bdescriptions?\b|\bslide-text\b|\bvideo-text\b|\btexts\b"),
    "dialogues": re.compile(r"\binstructions?\b|\bdialogues?\b|\bconversations?\b"),
}
_TASKS = {
    "reports": ("report-generation",),
    "questions": ("vqa",),
    "captions": ("captioning",),
    "dialogues": ("dialogue",),
}


def text_kinds(dataset: DataSet) -> tuple[str, ...]:
    """Return the kinds of text named by the units of its sizes or by its tasks; none if there are none."""
    units = " ; ".join(size.unit.casefold() for size in dataset.sizes)
    tasks = dataset.terms("task")
    return tuple(
        kind for kind in TEXT_KINDS if _UNITS[kind].search(units) or any(task in tasks for task in _TASKS[kind])
    )
