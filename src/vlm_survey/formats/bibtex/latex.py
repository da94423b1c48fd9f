"""LaTeX as BibTeX fields hold it: text read as letters, addresses only freed of their backslashes."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from bibtexparser.middlewares import LatexDecodingMiddleware

_MARKUP = re.compile(r"[\\${}~`]|--|''")
_COMMENTS = re.compile(r"(?<!\\)([%&#_])")
_BOXES = re.compile(
    r"\\(mbox|hbox|text|mathrm|mathbf|mathit|mathsf|mathcal|mathbb|boldmath|underline|uppercase)(?![A-Za-z])"
)
_NAMES = re.compile(r"\\(LaTeX|TeX|BibTeX)(?![A-Za-z])")
_FONTS = frozenset(
    ["bf", "it", "em", "sc", "rm", "tt", "sf", "sl", "bfseries", "itshape", "scshape", "ttfamily", "sffamily", "xspace"]
)
_LINKED = re.compile(r"\\href\s*\{[^{}]*\}|\\(?:url|path)\s*(?=\{)")
_BREAK = re.compile(r"\\\\(\[[^\]]*\])?")
_MACRO = re.compile(r"\\([A-Za-z]+)(\{\})?")
LONGEST = 20_000
"""The longest text that is decoded; a thousand characters are the most that a record holds."""

_LOGGERS = ("bibtexparser", "pylatexenc")


class Decoder:
    """Decodes one field at a time; made once a file, because making it costs more than a hundred fields."""

    def __init__(self) -> None:
        self._decoder: Any = LatexDecodingMiddleware(keep_math_mode=False)._decoder
        self._known: dict[str, bool] = {}

    def text(self, raw: str) -> str:
        """`raw` with accents as letters, mathematics as plain signs, and without braces. Nothing readable is dropped.

        A text longer than LONGEST stays as it is: no field holds it, and decoding it would take minutes.
        """
        if len(raw) > LONGEST or not _MARKUP.search(raw):
            return raw
        ready = _NAMES.sub(r"\1 ", _BOXES.sub("", _BREAK.sub(" ", _LINKED.sub("", raw))))
        ready = _MACRO.sub(self._met, ready)
        ready = _COMMENTS.sub(r"\\\1", ready)
        try:
            decoded = str(self._decoder.latex_to_text(ready))
        except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
            decoded = raw
        return re.sub(r"[{}]", "", decoded).replace("~", " ")

    def _met(self, found: re.Match[str]) -> str:
        """A macro as it is where it is known; else nothing of a change of font, and the name of any other."""
        name, empty = found.groups()
        if self._knows(name):
            return found.group()
        return " " if name in _FONTS else name if empty else f"{name} "

    def _knows(self, macro: str) -> bool:
        if macro not in self._known:
            context = self._decoder.latex_context
            self._known[macro] = context.get_macro_spec(macro) not in (None, context.unknown_macro_spec)
        return self._known[macro]


def address(raw: str) -> str:
    r"""`raw`, an address, without what LaTeX needs around it: `\url{...}`, angle brackets, backslashes before signs."""
    bare = (
        re.sub(r"\\(url|href|nolinkurl|path)\s*(?=\{)", "", raw)
        .replace(r"$\sim$", "~")
        .replace(r"{\textasciitilde}", "~")
    )
    bare = re.sub(r"\\([_%&#$~{}])", r"\1", re.sub(r"\{\\_\}", "_", bare))
    return re.sub(r"[{}]", "", bare).strip().removeprefix("<").removesuffix(">")


@contextmanager
def quiet() -> Iterator[None]:
    """While this lasts, what the parsers log stays out of the terminal; their complaints are reported as findings instead."""
    loggers = [logging.getLogger(name) for name in _LOGGERS]
    before = [(logger.propagate, list(logger.handlers)) for logger in loggers]
    silent = logging.NullHandler()
    for logger in loggers:
        logger.propagate = False
        logger.addHandler(silent)
    try:
        yield
    finally:
        for logger, (propagate, handlers) in zip(loggers, before, strict=True):
            logger.propagate = propagate
            logger.handlers[:] = handlers
