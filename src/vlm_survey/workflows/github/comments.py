"""Write Markdown comments that quote text of strangers: quoted text is always in a fenced code block."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from vlm_survey.checks import Finding, as_text
from vlm_survey.model import Paper
from vlm_survey.render.readme.lines import Targets, line
from vlm_survey.store import read_address

MOST = 12_000
"""The maximum length of a quoted block: five fit into a comment of 65,536 characters."""

MARK = "<!-- vlm-survey form -->"
"""The first line of a comment of this program, by which the next run finds it."""

Part = tuple[str, str]
"""A sentence of ours, and a block made by `code_block` or `quoted_output`; either may be empty."""


def code_block(text: str, language: str = "text") -> str:
    """Return `text` as a code block, in a fence longer than any run of backticks inside."""
    text = _visible(text.rstrip("\n"))
    if len(text) > MOST:
        text = f"{text[:MOST]}\n... ({len(text) - MOST:,} more characters)"
    fence = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", text)), default=0))
    return f"{fence}{language}\n{text}\n{fence}"


def quoted_output(text: str) -> str:
    """Return `text` in a fence, with an invisible space inside each mention, so that nobody is notified."""
    return code_block(re.sub(r"@(?=[\w-])", "@\u200b", text))


def comment(parts: Sequence[Part]) -> str:
    """Join `parts` into one comment."""
    return "\n\n".join([MARK, *(piece for part in parts for piece in part if piece)]) + "\n"


def verdict(findings: Sequence[Finding]) -> Part:
    """Return the findings of the check for a record."""
    return ("The check says:", quoted_output(as_text(findings))) if findings else ("The check finds nothing wrong.", "")


def readme_line(root: Path, paper: Paper) -> Part:
    """Return the README line of `paper`."""
    shown = line(paper, Targets([paper], read_address(root).site), authors=True)
    return "Its line in the README:", code_block(f"- {shown.link} - {shown.about}", "markdown")


def _visible(text: str) -> str:
    """Return `text` with LF line ends; invisible and direction-changing characters are escaped."""
    text = re.sub(r"\r\n|\r|[\x0b\x0c\x85\u2028\u2029]", "\n", text)
    hidden = "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
    return re.sub(hidden, lambda match: f"<U+{ord(match.group()):04X}>", text)
