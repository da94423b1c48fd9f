"""One line for one paper."""

from __future__ import annotations

import pytest

from vlm_survey.render.entries import FIRST, SPARED, UNFOLDED, EntryLines, by_year, byline, entry, venue_and_year


def test_a_byline_names_one_two_or_the_first_author(library):
    assert byline(library.paper("qoppa2020mirror")) == "Qoppa"
    assert byline(library.paper("finch2022seed")) == "Finch and van der Zwaluw"
    assert byline(library.paper("lindqvist2023owlnet")) == "Lindqvist et al."
    assert byline(library.paper("marmotimagingconsortium2022atlas")) == "Marmot Imaging Consortium"
    assert byline(library.paper("a-lost-page-about-gulls")) == ""


def test_a_place_is_venue_and_year_as_far_as_known(library):
    assert venue_and_year(library.paper("lindqvist2023owlnet")) == "BIRDS 2023"
    assert venue_and_year(library.paper("lindqvist2023owlnet").changed(venue=None)) == "2023"


def test_what_nobody_has_read_is_provisional(library):
    assert entry(library.paper("finch2022seed")).provisional
    assert not entry(library.paper("lindqvist2023owlnet")).provisional


def test_years_come_newest_first_and_the_undated_last(library):
    years = by_year(library.papers)
    assert [year.label for year in years] == ["2025", "2024", "2023", "2022", "2021", "2020", "Undated"]
    assert years[-1].anchor == "yundated"
    assert sum(len(year.entries) for year in years) == len(library.papers)


def test_a_short_list_is_shown_whole(library):
    assert all(year.first == year.entries and year.rest == () for year in by_year(library.papers))


@pytest.mark.parametrize(
    ("papers", "shown"), [(UNFOLDED, UNFOLDED), (UNFOLDED + 1, FIRST), (2 * UNFOLDED, FIRST)], ids=str
)
def test_a_long_list_shows_the_first_of_each_year_and_folds_the_rest(library, papers, shown):
    one = library.paper("lindqvist2023owlnet")
    (year,) = by_year([one.changed(key=f"owl{place}") for place in range(papers)])
    assert len(year.first) == shown
    assert (*year.first, *year.rest) == year.entries


def test_a_fold_for_a_handful_is_not_made(library):
    one = library.paper("lindqvist2023owlnet")
    many = [one.changed(key=f"owl{place}") for place in range(UNFOLDED)]
    few = [one.changed(key=f"gull{place}", year=2020) for place in range(FIRST + SPARED - 1)]
    assert [len(year.rest) for year in by_year([*many, *few])] == [UNFOLDED - FIRST, 0]
    assert [len(year.rest) for year in by_year([*many, *few, one.changed(year=2020)])] == [UNFOLDED - FIRST, SPARED]


class Macros:
    """Macros that count how often a line is rendered."""

    def __init__(self):
        self.rendered = []

    def entry_line(self, one, root):
        self.rendered.append(one.key)
        return f"<li>{root}{one.page}"


def test_a_line_is_rendered_once_and_leads_to_the_root_of_each_page(library):
    macros, (first, second) = Macros(), map(entry, library.papers[:2])
    lines = EntryLines(lambda: macros)
    assert lines([first, second], "../") == f"<li>../{first.page}<li>../{second.page}"
    assert lines([first], "../../") == f"<li>../../{first.page}"
    assert lines([], "") == ""
    assert macros.rendered == [first.key, second.key]
