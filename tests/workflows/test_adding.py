"""Adding a paper: the right record, or a clear word on what is missing, however the services behave."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from click.testing import CliRunner

from stand_in import ATOM, HTML, JSON, PLAIN, REPLIES, Say, StandIn
from vlm_survey import read_survey
from vlm_survey.checks import run
from vlm_survey.cli import main
from vlm_survey.errors import NotFound, Refused, SurveyError, Unreachable
from vlm_survey.workflows.adding import accept, propose, with_addition, write_addition

TODAY = dt.date(2026, 11, 22)
HERON = """\
title: "HeronVL: Reading Wading Radiographs with Few Labels & Fewer Feathers"
other_titles: ["HeronVL: Reading Wading Radiographs with Few Labels"]
authors: ["van der Heron, Ardea", "Garça, Jr, José", "{Wading Bird Imaging Consortium}"]
year: 2026
month: 3
venue: AviaMed
volume: "8"
issue: "1"
pages: "21-30"
ids: {arxiv: "2601.99910", doi: "10.5555/aviamed.2026.10", pmid: "999000777", pmcid: PMC99900077}
links: {code: https://github.com/example/heronvl}
sources: {authors: Crossref, year: Crossref, venue: Crossref, arxiv: Crossref, code: arXiv abstract}
curation: {status: imported, basis: list}
added: 2026-11-22
"""


@pytest.fixture
def services(local_network):  # noqa: ARG001  opens the way to this machine
    with StandIn() as stand_in:
        yield stand_in


@pytest.fixture
def add(services, library):
    return lambda text, **more: propose(library, text, web=services.web(), today=TODAY, **more)


@pytest.fixture
def command(services, copy, tmp_path, monkeypatch):
    for name, value in {**services.environ, "VLM_SURVEY_CACHE": str(tmp_path / "cache")}.items():
        monkeypatch.setenv(name, value)
    return lambda *words, answer="": CliRunner().invoke(main, ["--root", str(copy), *words], input=answer)


@pytest.mark.parametrize(
    "asked",
    [
        "2601.99910",
        "https://arxiv.org/abs/2601.99910v3",
        "10.5555/aviamed.2026.10",
        "https://doi.org/10.5555/AviaMed.2026.10",
        "pmid:999000777",
        "https://nests.example/doi/full/10.5555/aviamed.2026.10",
    ],
)
def test_whichever_identifier_is_given_all_services_make_one_record(add, asked):
    found = add(asked)
    assert found.text == HERON
    assert found.path == "papers/2026/vanderheron2026heronvl.yaml"
    assert found.missing == ()


def test_the_record_is_canonical_and_without_findings_but_those_that_wait_for_curation(add, library, copy):
    found = add("2601.99910")
    write_addition(copy, found)
    survey = read_survey(copy)
    assert survey.files[found.paper.key].text == survey.files[found.paper.key].canonical
    assert [f.code for f in run(survey) if f.key == found.paper.key and f.level == "error"] == []
    assert len(survey.papers) == len(library.papers) + 1


def test_the_abstract_helps_suggestions_and_is_not_stored(add):
    found = add("2601.99910")
    assert [(one.axis, one.term, one.reason) for one in found.suggestions] == [
        ("contribution", "method", "'We propose' in the abstract"),
        ("contribution", "foundation-model", "'foundation model' in the abstract"),
    ]
    assert "propose" not in found.text


def test_accepted_tags_make_a_tagged_record_that_names_the_page_and_the_person(add):
    found = add("2601.99910")
    tagged = accept(found, [(one.axis, one.term) for one in found.suggestions], summary="Answers questions of herons.")
    assert tagged.paper.tags == {"contribution": ("method", "foundation-model")}
    assert tagged.paper.summary == "Answers questions of herons."
    curation = tagged.paper.curation
    assert (curation.status, curation.basis, curation.by) == ("tagged", "abstract", "person")
    assert curation.read == "https://doi.org/10.5555/aviamed.2026.10"


def test_tags_without_an_abstract_rest_on_the_title(add):
    found = add("https://openreview.net/forum?id=Nest2021cd")
    assert accept(found, [("domain", "medical")]).paper.curation.basis == "title"


def test_tags_that_no_record_can_hold_are_refused(add):
    with pytest.raises(SurveyError, match="no record can hold this"):
        accept(add("2601.99911"), [("Not An Axis", "x")])


def test_a_title_may_be_0(add):
    found = add("2601.99911")
    assert (found.paper.title, found.paper.key) == ("0", "nunez20260")


def test_an_identifier_that_is_there_leads_to_its_record_and_offers_what_it_lacks(services, library):
    feed = (REPLIES / "arxiv" / "2601.99912.atom.xml").read_bytes().replace(b"2601.99912v1", b"2207.99907v1")
    feed = feed.replace(
        b"Stork: Diagnosis of $\\beta$-Feathers &amp; Other &lt;5 mm Findings", b"Seed: Counting Grains"
    )
    feed = feed.replace(b"A benchmark", b"Code is available at https://github.com/example/seed. A benchmark")
    services.say("/arxiv/query", Say(feed, ATOM))
    found = propose(library, "2207.99907", web=services.web(), today=TODAY)
    assert found.before is not None
    assert (found.before.key, found.path) == ("finch2022seed", "papers/2022/finch2022seed.yaml")
    assert found.paper.title == found.before.title
    assert found.paper.authors == found.before.authors
    assert (found.paper.year, found.paper.tags) == (found.before.year, found.before.tags)
    assert found.paper.links.code == "https://github.com/example/seed"
    assert "year stays '2022', though services say '2026'" in found.remarks
    assert found.alike == ()


def test_a_record_that_is_there_is_named_though_no_service_knows_the_paper(add):
    found = add("2303.99901")
    assert found.before is not None
    assert found.paper == found.before


def test_a_page_that_is_there_leads_to_its_record(add):
    found = add("https://example.org/marmot/atlas.pdf")
    assert found.before is not None
    assert found.before.key == "marmotimagingconsortium2022atlas"


def test_identifiers_of_two_records_are_told_and_not_mixed(services, library):
    work = {"DOI": "10.5555/aviamed.2021.9", "type": "journal-article", "title": ["Whisker: Outlining Livers"]}
    work["relation"] = {"has-preprint": [{"id": "10.48550/arXiv.2207.99907"}]}
    services.say(
        "/crossref/works/10.5555/aviamed.2021.9", Say(json.dumps({"message-type": "work", "message": work}).encode())
    )
    found = propose(library, "10.5555/aviamed.2021.9", web=services.web(), today=TODAY)
    assert found.before is not None
    assert found.before.key == "vanderzwaluw2021whisker"
    assert found.paper.ids.arxiv is None
    assert any("is in finch2022seed" in remark for remark in found.remarks)


def test_a_title_much_like_another_warns_and_joins_nothing(services, library):
    work = {"DOI": "10.5555/new", "type": "journal-article", "title": ["Whisker: Outlining Livers by Asking Politely."]}
    services.say("/crossref/works/10.5555/new", Say(json.dumps({"message-type": "work", "message": work}).encode()))
    found = propose(library, "10.5555/new", web=services.web(), today=TODAY)
    assert found.before is None
    assert [(one.key, one.likeness) for one in found.alike] == [("vanderzwaluw2021whisker", 1.0)]


def test_a_paper_that_was_left_out_before_says_why(add):
    assert add("https://example.org/gull-4", title="Gull 4").excluded == "a product without a paper"


def test_an_identifier_that_leads_to_another_paper_is_dropped_and_told(services, library):
    work = {"DOI": "10.5555/aviamed.2026.10", "type": "journal-article", "title": ["On the Price of Fish"]}
    services.say(
        "/crossref/works/10.5555/aviamed.2026.10", Say(json.dumps({"message-type": "work", "message": work}).encode())
    )
    found = propose(library, "2601.99910", web=services.web(), today=TODAY)
    assert found.paper.title == "HeronVL: Reading Wading Radiographs with Few Labels"
    assert found.paper.ids.doi is None
    assert found.paper.venue == "arXiv"
    assert any("Crossref calls it 'On the Price of Fish'" in remark for remark in found.remarks)


def test_with_crossref_down_the_others_make_the_record_and_that_is_told(services, library):
    services.say("/crossref/works/10.5555/aviamed.2026.10", Say(b"", HTML, 503))
    found = propose(library, "2601.99910", web=services.web(), today=TODAY)
    assert (found.paper.venue, found.paper.ids.doi) == ("AviaMed", "10.5555/aviamed.2026.10")
    assert any(remark.startswith("Crossref (") and "503" in remark for remark in found.remarks)


def test_with_arxiv_down_datacite_knows_its_papers(services, library):
    services.say("/arxiv/query", Say(b"Rate exceeded.", PLAIN, 429, {"Retry-After": "900"}))
    found = propose(library, "2601.99912", web=services.web(), today=TODAY)
    assert found.paper.title == "Stork: Diagnosis of $\\beta$-Feathers & Other <5 mm Findings"
    assert (found.paper.venue, found.paper.year, found.paper.month) == ("arXiv", 2026, 1)
    assert any("asks to wait 15 min" in remark for remark in found.remarks)


def test_offline_the_identifier_and_a_title_make_the_best_record_there_can_be(services, library):
    web = services.web(offline=True)
    with pytest.raises(Unreachable, match=r"working offline.*--title"):
        propose(library, "2602.99920", web=web, today=TODAY)
    found = propose(library, "2602.99920", web=web, today=TODAY, title="Ibis: Reading in the Reeds")
    assert (found.paper.title, found.paper.year, found.paper.month, found.paper.venue) == (
        "Ibis: Reading in the Reeds",
        2026,
        2,
        "arXiv",
    )
    assert found.paper.key == "ibis-reading-in-the-reeds"
    assert found.missing == ("authors",)
    assert any("offline" in remark for remark in found.remarks)
    assert services.seen == []


@pytest.mark.parametrize(
    ("asked", "reply", "error"),
    [
        ("2601.00001", None, NotFound),
        ("10.5555/nothing", None, NotFound),
        ("pmid:999", None, NotFound),
        ("https://aclanthology.org/2026.birds-main.99/", None, NotFound),
        ("10.5555/x", Say(b"<html>", HTML), SurveyError),
        ("10.5555/x", Say(b"<html>", JSON), SurveyError),
        ("10.5555/x", Say(b'{"status":', JSON), SurveyError),
        ("10.5555/x", Say(b"", PLAIN, 302, {"Location": "https://10.0.0.1/"}), SurveyError),
        ("10.5555/x", Say(b'{"message-type": "work", "message": {"DOI": "10.5555/x", "title": []}}'), SurveyError),
    ],
)
def test_a_paper_that_cannot_be_had_is_a_clear_error_with_a_way_out(services, library, asked, reply, error):
    if reply:
        services.say("/crossref/works/10.5555/x", reply)
    with pytest.raises(error) as caught:
        propose(library, asked, web=services.web(), today=TODAY)
    assert "--title" in caught.value.repair


def test_a_title_that_no_record_can_hold_is_refused(services, library):
    work = {"DOI": "10.5555/x", "type": "journal-article", "title": ["x" * 2000]}
    services.say("/crossref/works/10.5555/x", Say(json.dumps({"message-type": "work", "message": work}).encode()))
    with pytest.raises(SurveyError, match="no record can hold this"):
        propose(library, "10.5555/x", web=services.web(), today=TODAY)


def test_what_is_no_identifier_is_refused_before_anybody_is_asked(services, library):
    with pytest.raises(Refused, match="no identifier"):
        propose(library, "herons", web=services.web(), today=TODAY)
    assert services.seen == []


def test_a_title_with_markup_and_quotes_stays_text(services, library, copy):
    title = '<script>alert(1)</script> {{ 7*7 }} "quoted" | [x](javascript:y) \\ # : - &'
    work = {"DOI": "10.5555/x", "type": "journal-article", "title": [title]}
    services.say("/crossref/works/10.5555/x", Say(json.dumps({"message-type": "work", "message": work}).encode()))
    found = propose(library, "10.5555/x", web=services.web(), today=TODAY)
    write_addition(copy, found)
    assert read_survey(copy).paper(found.paper.key).title == title


def test_the_next_paper_is_compared_with_the_one_before(services, library):
    first = propose(library, "2601.99910", web=services.web(), today=TODAY)
    again = propose(with_addition(library, first), "pmid:999000777", web=services.web(), today=TODAY)
    assert again.before == first.paper
    assert again.path == first.path


def test_a_key_that_is_taken_gets_a_letter(services, library):
    first = propose(library, "https://example.org/a", web=services.web(), today=TODAY, title="Gulls of a Kind")
    second = propose(
        with_addition(library, first), "https://example.org/b", web=services.web(), today=TODAY, title="Gulls of a Kind"
    )
    assert (first.paper.key, second.paper.key) == ("gulls-of-a-kind", "gulls-of-a-kind-b")


def test_the_command_shows_asks_and_writes(command, copy):
    done = command("add", "2601.99910", answer="none\ny\n")
    assert done.exit_code == 0, done.output
    assert HERON in done.output
    assert "suggested tag   contribution: foundation-model, for 'foundation model' in the abstract" in done.output
    assert (copy / "papers/2026/vanderheron2026heronvl.yaml").read_text(encoding="utf-8") == HERON


def test_the_command_writes_nothing_when_the_answer_is_no(command, copy):
    before = sorted(copy.rglob("*.yaml"))
    assert command("add", "2601.99910", answer="none\nn\n").exit_code == 0
    assert command("add", "2601.99910", "--dry-run").exit_code == 0
    assert sorted(copy.rglob("*.yaml")) == before


def test_the_command_takes_tags_and_a_summary(command, copy):
    done = command("add", "2601.99910", answer="contribution=method domain=clinical\nReads herons.\ny\n")
    assert done.exit_code == 0, done.output
    paper = read_survey(copy).paper("vanderheron2026heronvl")
    assert paper.tags == {"contribution": ("method",), "domain": ("medical",)}
    assert paper.summary == "Reads herons."


def test_the_command_accepts_tags_without_asking(command, copy):
    done = command(
        "add", "2601.99910", "--yes", "--accept-tags", "--tag", "domain=medical", "--summary", "Reads herons."
    )
    assert done.exit_code == 0, done.output
    paper = read_survey(copy).paper("vanderheron2026heronvl")
    assert paper.tags["contribution"] == ("method", "foundation-model")
    assert paper.curation.status == "tagged"


def test_the_command_goes_on_after_an_error_and_exits_with_1(command, copy):
    done = command("add", "10.5555/nothing", "2601.99911", "--yes")
    assert done.exit_code == 1
    assert "error: 10.5555/nothing: Crossref (" in done.output
    assert (copy / "papers/2026/nunez20260.yaml").is_file()


def test_the_command_speaks_json(command, copy):
    done = command("add", "2601.99910", "2601.99910", "nonsense", "--yes", "--format", "json")
    assert done.exit_code == 1
    first, second, third = json.loads(done.stdout)["papers"]
    assert (first["key"], first["written"], first["joins"]) == ("vanderheron2026heronvl", True, None)
    assert (second["joins"], second["written"]) == ("vanderheron2026heronvl", False)
    assert "no identifier" in third["error"]
    assert (copy / first["path"]).is_file()


@pytest.mark.parametrize(
    "words",
    [
        ("add",),
        ("add", "2601.99910", "--format", "json"),
        ("add", "2601.99910", "2601.99911", "--title", "x"),
        ("add", "2601.99910", "--yes", "--tag", "domain=nowhere"),
        ("add", "2601.99910", "--yes", "--tag", "nowhere=medical"),
    ],
)
def test_wrong_use_of_the_command_exits_with_2_and_writes_nothing(command, copy, words):
    before = sorted(copy.rglob("*.yaml"))
    assert command(*words).exit_code == 2
    assert sorted(copy.rglob("*.yaml")) == before


def test_the_command_says_what_a_record_that_is_there_would_gain(command, copy):
    command("add", "2601.99911", "--yes")
    done = command("add", "2601.99911", "--yes")
    assert "2601.99911 is nunez20260 (papers/2026/nunez20260.yaml)" in done.output
    assert "it has all of this already" in done.output
    assert "wrote" not in done.output
    assert len(list(copy.rglob("nunez2026*.yaml"))) == 1


def test_the_second_time_the_cache_answers(command, services):
    command("add", "2601.99910", "--dry-run")
    asked = len(services.seen)
    done = command("add", "2601.99910", "--dry-run", "--offline")
    assert "vanderheron2026heronvl" in done.output
    assert len(services.seen) == asked


def test_a_preprint_adds_no_date_to_its_published_version(services, copy):
    path = copy / "papers/2022/finch2022seed.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("venue: arXiv", "venue: AviaMed"), encoding="utf-8")
    feed = (REPLIES / "arxiv" / "2601.99912.atom.xml").read_bytes().replace(b"2601.99912v1", b"2207.99907v1")
    services.say("/arxiv/query", Say(feed.replace(b"Stork: Diagnosis", b"seed: counting grains"), ATOM))
    found = propose(read_survey(copy), "2207.99907", web=services.web(), today=TODAY)
    assert (found.paper.year, found.paper.month, found.paper.venue) == (2022, None, "AviaMed")
    assert not any("stays" in remark for remark in found.remarks)


def test_offline_a_record_that_is_there_stays_as_it_is(services, library):
    found = propose(library, "2207.99907", web=services.web(offline=True), today=TODAY)
    assert found.paper == found.before


def preprint_of(services):
    work = {"DOI": "10.1101/2026.01.05.999910", "type": "posted-content", "institution": [{"name": "bioRxiv"}]}
    work |= {"title": ["HeronVL: reading wading radiographs"], "posted": {"date-parts": [[2026, 1, 5]]}}
    work["relation"] = {"is-preprint-of": [{"id": "10.5555/aviamed.2026.10", "id-type": "doi"}]}
    reply = Say(json.dumps({"message-type": "work", "message": work}).encode())
    services.say("/crossref/works/10.1101/2026.01.05.999910", reply)


def test_a_preprint_s_doi_leads_to_the_published_version(services, library):
    preprint_of(services)
    found = propose(library, "10.1101/2026.01.05.999910", web=services.web(), today=TODAY)
    assert (found.paper.venue, found.paper.ids.doi) == ("AviaMed", "10.5555/aviamed.2026.10")
    assert "doi: '10.5555/aviamed.2026.10' (Crossref), but '10.1101/2026.01.05.999910' (Crossref)" in map(
        str, found.differences
    )


def test_a_published_version_that_cannot_be_had_is_a_note(services, library):
    preprint_of(services)
    services.say("/crossref/works/10.5555/aviamed.2026.10", Say(b"", PLAIN, 404))
    services.say("/openalex/works/doi:10.5555/aviamed.2026.10", Say(b"", PLAIN, 404))
    found = propose(library, "10.1101/2026.01.05.999910", web=services.web(), today=TODAY)
    assert (found.paper.venue, found.paper.ids.doi) == ("bioRxiv", "10.1101/2026.01.05.999910")
    assert found.paper.notes == "Crossref says it was published as 10.5555/aviamed.2026.10"


def test_a_tag_that_does_not_exist_is_asked_for_again(command, copy):
    done = command("add", "2601.99910", answer="contribution=nonsense\ncontribution=method\n\ny\n")
    assert done.exit_code == 0, done.output
    assert "no term of contribution is called 'nonsense'" in done.output
    assert read_survey(copy).paper("vanderheron2026heronvl").tags == {"contribution": ("method",)}
