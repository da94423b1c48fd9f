"""Cache output of one build in build/ for the next one.

A cache file has a line with a checksum of its content and its sources, then the content. It may be deleted at any time. A
damaged file, or one of other sources, is ignored.
"""

from __future__ import annotations

from contextlib import suppress
from hashlib import sha256
from pathlib import Path


def write_cache(path: Path, made_of: str, raw: bytes) -> None:
    """Write `raw`, made from the sources in `made_of`, to `path`. Disk errors are ignored."""
    from vlm_survey.store import write_bytes  # noqa: PLC0415  looking at what was kept needs no records

    with suppress(OSError):
        write_bytes(path, _line(made_of, raw), raw)


def read_cache(path: Path, made_of: str) -> bytes | None:
    """Return the content cached at `path`; None if it is damaged or was made from other sources than `made_of`."""
    try:
        line, end, raw = path.read_bytes().partition(b"\n")
    except OSError:
        return None
    return raw if line + end == _line(made_of, raw) else None


def _line(made_of: str, raw: bytes) -> bytes:
    hash_ = sha256(made_of.encode() + b"\n")
    hash_.update(raw)
    return hash_.hexdigest().encode() + b"\n"
