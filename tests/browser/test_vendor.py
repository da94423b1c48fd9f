"""Vendored files are what their publishers published, and each says where it comes from and under which licence."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

VENDOR = Path(__file__).parent / "vendor"
ROW = re.compile(
    r"\| (?P<file>\S+) \| (?P<package>\S+) \(npm\) \| (?P<version>[\d.]+)"
    r" \| (?P<licence>.+?), see (?P<text>\S+) \| (?P<sum>[0-9a-f]{64}) \|"
)


def rows() -> list[re.Match[str]]:
    return list(ROW.finditer((VENDOR / "README.md").read_text()))


def test_every_vendored_file_is_named_with_version_licence_and_checksum():
    named = {row["file"] for row in rows()} | {row["text"] for row in rows()} | {"README.md"}
    assert {path.name for path in VENDOR.iterdir()} == named


def test_every_vendored_file_has_the_checksum_it_is_named_with():
    for row in rows():
        assert hashlib.sha256((VENDOR / row["file"]).read_bytes()).hexdigest() == row["sum"], row["file"]


LICENCES = {"MPL-2.0": "Mozilla Public License, version 2.0", "MIT": "The MIT License"}


def test_every_vendored_file_carries_the_version_and_licence_it_is_named_with():
    for row in rows():
        assert re.search(
            rf"[v ]{re.escape(row['version'])}\b", (VENDOR / row["file"]).read_text(encoding="utf-8")[:200]
        )
        assert LICENCES[row["licence"]] in (VENDOR / row["text"]).read_text(encoding="utf-8")
