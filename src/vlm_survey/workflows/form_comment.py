"""Markdown comments about what a stranger wrote: their words stand in fences, and nowhere else."""

from __future__ import annotations

import re
from collections.abc import Sequence

MOST = 12_000
"""How much of one block is shown: five of them fit into a comment of 65,536 characters."""

MARK = "<!-- vlm-survey form -->"
"""What a comment of this program begins with, so that the next run finds it."""


def fenced(text: str, language: str = "text") -> str:
    """`text` as a block of code, in a fence longer than any run of backticks within."""
    text = _visible(text.rstrip("\n"))
    if len(text) > MOST:
        text = f"{text[:MOST]}\n... ({len(text) - MOST:,} more characters)"
    fence = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", text)), default=0))
    return f"{fence}{language}\n{text}\n{fence}"


def told(text: str) -> str:
    """`text` in a fence, with its mentions broken by an invisible space, so that quoting it notifies nobody either."""
    return fenced(re.sub(r"@(?=[\w-])", "@\u200b", text))


def comment(parts: Sequence[tuple[str, str]]) -> str:
    """A comment of (sentence of ours, block) pairs, each block made by `fenced` or `told` or empty."""
    return "\n\n".join([MARK, *(piece for part in parts for piece in part if piece)]) + "\n"


def _visible(text: str) -> str:
    """`text` with one kind of line end, and what could hide or turn words written out."""
    text = re.sub(r"\r\n|\r|[\x0b\x0c\x85\u2028\u2029]", "\n", text)
    hidden = "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
    return re.sub(hidden, lambda hit: f"<U+{ord(hit.group()):04X}>", text)
