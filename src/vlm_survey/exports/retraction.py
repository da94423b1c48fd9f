"""How an export says that a paper was retracted or withdrawn, so that nobody cites it unaware."""

from __future__ import annotations

from vlm_survey.model import Paper


def retraction(paper: Paper, *, source: bool = True) -> str:
    """Return the notice in words ("Retracted, 2026-02-01, https://..."), "" for a paper that stands.

    Without `source` it does not say where that is said: addresses in LaTeX need care.
    """
    if not paper.retracted:
        return ""
    day = paper.retracted.date.isoformat() if paper.retracted.date else ""
    said = paper.retracted.source if source else ""
    return ", ".join(part for part in (paper.retracted.what.capitalize(), day, said) if part)
