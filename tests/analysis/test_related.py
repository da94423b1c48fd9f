"""Related papers: the rarer a shared tag, the nearer the paper."""

from __future__ import annotations

from dataclasses import replace

from vlm_survey.analysis.related import RelatedPapers


def test_papers_that_share_rare_tags_come_first_and_oneself_never(library):
    kinship = RelatedPapers(library)
    owl = library.paper("lindqvist2023owlnet")
    near = [paper.key for paper in kinship.nearest(owl, most=13)]
    assert owl.key not in near
    assert near[0] == "pipit2023left"


def test_a_paper_with_only_a_common_tag_has_the_papers_that_share_it(library):
    alone = library.papers[0].changed(tags={"domain": ("medical",)})
    near = RelatedPapers(library).nearest(alone)
    assert len(near) == 6
    assert all("medical" in paper.tags["domain"] for paper in near)


def test_a_paper_without_tags_and_one_with_an_unknown_tag_have_no_kin(library):
    for tags in ({}, {"task": ("on-no-other-paper",)}):
        assert RelatedPapers(library).nearest(library.papers[0].changed(tags=tags)) == []


def papers_like(paper, count):
    """`count` papers with the same common tags; each tenth shares a rarer one with those that are a hundred away."""
    for number in range(count):
        rare = {"task": (f"task-{number % 100}",)} if number % 10 == 0 else {}
        tags = {"domain": ("medical",), "modality": ("ct",), **rare}
        yield paper.changed(key=f"owl{number}", year=1990 + number // 40, tags=tags)


def test_terms_of_any_number_of_papers_bring_up_the_papers_nearest_in_time(library):
    papers = tuple(papers_like(library.papers[0], 1200))
    kinship = RelatedPapers(replace(library, records=papers))
    near = {paper.key: kinship.nearest(paper) for paper in papers}
    assert {len(found) for found in near.values()} == {6}
    assert all(abs(other.year - papers[601].year) <= 5 for other in near["owl601"])
    assert {other.tags["task"] for other in near["owl600"]} == {("task-0",)}
    backwards = RelatedPapers(replace(library, records=papers[::-1]))
    assert {key: backwards.nearest(kinship_of) for key, kinship_of in zip(near, papers, strict=True)} == near
