"""Escaping: whatever a title holds shows as it is, in a list, a table and a link."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markupsafe import Markup

from vlm_survey.errors import InvalidValue
from vlm_survey.model import one_line
from vlm_survey.render.markdown import address, anchors, group_digits, link, text, tidy

GITHUB = MarkdownIt("commonmark").enable(["table", "strikethrough"])
STRANGE = [
    r"Left | Right: [CLS] Tokens *and* (Other) `Things` #1 _under_ a <Threshold",
    'Is <img src=x onerror=alert(1)> & <b>Bold</b> Text "All" You Need?',
    r"$\beta$-Hedgehog: 100\% of {CT} \emph{Quills} in $O(n^2)$",
    "بيان: نموذج لغوي بصري (BAYAN)",
    "鸟界：面向超声图像的视觉语言模型",
    "&copy; 2024 &amp; &#35;1 &lt;b&gt;",
    "# No heading",
    "+ no list",
    "- no list",
    "> no quote",
    "=== no underline",
    "1. no number",
    "2) no number",
    "| a | b |",
    "~~not~~ ~struck~",
    "![no](image) [no](link) [no][ref] [^1]",
    "trailing \\",
    "**__`",
    "@someone asks, me@example.org, #12, GH-12, owner/repo#3, :smile: :+1:",
    "https://example.org www.example.org ftp://example.org <https://example.org>",
    "<!-- gone? --> <script>alert(1)</script> <details>",
    "0",
    "{{ 7 * 7 }} {% raw %}",
]


class _Shown(HTMLParser):
    """The characters that a page shows, and the tags it has."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text, self.tags = "", []
        self.feed(page)
        self.close()

    def handle_data(self, data):
        self.text += data

    def handle_starttag(self, tag, _attrs):
        self.tags.append(tag)


def shown(page):
    found = _Shown(GITHUB.render(page))
    return found.text.strip("\n"), [tag for tag in found.tags if tag != "span"]


@pytest.mark.parametrize("title", STRANGE)
def test_a_title_shows_as_it_is_in_a_list(title):
    assert shown(f"- {text(title)}\n") == (title, ["ul", "li"])


@pytest.mark.parametrize("title", STRANGE)
def test_a_title_shows_as_it_is_in_a_link(title):
    assert shown(f"{link(title, 'https://example.org/a')}\n") == (title, ["p", "a"])


@pytest.mark.parametrize("title", STRANGE)
def test_a_title_shows_as_it_is_in_a_table(title):
    text_shown, tags = shown(f"| a | b |\n| --- | --- |\n| {text(title)} | end |\n")

    assert title in text_shown
    assert tags == ["table", "thead", "tr", "th", "th", "tbody", "tr", "td", "td"]


@given(st.text(alphabet=st.sampled_from("\\`*_{}[]()<>#+-.!|~&;:@$^=\"'/ 1aZé"), min_size=1, max_size=40))
def test_any_mixture_of_signs_shows_as_it_is(raw):
    try:
        title = one_line(raw)
    except InvalidValue:
        return

    assert shown(f"- {link(title, 'https://example.org/')} - {text(title)}\n")[1] == ["ul", "li", "a"]
    assert shown(f"{text(title)}\n") == (title, ["p"])


@pytest.mark.parametrize(
    ("raw", "sign"),
    [
        ("@someone", "@"),
        ("me@example.org", "@"),
        ("#12", "#"),
        ("GH-12", "-"),
        (":smile:", ":"),
        (":med_vqa:", ":"),
        ("$x$", "$"),
        ("https://example.org", ":"),
        ("WWW.example.org", "."),
    ],
)
def test_what_github_looks_for_after_parsing_is_split_in_the_text(raw, sign):
    written = text(raw)

    assert f"<span>&#{ord(sign)};</span>" in written
    assert raw not in written
    assert shown(written)[0] == raw


def test_plain_words_stay_plain():
    assert text("Seeing and Saying: a Survey (2nd ed.), 3.5 of 4") == "Seeing and Saying: a Survey (2nd ed.), 3.5 of 4"
    assert text("C# and F#: at 12:30 @ noon") == "C# and F#: at 12:30 @ noon"


def test_escaped_text_is_not_escaped_again_by_a_template():
    assert isinstance(text("a & b"), Markup)
    assert Markup("{}").format(text("a & b")) == "a &amp; b"


@pytest.mark.parametrize(
    ("url", "target"),
    [
        ("https://example.org/a_b*c?x=1#y", "https://example.org/a_b*c?x=1#y"),
        ("https://example.org/S0140-6736(20)30183-5", "<https://example.org/S0140-6736(20)30183-5>"),
        ("https://example.org/a)b", "<https://example.org/a)b>"),
        ("https://example.org/a b|c<d>e", "https://example.org/a%20b%7Cc%3Cd%3Ee"),
        ("https://example.org/?a=1&lt;=2", "https://example.org/?a=1&amp;lt;=2"),
        ("https://example.org/%28a%29", "https://example.org/%28a%29"),
        ("https://example.org/$x$", "https://example.org/%24x%24"),
        ("https://example.org/é", "https://example.org/%C3%A9"),
    ],
)
def test_an_address_stays_one_address(url, target):
    assert address(url) == target


@pytest.mark.parametrize(
    "url", ["https://example.org/a(b", "https://example.org/?a=1&copy;=2", "https://example.org/*a*_b_"]
)
def test_a_link_leads_where_the_record_says(url):
    (token,) = GITHUB.parseInline(link("word", url))

    assert token.children[0].attrs["href"] == url


def test_headings_get_the_anchors_that_github_gives_them():
    assert anchors(["How to cite", "Super-resolution & quality", "X", "x", "X-1", "X", "任务"]) == [
        "how-to-cite",
        "super-resolution--quality",
        "x",
        "x-1",
        "x-1-1",
        "x-2",
        "任务",
    ]


def test_numbers_are_grouped_by_thousands():
    assert [group_digits(number) for number in (0, 999, 1624, 1000000)] == ["0", "999", "1,624", "1,000,000"]


def test_a_page_ends_in_one_newline_and_has_no_runs_of_empty_lines():
    assert tidy("a\n\n\n\nb\n\n\n") == "a\n\nb\n"
