"""Replies of services with odd values in them, always the same ones: what becomes of them holds nothing odd in silence."""

from __future__ import annotations

import copy
import json
import random
from typing import Any

import pytest
from pydantic import ValidationError
from tests.clock import TODAY
from tests.fake_services import REPLIES
from tests.fuzz.grammar import DOIS, LINKS, NAMES, PAGES, YEARS, text
from tests.fuzz.silence import comes_back, silent

from vlm_survey.errors import ServiceError
from vlm_survey.intake.new_record import fields_of_record, make_imported_record
from vlm_survey.services import arxiv, crossref, datacite, openalex, openreview, pubmed, semanticscholar
from vlm_survey.services.merge_answers import merge

READERS = {
    "arxiv": arxiv, "crossref": crossref, "datacite": datacite, "openalex": openalex,
    "pubmed": pubmed, "openreview": openreview,
    "semanticscholar": semanticscholar,
}  # fmt: skip
FILES = [path for path in sorted(REPLIES.glob("*/*")) if path.parent.name in READERS]
CASES = 40
"""How many replies are made of each one that is kept."""


def places(value: Any, path: tuple = ()) -> list[tuple]:
    """Return the paths of all texts in `value`."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    here = [path] if isinstance(value, str) else []
    return here + [place for name, one in inner for place in places(one, (*path, name))]


def odd(chance: random.Random) -> str:
    return chance.choice((text(chance), text(chance), chance.choice((*NAMES, *YEARS, *PAGES, *DOIS, *LINKS))))


def twisted(chance: random.Random, raw: bytes) -> bytes:
    """A reply with up to six of its texts replaced by odd ones."""
    if raw.lstrip().startswith((b"{", b"[")):
        reply = copy.deepcopy(json.loads(raw))
        for _time in range(chance.randint(1, 6)):
            *way, last = chance.choice(places(reply) or [("nothing",)])
            holder = reply
            for name in way:
                holder = holder[name]
            holder[last] = odd(chance)
        return json.dumps(reply).encode()
    whole = raw.decode()
    for _time in range(chance.randint(1, 6)):
        starts = [at for at in range(len(whole) - 1) if whole[at] == ">" and whole[at + 1] not in "<\n \r"]
        if not starts:
            break
        start = chance.choice(starts) + 1
        put = "".join(sign for sign in odd(chance) if sign.isprintable()).replace("&", "&amp;").replace("<", "&lt;")
        whole = whole[:start] + put + whole[whole.index("<", start) :]
    return whole.encode("utf-8", "replace")


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_odd_values_of_a_service_are_reported(path, library):
    raw = path.read_bytes()
    for seed in range(CASES):
        reply = twisted(random.Random(f"{path.name} {seed}"), raw)  # noqa: S311 - the same replies each time
        try:
            found = merge(READERS[path.parent.name].read(reply, TODAY), library.venues).proposal
        except ServiceError:
            continue
        if not found.title:
            continue
        fields = fields_of_record(library, found)
        try:
            paper = make_imported_record(fields, found, set(), TODAY)
        except ValidationError as error:
            fields = {one["loc"][0] for one in error.errors()}
            if fields != {"title"}:
                raise
            continue  # told as why no record can hold it
        assert silent(paper, found.doubts) == [], (seed, reply)
        assert comes_back(paper), (seed, reply)
