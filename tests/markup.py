"""Faults of a page against the HTML standard and ARIA in HTML: the kinds that a template or the theme can bring in.

A small part of what the Nu Html Checker finds (https://validator.github.io/validator/), without Java.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


VOID = _words("area base br col embed hr img input link meta source track wbr")
ENDS_ITSELF = _words("p li dt dd tr td th thead tbody tfoot option optgroup colgroup")
BLOCK = _words(
    "address article aside blockquote details dialog div dl fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header "
    "hr main menu nav ol p pre section table ul"
)
"""What ends an open paragraph, so that its own end tag is astray."""
INTERACTIVE = _words("a button details iframe label select textarea")
NAMELESS = _words("b code div em i p pre small span strong sub sup")
"""Elements that take no `aria-label` without a role."""
COMPLETED = _words("text search email url tel number date month time week color range password hidden")
"""Types of input that `autocomplete` may stand on."""
CHILDREN = {
    "ul": {"li", "script", "template"},
    "ol": {"li", "script", "template"},
    "dl": {"dt", "dd", "div", "script", "template"},
    "select": {"option", "optgroup", "hr"},
    "tr": {"td", "th", "script", "template"},
    "table": {"caption", "colgroup", "thead", "tbody", "tfoot", "tr"},
}
REFERRING = ("for", "aria-controls", "aria-labelledby", "aria-describedby", "list", "headers")
_NAME = re.compile(r"[a-z][a-z0-9:_.-]*\Z")


def faults(html: str) -> list[str]:
    """What is wrong in `html`, each with its line; nothing for a page without faults of these kinds."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.told()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.open: list[tuple[str, int, list[str]]] = []  # name, line, children
        self.ids: dict[str, int] = {}
        self.wanted: list[tuple[str, str, int]] = []

    def told(self) -> list[str]:
        for name, value, line in self.wanted:
            for one in value.split():
                if one not in self.ids:
                    self.found.append(f"{line}: {name} names the id '{one}', which is not there")
        for name, line, _ in self.open:
            if name not in ENDS_ITSELF:
                self.found.append(f"{line}: <{name}> is not closed")
        return self.found

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._end_optional(tag)
        self._place(tag)
        self._attributes(tag, attrs)
        if self.open:
            self.open[-1][2].append(tag)
        if tag not in VOID:
            self.open.append((tag, self.getpos()[0], []))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            if not self._within("svg", "math"):
                self._say(f"<{tag}/> does not close itself")
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open[-1][0] != tag and self.open[-1][0] in ENDS_ITSELF:
            self._closed()
        if self.open and self.open[-1][0] == tag:
            self._closed()
        else:
            self._say(f"</{tag}> closes nothing" + (f"; <{self.open[-1][0]}> is open" if self.open else ""))

    def _closed(self) -> None:
        name, line, children = self.open.pop()
        if name == "figure" and "figcaption" in children[1:-1]:
            self.found.append(f"{line}: <figcaption> is neither first nor last in its figure")

    def _end_optional(self, tag: str) -> None:
        """Close what `tag` closes without an end tag of its own."""
        ends = {"li": {"li"}, "dt": {"dt", "dd"}, "dd": {"dt", "dd"}, "tr": {"tr", "td", "th"}, "option": {"option"}}
        ends |= {"td": {"td", "th"}, "th": {"td", "th"}, "tbody": {"thead", "tbody", "tr", "td", "th"}}
        closing = ends.get(tag, set()) | ({"p"} if tag in BLOCK else set())
        while self.open and self.open[-1][0] in closing:
            self._closed()

    def _place(self, tag: str) -> None:
        parent = self.open[-1][0] if self.open else ""
        if tag not in CHILDREN.get(parent, {tag}):
            self._say(f"<{tag}> stands in <{parent}>")
        if tag == "style" and not self._within("head", "svg"):
            self._say("<style> stands outside of the head")
        if tag in INTERACTIVE and self._within("a", "button"):
            self._say(f"<{tag}> stands in a link or a button")
        if tag in BLOCK and tag != "p" and self._within("span", "button"):
            self._say(f"<{tag}> stands in text")

    def _attributes(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        has = dict(attrs)
        for name in sorted({name for name in names if names.count(name) > 1}):
            self._say(f"<{tag}> has {name} twice")
        for name in names:
            if not _NAME.match(name):
                self._say(f"<{tag}> has an attribute called '{name}'")
        if "tabindex" in has and not re.fullmatch(r"-?\d+", has["tabindex"] or ""):
            self._say(f"<{tag}> has the tabindex '{has['tabindex']}'")
        if "id" in has:
            self._named(has["id"] or "")
        self.wanted += [(name, has[name] or "", self.getpos()[0]) for name in REFERRING if name in has]
        self._aria(tag, has)
        if tag == "input" and "autocomplete" in has and (has.get("type") or "text") not in COMPLETED:
            self._say(f"<input type={has.get('type')}> has autocomplete")
        if tag == "img" and "alt" not in has:
            self._say("<img> has no alt")
        for name in ("href", "src"):
            if re.search(r'[\s"<>{}|\\^`]', has.get(name) or ""):
                self._say(f"{name} holds a character that an address does not: {has[name]}")

    def _aria(self, tag: str, has: dict[str, str | None]) -> None:
        if tag == "label" and any(name == "role" or name.startswith("aria-") for name in has):
            self._say("<label> has a role or an aria attribute")
        if tag in NAMELESS and ("aria-label" in has or "aria-labelledby" in has) and "role" not in has:
            self._say(f"<{tag}> has a name and no role")
        if tag == "input" and has.get("type") == "search" and has.get("role"):
            self._say(f"<input type=search> has the role {has['role']}")
        if tag == "input" and "aria-expanded" in has and has.get("role") != "combobox":
            self._say("<input> has aria-expanded and is no combobox")

    def _named(self, identifier: str) -> None:
        if not identifier or re.search(r"\s", identifier):
            self._say(f"'{identifier}' is not an id")
        if identifier in self.ids:
            self._say(f"the id '{identifier}' stands on line {self.ids[identifier]} too")
        self.ids.setdefault(identifier, self.getpos()[0])

    def _within(self, *names: str) -> bool:
        return any(name in names for name, _, _ in self.open)

    def _say(self, words: str) -> None:
        self.found.append(f"{self.getpos()[0]}: {words}")
