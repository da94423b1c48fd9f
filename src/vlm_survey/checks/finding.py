"""A finding: what one rule has against one value of one file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Level = Literal["error", "warning"]

ERROR: Level = "error"
WARNING: Level = "warning"

_INVISIBLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong, where, and how to mend it; `where` is the dotted field, `line` is 1-based, `key` the record's."""

    code: str
    level: Level
    path: str
    line: int
    where: str
    found: str
    repair: str
    key: str
    fixable: bool = False
    """Whether `vlm-survey check --fix` mends it."""

    @property
    def order(self) -> tuple[str, int, str, str, str]:
        """What findings are sorted by: path, line, code, field, words."""
        return self.path, self.line, self.code, self.where, self.found


def visible(text: str, most: int = 240) -> str:
    """`text` fit for a terminal and a log: invisible characters written out, and cut in its middle beyond `most`."""
    if len(text) > most:
        text = f"{text[: most * 2 // 3]} … {text[-most // 3 :]}"
    return _INVISIBLE.sub(lambda hit: f"<U+{ord(hit.group()):04X}>", text)
