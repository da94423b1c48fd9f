"""Describe a downloadable file: what pages and programs are told of it without its content."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file below data/: its name, format, media type and purpose, its size in bytes, and the SHA-256 of its content."""

    name: str
    label: str
    media_type: str
    use: str
    size: int
    sha256: str


def data_file(name: str, label: str, media_type: str, use: str, raw: bytes) -> DataFile:
    """Return the description of a file with the content `raw`."""
    return DataFile(name, label, media_type, use, len(raw), sha256(raw).hexdigest())
