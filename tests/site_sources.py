"""This project's own pages and templates beside the records of another library, so that its website can be built."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

ROOT = Path(__file__).parents[1]


def add_site_sources(folder: Path) -> Path:
    """Copy pages, templates and settings to the library in `folder`, but not what cites real records."""
    for name in ("docs", "templates"):
        shutil.copytree(ROOT / name, folder / name, dirs_exist_ok=True, ignore=_chapters)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    _keep_title(folder / "docs" / "zh" / "overview.md")
    guide = folder / "docs" / "contribute" / "tagging-guide.md"
    guide.write_text(re.sub(r'<a href="../../papers/[^"]*">([^<]*)</a>', r"\1", guide.read_text()))
    return folder


def _chapters(folder: str, names: list[str]) -> set[str]:
    return {name for name in names if name != "index.md"} if folder.endswith("docs/survey") else set()


def _keep_title(page: Path) -> None:
    """Remove the text of a page, and keep its front matter and its title."""
    parts = page.read_text(encoding="utf-8").split("\n\n")
    page.write_text("\n\n".join(parts[:2]) + "\n", encoding="utf-8")
