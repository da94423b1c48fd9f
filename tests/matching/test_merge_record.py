"""Merging a proposal into a record: data sets by role."""

from __future__ import annotations

from vlm_survey.matching.merge_record import describe_additions, merge_fields
from vlm_survey.proposals.proposal import Proposal


def test_a_data_set_that_a_row_mentions_is_added_unless_the_record_uses_it(library):
    owl = library.paper("lindqvist2023owlnet")
    assert merge_fields(owl, {"uses": {"mentions": ("Nocturne 9K",)}}, library.venues) == owl
    after = merge_fields(owl, {"uses": {"mentions": ("Dusk-1k",)}}, library.venues)
    assert after.uses == {**owl.uses, "mentions": ("Dusk-1k",)}
    assert describe_additions(owl, after) == {"uses.mentions": "Dusk-1k"}


def test_roles_are_united_role_by_role(library):
    owl = library.paper("lindqvist2023owlnet")
    after = merge_fields(
        owl, {"uses": {"introduces": ("Dusk-1k", "nocturne-9k"), "trains-on": ("nocturne-9k",)}}, library.venues
    )
    assert after.uses["introduces"] == ("nocturne-9k", "Dusk-1k")
    assert after.uses["trains-on"] == ("nocturne-9k",)


def test_a_list_of_authors_keeps_its_mark_that_some_are_missing(library):
    proposal = Proposal("row", title="T")
    proposal.name_people(["Owl, Ada", "et al."], display=False)
    fields = proposal.fields()
    gulls = library.paper("a-lost-page-about-gulls")
    assert merge_fields(gulls, fields, library.venues).more_authors is True
    assert merge_fields(library.paper("lindqvist2023owlnet"), fields, library.venues).more_authors is None
