r"""Convert LaTeX to the plain text that it prints: accents as letters, commands as their arguments.

Titles, venues and names in BibTeX are LaTeX, and titles from services contain formulas. An unknown command is replaced by
its argument and reported, so that its name is never in a record.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from pylatexenc.latex2text import get_default_latex_context_db as text_context
from pylatexenc.latexwalker import (
    LatexCharsNode,
    LatexEnvironmentNode,
    LatexGroupNode,
    LatexMacroNode,
    LatexMathNode,
    LatexSpecialsNode,
    LatexWalker,
    LatexWalkerError,
)
from pylatexenc.latexwalker import get_default_latex_context_db as walker_context
from pylatexenc.macrospec import MacroSpec

from vlm_survey.proposals.latex_commands import (
    ACCENTS,
    ARGUMENTS,
    CASES,
    DROPPED,
    FRACTIONS,
    IGNORED,
    QUOTED,
    SHOWN_ARGUMENT,
    SILENT,
    SPECIALS,
    SYMBOLS,
    WORDS,
)

LONGEST = 20_000
"""The maximal length of a text to decode; a record has texts of up to a thousand characters."""

_MARKUP = re.compile(r"[\\${}~`]|--|''")
_COMMENTS = re.compile(r"(?<!\\)([%&#])")
_CONDITION = re.compile(
    r"\\ifmmode(?![A-Za-z])(?:(?!\\fi(?![A-Za-z])).)*?(?:\\else(?![A-Za-z])\s*(.*?))?\\fi(?![A-Za-z])", re.DOTALL
)
_BREAK = re.compile(r"\\\\(\[[^\]]*\])?|\\(?:newline|linebreak|par)(?![A-Za-z])")
_DELIMITER = re.compile(r"\\(?:left|right|[bB]igg?[lrm]?)(?![A-Za-z])\s*\.?")


_FORMULA = re.compile(
    r"(?<![\\\w])\$(?=[^$\s])(?:[^$]{0,100}[\\^_{][^$]{0,100}|[^$\s]{1,3})(?<=[^$\s])\$|\$[\^_][^$]{1,40}\$"
)
_COMMAND = re.compile(r"\\(?:[A-Za-z]{2,}|[\"'`^~=.&%_#{}])")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Plain text, the unknown commands, and the text that was dropped because it is not part of the line."""

    text: str
    unknown: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()


def decode(raw: str) -> Decoded:
    """Convert `raw` to the text that LaTeX prints, in one line.

    Text longer than LONGEST, or nested too deeply, stays unchanged.
    """
    if len(raw) > LONGEST or not _MARKUP.search(raw):
        return Decoded(raw)
    ready = _BREAK.sub(" ", _DELIMITER.sub("", resolve_conditions(raw)))
    walker = LatexWalker(_COMMENTS.sub(r"\\\1", ready), latex_context=_context(), tolerant_parsing=True)
    printer = _Printer()
    try:
        text = printer.text(walker.get_latex_nodes()[0])
    except (LatexWalkerError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return Decoded(raw)
    line = re.sub(r"[{}]", "", unicodedata.normalize("NFC", text))
    return Decoded(line, tuple(dict.fromkeys(printer.unknown)), tuple(printer.dropped))


def resolve_conditions(raw: str) -> str:
    r"""Return `raw` with \ifmmode ... \else ... \fi replaced by what it prints in text."""
    return _CONDITION.sub(lambda match: match.group(1) or "", raw) if "\\ifmmode" in raw else raw


def decode_address(raw: str) -> str:
    r"""Return the address `raw` without LaTeX syntax: `\url{...}`, angle brackets, backslashes before characters."""
    address = (
        re.sub(r"\\(url|href|nolinkurl|path)\s*(?=\{)", "", raw)
        .replace(r"$\sim$", "~")
        .replace(r"{\textasciitilde}", "~")
    )
    address = re.sub(r"\\([_%&#$~{}])", r"\1", re.sub(r"\{\\_\}", "_", address))
    return re.sub(r"[{}]", "", address).strip().removeprefix("<").removesuffix(">")


def convert_formulas(text: str) -> str:
    r"""Convert only the formulas and commands in a plain `text` as they print: Med-R$^2$ is Med-R2.

    Dollar signs stay where there is no formula between them. The whole text stays unchanged where a command is unknown.
    """
    if "$" not in text and "\\" not in text:
        return text
    text = _FORMULA.sub(_printed_formula, text)
    if _COMMAND.search(text) and len(text) <= LONGEST:
        decoded = decode(re.sub(r"(?<!\\)\$", r"\\$", text))
        return text if decoded.unknown or decoded.dropped else decoded.text
    return text


def _printed_formula(formula: re.Match[str]) -> str:
    decoded = decode(formula.group())
    return formula.group() if decoded.unknown else decoded.text


@cache
def _context() -> Any:
    """Return the parser context: known commands and their arguments."""
    context = walker_context()
    context.add_context_category(
        "vlm-survey", prepend=True, macros=[MacroSpec(name, args) for name, args in ARGUMENTS.items()]
    )
    return context


@cache
def _symbol(command: str) -> str | None:
    """Return the character that a command without an argument prints, None if there is none."""
    if command in SYMBOLS or command == "today":
        return SYMBOLS.get(command)
    context = text_context()
    spec = context.get_macro_spec(command)
    replacement = None if spec in (None, context.unknown_macro_spec) else spec.simplify_repl
    return replacement if isinstance(replacement, str) and "%s" not in replacement and "%(" not in replacement else None


class _Printer:
    """Converts parser nodes to text, and collects unknown commands and dropped text."""

    def __init__(self) -> None:
        self.unknown: list[str] = []
        self.dropped: list[str] = []

    def text(self, nodes: Sequence[Any], *, math: bool = False) -> str:
        """Return the text of `nodes`; in mathematics ^ and _ are superscript and subscript."""
        printed, script = "", ""
        for node in nodes:
            if math and isinstance(node, LatexCharsNode):
                printed, script = self._math_letters(printed, script, node.chars)
                continue
            piece = self._node(node, printed, math=math)
            if script and piece.strip():
                piece, script = script_text(printed, script, piece.strip()), ""
            printed += piece
        return printed

    def _math_letters(self, printed: str, script: str, letters: str) -> tuple[str, str]:
        """Return the text with `letters` added, and the sign (^ or _) that applies to the next letters."""
        for letter in letters:
            if letter in "^_":
                script = letter
            elif script and not letter.isspace():
                printed, script = printed + script_text(printed, script, letter), ""
            else:
                printed += letter
        return printed, script

    def _node(self, node: Any, before: str, *, math: bool) -> str:
        if isinstance(node, LatexCharsNode):
            return str(node.chars)
        if isinstance(node, LatexGroupNode):
            return self.text(node.nodelist, math=math)
        if isinstance(node, LatexMathNode):
            return self.text(node.nodelist, math=True)
        if isinstance(node, LatexEnvironmentNode):
            return self.text(node.nodelist, math=math)
        if isinstance(node, LatexSpecialsNode):
            return SPECIALS.get(node.specials_chars, str(node.specials_chars))
        return self._command(node, before, math=math) if isinstance(node, LatexMacroNode) else ""

    def _command(self, node: Any, before: str, *, math: bool) -> str:
        nodes = node.nodeargd.argnlist if node.nodeargd else None
        name, arguments = node.macroname, [arg for arg in nodes or () if arg is not None]
        after = node.macro_post_space if math or name in WORDS or not name[0].isalpha() else ""
        if name in SILENT:
            return ""
        if name in DROPPED:
            self.dropped += [
                argument_text for arg in arguments[-1:] if (argument_text := self._argument(arg, math=math).strip())
            ]
            return ""
        if name in ("url", "path", "nolinkurl"):
            return decode_address(arguments[-1].latex_verbatim()) if arguments else ""
        shown_text = self._argument(arguments[SHOWN_ARGUMENT.get(name, -1)], math=math) if arguments else ""
        if name in ACCENTS and arguments:
            return _accented(shown_text, ACCENTS[name])
        if name in QUOTED:
            return f"{QUOTED[name][0]}{shown_text}{QUOTED[name][1]}"
        if name in ("textsubscript", "textsuperscript"):
            return script_text(before, "_" if name == "textsubscript" else "^", shown_text)
        if name in FRACTIONS and len(arguments) > 1:
            return f"{self._argument(arguments[-2], math=math)}/{shown_text}"
        if name in CASES:
            return CASES[name](shown_text)
        if name in IGNORED:
            return shown_text
        symbol = _symbol(name)
        if symbol is None:
            self.unknown.append(f"\\{name}")
        return (symbol or "") + shown_text + after

    def _argument(self, node: Any, *, math: bool) -> str:
        return self.text([node], math=math)


def script_text(base: str, operator: str, script: str) -> str:
    """Return the text for a superscript (^) or subscript (_) `script` after `base`: R2, T1, CO2, CD4+, but 10^-3."""
    if operator == "^" and script in ("∘", "°", "º", "o") and base[-1:].isdigit():
        return "°"
    number = base[-1:].isdigit() and re.match(r"[-\u2212+]?\d", script)
    return f"{operator}{script}" if number else script


_ALONE = {"\u0303": "~", "\u0302": "^", "\u0300": "`", "\u0301": "'", "\u0308": '"', "\u0304": "=", "\u0307": "."}
r"""The character of an accent without a letter: \~{} is the LaTeX form of a tilde."""


def _accented(letters: str, accent: str) -> str:
    """Return `letters` with `accent` on the first one; it replaces the dot of i and j."""
    if not letters.strip():
        return _ALONE.get(accent, "")
    letters = letters.lstrip()
    first = {"ı": "i", "ȷ": "j"}.get(letters[0], letters[0])
    return unicodedata.normalize("NFC", first + accent) + letters[1:]
