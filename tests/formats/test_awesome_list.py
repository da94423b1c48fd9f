"""Awesome lists as the field writes them: tables, items, badges, headings."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.told import doubts, papers, rejected

from vlm_survey.formats.awesome_list.reader import read_markdown

ARXIV = "https://arxiv.org/abs/2306.00890"
CODE = "https://github.com/owls/net"


def read(text):
    rows = list(read_markdown(text, "owls"))
    return papers(rows), rejected(rows)


def one(text):
    found, failed = read(text)
    assert failed == []
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize(
    "text",
    [
        f"- [Seeing in the Dark]({ARXIV}) - Ada Owl, Ben Finch. *MICCAI 2024*. [code]({CODE})",
        f"* **Seeing in the Dark** Ada Owl, Ben Finch; MICCAI 2024. [[paper]({ARXIV})] [[code]({CODE})]",
        f"+ (MICCAI 2024) Seeing in the Dark, Ada Owl et al. [[Paper]]({ARXIV}) [[Code]]({CODE})",
        (
            f"1. **Seeing in the Dark.** <br> *Ada Owl and Ben Finch* <br> MICCAI, 2024. "
            f"<a href=\"{ARXIV}\">PDF</a> <a href='{CODE}'>GitHub</a>"
        ),
        f'- "Seeing in the Dark", Ada Owl, Ben Finch, MICCAI 2024. {ARXIV} [![Stars](https://img.shields.io/x.svg)]({CODE})',
        f"- Seeing in the Dark `MICCAI'24`\n  - Authors: Ada Owl, Ben Finch\n  - [Paper]({ARXIV}) | [Code (PyTorch)]({CODE})",
        f"- [ ] \U0001f525 [Seeing in the Dark][p], [MICCAI 2024]. [official code][c]\n\n[p]: {ARXIV}\n[c]: {CODE}",
        (
            f"| Title | Venue | Paper | Code |\n|:--|:-:|---|---|\n"
            f"| Seeing in the Dark | MICCAI 2024 | [Link]({ARXIV}) | [GitHub]({CODE}) |"
        ),
        (
            f"| Paper | Published in | Code |\n|---|---|---|\n"
            f"| [**Seeing in the Dark**]({ARXIV}) <br> ![](https://a.b/c.svg) | MICCAI'24 | [Star]({CODE}) |"
        ),
        (
            f"Year | Paper Title | Conference | Links\n---|---|---|---\n"
            f"2024 | Seeing in the Dark | MICCAI | [pdf]({ARXIV}) [code]({CODE})"
        ),
    ],
)
def test_an_entry_is_read_however_it_is_written(text):
    found = one(f"# List\n\n## Birds of *Night*\n\n{text}\n")
    assert found.title == "Seeing in the Dark"
    assert (found.venue, found.year) == ("MICCAI", 2024)
    assert found.ids == {"arxiv": "2306.00890"}
    assert found.links == {"code": CODE}
    assert found.authors in ([], ["Owl, Ada", "Finch, Ben"])
    assert [(listed.list, listed.section) for listed in found.listed] == [("owls", "Birds of Night")]


def test_whole_author_lists_are_taken_and_cut_ones_are_not():
    assert one(f"- [Seeing in the Dark]({ARXIV}) - Ada Owl, Ben Finch. 2024").authors == ["Owl, Ada", "Finch, Ben"]
    assert one(f"- [Seeing in the Dark]({ARXIV}) - Ada Owl, et al. 2024").authors == []


def test_a_models_name_before_its_title_stays():
    assert one(f"- **[OwlNet]** Seeing in the Dark. [arXiv]({ARXIV})").title == "OwlNet: Seeing in the Dark"
    assert one(f"- **OwlNet**: Seeing in the Dark. [arXiv]({ARXIV})").title == "OwlNet: Seeing in the Dark"


def test_a_date_is_a_date_and_no_venue():
    found = one(f"- [2023/06] [Seeing in the Dark]({ARXIV})")
    assert (found.year, found.month, found.venue) == (2023, 6, None)


def test_a_pipe_in_a_cell_and_a_publishers_link_are_understood():
    found = one(
        "| Title | Link |\n|---|---|\n"
        "| Owls \\| Larks and More | [x](https://link.springer.com/chapter/10.1007/978-3-031-1_2) |"
    )
    assert found.title == "Owls | Larks and More"
    assert found.ids == {"doi": "10.1007/978-3-031-1_2"}


def test_nested_papers_are_papers_of_their_own():
    found, _failed = read(
        f"- Night birds\n  - [Seeing in the Dark]({ARXIV})\n  - [Hearing in the Dark](https://doi.org/10.1000/x)"
    )
    assert [row.title for row in found] == ["Seeing in the Dark", "Hearing in the Dark"]


@pytest.mark.parametrize(
    "text",
    [
        "- [Contents](#contents)\n- [Birds](#birds)",
        "[![Awesome](https://awesome.re/badge.svg)](https://awesome.re)",
        f"```\n- [Seeing in the Dark]({ARXIV})\n```",
        f"<!-- - [Seeing in the Dark]({ARXIV}) -->",
        "Prose with [a link](https://example.org/a).",
        "- Plain prose without any link",
        "- [How to contribute](CONTRIBUTING.md)",
    ],
)
def test_what_names_no_paper_is_passed_over(text):
    assert read(text) == ([], [])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- [Kaggle](https://kaggle.com/owls)", "is a name, not a title"),
        ("- [Awesome list of other birds](https://github.com/x/awesome)", "does not lead to a paper"),
        (f"- [Code]({CODE})", "no title"),
        ("- Write to me at https://example.org/me", "only an address"),
        (f"- [{'x' * 7000}]({ARXIV})", "not an entry of a list"),
    ],
)
def test_a_row_with_a_link_that_is_no_paper_is_reported_with_its_line(text, said):
    found, failed = read(f"# List\n\n{text}")
    assert found == []
    assert failed[0][0] == 3
    assert said in failed[0][1]


@pytest.mark.parametrize(
    "text",
    [
        "| Task | Direct use | Tuned | All |\n|---|--:|--:|--:|\n| [Sorting](lists/s.md) | [9](https://a.b/x) | 0 | 1,602 |",
        "## How to cite\n\n- [The form](https://github.com/owls/list/issues) tells how",
    ],
)
def test_tables_of_counts_and_what_a_list_says_of_itself_are_passed_over(text):
    assert read(text) == ([], [])


@pytest.mark.parametrize(
    "count", ["108 papers here", "4 papers", "1,602 records in all", "no papers here", "12 Starred entries"]
)
def test_a_number_of_papers_is_no_title(count):
    found, _failed = read(
        f"- [owls/list](https://github.com/owls/list) - [{count}](https://example.org/collections/list-owls/)."
    )
    assert found == []


@pytest.mark.parametrize("title", ["108 Papers on Owls and What They Say", "12 Owls", "1,000 Models of Flight"])
def test_a_title_may_begin_with_a_number(title):
    assert one(f"- [{title}]({ARXIV})").title == title


@pytest.mark.parametrize(
    "heading", ["Sources", "Acknowledgements", "\U0001f64f Credits", "How to cite", "Related Awesome Lists"]
)
def test_papers_under_a_heading_of_credits_are_reported_and_not_taken(heading):
    found, failed = read(
        f"## Owls\n- [Seeing in the Dark]({ARXIV})\n## {heading}\n- [Hearing in the Dark]({ARXIV}), 2024"
    )
    assert [row.title for row in found] == ["Seeing in the Dark"]
    assert failed[0][0] == 4
    assert "where lists credit others: Hearing in the Dark" in failed[0][1]


@pytest.mark.parametrize("who", ["Owl et al., 2024", "Owl and Finch, 2024", "Owl-Ray et al, 2024"])
def test_authors_in_short_are_no_venue(who):
    found = one(f"- [Seeing in the Dark]({ARXIV}) - {who}, [code]({CODE}).")
    assert (found.venue, found.year) == (None, 2024)


def test_a_year_and_an_address_that_cannot_be_read_are_told():
    found = one(
        f"| Title | Year | Link |\n|---|---|---|\n| Seeing in the Dark | 20x5 | [pdf]({ARXIV}) [x](htp://a.b) |"
    )
    assert doubts(found) == [
        "year left out: '20x5' is not a year from 1950 to 2100",
        "link left out: 'htp://a.b' is not an address; an address begins with https://",
    ]


SEED = f"""# List
| Title | Venue | Code |
|---|---|---|
| [Seeing in the Dark]({ARXIV}) | MICCAI 2024 | [c]({CODE}) |

- **Hearing in the Dark** *Ada Owl and Ben Finch* (CVPR'23) [[paper]({ARXIV})]
"""
PIECES = st.sampled_from([*"|[]()*_`<>#\n\\\0", "<!--", "```", "- ", "https://[::1"])


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(SEED)), st.integers(0, 20), PIECES), max_size=10))
def test_however_it_is_torn_it_never_raises(edits):
    text = SEED
    for start, length, piece in edits:
        text = text[:start] + piece + text[start + length :]
    read(text)
