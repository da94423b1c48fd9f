"""Retractions and withdrawals as services tell them: what, when, and at which page."""

from __future__ import annotations

import json

import pytest
from tests.clock import TODAY
from tests.fake_services import REPLIES

from vlm_survey.proposals.remarks import Kind
from vlm_survey.services import arxiv, crossref, openalex, pubmed


def crossref_notice(**work):
    message = {"DOI": "10.5555/nest.1", "type": "journal-article", "title": ["Nest"], **work}
    answer = crossref.read(json.dumps({"message-type": "work", "message": message}).encode(), TODAY)[0]
    return answer.notice and (answer.notice.kind, str(answer.notice.date), answer.notice.source)


def update(kind, **more):
    day = {"date-time": "2026-02-03T00:00:00Z", "date-parts": [[2026, 2, 3]]}
    return {"DOI": "10.5555/notice.1", "type": kind, "label": "Retraction", "updated": day, **more}


def test_crossref_reports_a_retraction_with_its_day_and_its_notice():
    assert crossref_notice(**{"updated-by": [update("correction"), update("retraction")]}) == (
        "retracted", "2026-02-03", "https://doi.org/10.5555/notice.1",
    )  # fmt: skip
    assert crossref_notice(**{"updated-by": [update("withdrawal")]})[0] == "withdrawn"
    assert crossref_notice(**{"updated-by": [update("correction")]}) is None


@pytest.mark.parametrize(
    "updated", [None, {}, {"date-parts": [[2026]]}, {"date-parts": [[2026, 13, 40]]}, {"date-time": 7}]
)
def test_a_retraction_without_a_whole_day_has_none(updated):
    assert crossref_notice(**{"updated-by": [update("retraction", updated=updated)]})[1] == "None"


def test_a_title_that_says_retracted_is_a_retraction_and_a_notice_is_no_paper():
    assert crossref_notice(title=["RETRACTED: Nest"]) == ("retracted", "None", "https://doi.org/10.5555/nest.1")
    message = {
        "DOI": "10.5555/n",
        "type": "journal-article",
        "title": ["Retraction note"],
        "update-to": [update("retraction")],
    }
    answer = crossref.read(json.dumps({"message-type": "work", "message": message}).encode(), TODAY)[0]
    assert [one.kind for one in answer.proposal.doubts] == [Kind.NOT_A_PAPER]


def test_arxiv_reports_a_withdrawal_on_the_day_of_the_last_version():
    notice = arxiv.read((REPLIES / "arxiv" / "2601.99913.atom.xml").read_bytes(), TODAY)[0].notice
    assert (notice.kind, str(notice.date), notice.source) == (
        "withdrawn", "2026-01-07", "https://arxiv.org/abs/2601.99913",
    )  # fmt: skip
    assert arxiv.read((REPLIES / "arxiv" / "2601.99910.atom.xml").read_bytes(), TODAY)[0].notice is None


def test_openalex_reports_that_and_not_when():
    work = json.loads((REPLIES / "openalex" / "10.5555_aviamed.2026.10.json").read_bytes())
    notice = openalex.read(json.dumps({**work, "is_retracted": True}).encode(), TODAY)[0].notice
    assert (notice.kind, notice.date, notice.source) == ("retracted", None, "https://openalex.org/W999000")


def test_pubmed_names_the_article_that_retracts():
    raw = (REPLIES / "pubmed" / "999000777.xml").read_text(encoding="utf-8")
    raw = raw.replace(
        "<PublicationTypeList>", "<PublicationTypeList><PublicationType>Retracted Publication</PublicationType>"
    )
    assert pubmed.read(raw.encode(), TODAY)[0].notice.source == "https://pubmed.ncbi.nlm.nih.gov/999000777/"
    one = '<CommentsCorrections RefType="RetractionIn"><PMID>999000888</PMID></CommentsCorrections>'
    told = f"<CommentsCorrectionsList>{one}</CommentsCorrectionsList>"
    raw = raw.replace("</Article></MedlineCitation>", f"</Article>{told}</MedlineCitation>")
    assert pubmed.read(raw.encode(), TODAY)[0].notice.source == "https://pubmed.ncbi.nlm.nih.gov/999000888/"


def work_of(**work):
    message = {"DOI": "10.5555/nest.1", "type": "journal-article", "title": ["Nest"], **work}
    (answer,) = crossref.read(json.dumps({"message-type": "work", "message": message}).encode(), TODAY)
    return answer


@pytest.mark.parametrize("title", ["RETRACTED: Nest", "[RETRACTED] Nest", "RETRACTED ARTICLE: Nest", "Retracted: Nest"])
def test_the_mark_of_a_retraction_is_no_part_of_the_title(title):
    answer = work_of(title=[title])
    assert (answer.proposal.title, answer.notice and answer.notice.kind) == ("Nest", "retracted")


def test_a_title_may_speak_of_retractions():
    answer = work_of(title=["Retracted papers in radiology: a survey"])
    assert (answer.proposal.title, answer.notice) == ("Retracted papers in radiology: a survey", None)


@pytest.mark.parametrize("kind", ["erratum", "correction", "expression_of_concern", "addendum"])
def test_a_note_to_a_paper_is_no_paper(kind):
    (doubt,) = work_of(**{"update-to": [{"DOI": "10.5555/x", "type": kind}]}).proposal.doubts
    assert (doubt.kind, doubt.value) == (Kind.NOT_A_PAPER, kind.replace("_", " "))


def test_a_new_version_of_a_paper_is_one():
    assert work_of(**{"update-to": [{"DOI": "10.5555/x", "type": "new_version"}]}).proposal.doubts == []


@pytest.mark.parametrize("page", ["no-no", "n/a-n/a", "1-1", "-", "N/A", "null-null", "\u2013"])
def test_placeholders_are_no_pages_and_the_number_of_an_article_is(page):
    assert work_of(page=page).proposal.fields().get("pages") is None
    assert work_of(**{"page": page, "article-number": "103333"}).proposal.fields()["pages"] == "103333"


@pytest.mark.parametrize("value", ["ahead-of-print", "0", "PP", "n/a", "Online First", "in press"])
def test_placeholders_are_no_volume_and_no_issue(value):
    fields = work_of(volume=value, issue=value).proposal.fields()
    assert {"volume", "issue"} & fields.keys() == set()


def test_placeholders_among_authors_are_nobody():
    people = [
        {"given": "Ann Example", "family": "-"},
        {"name": "et al."},
        {"family": "n/a"},
        {"given": "", "family": "Zhang"},
    ]
    found = work_of(author=people).proposal
    assert (list(found.authors), found.more_authors) == (["Example, Ann", "Zhang"], True)
