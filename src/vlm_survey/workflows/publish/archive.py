"""Write archives and checksums. The same files give the same bytes on every day and machine."""

from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Mapping
from hashlib import sha256
from io import BytesIO

_PACKED = (".zip", ".epub")
"""File name endings of files that are already compressed."""


def make_zip(files: Mapping[str, bytes], folder: str, day: dt.date) -> bytes:
    """Return a zip of `files` by path below one `folder`; all files have the date `day`."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for path, raw in sorted(files.items()):
            entry = zipfile.ZipInfo(f"{folder}/{path}", (day.year, day.month, day.day, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_STORED if path.endswith(_PACKED) else zipfile.ZIP_DEFLATED
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            archive.writestr(entry, raw, compresslevel=9)
    return buffer.getvalue()


def checksums(files: Mapping[str, bytes]) -> bytes:
    """Return the SHA-256 of each file in the format of `sha256sum --check`, sorted by path."""
    return "".join(f"{sha256(raw).hexdigest()}  {path}\n" for path, raw in sorted(files.items())).encode()
