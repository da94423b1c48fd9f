"""Addresses that people paste, by the forms of publishers' sites."""

from __future__ import annotations

import pytest

from vlm_survey.errors import InvalidValue
from vlm_survey.messages import say
from vlm_survey.proposals.addresses import resolve


@pytest.mark.parametrize(
    ("pasted", "kind", "identifier"),
    [
        ("2306.00890", "arxiv", "2306.00890"),
        ("arXiv:2306.00890v2", "arxiv", "2306.00890"),
        ("https://arxiv.org/pdf/2306.00890v2.pdf", "arxiv", "2306.00890"),
        ("https://arxiv.org/abs/hep-th/9901001", "arxiv", "hep-th/9901001"),
        ("https://huggingface.co/papers/2306.00890", "arxiv", "2306.00890"),
        ("https://www.alphaxiv.org/abs/2306.00890", "arxiv", "2306.00890"),
        ("https://ar5iv.labs.arxiv.org/html/2306.00890", "arxiv", "2306.00890"),
        ("https://doi.org/10.48550/arXiv.2306.00890", "arxiv", "2306.00890"),
        ("10.1038/S41591-024-03302-1", "doi", "10.1038/s41591-024-03302-1"),
        ("doi:10.1109/TMI.2024.1234567.", "doi", "10.1109/tmi.2024.1234567"),
        ("<https://doi.org/10.1109/tmi.2024.1234567>", "doi", "10.1109/tmi.2024.1234567"),
        ("https://www.nature.com/articles/s41591-024-03302-1", "doi", "10.1038/s41591-024-03302-1"),
        ("https://www.nature.com/articles/s41591-024-03302-1#Sec2", "doi", "10.1038/s41591-024-03302-1"),
        ("https://nature.com/articles/nature14539", "doi", "10.1038/nature14539"),
        ("https://link.springer.com/chapter/10.1007/978-3-031-43990-2_41", "doi", "10.1007/978-3-031-43990-2_41"),
        (
            "https://link.springer.com/content/pdf/10.1007/s10462-024-10854-8.pdf?pdf=core",
            "doi",
            "10.1007/s10462-024-10854-8",
        ),
        ("dl.acm.org/doi/10.1145/3581783.3611737", "doi", "10.1145/3581783.3611737"),
        ("https://dl.acm.org/doi/pdf/10.1145/3581783.3611737", "doi", "10.1145/3581783.3611737"),
        ("https://onlinelibrary.wiley.com/doi/full/10.1002/mp.17000", "doi", "10.1002/mp.17000"),
        ("https://pubs.rsna.org/doi/abs/10.1148/radiol.231259?journalCode=radiology", "doi", "10.1148/radiol.231259"),
        ("https://www.biorxiv.org/content/10.1101/2023.04.19.537463v2.full.pdf", "doi", "10.1101/2023.04.19.537463"),
        ("https://www.medrxiv.org/content/10.1101/2024.01.11.24301139v1", "doi", "10.1101/2024.01.11.24301139"),
        ("https://www.frontiersin.org/articles/10.3389/fmed.2024.1234567/full", "doi", "10.3389/fmed.2024.1234567"),
        (
            "https://journals.plos.org/plosone/article?id=10.1371/journal.pone.0000030",
            "doi",
            "10.1371/journal.pone.0000030",
        ),
        (
            "https://www.thelancet.com/journals/landig/article/PIIS2589-7500(23)00050-X/fulltext",
            "doi",
            "10.1016/s2589-7500(23)00050-x",
        ),
        ("https://papers.ssrn.com/sol3/papers.cfm?abstract_id=4567890", "doi", "10.2139/ssrn.4567890"),
        ("https://www.researchsquare.com/article/rs-2895496/v1", "doi", "10.21203/rs.3.rs-2895496/v1"),
        ("https://iopscience.iop.org/article/10.1088/1361-6560/ad1234/meta", "doi", "10.1088/1361-6560/ad1234"),
        ("https://www.tandfonline.com/doi/full/10.1080%2F1.2.3", "doi", "10.1080/1.2.3"),
        ("pmid:37828369", "pmid", "37828369"),
        ("https://pubmed.ncbi.nlm.nih.gov/37828369/?dopt=Abstract", "pmid", "37828369"),
        ("https://europepmc.org/article/MED/37828369", "pmid", "37828369"),
        ("PMC10567890", "pmcid", "PMC10567890"),
        ("https://europepmc.org/article/PMC/PMC10567890", "pmcid", "PMC10567890"),
        ("https://aclanthology.org/2023.emnlp-main.125.pdf", "acl", "2023.emnlp-main.125"),
        ("https://openreview.net/pdf?id=XY9kRUJyqa", "openreview", "XY9kRUJyqa"),
    ],
)
def test_an_address_leads_to_its_identifier(pasted, kind, identifier):
    target = resolve(pasted)
    assert target.ids == {kind: identifier}
    assert target.link is None


@pytest.mark.parametrize(
    ("pasted", "link", "advice"),
    [
        (
            "https://ieeexplore.ieee.org/document/10123456",
            "https://ieeexplore.ieee.org/document/10123456",
            "is not a DOI",
        ),
        (
            "https://ieeexplore.ieee.org/stamp/stamp.jsp?arnumber=10123456",
            "https://ieeexplore.ieee.org/document/10123456",
            "is not a DOI",
        ),
        (
            "https://www.sciencedirect.com/science/article/pii/S1361841523000300",
            "https://www.sciencedirect.com/science/article/pii/S1361841523000300",
            "PII is not a DOI",
        ),
        (
            "https://openaccess.thecvf.com/content/CVPR2024/html/Heron_Nest_CVPR_2024_paper.html",
            "https://openaccess.thecvf.com/content/CVPR2024/html/Heron_Nest_CVPR_2024_paper.html",
            "no identifier that a service knows",
        ),
        (
            "proceedings.mlr.press/v1/heron24a.html?utm_source=x",
            "https://proceedings.mlr.press/v1/heron24a.html",
            "no identifier that a service knows",
        ),
    ],
)
def test_a_page_without_an_identifier_is_kept_as_a_link_with_advice(pasted, link, advice):
    target = resolve(pasted)
    assert target.ids == {}
    assert target.link == link
    assert advice in say(target.advice)


@pytest.mark.parametrize(
    "pasted",
    [
        "37828369",
        "heron",
        "",
        "not an id at all",
        "javascript:alert(1)//a.b/c",
        "file:///etc/passwd",
        "http://unencrypted.example/paper.pdf",
        "https://nests.s3.amazonaws.com/paper.pdf?X-Amz-Signature=1",
        "https://user:secret@example.org/paper",
        "https://www.google.com/search?q=heron",
        "https://[broken/paper",
        "a.b/" + "x" * 10_000 + " y",
    ],
)
def test_what_is_no_identifier_and_no_fit_address_is_refused_with_a_repair(pasted):
    with pytest.raises(InvalidValue) as caught:
        resolve(pasted)
    assert caught.value.repair


@pytest.mark.parametrize(
    ("pasted", "said"),
    [
        ("arXiv:2313.99999", "not a valid arXiv identifier"),
        ("https://arxiv.org/abs/heron", "not a valid arXiv identifier"),
        ("doi:heron", "not a valid DOI identifier"),
        ("10.1/x", "not a valid DOI identifier"),
        ("pmid:heron", "not a valid PubMed identifier"),
        ("https://aclanthology.org/volumes/heron/", "not a valid ACL Anthology identifier"),
    ],
)
def test_an_identifier_that_says_what_it_is_and_is_none_is_reported_how_to_write_it(pasted, said):
    with pytest.raises(InvalidValue, match=said) as caught:
        resolve(pasted)
    assert caught.value.repair.startswith("Write it like ")


def test_a_place_for_code_is_reported_as_one():
    assert "an address for code" in say(resolve("https://github.com/herons/noon").advice)
