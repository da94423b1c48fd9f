"""Kinship: the rarer a shared tag, the nearer the paper."""

from __future__ import annotations

from vlm_survey.render.related import Kinship


def test_papers_that_share_rare_tags_come_first_and_oneself_never(library):
    kinship = Kinship(library)
    owl = library.paper("lindqvist2023owlnet")
    near = [paper.key for paper in kinship.nearest(owl, most=13)]
    assert owl.key not in near
    assert near[0] == "pipit2023left"


def test_a_paper_without_telling_tags_has_no_kin(library):
    alone = library.papers[0].changed(tags={"domain": ("medical",)})
    assert Kinship(library).nearest(alone) == []
