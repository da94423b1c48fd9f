"""Format the references of all papers in all styles.

A reference is formatted again only if the paper's item, the style or the processor has changed.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from vlm_survey.citations.processor import format_references, processor_version
from vlm_survey.citations.styles import STYLES, Style
from vlm_survey.exports.csl import item
from vlm_survey.model import Paper
from vlm_survey.store import write_text
from vlm_survey.survey import Survey

References = Mapping[str, Mapping[str, str]]
"""The references of each style by id: for each paper key, one line of HTML."""

_FORMAT = "1"
"""The version of the cache format; increase it when this module converts the processor's output differently."""


def references(
    survey: Survey,
    folder: Path | None = None,
    styles: Iterable[Style] = STYLES.values(),
    cached_hashes: Callable[[Callable[[str], str]], Mapping[str, str]] | None = None,
) -> References:
    """Return the reference of every paper in each of `styles`.

    Formatted references are cached in `folder`, by the hash of the paper's item; with None nothing is cached.
    `cached_hashes` calls a function for the key of each paper whose hash it does not know, and returns all hashes by key.
    Raises BuildError if the processor is not installed or fails.
    """
    item = cache(lambda key: _item(survey, survey.papers_by_key[key]))

    def item_hash(key: str) -> str:
        return _hash(json.dumps(item(key), sort_keys=True))

    hashes = cached_hashes(item_hash) if cached_hashes else {key: item_hash(key) for key in survey.papers_by_key}
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        texts_by_style = pool.map(lambda style: (style.id, _of_style(item, hashes, style, folder)), styles)
        return dict(texts_by_style)


def _item(survey: Survey, paper: Paper) -> dict[str, Any]:
    """Return the CSL item of `paper` for a reference.

    An item with a DOI has no URL, because some styles would print both.
    """
    full = item(paper, survey.venues)
    if paper.more_authors:
        full["author"] = [*full.get("author", ()), {"literal": "others"}]  # pandoc then writes "et al."
    left_out = ("URL", "note") if paper.ids.doi else ("note",)
    return {name: value for name, value in full.items() if name not in left_out}


def _of_style(
    item: Callable[[str], Mapping[str, Any]], hashes: Mapping[str, str], style: Style, folder: Path | None
) -> dict[str, str]:
    """Return the references in one style; `item` returns that of a key, `hashes` are those of all items by key."""
    mark = _hash(_FORMAT + processor_version() + style.path.read_text(encoding="utf-8"))
    path = folder / f"{style.id}.json" if folder else None
    before = _read(path, mark) if path else {}
    missing = [item(key) for key, name in hashes.items() if name not in before]
    new_texts = format_references(missing, style) if missing else {}
    texts = {key: new_texts.get(key) or before[name] for key, name in hashes.items()}
    if path and (missing or len(before) != len(set(hashes.values()))):
        cached_texts = {hashes[key]: text for key, text in texts.items()}
        write_text(path, json.dumps({"mark": mark, "references": cached_texts}, ensure_ascii=False))
    return texts


def _read(path: Path, mark: str) -> dict[str, str]:
    """Read the cached references of a style; return an empty map for a missing, damaged or outdated file."""
    try:
        cached = json.loads(path.read_text(encoding="utf-8"))
        return dict(cached["references"]) if cached["mark"] == mark else {}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def _hash(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:24]
