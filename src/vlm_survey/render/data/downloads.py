"""Write the downloads: all papers, each term and each paper in the export formats, and entries as scripts."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, replace
from functools import partial
from typing import Any, NamedTuple
from zlib import compress

from vlm_survey.citations import References, plain_text
from vlm_survey.exports import FORMATS, Entries, Format, Frame, first_with_entries_of
from vlm_survey.model import Paper
from vlm_survey.render.data.index_data import script
from vlm_survey.survey import Survey
from vlm_survey.taxonomy import Axis, Term

MOST = 500
"""The maximum number of papers in the file of a term: the newest. A larger term's page makes the whole file in the browser.

A paper has about eleven terms, broader ones included, so complete files would be a large part of the website.
"""


IN_SCRIPT = 1000
"""The number of papers whose entries are in one script; a selection loads only the scripts with its papers."""


def export_part(form_id: str) -> str:
    """Return the name of the script with the entries of a format. Formats with the same entries share a script."""
    first = first_with_entries_of(FORMATS[form_id])
    return "export" + "".join(word.capitalize() for word in first.id.split("-"))


def reference_part(style_id: str) -> str:
    """Return the name of the script with the references in a citation style."""
    return f"cite{style_id.capitalize()}"


class Script(NamedTuple):
    """A script with the entries or references of up to IN_SCRIPT papers: its path, their keys, and what makes its text.

    docs/assets/js/shared/exports.js loads those with the papers that are asked for.
    """

    path: str
    frames: dict[str, dict[str, Any]] | None
    keys: list[str]
    text: Callable[[], str]


def reference_scripts(survey: Survey, references: References) -> Iterator[Script]:
    """Yield scripts for each citation style, in the form of those of export formats: one plain reference on each line."""
    for style, by_key in references.items():
        frames = {style: asdict(Frame(between="\n", tail="\n", empty=""))}
        yield from _scripts(survey, reference_part(style), frames, partial(_reference, by_key))


def entry_scripts(survey: Survey, form: Format, entries: Entries) -> Iterator[Script]:
    """Yield scripts with the entries of a format in the explorer's order of papers, and the frames of all its formats.

    Formats with the same entries share scripts: there are none for the second one.
    """
    if form is first_with_entries_of(form):
        frames = {
            other_form.id: asdict(other_form.frame(survey))
            for other_form in FORMATS.values()
            if other_form.entry is form.entry
        }
        yield from _scripts(survey, export_part(form.id), frames, lambda key: entries[form.id][key])


def _reference(by_key: Mapping[str, str], key: str) -> str:
    return plain_text(by_key[key])


def _scripts(
    survey: Survey, name: str, frames: dict[str, dict[str, Any]], entry: Callable[[str], str]
) -> Iterator[Script]:
    """Yield the script `name` with the first entries, and `name2`, `name3` and so on with the next ones."""
    order = [paper.key for paper in survey.newest]
    for number, start in enumerate(range(0, max(len(order), 1), IN_SCRIPT), 1):
        full, keys = name if number == 1 else f"{name}{number}", order[start : start + IN_SCRIPT]
        own_frames = frames if number == 1 else None
        yield Script(f"assets/data/{full}.js", own_frames, keys, partial(_script, full, own_frames, keys, entry))


def _script(name: str, frames: dict[str, dict[str, Any]] | None, keys: list[str], entry: Callable[[str], str]) -> str:
    packed = _packed([entry(key) for key in keys])
    value = {"frames": frames, "each": IN_SCRIPT, "packed": packed} if frames else {"packed": packed}
    return script(f"vlm{name[0].upper()}{name[1:]}", value)


def _packed(entries: list[str]) -> str:
    """Return `entries` as JSON, compressed (RFC 1950) and written in base64 (RFC 4648), a quarter of its bytes."""
    return b64encode(compress(json.dumps(entries, ensure_ascii=False).encode())).decode()


def term_files(
    survey: Survey, axis: Axis, term: Term, frames: Mapping[str, Frame], entries: Entries
) -> Iterator[tuple[str, str]]:
    """Yield the papers of a term in each format of `frames`, by path."""
    for name, common in frames.items():
        form, frame, papers = FORMATS[name], common, survey.tagged(axis.id, term.id)
        if len(papers) > MOST:
            newest = {paper.key for paper in survey.newest_tagged(axis.id, term.id)[:MOST]}
            if form.comment:
                note = f"The newest {MOST:,} of {len(papers):,} papers of {axis.id}/{term.id}"
                line = f"{form.comment}{note}; all papers: data/{form.file}\n"
                frame = replace(frame, head=frame.head + line)
            papers = [paper for paper in papers if paper.key in newest]
        yield f"{axis.id}/{term.id}/{form.file}", frame.around([entries[name][paper.key] for paper in papers])


def paper_files(paper: Paper, frames: Mapping[str, Frame], entries: Entries) -> Iterator[tuple[str, str]]:
    """Yield a paper in each format of `frames`, by path."""
    for name, frame in frames.items():
        yield f"papers/{paper.key}/{paper.key}.{FORMATS[name].ending}", frame.around([entries[name][paper.key]])
