"""What can be downloaded: every format whole, for each term and paper, and as scripts that give the same text."""

from __future__ import annotations

import json
import zlib
from base64 import b64decode

import pytest

from vlm_survey.exports import FORMATS, Entries, data_files
from vlm_survey.render.data.downloads import entry_scripts, export_part, paper_files, term_files
from vlm_survey.survey import newest_published


def scripts(library, made):
    return {one.path: one.text() for form in FORMATS.values() for one in entry_scripts(library, form, made)}


@pytest.fixture(scope="module")
def files(library) -> dict[str, str | bytes]:
    return every_file(library)


def every_file(library) -> dict[str, str | bytes]:
    made = Entries(library)
    frames = {form.id: form.frame(library) for form in FORMATS.values() if form.each}
    terms = ((axis, term) for axis in library.taxonomy for term in axis)
    return {
        **{f"data/{file.name}": raw for file, raw in data_files(library, made)},
        **scripts(library, made),
        **{path: text for paper in library.papers for path, text in paper_files(paper, frames, made)},
        **{path: text for axis, term in terms for path, text in term_files(library, axis, term, frames, made)},
    }


def test_all_papers_are_there_in_every_format(files, library):
    for form in FORMATS.values():
        assert files[f"data/{form.file}"].decode() == form.write(library, library.papers)


def test_each_paper_and_each_term_has_its_own_files_in_the_formats_for_references(files, library):
    for form in FORMATS.values():
        for paper in library.papers:
            assert files.get(f"papers/{paper.key}/{paper.key}.{form.ending}") == (
                form.write(library, [paper]) if form.each else None
            )
        for axis in library.taxonomy:
            for term in axis:
                tagged = library.tagged(axis.id, term.id)
                assert files.get(f"{axis.id}/{term.id}/{form.file}") == (
                    form.write(library, tagged) if form.each else None
                )


def test_the_file_of_a_term_has_at_most_the_newest_papers_and_says_so_where_it_can(library, monkeypatch):
    monkeypatch.setattr("vlm_survey.render.data.downloads.MOST", 2)
    files = every_file(library)
    tagged = library.tagged("domain", "medical")
    newest = {paper.key for paper in newest_published(tagged)[:2]}
    kept = [paper for paper in tagged if paper.key in newest]
    assert len(tagged) > len(kept) == 2
    words = f"% The newest 2 of {len(tagged)} papers of domain/medical; all papers: data/papers.bib\n"
    bibtex = files["domain/medical/papers.bib"]
    assert words in bibtex
    assert bibtex.replace(words, "") == FORMATS["bibtex"].write(library, kept)
    assert files["domain/medical/papers.ris"] == FORMATS["ris"].write(library, kept)


@pytest.mark.parametrize("each", [1000, 5])
def test_scripts_hold_what_any_selection_is_made_of(library, monkeypatch, each):
    monkeypatch.setattr("vlm_survey.render.data.downloads.IN_SCRIPT", each)
    files = scripts(library, Entries(library))
    order = newest_published(library.papers)
    assert len(order) > 5
    for form in FORMATS.values():
        name = export_part(form.id)
        first = value(files, name)
        frame = first["frames"][form.id]
        assert first["each"] == each
        names = [name, *(f"{name}{number}" for number in range(2, -(-len(order) // each) + 1))]
        held = [entry for one in names for entry in unpacked(value(files, one))]
        chosen = [len(order) - 1, 0]
        made = frame["head"] + frame["between"].join(held[place] for place in chosen) + frame["tail"]
        assert made == form.write(library, [order[place] for place in chosen])
        assert f"assets/data/{name}{len(names) + 1}.js" not in files


def value(files, name):
    """The value that a script assigns."""
    text = files[f"assets/data/{name}.js"]
    assert text.startswith(f"globalThis.vlmE{name[1:]}=")
    return json.loads(text.partition("=")[2].removesuffix(";\n"))


def unpacked(part) -> list[str]:
    return json.loads(zlib.decompress(b64decode(part["packed"])))


def test_formats_with_the_same_entries_share_a_script():
    assert export_part("json") == export_part("jsonl") == "exportJson"
    assert export_part("bibtex") == "exportBibtex"
