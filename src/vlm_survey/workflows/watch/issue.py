"""Write the weekly issue: one line for each proposal, with a check box, reason, suggested tags and the command to add it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from vlm_survey.model.harvest.watch_state import Proposed
from vlm_survey.render.markdown import link, text
from vlm_survey.survey import Survey
from vlm_survey.workflows.watch.known import KnownPapers

MOST = 60_000
"""The maximum length of an issue is 65,536 characters; proposals beyond this limit are only counted."""
_OLDER = "Found in earlier weeks and not reported before"


def write_issue(
    survey: Survey,
    weeks: Mapping[str, Sequence[Proposed]],
    week: str,
    reported: Mapping[str, int],
    failures: Iterable[str] = (),
) -> str:
    """Write the issue of `week` in Markdown: its proposals, earlier ones that were in no issue, and failed requests.

    `reported` is the number of proposals of each week in earlier issues. Proposals that became a record or an exclusion are
    left out.
    """
    known_papers = KnownPapers(survey, ())
    new = _open(known_papers, weeks.get(week, ()))
    older = _open(
        known_papers, [proposal for name in weeks if name < week for proposal in weeks[name][reported.get(name, 0) :]]
    )
    parts = [_head(week, len(new)), *_lines(new)]
    if older:
        parts += ["", f"## {_OLDER}", "", *_lines(older)]
    if problems := list(failures):
        parts += ["", "## Failed requests", "", *(f"- {text(problem)}" for problem in problems)]
    return _cut(parts)


def _open(known_papers: KnownPapers, proposals: Sequence[Proposed]) -> list[Proposed]:
    """Return the proposals that are neither records nor exclusions, most likely first."""
    open_proposals = [
        proposal
        for proposal in proposals
        if not known_papers.has(proposal.ids.present()) and not known_papers.find_same({"title": proposal.title})
    ]
    return sorted(open_proposals, key=lambda proposal: (-proposal.likely, proposal.title))


def _head(week: str, count: int) -> str:
    papers = "1 paper" if count == 1 else f"{count:,} papers"
    return (
        f"The watch proposes {papers} in week {week}. A program chose them by words of their titles and abstracts; nothing "
        "is a record yet.\n\n"
        "For each: look at the abstract. If it belongs here, run the command in its line (it shows the record and asks for "
        "tags and a summary), or send the form *New paper*. If not, tick the box: it is not proposed again. To have the "
        "reason kept, add a row to `exclusions.yaml`.\n"
    )


def _lines(proposals: Iterable[Proposed]) -> list[str]:
    return [line for proposal in proposals for line in _line(proposal)]


def _line(proposal: Proposed) -> list[str]:
    title = link(proposal.title, proposal.link) if proposal.link else text(proposal.title)
    reasons = "; ".join(proposal.because)
    lines = [f"- [ ] {title} ({proposal.likely:.0%}, {text(proposal.source)})", f"  - reasons: {text(reasons)}"]
    if proposal.suggested:
        lines.append("  - suggested: " + ", ".join(f"{tag.axis}={tag.term}" for tag in proposal.suggested))
    if proposal.similar:
        lines.append("  - similar title: " + ", ".join(proposal.similar))
    return [*lines, f"  - `vlm-survey add {_argument(proposal.asked)}`"]


def _argument(text: str) -> str:
    """Quote `text` as one argument of a command, without characters that could end the code span around it."""
    return text if text.isascii() and not set(text) & set(" `'\"$\\;|&<>()") else "ADDRESS"


def _cut(parts: Sequence[str]) -> str:
    """Keep the lines of `parts` that fit into an issue, with a count of the lines left out."""
    lines: list[str] = []
    size = 0
    for place, line in enumerate(parts):
        size += len(line) + 1
        if size > MOST:
            remaining = sum(rest.startswith("- [ ]") for rest in parts[place:])
            return "\n".join([*lines, "", f"{remaining:,} more are in harvest/proposals/."]) + "\n"
        lines.append(line)
    return "\n".join(lines) + "\n"
