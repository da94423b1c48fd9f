"""Write files atomically, and only when their bytes change."""

from __future__ import annotations

import os
import tempfile
from functools import cache
from pathlib import Path

from vlm_survey.errors import InvalidFile


@cache
def _umask() -> int:
    """Return the umask of this process: the permissions that new files do not get."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def read_text(path: Path, limit: int) -> str:
    """Read the UTF-8 text of `path`, with line ends unchanged. Raises InvalidFile for other encodings and for size."""
    if path.stat().st_size > limit:
        raise InvalidFile(f"the file is larger than {limit:,} bytes", repair="Use only the fields of a record")
    raw = path.read_bytes()
    if raw.startswith(b"\xef\xbb\xbf"):
        raise InvalidFile("a byte order mark", line=1, repair="Save the file as UTF-8 without BOM")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise InvalidFile("bytes that are not UTF-8", line=line, repair="Save the file as UTF-8") from error


def write_text(path: Path, text: str) -> bool:
    """Write `text` to `path` atomically, through a temporary file; return True where the bytes changed. Create folders."""
    return write_bytes(path, text.encode("utf-8"))


def write_bytes(path: Path, *parts: bytes) -> bool:
    """Write `parts` to `path` atomically, through a temporary file; return True where the bytes changed. Create folders."""
    try:
        if path.stat().st_size == sum(map(len, parts)) and path.read_bytes() == b"".join(parts):
            return False
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(parts)
        Path(temporary).chmod(0o666 & ~_umask())
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    return True


def write_output(path: str, raw: bytes) -> bool:
    """Write `raw` to `path`, a file that can be made again; return True where the bytes changed. Create folders.

    A new file is written in place: a write that was interrupted leaves part of it, which the next call replaces.
    A file that exists is replaced atomically.
    """
    try:
        file = open(path, "xb")  # noqa: PTH123, SIM115  a Path for each of 40,000 files takes longer than writing them
    except FileExistsError:
        return write_bytes(Path(path), raw)
    except FileNotFoundError:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        return write_output(path, raw)
    with file:
        file.write(raw)
    return True
