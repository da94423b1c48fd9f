"""Find damaged text: characters read in a wrong encoding, and markup that was not understood."""

from __future__ import annotations

import re

from vlm_survey.messages import Message
from vlm_survey.model.text import HIDDEN

# UTF-8 read as Windows-1252 or Latin-1: the letters that its first bytes become, followed by those of the bytes after it.
_NEXT = (
    "\u0080-\u00bf\u20ac\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u017d\u2018\u2019\u201c\u201d"
    "\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u017e\u0178"
)
_RUN = re.compile(
    f"(?:[\u00c2-\u00c5][{_NEXT}]|[\u00e0-\u00ef][{_NEXT}]{{2}}|\u00f0[{_NEXT}]{{3}})+"
    f"|(?:[\u00ce\u00cf\u00d0\u00d1\u00d7-\u00d9][{_NEXT}]){{2,}}"
    "|\u00ce[\u00a9\u00b1-\u00bf]|\u00cf[\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030]"
    "|\u00cc[\u20ac\u0081-\u008f\u201a-\u2039\u0152\u0160\u017d\u0192\u02c6\u00a7\u00a8]"
)
_NOTHING = re.compile(f"[{HIDDEN}]")
_PUNCTUATION = re.compile(
    "[\u00e0\u00e1\u00e3-\u00ef][\u2018\u2019\u201c\u201d\u2026\u2013\u2014\u2039\u203a\u00ab\u00bb\u00b0\u00b7]{2}"
)
"""A letter and two quotation marks that may follow it in correct text, as in ‘touché’”."""
_MOJIBAKE = re.compile(
    "\ufffd|[\u00c2\u00c3][\u0080-\u00a0\u00a2-\u00aa\u00ac-\u00b9\u00bc-\u00bf]"
    "|[\u00e0-\u00ef][\u0080-\u009f\u00a1-\u00a9\u00ac-\u00af\u00b1\u00b4-\u00b6\u00b8\u00bc-\u00bf]"
    "|\u00e2\u20ac|\u00f0\u0178|\u951f\u65a4\u62f7|\u70eb\u70eb\u70eb"
)
_UNREAD = re.compile(r"\\|[{}]|&(?:#\w*|[A-Za-z]\w{1,30});|&#\w*|<\s*/?\s*[A-Za-z][\w:-]*(?:\s[^<>]*)?/?>")
SHOWN = 80


def repair_encoding(text: str) -> str:
    """Return `text` with UTF-8 that was read as Windows-1252 or Latin-1 decoded correctly: JÃ¼rgen is Jürgen.

    Invisible characters, such as soft hyphens, are removed.
    """
    return text if text.isascii() else _NOTHING.sub("", _RUN.sub(_decoded, text))


def find_damage(text: str) -> Message | None:
    """Return why `text` must not be in a record: its characters were read in a wrong encoding or lost. None for good text."""
    if text.isascii() or not _MOJIBAKE.search(text):
        return None
    return Message.of("text.mojibake", value=text[:SHOWN])


def find_suspicious(text: str) -> Message | None:
    """Return what a person should check in `text`: a backslash, a brace, half an entity or an unknown tag."""
    match = _UNREAD.search(text)
    return Message.of("text.markup", value=match.group()[:SHOWN]) if match else None


def _decoded(run: re.Match[str]) -> str:
    """Decode the bytes of a run as UTF-8; return the run itself where that is not possible."""
    if _PUNCTUATION.search(run.group()):
        return run.group()
    try:
        return b"".join(map(_byte, run.group())).decode("utf-8")
    except UnicodeError:
        return run.group()


def _byte(letter: str) -> bytes:
    return letter.encode("latin-1") if letter <= "\u00ff" else letter.encode("cp1252")
