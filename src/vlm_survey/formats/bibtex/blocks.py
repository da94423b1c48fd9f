"""Split BibTeX into entries, each with its raw fields and its line, and unreadable blocks with their errors."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from bibtexparser.entrypoint import parse_string
from bibtexparser.model import Entry, ExplicitComment, ImplicitComment, ParsingFailedBlock, String

from vlm_survey.formats.bibtex.values import BrokenValue, Strings, read_value
from vlm_survey.messages import Message
from vlm_survey.proposals.proposal import Rejected
from vlm_survey.proposals.remarks import Kind, Remark

_START = re.compile(r"@[ \t]*(\w+)\s*[{(]\s*[^\s{}()=\",@]*\s*,")
_SPECIAL = ("comment", "string", "preamble")


@dataclass(slots=True)
class RawEntry:
    """One entry: `line` is 1-based, `fields` have lower-case names and raw LaTeX; `doubts` are by field name."""

    line: int
    kind: str
    key: str
    fields: dict[str, str] = field(default_factory=dict)
    doubts: dict[str, Remark] = field(default_factory=dict)


def read_blocks(text: str) -> tuple[list[RawEntry], list[Rejected]]:
    """Return the entries of `text`, and the unreadable blocks, each sorted by line."""
    text = _ready(text)
    lines = text.split("\n")
    library = parse_string(text, parse_stack=[])
    strings = Strings({name: str(string.value) for name, string in reversed(library.strings_dict.items())})
    failed: list[Rejected] = []
    entries: list[RawEntry] = []
    for block in library.blocks:
        if isinstance(block, ImplicitComment) and entries and _cut_off(block.comment):
            _restore(entries[-1], block.comment, strings)
        usable = _usable(block)
        if isinstance(usable, Entry) and lines[_line(block) - 1].lstrip().startswith("%"):
            failed.append(Rejected(_line(block), Message.of("bibtex.commented-out", entry=entry_name(usable.key))))
        elif isinstance(usable, Entry):
            entries.append(_entry(usable, strings))
        elif isinstance(block, ParsingFailedBlock):
            failed.append(Rejected(_line(block), _reason(block)))
    failed += _unread(text, library.blocks)
    return entries, sorted(failed, key=lambda row: row.line)


def _ready(text: str) -> str:
    """Normalise `text`: one kind of line end, an empty key where it is missing, and `@article` on the line of its brace."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\ufeff", "")
    text = re.sub(r"(?m)^([ \t]*@\w+)([ \t]*\n\s*)([{(])", r"\1\3\2", text)
    return re.sub(r"(?mi)^([ \t]*@(?!string|comment|preamble)\w+[ \t]*[{(])(?=\s*[a-z][\w-]*\s*=)", r"\1,", text)


def _usable(block: object) -> object:
    """Return the entry in a block that is refused only because of a repeated key or field."""
    while isinstance(block, ParsingFailedBlock) and block.ignore_error_block is not None:
        block = block.ignore_error_block
    return block


def _entry(block: Entry, strings: Strings) -> RawEntry:
    entry = RawEntry(_line(block), block.entry_type.lower(), str(block.key).strip())
    for bibtex_field in block.fields:
        for name, value, doubt in _values(bibtex_field.key, str(bibtex_field.value), strings):
            if doubt:
                entry.doubts.setdefault(name, doubt)
            if entry.fields.setdefault(name, value) != value and value:
                entry.doubts.setdefault(name, Remark(Kind.TWICE, name))
    return entry


def _cut_off(comment: str) -> bool:
    """Return whether text between entries is the rest of the entry above, which ended early because of an extra brace."""
    return bool(re.match(r",?\s*[A-Za-z][\w-]*\s*=\s*[{\"\w]", comment)) and comment.endswith("}")


def _restore(entry: RawEntry, rest: str, strings: Strings) -> None:
    """Restore the fields of `entry` that an extra brace has cut off."""
    library = parse_string("@rest{rest," + rest.lstrip(","), parse_stack=[])
    for block in library.blocks:
        if isinstance(usable := _usable(block), Entry) and usable.key == "rest":
            raw_entry = _entry(usable, strings)
            entry.fields = {**raw_entry.fields, **entry.fields}
            return


def _values(name: str, raw: str, strings: Strings) -> Iterator[tuple[str, str, Remark | None]]:
    """Yield (name, value, doubt) of a field, and of the fields inside its value after a missing comma."""
    while True:
        name = name.strip().lower()
        try:
            value, rest, doubt = read_value(raw, strings)
        except BrokenValue as error:
            yield name, raw.strip().strip('{}"'), Remark(Kind.CHECK, name, reason=error.message)
            return
        following = re.match(r"\s*([A-Za-z][\w-]*)\s*=\s*(.+)", rest, re.DOTALL)
        has_stray_text = rest.strip() and not following
        yield name, value, Remark(Kind.TRAILING_TEXT, name) if has_stray_text else doubt
        if not following:
            return
        name, raw = following.groups()


def _unread(text: str, blocks: Sequence[object]) -> Iterator[Rejected]:
    """Yield the starts of entries that are in no block: inside a comment, or in an entry that does not end."""
    read = Counter(_line(block) for block in blocks if _stands_for_an_entry(block))
    comments = [
        range(_line(b), _line(b) + (b.raw or "").count("\n") + 1) for b in blocks if isinstance(b, ExplicitComment)
    ]
    line, end = 1, 0
    for start in _START.finditer(text):
        line, end = line + text.count("\n", end, start.start()), start.start()
        if start.group(1).lower() in _SPECIAL:
            continue
        if read[line] > 0:
            read[line] -= 1
        elif any(line in lines for lines in comments):
            yield Rejected(line, Message.of("bibtex.in-comment"))
        else:
            yield Rejected(line, Message.of("bibtex.inside-another"))


def _stands_for_an_entry(block: object) -> bool:
    begins = re.match(r"@[ \t]*(\w+)", getattr(block, "raw", None) or "")
    is_broken_entry = (
        isinstance(block, ParsingFailedBlock) and begins is not None and begins.group(1).lower() not in _SPECIAL
    )
    return is_broken_entry or isinstance(_usable(block), Entry)


def _line(block: object) -> int:
    return int(getattr(block, "start_line", 0) or 0) + 1


def entry_name(key: str, kind: str = "") -> Message:
    """Return the name of an entry in messages: its key, or its kind where it has none."""
    return Message.of("bibtex.entry", key=key) if key else Message.of("bibtex.no-key", kind=kind)


def _reason(block: ParsingFailedBlock) -> Message:
    if isinstance(block.ignore_error_block, String) or isinstance(_usable(block), String):
        return Message.of("bibtex.string-twice", key=str(getattr(_usable(block), "key", "")))
    key = re.match(r"@\w+\s*[{(]\s*([^\s,=]*)\s*,", block.raw or "")
    entry = entry_name(key.group(1)) if key else Message.text((block.raw or "").split("\n")[0][:40].strip())
    reason = getattr(getattr(block, "error", None), "abort_reason", None)
    message = Message.text(" ".join(str(reason).split()).rstrip(".")) if reason else Message.of("bibtex.unreadable")
    return Message.of("bibtex.broken", entry=entry, reason=message)
