"""Identifiers parse what people paste, and refuse what is none."""

from __future__ import annotations

import pytest

from vlm_survey.errors import InvalidValue
from vlm_survey.model import KINDS, ArxivId, Doi, recognise


@pytest.mark.parametrize(
    ("kind", "pasted", "canonical"),
    [
        ("arxiv", "2306.00890", "2306.00890"),
        ("arxiv", "arXiv:2306.00890v3", "2306.00890"),
        ("arxiv", "https://arxiv.org/pdf/2306.00890v1.pdf", "2306.00890"),
        ("arxiv", "https://arxiv.org/abs/1412.6980", "1412.6980"),
        ("arxiv", "http://export.arxiv.org/abs/astro-ph/0601001v1", "astro-ph/0601001"),
        ("arxiv", "10.48550/arXiv.2306.00890", "2306.00890"),
        ("doi", "https://doi.org/10.1109/TMI.2024.3361", "10.1109/tmi.2024.3361"),
        ("doi", "doi: 10.1016/S0140-6736(20)30183-5.", "10.1016/s0140-6736(20)30183-5"),
        ("doi", "https://doi.org/10.1016/j.media.2023.102762?utm_source=x#s2", "10.1016/j.media.2023.102762"),
        ("doi", "https://www.doi.org/10.1016%2Fj.media.2023.102762", "10.1016/j.media.2023.102762"),
        ("doi", "10.1000/a?b#c", "10.1000/a?b#c"),
        ("pmid", "https://pubmed.ncbi.nlm.nih.gov/37828369/", "37828369"),
        ("pmcid", "https://pmc.ncbi.nlm.nih.gov/articles/PMC10567890/", "PMC10567890"),
        ("acl", "https://aclanthology.org/2023.emnlp-main.125.pdf", "2023.emnlp-main.125"),
        ("acl", "P19-1234", "P19-1234"),
        ("openreview", "https://openreview.net/forum?id=w-x7U26GM7j&noteId=1", "w-x7U26GM7j"),
    ],
)
def test_what_people_paste_becomes_the_canonical_form(kind, pasted, canonical):
    assert KINDS[kind].parse(pasted) == canonical


@pytest.mark.parametrize(
    ("kind", "pasted"),
    [
        ("arxiv", "2301.1"),
        ("arxiv", "2306.0089"),
        ("arxiv", "0808.05394"),
        ("arxiv", "2313.00001"),
        ("arxiv", "2306.00890; rm -rf /"),
        ("doi", "11.1000/1"),
        ("doi", '10.1000/"><script>'),
        ("pmid", "0123"),
        ("pmcid", "PMC"),
        ("acl", "2023.emnlp"),
        ("openreview", "short"),
        ("arxiv", ""),
    ],
)
def test_what_is_no_identifier_is_refused_with_an_example(kind, pasted):
    with pytest.raises(InvalidValue, match="Write it like"):
        KINDS[kind].parse(pasted)


def test_an_arxiv_identifier_contains_its_month():
    assert (ArxivId("2306.00890").year, ArxivId("2306.00890").month) == (2023, 6)
    assert (ArxivId("hep-th/9901001").year, ArxivId("hep-th/9901001").month) == (1999, 1)


def test_identifiers_know_the_page_they_lead_to():
    assert Doi("10.1109/tmi.2024.1").url == "https://doi.org/10.1109/tmi.2024.1"
    assert ArxivId("2306.00890").url == "https://arxiv.org/abs/2306.00890"


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("https://doi.org/10.48550/arXiv.2306.00890", "arxiv"),
        ("https://doi.org/10.1000/182", "doi"),
        ("10.1000/182", "doi"),
        ("pmid: 12345", "pmid"),
        ("https://aclanthology.org/P19-1234/", "acl"),
        ("PMC1234567", "pmcid"),
    ],
)
def test_an_address_is_recognised_as_the_identifier_it_holds(text, field):
    found = recognise(text)
    assert found is not None
    assert found[0] == field


@pytest.mark.parametrize(
    "text", ["12345", "https://example.org/2306.00890", "LLaVA-Med", "https://arxiv.org/list/cs.CV/recent"]
)
def test_bare_digits_and_other_addresses_are_taken_for_nothing(text):
    assert recognise(text) is None


SICI = "10.1002/(sici)1097-0258(19980815/30)17:15/16<1661::aid-sim968>3.0.co;2-2"


@pytest.mark.parametrize(
    "text", [SICI, SICI.upper(), f"https://doi.org/{SICI.replace('<', '%3C').replace('>', '%3E')}", f"doi:{SICI}"]
)
def test_a_doi_made_of_a_sici_holds_brackets_and_its_address_does_not(text):
    assert recognise(text) == ("doi", SICI)
    assert Doi.parse(text).url == f"https://doi.org/{SICI.replace('<', '%3C').replace('>', '%3E')}"


@pytest.mark.parametrize("text", ["10.1000/a<b>c", "10.1000/(sici)<script", "10.1000/(sici)a>b"])
def test_brackets_elsewhere_are_none_of_a_doi(text):
    with pytest.raises(InvalidValue):
        Doi.parse(text)
