"""Awesome lists as the field writes them: tables, items, badges, headings."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.rows import doubts, papers, rejected

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


def test_whole_author_lists_are_used_and_cut_ones_are_not():
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
def test_papers_under_a_heading_of_credits_are_reported_and_not_used(heading):
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


def test_a_year_and_an_address_that_cannot_be_read_are_reported():
    found = one(
        f"| Title | Year | Link |\n|---|---|---|\n| Seeing in the Dark | 20x5 | [pdf]({ARXIV}) [x](htp://a.b) |"
    )
    assert doubts(found) == [
        "year left out: '20x5' is not a year from 1950 to 2100",
        "link left out: 'htp://a.b' is not an address; an address begins with https://",
    ]


LINK = "https://doi.org/10.1000/owl"


@pytest.mark.parametrize(
    "name", ["Paper Names", "Paper Name", "Title of the Paper", "**Full Title**", "Title / Method", "论文题目"]
)
def test_a_column_of_titles_is_known_by_its_name(name):
    found = one(
        f"| No | Model Names | {name} | Paper Link |\n|--|--|--|--|\n| 1 | OwlNet | Seeing in the Dark | [PDF]({ARXIV}) |"
    )
    assert (found.title, found.model, found.ids) == ("Seeing in the Dark", "OwlNet", {"arxiv": "2306.00890"})


@pytest.mark.parametrize(
    "label",
    [
        "Owl et al.",
        "Owl et al., 2024",
        "Owl, et al",
        "Owl & Finch (2024)",
        "Owl and Finch",
        "Owl 2024",
        "[12]",
        "van der Owl et al.",
    ],
)
def test_a_citation_is_no_title(label):
    head = "| Medical VLM | Paper | Year |\n|---|---|---|\n"
    found, failed = read(f"{head}| OwlNet | [{label}]({ARXIV}) | 2024 |\n| LarkNet | [{label}]({LINK}) | 2024 |")
    assert found == []
    assert [line for line, _why in failed] == [3, 4]
    assert all("it has no title" in why and "a citation" in why for _line, why in failed)
    assert read(f"- [{label}]({ARXIV}), [code]({CODE})")[0] == []


def test_a_citation_beside_a_title_is_the_papers_link():
    found = one(f"| Title | Paper |\n|---|---|\n| Seeing in the Dark | [Owl et al.]({ARXIV}) |")
    assert (found.title, found.ids) == ("Seeing in the Dark", {"arxiv": "2306.00890"})


@pytest.mark.parametrize(
    "title", ["General and Task-Oriented Owl Segmentation", "Owls et Al Fresco in Light", "Owl Vision 2024 Report"]
)
def test_a_title_is_no_citation(title):
    assert one(f"- [{title}]({ARXIV})").title == title


def test_a_table_without_a_column_of_titles_gives_no_title_from_other_words():
    found, failed = read(
        f"| Model | Description | Link |\n|---|---|---|\n| OwlNet | It sees in the dark | [pdf]({ARXIV}) |"
    )
    assert found == []
    assert failed[0][0] == 3


def test_a_table_whose_rule_does_not_fit_is_reported():
    found, failed = read(f"| Title | Link |\n|---|---|---|\n| Seeing in the Dark | [pdf]({ARXIV}) |")
    assert found == []
    assert failed == [(2, "the line below the header has another number of columns, so this is not a table")]


def test_a_table_of_html_is_a_table():
    found = one(
        "<table>\n<tr><th>Title</th><th>Venue</th><th>Link</th></tr>\n"
        f'<tr><td><b>Seeing in the Dark</b></td><td>MICCAI 2024</td><td><a href="{ARXIV}">pdf</a></td></tr>\n</table>'
    )
    assert (found.title, found.venue, found.ids, found.origin) == (
        "Seeing in the Dark",
        "MICCAI",
        {"arxiv": "2306.00890"},
        "line 3",
    )


def test_lists_within_folds_and_paragraphs_below_an_item_are_read():
    item = f"10. **Seeing in the Dark**.\n\n   *Ada Owl, Ben Finch*. [[pdf]({ARXIV})]"
    found = one(f"<details>\n<summary>2024</summary>\n\n{item}\n</details>")
    assert (found.title, found.authors) == ("Seeing in the Dark", ["Owl, Ada", "Finch, Ben"])


def test_a_bold_line_after_an_item_is_no_part_of_it():
    found, _failed = read(f"- [Seeing in the Dark]({ARXIV})\n\n**MICCAI 2024**\n- [Hearing in the Dark]({LINK})")
    assert [(row.title, row.venue) for row in found] == [("Seeing in the Dark", None), ("Hearing in the Dark", None)]


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


@pytest.mark.parametrize(
    "text",
    [
        f"- Li et al. (2023) [link]({ARXIV})",
        f"- [Smith and Jones, 2022]({ARXIV})",
        f"| Model | Publication | Year |\n|---|---|---|\n| CLIP | [Radford et al. 2021]({ARXIV}) | 2021 |",
    ],
)
def test_a_citation_wherever_it_stands_is_no_title(text):
    found, failed = read(text)
    assert (found, len(failed)) == ([], 1)
    assert "citation" in failed[0][1]


def test_a_title_in_quotes_behind_its_authors_is_the_title():
    assert (
        one(f'- [Zhang et al., "Contrastive Learning of Owls at Noon"]({ARXIV})').title
        == "Contrastive Learning of Owls at Noon"
    )


def test_a_column_called_publication_is_title_or_venue_by_what_stands_in_it():
    table = "| Model | Publication | Year |\n|---|---|---|\n| OwlNet | {} | 2021 |"
    paper = one(table.format("[OwlNet: A Global-Local Framework for Owls](https://example.org/owlnet)"))
    assert (paper.title, paper.venue) == ("OwlNet: A Global-Local Framework for Owls", None)
    other = "| Paper | Publication |\n|---|---|\n| [A Study of Owls at Noon](https://example.org/a) | MICCAI 2023 |"
    assert (one(other).title, one(other).venue, one(other).year) == ("A Study of Owls at Noon", "MICCAI", 2023)


def test_authors_that_end_in_et_al_are_named_as_far_as_they_go():
    table = f"| Title | Authors |\n|---|---|\n| [A Study of Owls at Noon]({ARXIV}) | Doe J, Roe B, et al. |"
    assert (one(table).authors, one(table).more_authors) == (["Doe, J", "Roe, B"], True)
