"""Author fields of BibTeX: split the list, and read each name by BibTeX's own grammar.

The grammar: Oren Patashnik, "Designing BibTeX Styles" (1988), section 4, and Nicolas Markey, "Tame the BeaST", part 4. A name
is "First von Last", "von Last, First" or "von Last, Jr, First"; a word in braces is one word; "von" words begin with a
lower-case letter. Where authors deviate from this grammar (groups without braces, "Zhang W", "King Jr"), the intended
meaning is read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from vlm_survey.errors import InvalidValue
from vlm_survey.messages import Message
from vlm_survey.model import PARTICLES, Person
from vlm_survey.model.author_lists import is_et_al, without_et_al
from vlm_survey.proposals.latex import decode, resolve_conditions
from vlm_survey.proposals.proposal import Proposal, text_or_none
from vlm_survey.proposals.remarks import Kind, Remark

_SUFFIX = re.compile(r"(?i)(jr|sr)\.?|i{2,3}|iv|v|\d?(2nd|3rd|4th)")
_INITIALS = re.compile(r"(?:[^\W\d_]\.?[\s-]*){1,4}")
_AND = re.compile(r"(?i)\s+and(?=\s)|(?:^|(?<=\s))and\s+|;")
_AMPERSAND = re.compile(r"\s+(?:\\?&)\s+")
_COMMA = re.compile(r",")
_SPACE = re.compile(r"(?:\s|(?<!\\)~)+")
_SPECIAL = re.compile(r"\\(?:[A-Za-z]+|.)\s*\{?")
_LETTERS = frozenset(["i", "j", "o", "l", "ss", "ae", "oe", "aa", "dh", "th", "ng"])
"""Commands that print a letter, which is lower-case where they are."""
_COMPANY = re.compile(r"(?i)\b(and|inc|ltd|llc|gmbh|co|corp|et)\b")
SHOWN = 80


@dataclass(frozen=True, slots=True)
class Names:
    """The names of a list, in BibTeX order; unknown commands; and the reason for a person to check the list."""

    names: tuple[str, ...]
    unknown: tuple[str, ...] = ()
    check: Message | None = None
    refused: Message | None = None
    """The reason why the list cannot be read, None if it can."""


def set_people(proposal: Proposal, read: Names) -> None:
    """Set the authors of `proposal`; an ambiguous list is left out, with a doubt."""
    if read.refused:
        proposal.leave_out("authors", read.refused)
        return
    proposal.name_people(read.names, display=False)
    if read.check and proposal.authors:
        proposal.doubt(Remark(Kind.CHECK, "authors", reason=read.check))
    if read.unknown:
        unknown = Message.of("latex.unknown", count=len(read.unknown), commands=", ".join(read.unknown))
        proposal.doubt(Remark(Kind.CHECK, "authors", reason=unknown))


def read_people(raw: str) -> Names:
    """Return the names of an author field. "others" and "et al." stay in the list."""
    names_text = _unwrap(resolve_conditions(raw).strip())
    parts = [piece for part in _split(names_text, _AND) if part.casefold() != "and" for piece in _split_et_al(part)]
    check: Message | None = None
    if any(_split(part, _AMPERSAND)[1:] for part in parts if not _is_group(part)):
        parts = [piece for part in parts for piece in ([part] if _is_group(part) else _split(part, _AMPERSAND))]
        check = Message.of("names.separator", value="&")
    names: list[str] = []
    for part in parts:
        pieces = _pieces(part)
        check = check or (Message.of("names.separator", value=",") if len(pieces) > 1 else None)
        names += pieces
    names = [_from_extended_name(name) or name for name in names]
    if unclear := _unclear(names) if not (check and check["value"] == ",") else None:
        return Names((), refused=Message.of("names.unclear", value=unclear[:SHOWN]))
    read = [_read(name) for name in names]
    unknown = tuple(dict.fromkeys(command for _name, commands in read for command in commands))
    return Names(tuple(name for name, _commands in read if name), unknown, check)


def _split_et_al(part: str) -> list[str]:
    """Return `part`, with a final "et al." as a separate part."""
    rest = without_et_al(part)
    if rest == part.rstrip(" ,;") or not rest or is_et_al(part) or _is_group(part):
        return [part]
    return [rest, part[len(rest) :].strip(" ,;")]


def _unwrap(raw: str) -> str:
    """Return `raw` without braces around a whole list of people; keep braces around a group."""
    content = raw[1:-1] if _is_group(raw) else ""
    names = [name for name in _split(content, _AND) if not is_et_al(name)]
    return content if len(names) > 1 and all(_like_a_person(name) for name in names) else raw


def _like_a_person(text: str) -> bool:
    """Return whether `text` is the name of one person and not half of a group's name ("Prevention")."""
    words = text.split()
    if "," in text:
        return text.count(",") <= 2
    small = [word for word in words if word.islower() and word not in PARTICLES]
    return 2 <= len(words) <= 6 and not small and not _display(" ".join(words)).startswith("{")


def _pieces(part: str) -> list[str]:
    """Return the names in `part`: several where commas separate whole names, or families and initials alternate."""
    if _is_group(part):
        return [part]
    parts = [piece for piece in _split(part, _COMMA) if piece]
    if _from_extended_name(part):
        return [part]
    last = parts[-1] if parts else ""
    if len(parts) < 3 or (len(parts) == 3 and (_SUFFIX.fullmatch(parts[1]) or _SUFFIX.fullmatch(last))):
        return [part]
    if all(len(piece.split()) >= 2 or is_et_al(piece) for piece in parts):
        return parts
    families, given = parts[::2], parts[1::2]
    if len(families) == len(given) and all(map(_are_initials, given)):
        return [f"{family}, {given_name}" for family, given_name in zip(families, given, strict=True)]
    return [part]


def _unclear(names: Sequence[str]) -> str | None:
    """Return a name whose comma may separate two people, None if there is none.

    "John Smith, Jane Doe" is such a name if it is the only one, or if the other names have no comma.
    """
    people = [name for name in names if not is_et_al(name) and not _is_group(name)]
    double = [name for name in people if looks_like_two(name)]
    names_without_comma = [name for name in people if not _split(name, _COMMA)[1:]]
    if double and (names_without_comma or len(people) == 1):
        return double[0]
    return next((name for name in people if _several(_split(name, _COMMA))), None)


def _several(parts: Sequence[str]) -> bool:
    """Return whether a name has three parts or more without a suffix, so that it may be several names."""
    return len(parts) > 3 or (len(parts) == 3 and not any(_SUFFIX.fullmatch(part.strip("{} ")) for part in parts[1:]))


def looks_like_two(name: str) -> bool:
    """Return whether a name looks like two people, "Ada Lark, Bo Finch", and not like one, family name first."""
    parts = [_split(part, _SPACE) for part in _split(name, _COMMA)]
    if len(parts) != 2 or not all(len(part) > 1 for part in parts):
        return False
    small = parts[0][0].lower() in PARTICLES or any(_is_lower(word) for part in parts for word in part)
    initials = all(map(_are_initials, parts[1]))
    return not small and not initials and not any(word.startswith("{") for part in parts for word in part)


def _are_initials(text: str) -> bool:
    return bool(_INITIALS.fullmatch(text)) and text == text.upper()


def _from_extended_name(raw: str) -> str | None:
    """Convert a name in biblatex's extended form, "family=Owl, given=Ada, prefix=von", to BibTeX's; None for others."""
    parts = [part.partition("=") for part in _split(raw, _COMMA)]
    parts_by_name = {name.strip().strip('"'): value.strip().strip('"') for name, separator, value in parts if separator}
    if "family" not in parts_by_name or len(parts) != len(
        [separator for _name, separator, _value in parts if separator]
    ):
        return None
    family = " ".join(filter(None, (parts_by_name.get("prefix"), parts_by_name["family"])))
    return ", ".join(filter(None, (family, parts_by_name.get("suffix"), parts_by_name.get("given"))))


def _read(raw: str) -> tuple[str, tuple[str, ...]]:
    """Return one name in the order of records, and its unknown commands."""
    decoded = decode(raw)
    line = text_or_none(decoded.text)
    if line is None:
        return (raw if raw.strip(" ,{}~") else ""), decoded.unknown  # invalid characters are refused later
    line = line.strip(" ,").replace("*", "")
    if is_et_al(line):
        return line, decoded.unknown
    if _is_group(raw):
        person = "," in line and _like_a_person(line) and not _COMPANY.search(line)
        if " " in line and not person:
            return "{" + line + "}", decoded.unknown
        return (line if person else _display(line)), decoded.unknown
    return _in_bibtex_order(raw, line), decoded.unknown


def _in_bibtex_order(raw: str, line: str) -> str:
    """Return the name `raw`, printed as `line`, as "von Last, Jr, First"."""
    parts = [[word for word in _split(part, _SPACE) if word] for part in _split(raw, _COMMA)]
    parts = [part for part in parts if part]
    printed = [_printed(part) for part in parts]
    if len(parts) == 3 and _SUFFIX.fullmatch(printed[2]) and not _SUFFIX.fullmatch(printed[1]):
        printed = [printed[0], printed[2], printed[1]]  # "King, Martin, Jr."
    if len(parts) == 2 and _SUFFIX.fullmatch(printed[1]) and len(parts[0]) > 1:
        first, last = _first_and_last(parts[0])
        return ", ".join([_printed(last), printed[1], _printed(first)])  # "Martin King, Jr."
    if len(parts) > 1:
        return ", ".join(printed)
    words = parts[0] if parts else []
    display = _display(line)
    if display.startswith("{") or not any(_is_lower(word) or word.startswith("{") for word in words):
        return display
    suffix = [words.pop()] if len(words) > 2 and _SUFFIX.fullmatch(_printed(words[-1:])) else []
    first, last = _first_and_last(words)
    return ", ".join(filter(None, (_printed(last), _printed(suffix), _printed(first))))


def _first_and_last(words: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    """Divide a name without commas into its first names, and its "von" and last names."""
    start = next((place for place, word in enumerate(words[:-1]) if _is_lower(word)), len(words) - 1)
    return words[:start], words[start:]


def _is_lower(word: str) -> bool:
    """Return whether BibTeX takes `word` for a "von" word: by its first letter outside braces, or after a command."""
    at = 0
    while at < len(word):
        if word[at] == "{":
            if not word.startswith("{\\", at):
                at += _group_length(word, at)
                continue
            special = _SPECIAL.match(word, at + 1)
            at = special.end() if special else at + 1
            command = word[:at].rpartition("\\")[2].strip(" {")
            if command.lower() in _LETTERS:
                return command.islower()
            continue
        if word[at] == "\\":
            special = _SPECIAL.match(word, at)
            at = special.end() if special else at + 1
            continue
        if word[at].isalpha():
            return word[at].islower()
        at += 1
    return False


def _printed(words: Sequence[str]) -> str:
    return " ".join(decode(" ".join(words)).text.split())


def _display(text: str) -> str:
    """Convert a name in display order to the order of records; a damaged one stays unchanged (it is refused later)."""
    try:
        return str(Person.from_display(text))
    except InvalidValue:
        return text


def _split(text: str, separator: re.Pattern[str]) -> list[str]:
    """Return `text` split at each `separator` outside braces, without empty parts."""
    parts, start, depth = [], 0, 0
    braces = {at: text[at] for at in range(len(text)) if text[at] in "{}" and text[at - 1 : at] != "\\"}
    marks = sorted(
        [
            *((at, at, sign) for at, sign in braces.items()),
            *((m.start(), m.end(), "") for m in separator.finditer(text)),
        ]
    )
    for begin, end, sign in marks:
        if sign:
            depth += 1 if sign == "{" else -1
        elif depth <= 0 and begin >= start and not _within_entity(text, begin, end):
            parts.append(text[start:begin])
            start = end
    return [part.strip() for part in (*parts, text[start:]) if part.strip()]


def _within_entity(text: str, begin: int, end: int) -> bool:
    """Return whether the semicolon at this position ends an HTML entity, as in &amp;."""
    return text[begin:end] == ";" and text.rfind("&", 0, begin) > text.rfind(" ", 0, begin)


def _is_group(text: str) -> bool:
    """Return whether one pair of braces encloses all of `text`."""
    return text.startswith("{") and text.endswith("}") and _group_length(text, 0) == len(text)


def _group_length(text: str, start: int) -> int:
    """Return the number of letters in the brace group that begins at `start`."""
    depth = 0
    for at in range(start, len(text)):
        depth += {"{": 1, "}": -1}.get(text[at], 0)
        if depth == 0:
            return at + 1 - start
    return len(text) - start
