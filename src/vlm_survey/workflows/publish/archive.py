"""Archives and sums: same files, same bytes, on every day and machine."""

from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Mapping
from hashlib import sha256
from io import BytesIO

_PACKED = (".zip", ".epub")
"""Endings of files that are compressed already."""


def zipped(files: Mapping[str, bytes], folder: str, day: dt.date) -> bytes:
    """Return a zip of `files` by path below one `folder`; every file bears the same `day`."""
    held = BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for path, raw in sorted(files.items()):
            entry = zipfile.ZipInfo(f"{folder}/{path}", (day.year, day.month, day.day, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_STORED if path.endswith(_PACKED) else zipfile.ZIP_DEFLATED
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            archive.writestr(entry, raw, compresslevel=9)
    return held.getvalue()


def sums(files: Mapping[str, bytes]) -> bytes:
    """Return the SHA-256 of each file in the form that `sha256sum --check` reads, by path."""
    return "".join(f"{sha256(raw).hexdigest()}  {path}\n" for path, raw in sorted(files.items())).encode()
