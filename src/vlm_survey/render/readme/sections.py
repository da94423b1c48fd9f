"""Divide the papers into sections of the README: one for each task, in the taxonomy's order."""

from __future__ import annotations

from dataclasses import dataclass

from vlm_survey.model import Paper
from vlm_survey.survey import Survey

TASK = "task"
OTHER = "other"


@dataclass(frozen=True, slots=True)
class Section:
    """A task: `papers` has each paper in one section only, `tagged` all papers with this task, both by key."""

    id: str
    label: str
    means: str
    papers: tuple[Paper, ...]
    tagged: tuple[Paper, ...]

    @property
    def file(self) -> str:
        """The path of its full list, below the root."""
        return f"lists/{self.id}.md"


def sections(survey: Survey) -> list[Section]:
    """Return a section for every root task, then one for the papers without a task.

    A paper is in the section of its first task in the taxonomy's order; a child counts as its root.
    """
    axis = survey.taxonomy.axes.get(TASK)
    roots = axis.roots() if axis else []
    first: dict[str, list[Paper]] = {root.id: [] for root in roots}
    without: list[Paper] = []
    for paper in survey.papers:
        # Parents are implied and precede their children, so the first term is always a root.
        tasks = survey.implied(paper, TASK)
        (first[tasks[0]] if tasks else without).append(paper)
    all_sections = [
        Section(root.id, root.label.en, root.means, tuple(first[root.id]), tuple(survey.tagged(TASK, root.id)))
        for root in roots
    ]
    rest = tuple(without)
    return [*all_sections, Section(OTHER, "Other", "Papers without a task.", rest, rest)]
