"""Further replies, from the folder that VLM_SURVEY_EXTRA_REPLIES names: a valid record or a clear error for each."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from pydantic import ValidationError
from tests.clock import TODAY

from vlm_survey.errors import ServiceError
from vlm_survey.formats.bibtex.reader import read_bibtex
from vlm_survey.messages import say
from vlm_survey.model import Paper, key_for
from vlm_survey.proposals.proposal import Proposal
from vlm_survey.services import arxiv, crossref, datacite, openalex, pubmed, semanticscholar
from vlm_survey.services.answer import Answer
from vlm_survey.store import parse_record, record_text

FOLDER = os.environ.get("VLM_SURVEY_EXTRA_REPLIES", "")
READERS = {
    "arxiv": arxiv,
    "crossref": crossref,
    "datacite": datacite,
    "openalex": openalex,
    "pubmed": pubmed,
    "semanticscholar": semanticscholar,
}


def files(*folders: str) -> list:
    found = (
        [path for name in folders for path in sorted(Path(FOLDER, name).rglob("*")) if path.is_file()] if FOLDER else []
    )
    return [pytest.param(path, id=f"{path.parent.name}/{path.name}") for path in found]


def decoded(raw: bytes) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("latin-1")


def what_is_read(reader, raw: bytes) -> list[Answer] | ServiceError:
    try:
        return reader.read(raw, TODAY)
    except ServiceError as error:
        return error


def becomes_a_record(proposal: Proposal) -> None:
    """A proposal with a title is a record that reads back as it was written; one without says what is missing."""
    fields = proposal.fields()
    curation = {"status": "imported", "basis": "list"}
    if not proposal.title:
        with pytest.raises(ValidationError, match="title"):
            Paper.model_validate({"key": "untitled", **fields, "curation": curation, "added": TODAY})
        return
    key = key_for(proposal.title, proposal.authors[0] if proposal.authors else None, proposal.year)
    paper = Paper.model_validate({"key": key, **fields, "curation": curation, "added": TODAY})
    again, file, problems = parse_record(record_text(paper), f"papers/2026/{key}.yaml")
    assert problems == []
    assert again == paper
    assert file is not None
    assert file.text == file.canonical


def becomes_records_or_a_clear_error(reader, raw: bytes) -> None:
    found = what_is_read(reader, raw)
    if isinstance(found, ServiceError):
        assert found.found
        assert found.repair
    else:
        assert found
        for answer in found:
            becomes_a_record(answer.proposal)


@pytest.mark.parametrize("path", files(*READERS))
def test_a_reply_of_a_service(path):
    becomes_records_or_a_clear_error(READERS[path.relative_to(FOLDER).parts[0]], path.read_bytes())


@pytest.mark.parametrize("path", files("bibtex"))
def test_a_file_of_bibtex(path):
    for row in read_bibtex(decoded(path.read_bytes())):
        if isinstance(row, Proposal):
            becomes_a_record(row)
        else:
            line, why = row.line, say(row.reason)
            assert line >= 1
            assert why


@pytest.mark.parametrize("path", files("yaml-bad"))
def test_a_record_that_a_careless_loader_accepts(path):
    text = path.read_bytes().decode("utf-8", "replace")
    paper, _file, problems = parse_record(text, "papers/2026/bad.yaml")
    assert (paper is None) == bool(problems)
    for problem in problems:
        assert problem.line >= 1
        assert problem.found
        assert problem.repair
