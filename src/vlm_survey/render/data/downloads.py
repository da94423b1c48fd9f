"""Write the downloads: all papers, each term and each paper in the export formats, and entries as scripts."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Iterator, Mapping
from dataclasses import asdict, replace
from zlib import compress

from vlm_survey.citations import References, plain_text
from vlm_survey.exports import FORMATS, Entries, Format, Frame
from vlm_survey.model import Paper
from vlm_survey.render.data.index_data import script
from vlm_survey.survey import Survey, newest_published
from vlm_survey.taxonomy import Axis, Term

MOST = 500
"""The maximum number of papers in the file of a term: the newest. A larger term's page makes the whole file in the browser.

A paper has about eleven terms, broader ones included, so complete files would be a large part of the website.
"""


IN_SCRIPT = 1000
"""The number of papers whose entries are in one script; a selection loads only the scripts with its papers."""


def export_part(form_id: str) -> str:
    """Return the name of the script with the entries of a format. Formats with the same entries share a script."""
    first = next(form for form in FORMATS.values() if form.entry is FORMATS[form_id].entry)
    return "export" + "".join(word.capitalize() for word in first.id.split("-"))


def reference_part(style_id: str) -> str:
    """Return the name of the script with the references in a citation style."""
    return f"cite{style_id.capitalize()}"


def reference_scripts(survey: Survey, references: References) -> Iterator[tuple[str, str]]:
    """Yield scripts for each citation style, in the form of those of export formats: one plain reference on each line."""
    order = [paper.key for paper in newest_published(survey.papers)]
    for style, by_key in references.items():
        frames = {style: asdict(Frame(between="\n", tail="\n", empty=""))}
        yield from _scripts(reference_part(style), frames, [plain_text(by_key[key]) for key in order])


def entry_scripts(survey: Survey, made: Entries) -> Iterator[tuple[str, str]]:
    """Yield scripts for each kind of entry.

    They contain the frames of its formats, and the entries in the explorer's order of papers.
    """
    order = [paper.key for paper in newest_published(survey.papers)]
    parts: dict[str, list[Format]] = {}
    for form in FORMATS.values():
        parts.setdefault(export_part(form.id), []).append(form)
    for name, forms in parts.items():
        frames = {form.id: asdict(form.frame(survey)) for form in forms}
        yield from _scripts(name, frames, [made[forms[0].id][key] for key in order])


def _scripts(name: str, frames: Mapping[str, object], entries: list[str]) -> Iterator[tuple[str, str]]:
    """Yield the script `name` with the first entries, and `name2`, `name3` and so on with the next ones.

    docs/assets/js/shared/exports.js loads those with the papers that are asked for.
    """
    for number, start in enumerate(range(0, max(len(entries), 1), IN_SCRIPT), 1):
        packed = _packed(entries[start : start + IN_SCRIPT])
        value = {"frames": frames, "each": IN_SCRIPT, "packed": packed} if number == 1 else {"packed": packed}
        full = name if number == 1 else f"{name}{number}"
        yield f"assets/data/{full}.js", script(f"vlm{full[0].upper()}{full[1:]}", value)


def _packed(entries: list[str]) -> str:
    """Return `entries` as JSON, compressed (RFC 1950) and written in base64 (RFC 4648), a quarter of its bytes."""
    return b64encode(compress(json.dumps(entries, ensure_ascii=False).encode())).decode()


def term_files(
    survey: Survey, axis: Axis, term: Term, frames: Mapping[str, Frame], made: Entries
) -> Iterator[tuple[str, str]]:
    """Yield the papers of a term in each format of `frames`, by path."""
    for name, common in frames.items():
        form, frame, papers = FORMATS[name], common, survey.tagged(axis.id, term.id)
        if len(papers) > MOST:
            newest = {paper.key for paper in newest_published(papers)[:MOST]}
            if form.comment:
                words = f"The newest {MOST:,} of {len(papers):,} papers of {axis.id}/{term.id}"
                line = f"{form.comment}{words}; all papers: data/{form.file}\n"
                frame = replace(frame, head=frame.head + line)
            papers = [paper for paper in papers if paper.key in newest]
        yield f"{axis.id}/{term.id}/{form.file}", frame.around([made[name][paper.key] for paper in papers])


def paper_files(paper: Paper, frames: Mapping[str, Frame], made: Entries) -> Iterator[tuple[str, str]]:
    """Yield a paper in each format of `frames`, by path."""
    for name, frame in frames.items():
        yield f"papers/{paper.key}/{paper.key}.{FORMATS[name].ending}", frame.around([made[name][paper.key]])
