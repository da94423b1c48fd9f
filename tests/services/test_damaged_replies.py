"""Replies damaged on purpose, always in the same ways: each becomes records that read back, or a clear error."""

from __future__ import annotations

import copy
import json
import random
from pathlib import Path
from typing import Any

import pytest
from tests.services.test_extra_replies import FOLDER, READERS, TODAY, becomes_records_or_a_clear_error

from vlm_survey.proposals.coerce import LINE

REPLIES = Path(__file__).parents[1] / "replies"
DAMAGES = 40
STRANGE = (
    None, True, 0, -1, 10**30, 1e308, "", " ", "0", "\x00", "\ud83d", "\u202eabc", "<b>x</b>", "&amp;&lt;", "{{x}}", "# : - [",
    "A" * (LINE + 1), [], [None], [[]], {}, {"a": None}, [1, 2], {"date-parts": [[None]]}, "2024-13-45", "9999-99-99", "http://[::1",
    "10.1/\n", "\x1b[31m", "$\\alpha$", "\u200f\u05e9\u05dc\u05d5\u05dd", "10.1000/<x>\"'", "javascript:alert(1)",
)  # fmt: skip
BYTES = (b"<", b"&", b"\x00", b"\xff", b'<!DOCTYPE x [<!ENTITY a "b">]>', b"&a;", b"{", b"]", b'"', b"</entry>")


def files() -> list:
    folders = [REPLIES, *([Path(FOLDER)] if FOLDER else [])]
    found = [path for folder in folders for name in READERS for path in sorted((folder / name).glob("*"))]
    return [pytest.param(path, id=f"{path.parent.name}/{path.name}") for path in found if path.is_file()]


def places(value: Any, path: tuple = ()) -> list[tuple]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(place for name, one in inner for place in places(one, (*path, name)))]


def with_strange_values(reply: Any, chance: random.Random) -> bytes:
    """`reply` with one to eight of its values replaced by what no service should send."""
    reply = copy.deepcopy(reply)
    for _time in range(chance.choice((1, 1, 1, 3, 8))):
        *way, last = chance.choice(places(reply)[1:] or [("x",)])
        holder = reply
        for name in way:
            holder = holder[name]
        holder[last] = copy.deepcopy(chance.choice(STRANGE))
    return json.dumps(reply).encode()


def torn(raw: bytes, chance: random.Random) -> bytes:
    """`raw` cut off, with bytes changed, put in, said twice or lost."""
    start = chance.randrange(len(raw) or 1)
    end = min(len(raw), start + chance.randrange(1, 400))
    changed = bytes(chance.randrange(256) if chance.random() < 0.02 else byte for byte in raw[start:end])
    middle = chance.choice((changed, chance.choice(BYTES), raw[start:end] * 2, b""))
    return raw[:start] if chance.random() < 0.2 else raw[:start] + middle + raw[end:]


def damaged(path: Path) -> list[bytes]:
    chance, raw = random.Random(path.name), path.read_bytes()  # noqa: S311 - the same damage each time
    found = [torn(raw, chance) for _time in range(DAMAGES)]
    if path.suffix == ".json" and isinstance(reply := loaded(raw), (dict, list)):
        found += [with_strange_values(reply, chance) for _time in range(DAMAGES)]
    return found


def loaded(raw: bytes) -> Any:
    try:
        return json.loads(raw)
    except ValueError:
        return None


@pytest.mark.parametrize("path", files())
def test_a_damaged_reply_becomes_records_or_a_clear_error(path):
    for raw in damaged(path):
        becomes_records_or_a_clear_error(READERS[path.parent.name], raw)


@pytest.mark.parametrize("service", ["crossref", "openalex", "datacite"])
def test_a_title_longer_than_a_record_takes_is_no_title(service):
    path = next(file for file in sorted((REPLIES / service).glob("*.json")) if titles_in(file))
    raw = path.read_text(encoding="utf-8")
    for title in titles_in(path):
        raw = raw.replace(json.dumps(title, ensure_ascii=False), json.dumps("long " * LINE))
    answers = READERS[service].read(raw.encode(), TODAY)
    assert [answer.proposal.title for answer in answers] == [""] * len(answers)


def titles_in(path: Path) -> list[str]:
    """The texts called title anywhere in a reply."""
    found: list[str] = []

    def look(value: Any, name: str = "") -> None:
        if isinstance(value, dict):
            for inner, one in value.items():
                look(one, inner)
        elif isinstance(value, list):
            for one in value:
                look(one, name)
        elif isinstance(value, str) and name in ("title", "display_name", "subtitle"):
            found.append(value)

    look(loaded(path.read_bytes()))
    return found
