"""Adding a paper: the right record, or a clear word on what is missing, however the services behave."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner
from tests.clock import TODAY
from tests.fake_services import ATOM, HTML, JSON, PLAIN, REPLIES, FakeServices, Say
from tests.rows import words

from vlm_survey import read_survey
from vlm_survey.checks import run_rules
from vlm_survey.cli import main
from vlm_survey.errors import InvalidValue, NotFound, RequestSkipped, SurveyError, Unreachable
from vlm_survey.intake.addition import Addition, accept, include_addition, propose, write_addition
from vlm_survey.services.lookup import reasons

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
    with FakeServices() as fake_services:
        yield fake_services


@pytest.fixture
def add(services, library):
    return lambda text, **more: propose(library, text, web=services.web(), today=TODAY, **more)


@pytest.fixture
def command(services, copy, tmp_path, monkeypatch):
    for name, value in {**services.environ, "VLM_SURVEY_CACHE": str(tmp_path / "cache")}.items():
        monkeypatch.setenv(name, value)
    # No test waits for real: the pauses between requests are those of the clock.
    monkeypatch.setattr("vlm_survey.services.http.throttle.time.sleep", lambda _seconds: None)
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
    assert [f.code for f in run_rules(survey) if f.key == found.paper.key and f.level == "error"] == []
    assert len(survey.papers) == len(library.papers) + 1


def test_the_abstract_helps_suggestions_and_is_not_stored(add):
    found = add("2601.99910")
    assert [(one.axis, one.term, one.reason) for one in found.suggestions] == [
        ("contribution", "method", "'We propose' in the abstract"),
        ("contribution", "foundation-model", "'foundation model' in the abstract"),
    ]
    assert "propose" not in found.text


def test_accepted_tags_make_a_tagged_record_that_names_the_page_and_the_person(add, library):
    found = add("2601.99910")
    chosen = [*((one.axis, one.term) for one in found.suggestions), ("domain", "medical")]
    tagged = accept(library, found, chosen, summary="Answers questions of herons.")
    assert tagged.paper.tags == {"contribution": ("method", "foundation-model"), "domain": ("medical",)}
    assert tagged.paper.summary == "Answers questions of herons."
    curation = tagged.paper.curation
    assert (curation.status, curation.basis, curation.by) == ("tagged", "abstract", "person")
    assert curation.read == "https://doi.org/10.5555/aviamed.2026.10"


def test_tags_without_a_sentence_on_the_paper_rest_on_the_title(add, library):
    found = add("2601.99910")
    curation = accept(library, found, [("domain", "medical"), ("contribution", "method")]).paper.curation
    assert (curation.status, curation.basis, curation.read) == ("tagged", "title", None)


def test_a_record_counts_as_tagged_once_every_axis_that_it_must_have_is_filled(add, library):
    found = accept(library, add("2601.99910"), [("contribution", "method")], summary="Answers questions of herons.")
    assert (found.paper.curation.status, found.paper.curation.basis) == ("imported", "abstract")
    assert accept(library, found, [("domain", "medical")]).paper.curation.status == "tagged"


def test_what_a_person_has_curated_keeps_its_curation(library):
    before = library.paper("angle2024bold")
    addition = Addition("x", before, "papers/2024/angle2024bold.yaml", before=before)
    after = accept(library, addition, [("task", "vqa")]).paper
    assert after.curation == before.curation
    assert "vqa" in after.terms("task")


def test_a_sentence_on_a_record_that_rests_on_its_title_makes_it_rest_on_the_abstract(add, library):
    found = accept(library, add("2601.99910"), [("domain", "medical"), ("contribution", "method")])
    curation = accept(library, found, [], summary="Answers questions of herons.").paper.curation
    assert (curation.status, curation.basis, curation.by) == ("tagged", "abstract", "person")
    assert curation.read == "https://doi.org/10.5555/aviamed.2026.10"


def test_tags_are_put_in_order_and_a_term_beside_its_child_is_dropped(add, library):
    tags = [("task", "vqa"), ("task", "classification"), ("task", "diagnosis"), ("domain", "medical")]
    found = accept(library, add("2601.99910"), [*tags, ("contribution", "method")])
    assert found.paper.tags == {"contribution": ("method",), "domain": ("medical",), "task": ("diagnosis", "vqa")}


def test_tags_that_no_record_can_hold_are_refused(add, library):
    with pytest.raises(SurveyError, match="not valid in a record"):
        accept(library, add("2601.99911"), [("Not An Axis", "x")])


def test_a_title_may_be_0(add):
    found = add("2601.99911")
    assert (found.paper.title, found.paper.key) == ("0", "nunez20260")


def test_an_identifier_that_is_there_leads_to_its_record_and_offers_what_it_lacks(services, library):
    feed = (REPLIES / "arxiv" / "2601.99912.atom.xml").read_bytes().replace(b"2601.99912v1", b"2207.99907v1")
    feed = feed.replace(
        b"Stork: Diagnosis of $\\beta$-Feathers &amp; Other &lt;5 mm Findings", b"Seed: Counting Grains"
    ).replace(b"Ciconia Stork", b"Bo Finch")
    feed = feed.replace(b"A benchmark", b"Code is available at https://github.com/example/seed. A benchmark")
    services.say("/arxiv/query", Say(feed, ATOM))
    found = propose(library, "2207.99907", web=services.web(), today=TODAY)
    assert found.before is not None
    assert (found.before.key, found.path) == ("finch2022seed", "papers/2022/finch2022seed.yaml")
    assert found.paper.title == found.before.title
    assert found.paper.authors == found.before.authors
    assert (found.paper.year, found.paper.tags) == (found.before.year, found.before.tags)
    assert found.paper.links.code == "https://github.com/example/seed"
    assert "year stays '2022'; '2026' (services) was not used" in words(found.remarks)
    assert found.similar == ()


def test_a_record_that_is_there_is_named_though_no_service_knows_the_paper(add):
    found = add("2303.99901")
    assert found.before is not None
    assert found.paper == found.before


def test_a_place_for_code_becomes_the_link_to_the_code(add):
    found = add("https://github.com/herons/noon", title="Herons at Noon")
    assert found.paper.links.present() == {"code": "https://github.com/herons/noon"}
    assert any("an address for code" in remark for remark in words(found.remarks))


def test_a_page_that_is_there_leads_to_its_record(add):
    found = add("https://example.org/marmot/atlas.pdf")
    assert found.before is not None
    assert found.before.key == "marmotimagingconsortium2022atlas"


def test_identifiers_of_two_records_are_reported_and_not_mixed(services, library):
    work = {"DOI": "10.5555/aviamed.2021.9", "type": "journal-article", "title": ["Whisker: Outlining Livers"]}
    work["relation"] = {"has-preprint": [{"id": "10.48550/arXiv.2207.99907"}]}
    services.say(
        "/crossref/works/10.5555/aviamed.2021.9", Say(json.dumps({"message-type": "work", "message": work}).encode())
    )
    found = propose(library, "10.5555/aviamed.2021.9", web=services.web(), today=TODAY)
    assert found.before is not None
    assert found.before.key == "vanderzwaluw2021whisker"
    assert found.paper.ids.arxiv is None
    assert any("is in finch2022seed" in remark for remark in words(found.remarks))


def test_a_title_much_like_another_warns_and_joins_nothing(services, library):
    work = {"DOI": "10.5555/new", "type": "journal-article", "title": ["Whisker: Outlining Livers by Asking Politely."]}
    services.say("/crossref/works/10.5555/new", Say(json.dumps({"message-type": "work", "message": work}).encode()))
    found = propose(library, "10.5555/new", web=services.web(), today=TODAY)
    assert found.before is None
    assert [(one.key, one.ratio) for one in found.similar] == [("vanderzwaluw2021whisker", 1.0)]


def test_a_paper_that_was_left_out_before_says_why(add):
    assert add("https://example.org/gull-4", title="Gull 4").excluded == "a product without a paper"


def test_an_identifier_that_leads_to_another_paper_is_dropped_and_reported(services, library):
    work = {"DOI": "10.5555/aviamed.2026.10", "type": "journal-article", "title": ["On the Price of Fish"]}
    services.say(
        "/crossref/works/10.5555/aviamed.2026.10", Say(json.dumps({"message-type": "work", "message": work}).encode())
    )
    found = propose(library, "2601.99910", web=services.web(), today=TODAY)
    assert found.paper.title == "HeronVL: Reading Wading Radiographs with Few Labels"
    assert found.paper.ids.doi is None
    assert found.paper.venue == "arXiv"
    assert any("Crossref gives it the title 'On the Price of Fish'" in remark for remark in words(found.remarks))


def test_with_crossref_down_the_others_make_the_record_and_that_is_reported(services, library):
    services.say("/crossref/works/10.5555/aviamed.2026.10", Say(b"", HTML, 503))
    found = propose(library, "2601.99910", web=services.web(), today=TODAY)
    assert (found.paper.venue, found.paper.ids.doi) == ("AviaMed", "10.5555/aviamed.2026.10")
    assert "Crossref: it replied with status 503, 4 times" in words(found.remarks)


def test_with_arxiv_down_datacite_knows_its_papers(services, library):
    services.say("/arxiv/query", Say(b"Rate exceeded.", PLAIN, 429, {"Retry-After": "900"}))
    found = propose(library, "2601.99912", web=services.web(), today=TODAY)
    assert found.paper.title == "Stork: Diagnosis of β-Feathers & Other <5 mm Findings"
    assert (found.paper.venue, found.paper.year, found.paper.month) == ("arXiv", 2026, 1)
    assert any("asks to wait 15 min" in remark for remark in words(found.remarks))


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
    assert any("offline" in remark for remark in words(found.remarks))
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
    with pytest.raises(SurveyError, match="not valid in a record|no service gives a title"):
        propose(library, "10.5555/x", web=services.web(), today=TODAY)


def test_what_is_no_identifier_is_refused_before_anybody_is_asked(services, library):
    with pytest.raises(InvalidValue, match="neither an identifier"):
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
    again = propose(include_addition(library, first), "pmid:999000777", web=services.web(), today=TODAY)
    assert again.before == first.paper
    assert again.path == first.path


def test_a_key_that_is_taken_gets_a_letter(services, library):
    first = propose(library, "https://example.org/a", web=services.web(), today=TODAY, title="Gulls of a Kind")
    second = propose(
        include_addition(library, first),
        "https://example.org/b",
        web=services.web(),
        today=TODAY,
        title="Gulls of a Kind",
    )
    assert (first.paper.key, second.paper.key) == ("gulls-of-a-kind", "gulls-of-a-kind-b")


def test_the_command_shows_asks_and_writes(command, copy):
    done = command("add", "2601.99910", answer="none\ny\n")
    assert done.exit_code == 0, done.output
    assert HERON in done.output
    assert "suggested tag   2  contribution=foundation-model, for 'foundation model' in the abstract" in done.output
    assert (copy / "papers/2026/vanderheron2026heronvl.yaml").read_text(encoding="utf-8") == HERON


def test_the_command_writes_nothing_when_the_answer_is_no(command, copy):
    before = sorted(copy.rglob("*.yaml"))
    assert command("add", "2601.99910", answer="none\nn\n").exit_code == 0
    assert command("add", "2601.99910", "--dry-run").exit_code == 0
    assert sorted(copy.rglob("*.yaml")) == before


def test_the_command_takes_tags_and_a_summary(command, copy):
    done = command("add", "2601.99910", answer="contribution=method domain=clinical\nReads herons at noon.\ny\n")
    assert done.exit_code == 0, done.output
    paper = read_survey(copy).paper("vanderheron2026heronvl")
    assert paper.tags == {"contribution": ("method",), "domain": ("medical",)}
    assert paper.summary == "Reads herons at noon."
    assert (paper.curation.status, paper.curation.basis) == ("tagged", "abstract")
    assert paper.curation.read == "https://doi.org/10.5555/aviamed.2026.10"


@pytest.mark.parametrize(
    ("answers", "tags", "status"),
    [
        ("n\n", {}, "imported"),
        ("no\n", {}, "imported"),
        ("\n", {}, "imported"),
        ("y\nmedical\n\n", {"contribution": ("method", "foundation-model"), "domain": ("medical",)}, "tagged"),
        ("all\n2\n\n", {"contribution": ("method", "foundation-model"), "domain": ("medical",)}, "tagged"),
        ("2\n1\n\n", {"contribution": ("foundation-model",), "domain": ("general",)}, "tagged"),
        ("1, 2\nnone\nn\n", {"contribution": ("method", "foundation-model")}, "imported"),
        ("9\nnonsense\n1\n3\nclinical\nmaybe\n", {"contribution": ("method",), "domain": ("medical",)}, "tagged"),
        ("domain=medical\nReview\n\n", {"contribution": ("survey",), "domain": ("medical",)}, "tagged"),
        ("Report generation, clinical\n1 3\n\n", None, "tagged"),
    ],
)
def test_plain_answers_are_understood_and_the_check_finds_no_error(command, copy, answers, tags, status):
    done = command("add", "2601.99910", answer=answers + "y\n")
    assert done.exit_code == 0, done.output
    survey = read_survey(copy)
    paper = survey.paper("vanderheron2026heronvl")
    assert (paper.tags == tags) or (tags is None and paper.terms("task") == ("report-generation",))
    assert paper.curation.status == status
    assert [finding for finding in run_rules(survey) if finding.key == paper.key and finding.level == "error"] == []


def test_a_sentence_given_after_the_required_axes_says_that_the_abstract_was_read(command, copy):
    done = command("add", "2601.99910", answer="1 2\nmedical\nReads herons at noon.\ny\n")
    assert done.exit_code == 0, done.output
    curation = read_survey(copy).paper("vanderheron2026heronvl").curation
    assert (curation.status, curation.basis, curation.by) == ("tagged", "abstract", "person")


@pytest.mark.parametrize("answers", ["q\n", "y\nq\n", "y\nmedical\nq\n", "Q\n", "quit\n"])
def test_a_person_can_leave_at_each_question(command, copy, answers):
    before = sorted(copy.rglob("*.yaml"))
    done = command("add", "2601.99910", "2601.99911", answer=answers)
    assert done.exit_code == 0
    assert done.output.endswith("stopped; nothing more was written\n")
    assert sorted(copy.rglob("*.yaml")) == before


def test_the_command_says_which_terms_are_left_to_give_and_how(command, copy):
    done = command("add", "2601.99910", "--yes", "--accept-tags")
    assert done.exit_code == 0, done.output
    assert "left to do      domain, one of general, medical" in done.output
    again = f"vlm-survey --root {copy} add 2601.99910 --yes --tag domain=TERM"
    assert again in done.output
    survey = read_survey(copy)
    assert [finding for finding in run_rules(survey) if finding.level == "error"] == []
    assert command("add", "2601.99910", "--yes", "--tag", "domain=medical").exit_code == 0
    assert read_survey(copy).paper("vanderheron2026heronvl").curation.status == "tagged"


def test_the_command_names_line_and_repair_of_an_error_in_the_record_and_exits_with_1(command, copy):
    done = command("add", "2601.99910", "--yes", "--tag", "domain=medical", "--tag", "domain=general")
    assert done.exit_code == 1
    text = (copy / "papers/2026/vanderheron2026heronvl.yaml").read_text(encoding="utf-8").splitlines()
    line = 1 + next(place for place, row in enumerate(text) if "domain:" in row)
    assert f"left to do      papers/2026/vanderheron2026heronvl.yaml:{line}: tags.domain: 2 terms" in done.output
    assert "Ask: What was the model made for? (T004)" in done.output


def whisker(services, title="Whisker: Outlining Livers by Asking Politely."):
    work = {"DOI": "10.5555/new", "type": "journal-article", "title": [title]}
    services.say("/crossref/works/10.5555/new", Say(json.dumps({"message-type": "work", "message": work}).encode()))


def test_a_record_of_the_same_title_is_not_written_twice_unless_asked_to(command, copy, services):
    whisker(services)
    before = sorted(copy.rglob("*.yaml"))
    done = command("add", "10.5555/new", "--yes")
    assert done.exit_code == 1
    assert "it already exists as vanderzwaluw2021whisker (papers/2021/vanderzwaluw2021whisker.yaml)" in done.output
    assert "--anyway" in done.output
    assert sorted(copy.rglob("*.yaml")) == before
    assert command("add", "10.5555/new", "--yes", "--anyway").exit_code == 0
    assert len(sorted(copy.rglob("*.yaml"))) == len(before) + 1


def test_a_person_is_reported_of_the_same_title_before_the_question(command, services):
    whisker(services)
    done = command("add", "10.5555/new", answer="n\nn\n")
    assert "under the same title" in done.output
    assert "anyway? [y/N]" in done.output


def test_a_title_that_is_only_alike_is_a_warning(command, services):
    whisker(services, "Whisker: Outlining Livers by Asking Polite")
    done = command("add", "10.5555/new", "--yes")
    assert done.exit_code == 0, done.output
    assert "alike           vanderzwaluw2021whisker" in done.output


def test_a_record_that_only_a_service_leads_to_is_not_changed_unasked(command, copy, services):
    work = {"DOI": "10.5555/preprint", "type": "posted-content", "title": ["Whisker: Outlining Livers"]}
    work |= {"posted": {"date-parts": [[2021, 1, 5]]}, "institution": [{"name": "bioRxiv"}]}
    work["relation"] = {"is-preprint-of": [{"id": "10.5555/aviamed.2021.9", "id-type": "doi"}]}
    services.say(
        "/crossref/works/10.5555/preprint", Say(json.dumps({"message-type": "work", "message": work}).encode())
    )
    printed = {"DOI": "10.5555/aviamed.2021.9", "type": "journal-article", "title": ["Whisker: Outlining Livers"]}
    printed["page"] = "77-78"
    services.say(
        "/crossref/works/10.5555/aviamed.2021.9", Say(json.dumps({"message-type": "work", "message": printed}).encode())
    )
    path = copy / "papers/2021/vanderzwaluw2021whisker.yaml"
    before = path.read_text(encoding="utf-8")
    done = command("add", "10.5555/preprint", "--yes")
    assert done.exit_code == 1, done.output
    assert "according to services, by doi 10.5555/aviamed.2021.9" in done.output
    assert path.read_text(encoding="utf-8") == before
    assert command("add", "10.5555/preprint", "--yes", "--anyway").exit_code == 0
    assert path.read_text(encoding="utf-8") != before


def test_a_file_that_cannot_be_read_is_not_overwritten(command, copy):
    path = copy / "papers/2026/vanderheron2026heronvl.yaml"
    path.parent.mkdir()
    path.write_text("title: [\n")
    done = command("add", "2601.99910", "--yes")
    assert done.exit_code == 1
    assert "1 files cannot be read, so a paper in them is not recognised" in done.output
    assert f"Fix or remove it: vlm-survey --root {copy} check papers/2026/vanderheron2026heronvl.yaml" in done.output
    assert path.read_text() == "title: [\n"


def test_a_disk_that_cannot_be_written_to_is_reported(command, copy):
    (copy / "papers/2026").write_text("in the way")
    done = command("add", "2601.99910", "2601.99912", "--yes")
    assert done.exit_code == 1
    assert done.output.count("Check that there is disk space") == 2


def test_a_comment_in_the_file_of_a_record_is_not_lost_unasked(command, copy):
    command("add", "2601.99910", "--yes")
    path = copy / "papers/2026/vanderheron2026heronvl.yaml"
    path.write_text("# mine\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    done = command("add", "2601.99910", "--yes", "--tag", "domain=medical")
    assert done.exit_code == 1
    assert "contains a comment" in done.output
    assert path.read_text(encoding="utf-8").startswith("# mine\n")


def test_an_identifier_of_a_record_with_quite_another_title_is_a_conflict(services, library):
    work = {"DOI": "10.5555/aviamed.2021.9", "type": "journal-article", "title": ["On the Price of Fish in Harbours"]}
    services.say(
        "/crossref/works/10.5555/aviamed.2021.9", Say(json.dumps({"message-type": "work", "message": work}).encode())
    )
    with pytest.raises(
        SurveyError, match="services give it another title: 'On the Price of Fish in Harbours'"
    ) as caught:
        propose(library, "10.5555/aviamed.2021.9", web=services.web(), today=TODAY)
    assert "vanderzwaluw2021whisker (papers/2021/vanderzwaluw2021whisker.yaml)" in caught.value.found
    assert "other_titles" in caught.value.repair


def test_an_identifier_that_a_service_adds_is_left_out_where_it_is_another_papers(services, library):
    work = {"DOI": "10.5555/new", "type": "journal-article", "title": ["On the Price of Fish in Harbours"]}
    work["relation"] = {"has-preprint": [{"id": "10.48550/arXiv.2207.99907"}]}
    services.say("/crossref/works/10.5555/new", Say(json.dumps({"message-type": "work", "message": work}).encode()))
    found = propose(library, "10.5555/new", web=services.web(), today=TODAY)
    assert (found.before, found.paper.ids.arxiv) == (None, None)
    assert any("arXiv id 2207.99907 left out: it is in finch2022seed" in remark for remark in words(found.remarks))


def test_a_reply_that_is_none_is_named_with_its_address(services, library):
    services.say("/crossref/works/10.5555/x", Say(b"<html>", JSON))
    with pytest.raises(
        SurveyError, match=r"Crossref \(http://127\.0\.0\.1:\d+/crossref/works/10\.5555/x\): HTML in place"
    ):
        propose(library, "10.5555/x", web=services.web(), today=TODAY)


def failure(error, service):
    error.service = service
    return error


def test_a_reason_is_reported_once_with_all_services_that_gave_it():
    down = [failure(Unreachable("no connection"), name) for name in ("A", "B", "A")]
    again = failure(RequestSkipped("not asked again: no connection"), "A")
    assert words(reasons([*down, again])) == ["A, B: no connection"]
    assert words(reasons([again])) == ["A: not asked again: no connection"]
    assert reasons([]) == []


def test_without_a_network_a_short_word_says_what_happened_and_what_to_do(command):
    done = command("add", "2602.99920", "--offline")
    assert done.exit_code == 1
    assert done.output == (
        "error: 2602.99920: arXiv, DataCite, OpenAlex: not asked: working offline\n"
        '       Try again when you are online, or add it by hand: --title "..."\n'
    )


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
    assert "error: 10.5555/nothing: Crossref, DataCite: it has no such entry\n" in done.output
    assert (copy / "papers/2026/nunez20260.yaml").is_file()


def test_the_command_speaks_json(command, copy):
    done = command("add", "2601.99910", "2601.99910", "nonsense", "--yes", "--format", "json")
    assert done.exit_code == 1
    first, second, third = json.loads(done.stdout)["papers"]
    assert (first["key"], first["written"], first["joins"]) == ("vanderheron2026heronvl", True, None)
    assert (second["joins"], second["written"]) == ("vanderheron2026heronvl", False)
    assert "neither an identifier" in third["error"]
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
    assert "the record already has all of this" in done.output
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
    services.say(
        "/arxiv/query",
        Say(feed.replace(b"Stork: Diagnosis", b"seed: counting grains").replace(b"Ciconia Stork", b"B Finch"), ATOM),
    )
    found = propose(read_survey(copy), "2207.99907", web=services.web(), today=TODAY)
    assert (found.paper.year, found.paper.month, found.paper.venue) == (2022, None, "AviaMed")
    assert not any("stays" in remark for remark in words(found.remarks))


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
    said = "DOI: '10.5555/aviamed.2026.10' (Crossref), but '10.1101/2026.01.05.999910' (Crossref)"
    assert said in words(found.differences)


def test_a_published_version_that_cannot_be_had_is_a_note(services, library):
    preprint_of(services)
    services.say("/crossref/works/10.5555/aviamed.2026.10", Say(b"", PLAIN, 404))
    services.say("/openalex/works/doi:10.5555/aviamed.2026.10", Say(b"", PLAIN, 404))
    found = propose(library, "10.1101/2026.01.05.999910", web=services.web(), today=TODAY)
    assert (found.paper.venue, found.paper.ids.doi) == ("bioRxiv", "10.1101/2026.01.05.999910")
    assert found.paper.notes == "Crossref says it was published as 10.5555/aviamed.2026.10"


def test_a_tag_that_does_not_exist_is_asked_for_again(command, copy):
    done = command("add", "2601.99910", answer="contribution=nonsense\ncontribution=method\nn\n\ny\n")
    assert done.exit_code == 0, done.output
    assert "no term of contribution is called 'nonsense'" in done.output
    assert read_survey(copy).paper("vanderheron2026heronvl").tags == {"contribution": ("method",)}
