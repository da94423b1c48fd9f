"""What one build keeps in build/ for the next: bytes behind one line, the sum of those bytes and of what they were made of.

Such a file may be deleted at any time; one that is damaged, or was made of something else, is none.
"""

from __future__ import annotations

from contextlib import suppress
from hashlib import sha256
from pathlib import Path


def keep(path: Path, made_of: str, raw: bytes) -> None:
    """Write `raw`, made of what `made_of` names, to `path` as a whole. A disk that refuses is left alone."""
    from vlm_survey.store import write_bytes  # noqa: PLC0415  looking at what was kept needs no records

    with suppress(OSError):
        write_bytes(path, _line(made_of, raw) + raw)


def kept(path: Path, made_of: str) -> bytes | None:
    """Return what was kept at `path`, if it was made of what `made_of` names and is whole; else None."""
    try:
        line, end, raw = path.read_bytes().partition(b"\n")
    except OSError:
        return None
    return raw if line + end == _line(made_of, raw) else None


def _line(made_of: str, raw: bytes) -> bytes:
    return sha256(made_of.encode() + b"\n" + raw).hexdigest().encode() + b"\n"
