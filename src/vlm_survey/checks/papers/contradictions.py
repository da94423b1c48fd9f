"""T1 rules: tags that cannot both be true, or that what the title says does not bear out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vlm_survey.checks.finding import ERROR, WARNING
from vlm_survey.checks.rule import Note, record_rule
from vlm_survey.model import Paper
from vlm_survey.survey import Survey

_CHEST_XRAY = re.compile(
    r"\b(?:mimic[- ]?cxr|chexpert|iu[- ]?x-?ray|indiana university (?:chest )?x-?ray|padchest|chest[- ]?x-?rays?|cxrs?"
    r"|chest radiographs?)\b",
    re.IGNORECASE,
)


@record_rule(Paper, "T101", ERROR)
def survey_with_adaptation(_survey: Survey, paper: Paper) -> Iterator[Note]:
    """A survey of the literature carries an adaptation strategy.

    A review puts no model to work, so the axis has no answer for it. Remove the tags; the strategies that the review
    discusses belong in its summary.
    """
    if "survey" in paper.terms("contribution") and paper.terms("adaptation"):
        found = f"adaptation ({', '.join(paper.terms('adaptation'))}) on a survey"
        yield Note(("tags", "adaptation"), found, "Remove the adaptation tags, or the contribution 'survey'")


@record_rule(Paper, "T102", WARNING)
def used_as_is_and_tuned(_survey: Survey, paper: Paper) -> Iterator[Note]:
    """A model is said to be used as it is and to be instruction-tuned.

    Direct use means that no weight is changed. Keep the one that the paper's own model is about; an agent whose planner
    was trained is tagged `agent`.
    """
    if "direct-use" in paper.terms("adaptation") and "instruction-tuning" in paper.terms("learning"):
        found = "'direct-use' together with learning 'instruction-tuning'"
        yield Note(("tags", "adaptation"), found, "Keep one; write 'agent' where the model calls tools")


@record_rule(Paper, "T103", WARNING)
def chest_xray_unsaid(_survey: Survey, paper: Paper) -> Iterator[Note]:
    """The title names chest X-rays or a collection of them, and the modality does not.

    Whoever filters by modality would miss the paper. `multimodal` is enough where four or more kinds of images are
    used.
    """
    hit = _CHEST_XRAY.search(paper.title)
    read = paper.curation.status != "imported" and "survey" not in paper.terms("contribution")
    if hit and read and not {"chest-xray", "multimodal"} & set(paper.terms("modality")):
        yield Note(("tags", "modality"), f"the title says '{hit.group()}'", "Add 'chest-xray' to modality")


@record_rule(Paper, "T104", WARNING)
def method_without_a_how(_survey: Survey, paper: Paper) -> Iterator[Note]:
    """A method was read from its abstract, and neither how it learns nor how it is put to work was tagged.

    Nearly every abstract of a medical method says one of them. Read again; leave both empty only where it truly says
    neither.
    """
    told = paper.terms("learning") or paper.terms("adaptation") or "general" in paper.terms("domain")
    if paper.curation.status != "imported" and paper.read and "method" in paper.terms("contribution") and not told:
        yield Note(("tags",), "a method without learning and adaptation", "Tag what the abstract states")


@record_rule(Paper, "T105", WARNING)
def kind_without_its_axis(survey: Survey, paper: Paper) -> Iterator[Note]:
    """A paper of this kind was read from its abstract, and an axis that its kind asks for is empty.

    Each kind of contribution names in `taxonomy.yaml` (`needs`) the axes without which it can hardly be described. Read
    again; leave the axis empty only where the abstract truly does not say.
    """
    if not paper.read or "contribution" not in survey.taxonomy.axes:
        return
    kinds = survey.taxonomy.axes["contribution"].terms
    for kind in paper.terms("contribution"):
        for axis in kinds[kind].needs if kind in kinds else ():
            if not paper.terms(axis):
                yield Note(("tags", "contribution"), f"'{kind}' without {axis}", "Tag what the abstract states")
