"""Run the citation processor, pandoc's citeproc, once for each style and many items.

pandoc is part of the package pypandoc_binary and needs no other program. Each reference is formatted independently:
there is no disambiguation of authors or years in a list, and reference numbers are left out.
"""

from __future__ import annotations

import json
import re
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from functools import cache
from html import unescape
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from vlm_survey.citations.styles import Style
from vlm_survey.errors import BuildError

BATCH = 1000
"""The number of items for each run of the processor: 180 MB of memory, and 5 % more processor time than a single run."""
_DOCUMENT = '---\nnocite: "@*"\nlang: en-US\nlink-bibliography: false\n---\n'
"""A document that cites everything. Its language makes GB/T write "et al." for names in Latin letters."""
_ENTRY = re.compile(r'<div id="ref-([^"]+)" class="csl-entry"[^>]*>(.*?)\n</div>', re.DOTALL)
_NUMBER = re.compile(r'<div class="csl-left-margin">.*?</div>', re.DOTALL)
_TAG = re.compile(r"<(/?)([a-z0-9]+)[^>]*>")
_KEPT = frozenset(("em", "strong", "sup", "sub"))
_REPAIR = "Install the packages for building: pip install 'vlm-survey[build]'"


def processor_version() -> str:
    """Return the version of the processor, which together with a style determines the output."""
    try:
        return version("pypandoc_binary")
    except PackageNotFoundError as error:
        raise BuildError(
            "pandoc, which formats references, is not installed", where="citations", repair=_REPAIR
        ) from error


def format_references(items: Sequence[Mapping[str, Any]], style: Style, batch: int = BATCH) -> dict[str, str]:
    """Return the reference of each CSL item by its id, as HTML with the tags em, strong, sup and sub only.

    The processor is run for `batch` items at a time, so that its memory does not grow with their number. Raises BuildError
    with the processor's words if it fails or leaves out an item.
    """
    texts: dict[str, str] = {}
    for start in range(0, len(items), batch):
        texts |= _batch(items[start : start + batch], style)
    missing = [str(item["id"]) for item in items if item["id"] not in texts]
    if missing:
        names = ", ".join(missing[:5])
        raise BuildError(f"no reference for {names}", where=f"pandoc, style {style.id}", repair="Check their records")
    return texts


def _batch(items: Sequence[Mapping[str, Any]], style: Style) -> dict[str, str]:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "items.json"
        file.write_text(json.dumps(items), encoding="utf-8")
        options = ["--citeproc", "--bibliography", str(file), "--csl", str(style.path)]
        run = subprocess.run(
            [_program(), *options, "--from", "markdown", "--to", "html", "--wrap", "none"],
            input=_DOCUMENT,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
    if run.returncode:
        raise BuildError(run.stderr.strip()[-500:], where=f"pandoc, style {style.id}", repair="Check the style's file")
    return {unescape(key): _plain(text) for key, text in _ENTRY.findall(run.stdout)}


def plain_text(html: str) -> str:
    """Return a reference without its HTML tags."""
    return unescape(_TAG.sub("", html))


@cache
def _program() -> str:
    processor_version()
    import pypandoc  # noqa: PLC0415 - only who formats references needs it

    return str(pypandoc.get_pandoc_path())


def _plain(entry: str) -> str:
    """Return the HTML of one entry on one line, without its number and without unneeded tags."""
    text = _TAG.sub(_tag, _NUMBER.sub("", entry))
    return " ".join(text.split())


def _tag(match: re.Match[str]) -> str:
    slash, name = match.groups()
    return f"<{slash}{name}>" if name in _KEPT else ""
