"""The shell: one page as MkDocs rendered it, with marked places that paper and term pages are filled into."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape

from vlm_survey.errors import BuildError

_UP = re.compile(r'"\.\.(?=/|")')
_TITLE, _DESCRIPTION, _BODY, _META = "@@title@@", "@@description@@", "<!-- fill:body -->", "<!-- fill:meta -->"
_FOLDER = "shell/"
SHELL = f"{_FOLDER}index.html"
"""The path at which MkDocs writes the shell page."""
EXPECTED = {_TITLE: 1, _DESCRIPTION: 1, _BODY: 1, _META: 1}
"""How often each mark occurs in the shell: title in <title>, description in <meta>, body and more tags once."""


@dataclass(frozen=True, slots=True)
class Shell:
    """Text of the shell page, which MkDocs wrote one folder below the root; `site` is the site's address."""

    text: str
    site: str
    _pieces: dict[str, tuple[str, ...]] = field(default_factory=dict, init=False, repr=False, compare=False)
    """The text cut at its marks, with links for one depth, by the path from a page to the root."""

    def __post_init__(self) -> None:
        """Raise BuildError unless each mark stands exactly as often as expected, as a theme update may change."""
        marks = {**EXPECTED, f'<link rel="canonical" href="{self.site}{_FOLDER}">': 1}
        wrong = {mark: n for mark, want in marks.items() if (n := self.text.count(mark)) != want}
        if wrong:
            found = ", ".join(f"'{mark}' {n} times" for mark, n in sorted(wrong.items()))
            raise BuildError(
                f"the shell page has {found}",
                where="docs/shell.md",
                repair="Fix docs/overrides, or the marks in render/shell.py",
            )

    def fill(self, path: str, title: str, description: str, body: str, meta: str = "") -> str:
        """Return the page at `path` (a folder below the root, such as "papers/key/"), with relative links for its depth.

        `meta` is added to its head.
        """
        values = {
            _DESCRIPTION: escape(description),
            _TITLE: escape(title),
            _META: meta,
            _BODY: body,
            self._own: f'href="{self.site}{path}"',
        }
        up = to_root(path)
        if up not in self._pieces:
            self._pieces[up] = tuple(self._cut(up))
        pieces = [*self._pieces[up]]
        pieces[1::2] = [values[mark] for mark in pieces[1::2]]
        folder = path.partition("/")[0]
        return "".join(pieces).replace(f'"{up}/{folder}/', f'"{up[3:] or "."}/')  # from papers/a/ to papers/b/ is ../b/

    @property
    def _own(self) -> str:
        """The link of the shell to itself, which a page has to its own address."""
        return f'href="{self.site}{_FOLDER}"'

    def _cut(self, up: str) -> list[str]:
        """Return text and marks in turn; `up` is the path to the root."""
        marks = "|".join(map(re.escape, (*EXPECTED, self._own)))
        return re.split(f"({marks})", _UP.sub(f'"{up}', self.text))


def to_root(path: str) -> str:
    """Return the path from the page at `path` to the root, without a final slash: "..", "../.."; "." at the root."""
    depth = path.count("/")
    return "/".join([".."] * depth) or "."


def root_of(path: str) -> str:
    """Return the prefix of links to the root on the page at `path`: "../../", or "" at the root."""
    return "../" * path.count("/")
