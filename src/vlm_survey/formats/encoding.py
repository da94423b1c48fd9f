"""Decode bytes to text: detect the encoding, and report whether it is certain."""

from __future__ import annotations

import re
from dataclasses import dataclass

from vlm_survey.errors import InvalidValue
from vlm_survey.messages import Message

_TWO_BYTES = (
    ("GBK", "gb18030", "[\u3400-\u9fff\u3000-\u303f\uff00-\uffef]"),
    ("Big5", "big5", "[\u3400-\u9fff\u3000-\u303f\uff00-\uffef]"),
    ("Shift JIS", "shift_jis", "[\u3040-\u30ff\u3400-\u9fff\u3000-\u303f\uff00-\uffef]"),
    ("EUC-KR", "euc_kr", "[\uac00-\ud7af]"),
    ("Windows-1251", "cp1251", "[\u0400-\u04ff]"),
)
"""Single-byte encodings of other scripts, where bytes above 127 are adjacent, and the script of their letters."""

_RUN = re.compile(rb"[\x80-\xff]+")


@dataclass(frozen=True, slots=True)
class Text:
    """Decoded text, its encoding if it was not UTF-8, and the 1-based lines whose encoding was guessed."""

    text: str
    encoding: str = ""
    guessed: tuple[int, ...] = ()


def decode(raw: bytes) -> Text:
    """Decode `raw`: UTF-8, or UTF-16 and UTF-32 by byte order mark or pattern, else each line as UTF-8 or Windows-1252.

    Raises InvalidValue for multi-byte encodings, and for other scripts in single-byte encodings: these cannot be detected.
    """
    if wide := wide_encoding(raw):
        return Text(raw.decode(wide, "replace").removeprefix("\ufeff"), wide.upper())
    try:
        return Text(raw.decode("utf-8-sig"))
    except UnicodeDecodeError:
        pass
    lines, guessed = [], []
    for number, line in enumerate(raw.removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1):
        try:
            lines.append(line.decode("utf-8"))
        except UnicodeDecodeError:
            guessed.append(number)
            lines.append(_one_byte(line))
    _refuse_other_scripts(raw)
    return Text("\n".join(lines), "Windows-1252", tuple(guessed))


def wide_encoding(raw: bytes) -> str | None:
    """Return the encoding of text with two or four bytes per character: by its mark, or by a zero in every other byte."""
    if raw.startswith((b"\xff\xfe\0\0", b"\0\0\xfe\xff")):
        return "utf-32"
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    even_bytes, odd_bytes = raw[:4096:2], raw[1:4096:2]
    for name, zeros, letters in (("utf-16-le", odd_bytes, even_bytes), ("utf-16-be", even_bytes, odd_bytes)):
        if len(raw) > 3 and zeros.count(0) > 0.6 * len(zeros) and letters.count(0) < 0.05 * len(letters):
            return name
    return None


def _refuse_other_scripts(raw: bytes) -> None:
    """Raise InvalidValue if most letters above 127 in the lines that are not UTF-8 are adjacent.

    In Western single-byte text these letters are isolated, between ASCII letters.
    """
    undecodable = b"\n".join(line for line in raw.split(b"\n") if not _is_utf8(line))
    runs = _RUN.findall(undecodable)
    letters_in_runs = sum(len(run) for run in runs if len(run) > 1)
    if letters_in_runs <= 0.6 * sum(map(len, runs)):
        return
    name = next((name for name, codec, form in _TWO_BYTES if _fits(undecodable, codec, form)), "")
    raise InvalidValue(
        Message.of("file.looks-like", encoding=name) if name else Message.of("file.not-utf8"),
        repair=Message.of("file.save-as-utf8"),
    )


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _fits(raw: bytes, codec: str, form: str) -> bool:
    """Return whether `raw` can be decoded so that 90 % of its letters beyond ASCII belong to the script."""
    try:
        letters = [letter for letter in raw.decode(codec) if letter > "\x7f"]
    except UnicodeDecodeError:
        return False
    return len(re.findall(form, "".join(letters))) >= 0.9 * len(letters)


def _one_byte(raw: bytes) -> str:
    try:
        return raw.decode("cp1252")
    except UnicodeDecodeError:
        return raw.decode("latin-1")
