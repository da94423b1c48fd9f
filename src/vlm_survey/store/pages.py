"""Read the hand-written pages below docs/ that are not records, for their citations and directives."""

from __future__ import annotations

import re
from pathlib import Path

from vlm_survey.errors import InvalidFile, LibraryError
from vlm_survey.model import TextPage
from vlm_survey.store.files import read_text
from vlm_survey.store.kinds import kind_at

FOLDER = "docs"
_THEME = "docs/overrides/"
_LARGEST = 400_000
_TITLE = re.compile(
    r"""\A---\n(?:.*\n)*?title:[ ]*(?P<quote>["']?)(?P<front>.+?)(?P=quote)[ ]*\n|^# (?P<heading>.+)$""", re.MULTILINE
)
_LANGUAGE = re.compile(r"\A---\n(?:(?!---).*\n)*?lang: *(?P<tag>[A-Za-z-]+) *\n")


def read_pages(root: Path) -> tuple[TextPage, ...]:
    """Read every page below docs/ that is neither a record nor part of the theme, by path. Raises LibraryError."""
    paths = sorted(path.relative_to(root).as_posix() for path in (root / FOLDER).rglob("*.md"))
    return tuple(_page(root, path) for path in paths if not path.startswith(_THEME) and kind_at(path) is None)


def _page(root: Path, path: str) -> TextPage:
    try:
        text = read_text(root / path, _LARGEST)
    except InvalidFile as error:
        raise LibraryError(error.found, repair=error.repair, where=path) from error
    match = _TITLE.search(text)
    title = (match["front"] or match["heading"]) if match else Path(path).stem
    language = _LANGUAGE.search(text)
    return TextPage(path=path, title=title.strip(), text=text, language=language["tag"] if language else None)
