"""This project's own pages and templates beside the records of another library, so that its website can be built."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

ROOT = Path(__file__).parents[1]


def add_site_sources(folder: Path) -> Path:
    """Copy pages, templates and settings to the library in `folder`, but not what cites real records: chapters, an overview."""
    for name in ("docs", "templates"):
        shutil.copytree(ROOT / name, folder / name, dirs_exist_ok=True, ignore=_chapters)
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    (folder / "mkdocs.yml").write_text(re.sub(r"(?m)^.*: zh/overview\.md\n", "", settings), encoding="utf-8")
    guide = folder / "docs" / "contribute" / "tagging-guide.md"
    guide.write_text(re.sub(r'<a href="../../papers/[^"]*">([^<]*)</a>', r"\1", guide.read_text()))
    return folder


def _chapters(folder: str, names: list[str]) -> set[str]:
    if folder.endswith("docs/survey"):
        return {name for name in names if name != "index.md"}
    return {"overview.md"} if folder.endswith("docs/zh") else set()
