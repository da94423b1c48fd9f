"""Describe a retraction or withdrawal in exports, to warn readers before they cite the paper."""

from __future__ import annotations

from vlm_survey.model import Paper


def retraction(paper: Paper, *, source: bool = True) -> str:
    """Return the notice in words ("Retracted, 2026-02-01, https://..."), "" for a paper that is not retracted.

    Without `source` the address is left out, because addresses need escaping in LaTeX.
    """
    if not paper.retracted:
        return ""
    day = paper.retracted.date.isoformat() if paper.retracted.date else ""
    source_text = paper.retracted.source if source else ""
    return ", ".join(part for part in (paper.retracted.what.capitalize(), day, source_text) if part)
