"""The glossary: every term, metric and word once, and the names that texts link."""

from __future__ import annotations

from vlm_survey.chapters.glossary import entries, linked_names


def test_every_term_metric_and_word_has_one_entry(library):
    found = [one.id for one in entries(library)]
    terms = [f"{axis.id}-{term.id}" for axis in library.taxonomy for term in axis]
    assert sorted(found) == sorted([*terms, "metric-f1", "metric-peck", "word-feather"])
    labels = [one.label.casefold() for one in entries(library) if one.label.isascii()]
    assert labels == sorted(labels)


def test_names_of_unlinked_axes_and_terms_and_everyday_aliases_are_not_linked(library):
    names = linked_names(library)
    assert names["Report generation"].id == "task-report-generation"
    assert names["macro F1"].id == "metric-f1"
    assert "Medical" not in names
    assert "Classification" not in names
    assert "Diagnosis" in names
    assert "reporting" not in names
    assert names["question-answering"].id == "task-vqa"
    assert len({name.casefold() for name in names}) == len(names)
