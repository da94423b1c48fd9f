"""Pages of the invented library hold valid HTML, as far as a reader without Java can tell."""

from __future__ import annotations

import pytest
from tests.markup import faults


def test_no_page_has_a_fault(built):
    site = built / "build" / "site"
    found = [
        f"{page.relative_to(site)}:{fault}"
        for page in sorted(site.rglob("*.html"))
        for fault in faults(page.read_text(encoding="utf-8"))
    ]
    assert found == []


@pytest.mark.parametrize(
    ("html", "fault"),
    [
        ("<p>Words <b>bold</b>, a list:<ul><li>one<li>two</ul>", ""),
        ("<table><tr><th>a<td>b<tr><td>c</table>", ""),
        ("<figure><img src=a.svg alt=''><figcaption>Last</figcaption></figure>", ""),
        ("<input role=combobox aria-expanded=false autocomplete=off><pre role=group aria-label=Code>x</pre>", ""),
        ("<svg><path d='M0 0'/></svg>", ""),
        ("<p>\n<b>bold</p>", "2: </p> closes nothing; <b> is open"),
        ("<p>Words<div>more</div></p>", "1: </p> closes nothing"),
        ("<div>", "1: <div> is not closed"),
        ("<div/>", "1: <div/> does not close itself"),
        ('<meta content="what "alike" means">', "1: <meta> has an attribute called 'alike\"'"),
        ("<i class=a class=b></i>", "1: <i> has class twice"),
        ("<i id=a></i><i id=a></i>", "1: the id 'a' stands on line 1 too"),
        ("<i id='a b'></i>", "1: 'a b' is not an id"),
        ("<label for=x>X</label>", "1: for names the id 'x', which is not there"),
        ("<label role=button>X</label>", "1: <label> has a role or an aria attribute"),
        ("<label tabindex=''>X</label>", "1: <label> has the tabindex ''"),
        ("<input type=checkbox autocomplete=off>", "1: <input type=checkbox> has autocomplete"),
        ("<input type=search role=combobox>", "1: <input type=search> has the role combobox"),
        ("<input aria-expanded=false>", "1: <input> has aria-expanded and is no combobox"),
        ("<pre aria-label=Code>x</pre>", "1: <pre> has a name and no role"),
        (
            "<figure><p>a</p><figcaption>b</figcaption><p>c</p></figure>",
            "1: <figcaption> is neither first nor last in its figure",
        ),
        ("<noscript><style>a{}</style></noscript>", "1: <style> stands outside of the head"),
        ("<a href=x><button>b</button></a>", "1: <button> stands in a link or a button"),
        ("<ul><p>a</p></ul>", "1: <p> stands in <ul>"),
        ("<span><div>a</div></span>", "1: <div> stands in text"),
        ("<img src=a>", "1: <img> has no alt"),
        ("<a href='a b'>c</a>", "1: href holds a character that an address does not: a b"),
    ],
)
def test_a_fault_is_reported_with_its_line(html, fault):
    assert faults(html)[:1] == ([fault] if fault else [])
