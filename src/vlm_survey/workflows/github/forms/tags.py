"""Parse tags in forms: lines like "task: segmentation, vqa"."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from vlm_survey.errors import UnknownName
from vlm_survey.taxonomy import Taxonomy
from vlm_survey.taxonomy.names import read_tag

MOST, LONGEST = 60, 100
"""The maximum number and length of names: more than any record needs, and fast to compare with all terms."""

_REMARK = 400


def read_tags(taxonomy: Taxonomy, text: str, remarks: list[str]) -> dict[str, list[str]]:
    """Return the terms in `text` by axis, each once; unknown terms become remarks.

    A line is 'axis: term, term' or 'axis=term'. A line without an axis may name terms that belong to one axis only.
    """
    tags: dict[str, list[str]] = {}
    names = _names(text)
    for axis_name, name in islice(names, MOST):
        if tag := _read(taxonomy, axis_name, name, remarks):
            terms = tags.setdefault(tag[0], [])
            if tag[1] not in terms:
                terms.append(tag[1])
    if next(names, None):
        remarks.append(f"only the first {MOST} tags were read")
    return tags


def _names(text: str) -> Iterator[tuple[str, str]]:
    """Return each (axis as written, term as written); the axis is empty if none is written."""
    for line in filter(None, (raw_line.strip(" -*\t") for raw_line in text.split("\n"))):
        axis, separator, rest = line.replace("=", ":", 1).partition(":")
        for name in filter(None, (raw_name.strip() for raw_name in (rest if separator else line).split(","))):
            yield (axis.strip() if separator else ""), name


def _read(taxonomy: Taxonomy, axis: str, name: str, remarks: list[str]) -> tuple[str, str] | None:
    try:
        if len(axis) + len(name) > LONGEST:
            raise UnknownName("term", f"{axis} {name}"[:LONGEST], ())
        return read_tag(taxonomy, f"{axis}={name}" if axis else name)
    except UnknownName as error:
        found = f"tag left out: {error}" if axis else f"tag left out, write 'axis: term, term': {name[:LONGEST]}"
        remarks.append(found[:_REMARK])
        return None
