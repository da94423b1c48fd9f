"""Replies cut, twisted and mixed up at random: an answer or a ServiceError, never anything else."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.clock import TODAY
from tests.fake_services import REPLIES

from vlm_survey.errors import InvalidValue, ServiceError
from vlm_survey.proposals.addresses import resolve
from vlm_survey.proposals.markup import strip_markup
from vlm_survey.services import acl, arxiv, crossref, datacite, openalex, openreview, pubmed, semanticscholar
from vlm_survey.services.answer import Answer
from vlm_survey.services.http.throttle import retry_after

READERS = {
    "arxiv": arxiv,
    "crossref": crossref,
    "datacite": datacite,
    "openalex": openalex,
    "pubmed": pubmed,
    "acl": acl,
    "openreview": openreview,
}
"""The services that tell of papers; GitHub, of which replies are kept too, tells of repositories."""
FILES = [
    (READERS[path.parent.name], path.read_bytes())
    for path in sorted(REPLIES.glob("*/*"))
    if path.parent.name in READERS
]
DOCUMENTS = [(reader, json.loads(raw)) for reader, raw in FILES if raw.lstrip().startswith(b"{")]
ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=20),
    st.just("<b>&amp;</b>\x00\ud800\u202e"),
    st.just({}),
    st.just([]),
    st.just([None, 1, "a", {"name": 7}, [[]]]),
    st.just({"value": {"value": [1]}}),
)


def answers_or_refuses(reader, raw):
    try:
        answers = reader.read(raw, TODAY)
    except ServiceError:
        return
    assert answers
    for answer in answers:
        assert isinstance(answer, Answer)
        assert isinstance(answer.proposal.title, str)
        answer.proposal.fields()


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(FILES), st.data())
def test_a_reply_with_bytes_cut_or_changed(file, data):
    reader, raw = file
    start = data.draw(st.integers(0, len(raw)))
    end = data.draw(st.integers(start, min(len(raw), start + 200)))
    answers_or_refuses(reader, raw[:start] + data.draw(st.binary(max_size=8)) + raw[end:])


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(FILES), st.floats(0, 1))
def test_a_reply_cut_off(file, share):
    reader, raw = file
    answers_or_refuses(reader, raw[: int(len(raw) * share)])


def places(value, path=()):
    yield path
    entries = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in entries:
        yield from places(inner, (*path, key))


def changed(value, path, new):
    if not path:
        return new
    copy = dict(value) if isinstance(value, dict) else list(value)
    copy[path[0]] = changed(value[path[0]], path[1:], new)
    return copy


@settings(max_examples=500, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(DOCUMENTS), st.data())
def test_a_reply_with_a_value_of_another_type(document, data):
    reader, value = document
    for _time in range(data.draw(st.integers(1, 3))):
        value = changed(value, data.draw(st.sampled_from(list(places(value)))), data.draw(ODD))
    answers_or_refuses(reader, json.dumps(value).encode())


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from([*READERS.values(), semanticscholar]),
    st.one_of(st.binary(), st.text().map(str.encode), ODD.map(json.dumps).map(str.encode)),
)
def test_a_reply_of_anything(reader, raw):
    answers_or_refuses(reader, raw)


@pytest.mark.parametrize("reader", [*READERS.values(), semanticscholar])
def test_a_reply_of_another_service(reader):
    for _other, raw in FILES:
        answers_or_refuses(reader, raw)


@settings(max_examples=300, deadline=None)
@given(
    st.one_of(
        st.text(),
        st.text().map("https://doi.org/{}".format),
        st.text().map("https://nest.example/doi/10.1234/{}".format),
    )
)
def test_an_address_of_anything(text):
    try:
        target = resolve(text)
    except InvalidValue:
        return
    assert target.ids or target.link


@given(st.text())
def test_markup_of_anything_becomes_one_line(text):
    line = strip_markup(text)
    assert line == line.strip()
    assert not set(line) & set("\n\r\t\x00\u202e")


@given(st.text(), st.floats(0, 4e9))
def test_a_retry_after_of_anything(text, now):
    wait = retry_after(text, now)
    assert wait is None or wait >= 0
