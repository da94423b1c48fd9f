"""T1 rules: tags that contradict each other or the title."""

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

    A review does not adapt a model, so the axis does not apply to it. Remove the tags; mention the reviewed strategies in
    the summary.
    """
    if "survey" in paper.terms("contribution") and paper.terms("adaptation"):
        found = f"adaptation ({', '.join(paper.terms('adaptation'))}) on a survey"
        yield Note(("tags", "adaptation"), found, "Remove the adaptation tags, or the contribution 'survey'")


@record_rule(Paper, "T102", WARNING)
def unchanged_and_tuned(_survey: Survey, paper: Paper) -> Iterator[Note]:
    """A model is tagged both as used without training and as instruction-tuned.

    Direct use means that no weight is changed. Keep the tag that fits the paper's own model; tag an agent with a trained
    planner as `agent`.
    """
    if "direct-use" in paper.terms("adaptation") and "instruction-tuning" in paper.terms("learning"):
        found = "'direct-use' together with learning 'instruction-tuning'"
        yield Note(("tags", "adaptation"), found, "Keep one; write 'agent' where the model calls tools")


@record_rule(Paper, "T103", WARNING)
def chest_xray_tag_missing(_survey: Survey, paper: Paper) -> Iterator[Note]:
    """The title names chest X-rays or a collection of them, but the modality does not.

    A filter by modality would miss the paper. `multimodal` is enough for four or more kinds of images.
    """
    match = _CHEST_XRAY.search(paper.title)
    read = paper.curation.status != "imported" and "survey" not in paper.terms("contribution")
    if match and read and not {"chest-xray", "multimodal"} & set(paper.terms("modality")):
        yield Note(("tags", "modality"), f"the title says '{match.group()}'", "Add 'chest-xray' to modality")


@record_rule(Paper, "T104", WARNING)
def method_without_strategy(_survey: Survey, paper: Paper) -> Iterator[Note]:
    """A method was read from its abstract, but neither its training nor its adaptation is tagged.

    Nearly every abstract of a medical method states one of them. Read it again; leave both empty only where it states
    neither.
    """
    tagged = paper.terms("learning") or paper.terms("adaptation") or "general" in paper.terms("domain")
    if paper.curation.status != "imported" and paper.read and "method" in paper.terms("contribution") and not tagged:
        yield Note(("tags",), "a method without a tag for learning or adaptation", "Tag what the abstract states")


@record_rule(Paper, "T105", WARNING)
def kind_without_its_axis(survey: Survey, paper: Paper) -> Iterator[Note]:
    """A paper was read from its abstract, but an axis that its kind of contribution needs is empty.

    `taxonomy.yaml` lists under `needs` the axes for each kind of contribution. Read the abstract again; leave the axis
    empty only where the abstract does not state it.
    """
    if not paper.read or "contribution" not in survey.taxonomy.axes:
        return
    kinds = survey.taxonomy.axes["contribution"].terms
    for kind in paper.terms("contribution"):
        for axis in kinds[kind].needs if kind in kinds else ():
            if not paper.terms(axis):
                yield Note(("tags", "contribution"), f"'{kind}', but no tag for {axis}", "Tag what the abstract states")
