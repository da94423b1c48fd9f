"""A package index of files: wheels made here, in the layout that pip reads from a folder (PEP 503)."""

from __future__ import annotations

import base64
import hashlib
import zipfile
from pathlib import Path


def write_wheel(index: Path, name: str, version: str, *metadata: str) -> str:
    """Write a wheel of one empty module into `index`, list it there, and return the SHA-256 of the file.

    `metadata` are further lines of its METADATA, such as "Requires-Dist: owl>=1".
    """
    folder = index / name
    folder.mkdir(parents=True, exist_ok=True)
    wheel = folder / f"{name}-{version}-py3-none-any.whl"
    info = f"{name}-{version}.dist-info"
    files = {
        f"{name}.py": "",
        f"{info}/METADATA": "\n".join(["Metadata-Version: 2.1", f"Name: {name}", f"Version: {version}", *metadata, ""]),
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = [f"{path},sha256={_record_hash(text)},{len(text)}" for path, text in files.items()]
    files[f"{info}/RECORD"] = "\n".join([*record, f"{info}/RECORD,,", ""])
    with zipfile.ZipFile(wheel, "w") as archive:
        for path, text in files.items():
            archive.writestr(zipfile.ZipInfo(path), text)
    links = [f'<a href="{one.name}">{one.name}</a><br>' for one in sorted(folder.glob("*.whl"))]
    (folder / "index.html").write_text("\n".join(["<!DOCTYPE html>", *links, ""]), encoding="utf-8")
    return hashlib.sha256(wheel.read_bytes()).hexdigest()


def _record_hash(text: str) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=").decode()
