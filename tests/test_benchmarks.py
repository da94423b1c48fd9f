"""The made-up libraries that measurements run on: the same for a seed, whole, and tagged as the taxonomy allows."""

from __future__ import annotations

import pytest
from benchmarks.synthetic import papers, synthesize

from vlm_survey.store import read_survey


def test_the_same_seed_makes_the_same_papers_and_another_seed_others(library):
    assert list(papers(library, 30)) == list(papers(library, 30))
    assert list(papers(library, 30)) != list(papers(library, 30, seed=1))


def test_every_paper_has_a_key_of_its_own_and_tags_that_the_taxonomy_knows(library):
    made = list(papers(library, 400))
    assert len({paper.key for paper in made}) == 400
    for paper in made:
        assert set(paper.tags) >= {axis.id for axis in library.taxonomy if axis.required}
        for axis, terms in paper.tags.items():
            known = library.taxonomy.axis(axis)
            implied = {step for term in terms for step in known.lineage(term)[1:]}
            assert set(terms) <= set(known.terms) - implied
            assert len(terms) <= (known.most or 3)


def test_a_made_up_library_reads_without_a_problem(tmp_path):
    survey = read_survey(synthesize(tmp_path / "made", 60))
    assert (len(survey.papers), survey.problems) == (60, ())
    assert all(file.text == file.canonical for file in survey.files.values())


def test_a_folder_that_holds_something_is_not_changed(tmp_path):
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(FileExistsError, match="is not empty"):
        synthesize(tmp_path, 1)
