"""References of all papers in all styles, formatted anew only where a paper's item, a style or the processor has changed."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path
from typing import Any

from vlm_survey.citations.processor import formatted, processor_version
from vlm_survey.citations.styles import STYLES, Style
from vlm_survey.exports.csl import item
from vlm_survey.model import Paper
from vlm_survey.store import write_text
from vlm_survey.survey import Survey

References = Mapping[str, Mapping[str, str]]
"""The references of each style by id: HTML of one line by key of the paper."""

_FORMAT = "1"
"""Raised when this module makes other text of what the processor gives."""


def references(survey: Survey, folder: Path | None = None, styles: Iterable[Style] = STYLES.values()) -> References:
    """Return the reference of every paper in each of `styles`.

    What was formatted is kept in `folder`, by content; with None nothing is kept. Raises BuildError where the processor is
    not installed or fails.
    """
    items = [_item(survey, paper) for paper in survey.papers]
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        made = pool.map(lambda style: (style.id, _of_style(items, style, folder)), styles)
        return dict(made)


def _item(survey: Survey, paper: Paper) -> dict[str, Any]:
    """The CSL item of `paper` as it is cited: a DOI makes an address superfluous, which some styles would print beside it."""
    full = item(paper, survey.venues)
    if paper.more_authors:
        full["author"] = [*full.get("author", ()), {"literal": "others"}]  # pandoc writes "et al."
    left_out = ("URL", "note") if paper.ids.doi else ("note",)
    return {name: value for name, value in full.items() if name not in left_out}


def _of_style(items: Sequence[Mapping[str, Any]], style: Style, folder: Path | None) -> dict[str, str]:
    mark = _hash(_FORMAT + processor_version() + style.path.read_text(encoding="utf-8"))
    path = folder / f"{style.id}.json" if folder else None
    known = _read(path, mark) if path else {}
    names = {item["id"]: _hash(json.dumps(item, sort_keys=True)) for item in items}
    missing = [item for item in items if names[item["id"]] not in known]
    made = formatted(missing, style) if missing else {}
    found = {key: made.get(key) or known[name] for key, name in names.items()}
    if path and (missing or len(known) != len(set(names.values()))):
        kept = {names[key]: text for key, text in found.items()}
        write_text(path, json.dumps({"mark": mark, "references": kept}, ensure_ascii=False))
    return found


def _read(path: Path, mark: str) -> dict[str, str]:
    """What was kept for this style in this form; nothing from a file that is not there, damaged, or of another form."""
    try:
        held = json.loads(path.read_text(encoding="utf-8"))
        return dict(held["references"]) if held["mark"] == mark else {}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def _hash(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:24]
