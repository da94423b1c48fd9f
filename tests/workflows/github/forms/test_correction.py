"""The form for corrections: one field of one record changes, with its source; what is unclear stays an issue."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.workflows.github.forms.filled_forms import EVIL, LONG, TODAY, ask, event, judge, silent

from vlm_survey.cli import main
from vlm_survey.store import record_text
from vlm_survey.workflows.github.forms.correction import CHOICES, FIELDS
from vlm_survey.workflows.github.forms.table import form_result, write_form

OWL, SEED, GULLS = "lindqvist2023owlnet", "finch2022seed", "a-lost-page-about-gulls"
PATH = f"papers/2023/{OWL}.yaml"


def correct(root, field, right, *, key=OWL, source=""):
    done = ask(root, "correction", key=key, field=field, right=right, source=source)
    judge(done)
    return done


def test_a_year_is_corrected_with_its_source(loaded, tmp_path):
    before = loaded.survey.by_key[OWL]
    done = correct(loaded, "Year", "2022", source="https://example.org/owlnet")
    corrected = {"date": TODAY, "what": "corrected", "fields": ["year"]}
    assert done.record == before.changed(
        year=2022,
        sources={**before.sources, "year": "https://example.org/owlnet"},
        changes=[*before.changes, corrected],
    )
    assert (done.title, done.path) == (f"Correct the year of {OWL} (issue #7)", PATH)
    assert "year\n  was: 2023\n  is:  2022\n" in done.comment
    assert "```diff\n" in done.comment
    assert "-year: 2023\n+year: 2022\n" in done.comment
    assert "unchanged: month; do they still fit?" in done.comment
    assert write_form(tmp_path, done).read_text() == record_text(done.record)


@pytest.mark.parametrize(
    "key",
    [
        OWL,
        " Lindqvist2023 OwlNet ",
        "`lindqvist2023owlnet`.",
        f"https://example.org/papers/{OWL}/",
        f"https://example.org/vlm-survey/papers/{OWL}/index.html#tags",
        f"HTTPS://EXAMPLE.ORG/PAPERS/{OWL.upper()}/?x=1",
        f"https://github.com/owner/name/blob/main/{PATH}",
        PATH,
        PATH.replace("/", "\\"),
        f"{OWL}.yaml",
        "lindqvist2023owl",
        "https://doi.org/10.5555/birds.2023.101",
        "arXiv:2303.99901",
    ],
)
def test_a_record_is_found_by_key_page_file_former_key_or_identifier(loaded, key):
    assert correct(loaded, "Year", "2022", key=key).path == PATH


def test_hyphens_of_a_key_may_be_spaces(loaded):
    assert correct(loaded, "Year", "2022", key="A lost page about gulls").record.key == GULLS


@pytest.mark.parametrize("key", ["lindqvist2023owlnett", "https://example.org/papers/lindqvist2032owlnet/"])
def test_an_unknown_key_is_reported_the_nearest(loaded, key):
    done = correct(loaded, "Year", "2022", key=key)
    assert done.record is None
    assert f"Nearest: {OWL}" in done.comment
    assert "a person will look at it" in done.comment


def test_a_record_that_cannot_be_read_is_reported_as_such(root):
    (root / PATH).write_text("title: [\n")
    done = correct(root, "Year", "2022")
    assert done.record is None
    assert f"{PATH}: this record cannot be read" in done.comment


@pytest.mark.parametrize(
    ("field", "right", "name", "value"),
    [
        ("Title", "OwlNet:\n  Night Vision for Reports", "title", "OwlNet: Night Vision for Reports"),
        ("Venue", "annals of avian medical imaging", "venue", "AviaMed"),
        ("Venue", "Journal of Owls", "venue", "Journal of Owls"),
        ("Year", "2022.", "year", 2022),
    ],
)
def test_a_fact_is_corrected_and_its_source_is_the_issue_where_none_is_given(loaded, field, right, name, value):
    done = correct(loaded, field, right)
    assert getattr(done.record, name) == value
    assert done.record.sources[name] == "issue 7"


@pytest.mark.parametrize(
    ("field", "right", "part", "name", "value"),
    [
        ("DOI", "https://doi.org/10.5555/BIRDS.2023.999", "ids", "doi", "10.5555/birds.2023.999"),
        ("DOI", "doi: 10.5555/birds.2023.999.", "ids", "doi", "10.5555/birds.2023.999"),
        ("DOI", "https://journals.example.org/doi/full/10.5555/birds.2023.999", "ids", "doi", "10.5555/birds.2023.999"),
        ("arXiv id", "https://arxiv.org/pdf/2303.12345v2.pdf", "ids", "arxiv", "2303.12345"),
        ("PubMed id", "37828369", "ids", "pmid", "37828369"),
        ("PubMed id", "https://pubmed.ncbi.nlm.nih.gov/37828369/", "ids", "pmid", "37828369"),
        ("Code link", "github.com/example/owlnet2", "links", "code", "https://github.com/example/owlnet2"),
        ("Project link", "https://example.org/p?utm_source=x", "links", "project", "https://example.org/p"),
        ("Data link", "<https://zenodo.org/records/1>", "links", "data", "https://zenodo.org/records/1"),
        ("Weights link", "https://huggingface.co/a/b", "links", "weights", "https://huggingface.co/a/b"),
    ],
)
def test_identifiers_and_links_are_read_as_people_paste_them(loaded, field, right, part, name, value):
    done = correct(loaded, field, right, source="arXiv:2303.99901")
    assert getattr(getattr(done.record, part), name) == value
    assert done.record.sources[name] == "https://arxiv.org/abs/2303.99901"
    assert (
        done.title == f"Correct the {field[0].lower() if part == 'links' else field[0]}{field[1:]} of {OWL} (issue #7)"
    )


def test_what_was_missing_is_added_and_called_so(loaded):
    done = correct(loaded, "Code link", "https://github.com/finch/seed", key=SEED)
    assert done.title == f"Add the code link of {SEED} (issue #7)"
    assert "links.code\n  was: nothing\n" in done.comment


@pytest.mark.parametrize("word", ["remove", "None", " REMOVE. ", "take it away"])
@pytest.mark.parametrize(("field", "part", "name"), [("Code link", "links", "code"), ("PubMed id", "ids", "pmid")])
def test_a_link_or_identifier_goes_when_a_person_says_so(loaded, field, part, name, word):
    done = correct(loaded, field, word)
    assert getattr(getattr(done.record, part), name) is None
    assert name not in done.record.sources
    assert done.title.startswith("Remove the ")


def test_the_source_of_a_value_goes_with_it(root):
    done = correct(root, "Code link", "https://github.com/finch/seed", key=SEED)
    write_form(root, done)
    assert "code" not in correct(root, "Code link", "remove", key=SEED).record.sources


@pytest.mark.parametrize("field", CHOICES[:-1])
def test_an_empty_answer_takes_nothing_away(loaded, field):
    done = correct(loaded, field, "")
    assert done.record is None
    assert "the answer is empty under 'What is right'" in done.comment


@pytest.mark.parametrize("field", ["Title", "Authors", "Year", "Venue", "Summary", "Tags to add", "Tags to take away"])
@pytest.mark.parametrize("word", ["remove", "None"])
def test_a_word_for_taking_away_becomes_no_value(loaded, field, word):
    done = correct(loaded, field, word)
    assert done.record is None
    assert "can only remove links, identifiers and single tags" in done.comment


@pytest.mark.parametrize(
    "right",
    [
        "Lindqvist, Märta\nŁączka, Żaneta\nvan der Zwaluw, Pim",
        "Märta Lindqvist\nŻaneta Łączka\nPim van der Zwaluw\n",
        "Märta Lindqvist; Łączka, Żaneta; Pim van der Zwaluw",
        "Märta Lindqvist and Żaneta Łączka AND Pim van der Zwaluw",
        "Märta Lindqvist, Żaneta Łączka, Pim van der Zwaluw",
        "Märta Lindqvist,\nŻaneta Łączka,\nPim van der Zwaluw",
    ],
)
def test_authors_are_read_as_people_write_them(loaded, right):
    done = correct(loaded, "Authors", right, source="https://example.org/owlnet")
    assert done.record.authors == ("Lindqvist, Märta", "Łączka, Żaneta", "van der Zwaluw, Pim")
    assert done.record.sources["authors"] == "https://example.org/owlnet"


def test_groups_double_names_and_suffixes_are_authors(loaded):
    right = "{COVID-19 Consortium}\nGarcía Márquez, Gabriel José\nLark, Jr., Ada\n王, 小明"
    authors = correct(loaded, "Authors", right).record.authors
    assert authors == ("{COVID-19 Consortium}", "García Márquez, Gabriel José", "Lark, Jr., Ada", "王, 小明")


@pytest.mark.parametrize(
    ("right", "why"),
    [
        ("Ada Lark, Bo Finch", "may be one author or several"),
        ("Ada Lark, Bo Finch, and Cy Gull", "may be one author or several"),
        ("Ada Lark, Bo Finch\nCy Gull", "may be one author or several"),
        ("Lark, Finch, Gull", "may be one author or several"),
        ("Lark, Ada\nFinch, Bo, Gull, Cy", "may be one author or several"),
        ("Lark, Ada et al.", "incomplete"),
        ("Lark, Ada\nand others", "incomplete"),
        ("Ada Lark1\nBo Finch2", "contains a number"),
        (";", "the name is missing"),
        ("<b>Ada</b> Lark", "markup"),
    ],
)
def test_authors_that_are_unclear_stay_an_issue(loaded, right, why):
    done = correct(loaded, "Authors", right)
    assert done.record is None
    assert why in done.comment


def test_authors_that_get_lost_are_reported(loaded):
    done = correct(loaded, "Authors", "Märta Lindqvist")
    assert "1 authors instead of 3" in done.comment


@pytest.mark.parametrize(
    ("field", "right", "why"),
    [
        ("Year", "soon", "is not a year"),
        ("Year", "not 2022", "is not a year"),
        ("Year", "2022 or 2023", "is not a year"),
        ("Year", "1850", "is not a year"),
        ("Year", "2022\n2023", "2 lines instead of one"),
        ("Year", "2035", "would not be valid"),
        ("DOI", "the DOI is wrong", "is not a valid DOI identifier"),
        ("DOI", "10.48550/arXiv.2303.99901", "is an identifier of arXiv, not of DOI"),
        ("DOI", "10.5555/birds.2023.202", "would not be valid"),
        ("arXiv id", "10.5555/birds.2023.1", "is an identifier of DOI, not of arXiv"),
        ("PubMed id", "0", "is not a valid PubMed identifier"),
        ("Code link", "javascript:alert(1)", "code link left out"),
        ("Code link", "https://github.com/example", "is not a repository"),
        ("Code link", "http://10.0.0.1/x", "are temporary"),
        ("Data link", "https://example.org/x?X-Amz-Signature=1", "it is signed and expires"),
        ("Title", "x" * 1500, "characters long"),
        ("Title", "<script>alert(1)</script> OwlNet", "would not be valid"),
        ("Summary", "\u202eevil", "invisible character"),
        ("Tags to add", "task: levitation", "no term of task is called 'levitation'"),
        ("Tags to add", "levitation", "write 'axis: term, term'"),
        ("Tags to take away", "task: vqa", "the record has none of these tags"),
        ("Tags to take away", "domain: medical", "would not be valid"),
        ("Colour", "red", "no field is chosen"),
        ("None", "red", "no field is chosen"),
    ],
)
def test_what_cannot_be_read_or_would_break_the_record_stays_an_issue(loaded, field, right, why):
    done = correct(loaded, field, right)
    assert done.record is None
    assert why in done.comment
    assert "person will look at it" in done.comment


def test_something_else_is_for_a_person_to_read(loaded):
    done = correct(loaded, "Something else", "The title is that of another paper.")
    assert done.record is None
    assert f"A person will read this, check the record `{PATH}`" in done.comment


def test_what_the_record_says_already_changes_nothing(loaded):
    done = correct(loaded, "DOI", "https://doi.org/10.5555/birds.2023.101", source="https://example.org/other")
    assert done.record is None
    assert "already says so" in done.comment


def test_tags_are_added_in_their_order_and_what_is_implied_is_reported(loaded):
    done = correct(loaded, "Tags to add", "Task: report generation, classification\n- modality = ct")
    assert done.record.tags["task"] == ("diagnosis", "report-generation", "retrieval")
    assert set(done.record.tags["modality"]) == {"ct", "chest-xray"}
    assert done.remarks == ("task: classification is implied by diagnosis, report-generation, retrieval",)
    assert done.title == f"Add tags to {OWL} (issue #7)"
    assert done.record.curation == loaded.survey.by_key[OWL].curation


def test_on_an_axis_with_one_term_the_new_one_replaces_the_old_one(loaded):
    assert correct(loaded, "Tags to add", "domain: general").record.tags["domain"] == ("general",)


def test_tags_are_removed_and_those_that_are_not_there_are_reported(loaded):
    done = correct(loaded, "Tags to take away", "task: retrieval, vqa\nproperty: zero-shot")
    assert done.record.tags["task"] == ("diagnosis",)
    assert "property" not in done.record.tags
    assert done.remarks == ("the record does not have task: vqa; it has diagnosis, retrieval",)
    assert done.title == f"Remove tags from {OWL} (issue #7)"


def test_a_summary_is_corrected_and_the_curation_of_a_read_record_stays(loaded):
    words = (
        "Pretrains two encoders on nine thousand pairs of chest radiographs and reports, and sorts pictures by finding."
    )
    before = loaded.survey.by_key[OWL]
    done = correct(loaded, "Summary", words, source="https://example.org/owlnet")
    assert (done.record.summary, done.record.curation) == (words, before.curation)
    done = correct(loaded, "Summary", words, key=SEED, source="https://arxiv.org/abs/2207.99907")
    assert (done.record.curation.basis, done.record.curation.read) == ("abstract", "https://arxiv.org/abs/2207.99907")


@pytest.mark.parametrize(
    "source", ["the PDF, page 1", "javascript:alert(1)", "http://10.0.0.1/", "https://x.org/" + "y" * 900]
)
def test_a_source_that_is_no_address_is_the_issue(loaded, source):
    done = correct(loaded, "Year", "2022", source=source)
    assert done.record.sources["year"] == "issue 7"
    assert "the source is not a valid address" in done.comment


def test_a_file_with_a_comment_is_not_changed(root):
    (root / PATH).write_text("# mine\n" + (root / PATH).read_text())
    before = (root / PATH).read_bytes()
    done = correct(root, "Year", "2022")
    assert write_form(root, done) is None
    assert (root / PATH).read_bytes() == before
    assert "contains a comment. A program would lose it" in done.comment
    assert "was: 2023" in done.comment


def test_a_file_in_another_form_is_written_again_and_that_is_said_and_shown(root):
    text = (root / PATH).read_text()
    (root / PATH).write_text(text.replace("venue: BIRDS", "venue: 'BIRDS'"))
    done = correct(root, "Year", "2022")
    assert "not in the canonical form" in done.comment
    assert "-venue: 'BIRDS'\n" in done.comment
    assert write_form(root, done).read_text() == record_text(done.record)


def test_errors_that_were_there_before_stop_no_correction(root):
    text = (root / PATH).read_text()
    (root / PATH).write_text(text.replace("task: [diagnosis, retrieval]", "task: [diagnosis, flying]"))
    done = ask(root, "correction", key=OWL, field="Year", right="2022")
    assert done.record.year == 2022
    assert "no term of task is called 'flying'" in done.comment


@pytest.mark.parametrize("text", EVIL + LONG)
@pytest.mark.parametrize("name", sorted(FIELDS))
def test_injections_end_as_text_or_as_a_remark(loaded, name, text):
    answers = {"key": OWL, "field": "Title", "right": "Owls", "source": "https://example.org", name: text}
    judge(ask(loaded, "correction", **answers), loaded)


@pytest.mark.parametrize("text", EVIL + LONG)
@pytest.mark.parametrize("field", CHOICES)
def test_injections_into_each_field_of_a_record_end_as_text_or_as_a_remark(loaded, field, text):
    judge(ask(loaded, "correction", key=OWL, field=field, right=text), loaded)


@settings(max_examples=80, deadline=None)
@given(
    st.sampled_from(CHOICES),
    st.one_of(st.sampled_from(EVIL), st.text(max_size=60)),
    st.one_of(st.sampled_from([OWL, SEED, GULLS]), st.sampled_from(EVIL)),
)
def test_whatever_is_filled_in_the_answer_is_sound(loaded, field, right, key):
    judge(ask(loaded, "correction", key=key, field=field, right=right))


def test_the_command_writes_the_change_and_reports_the_workflow_what_it_is(root):
    (root / "event.json").write_text(event("correction", number=12, key=OWL, field="Year", right="2022"))
    words = ["--root", str(root), "form", "--event", str(root / "event.json"), "--outputs", str(root / "out")]
    before = (root / PATH).read_text()
    tried = CliRunner().invoke(main, [*words, "--dry-run"])
    assert (tried.exit_code, (root / PATH).read_text()) == (0, before)
    done = CliRunner().invoke(main, words)
    assert (done.exit_code, done.output) == (0, tried.output)
    assert "\nyear: 2022\n" in (root / PATH).read_text()
    told = (root / "out").read_text().splitlines()[4:]
    assert told == ["issue=12", f"record={PATH}", f"title=Correct the year of {OWL} (issue #12)", "answer=yes"]


def test_of_two_labels_the_form_that_is_filled_in_counts(loaded):
    filled = json.loads(event("correction", key=OWL, field="Year", right="2022"))
    filled["issue"]["labels"] = [{"name": "new-paper"}, {"name": "taxonomy"}, {"name": "correction"}]
    done = form_result(loaded.root, loaded.survey, json.dumps(filled), propose=silent, today=TODAY)
    assert done.path == PATH
