"""Every rule: that it speaks of a broken record, at the right line, and keeps silent about a sound one."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from tests.checks.breaking import BROKEN, SUMMARY, break_library, put, sound
from tests.checks.breaking_catalogue import CATALOGUE
from tests.clock import TODAY

from vlm_survey import read_survey
from vlm_survey.checks import RULES, apply_fixes, rules_markdown, run_rules, select_rules
from vlm_survey.checks.walk import replace_values
from vlm_survey.errors import UnknownName
from vlm_survey.model import Link

W004 = "W004"
SEVERAL = {"L023", "N010", "N011", "V004", W004}
"""The rules that need several records, or more than records, to speak. Each has a test of its own."""


def test_a_sound_record_has_no_finding(copy):
    put(copy)
    assert run_rules(read_survey(copy), paths=["papers/2024/siskin2024bough.yaml"]) == []


@pytest.mark.parametrize("code", BROKEN)
def test_each_rule_speaks_of_a_broken_record_at_its_line(copy, code):
    broken = BROKEN[code]
    file = break_library(copy, broken)
    survey = read_survey(copy)
    findings = run_rules(replace(survey, today=TODAY), paths=[broken.path])
    text = file.read_text(encoding="utf-8")

    assert {finding.code for finding in findings} - broken.also == {code}
    everywhere = run_rules(replace(survey, today=TODAY), select=[code])
    assert [one for one in findings if one.code == code] == [one for one in everywhere if one.path == broken.path]
    for finding in findings:
        assert finding.path == broken.path
        assert finding.found
        assert finding.repair
    spoken = next(finding for finding in findings if finding.code == code)
    assert broken.line in text.split("\n")[spoken.line - 1]


def test_every_rule_has_a_record_that_makes_it_speak():
    assert {rule.code for rule in RULES} == {*BROKEN, *CATALOGUE, *SEVERAL}


def test_codes_are_letters_and_three_digits_each_once_and_in_order():
    codes = [rule.code for rule in RULES]
    assert codes == sorted(set(codes))
    assert all(re.fullmatch(r"[A-Z]\d{3}", code) for code in codes)


def test_every_rule_says_what_is_wrong_why_and_how_to_mend_it():
    for rule in RULES:
        assert rule.summary.endswith("."), rule.code
        assert len(rule.explanation) > 40, rule.code


def test_four_summaries_that_begin_alike_are_reported(copy):
    for number in range(4):
        put(
            copy,
            f"papers/2024/siskin2024{'abcd'[number]}x.yaml",
            title=f"{['Oak', 'Elm', 'Ash', 'Fir'][number]} Tree",
            ids={"arxiv": f"2401.9010{number}"},
        )
    found = run_rules(read_survey(copy), select=[W004])
    assert [finding.key for finding in found] == ["siskin2024ax", "siskin2024bx", "siskin2024cx", "siskin2024dx"]
    assert "4 summaries begin with 'matches sentences of invented ultrasound'" in found[0].found


def test_findings_are_sorted_by_path_line_and_code(copy):
    for code in ("L003", "T003", "V001"):
        break_library(copy, BROKEN[code])
    put(copy, "papers/2020/siskin2020a.yaml", text="title: 1\nbird: 2\nyear: x\n")
    found = run_rules(read_survey(copy))
    assert found == sorted(found, key=lambda f: (f.path, f.line, f.code))
    assert len({finding.path for finding in found}) > 2


def test_rules_are_chosen_by_the_beginning_of_their_code():
    assert {rule.code[0] for rule in select_rules(select=["L", "v0"])} == {"L", "V"}
    assert [rule.code for rule in select_rules(select=["D"], ignore=["D00"])] == []
    assert {rule.code for rule in select_rules()} - {rule.code for rule in select_rules(ignore=["T1"])} == {
        "T101",
        "T102",
        "T103",
        "T104",
        "T105",
    }


@pytest.mark.parametrize("code", ["Z", "", "L0001", "links"])
def test_a_rule_that_does_not_exist_is_wrong_use(code):
    with pytest.raises(UnknownName, match="no rule is called"):
        select_rules(select=[code])
    with pytest.raises(UnknownName):
        select_rules(ignore=[code])


def test_paths_narrow_the_findings_but_not_what_rules_see(copy):
    put(copy, ids={"arxiv": "2405.99902"})
    found = run_rules(read_survey(copy), select=["D001"], paths=["papers/2024/niaojie2024.yaml"])
    assert [(finding.path, finding.line) for finding in found] == [("papers/2024/niaojie2024.yaml", 6)]
    assert "papers/2024/siskin2024bough.yaml" in found[0].found
    assert run_rules(read_survey(copy), paths=["papers/202"]) == []


def test_an_axis_added_to_the_taxonomy_is_checked_with_no_code_changed(copy):
    file = copy / "taxonomy.yaml"
    axis = """\
  plumage:
    label: {en: Plumage, zh: 羽毛}
    question: Which feathers?
    means: Feathers.
    origin: {kind: project}
    required: true
    most: 1
    terms:
      down: {label: {en: Down, zh: 绒羽}, means: Soft., aliases: [fluff]}
      quill: {label: {en: Quill, zh: 翎}, means: Stiff.}
"""
    file.write_text(file.read_text(encoding="utf-8") + axis, encoding="utf-8")
    put(copy, tags={"contribution": ["method"], "domain": ["medical"], "plumage": ["fluff", "quil"]})
    found = run_rules(read_survey(copy), select=["T00"], paths=["papers/2024"])
    ours = [finding for finding in found if finding.key == "siskin2024bough"]
    assert [(finding.code, finding.repair) for finding in ours] == [
        ("T002", "Write 'down'"),
        ("T002", "Nearest: quill"),
        ("T004", "Ask: Which feathers?"),
    ]
    assert {finding.code for finding in found if finding.key == "niaojie2024"} == {"T005"}


def test_a_label_in_place_of_an_id_is_reported_with_the_id(copy):
    put(copy, text=sound().replace("[segmentation]", '["Report generation"]'))
    (finding,) = run_rules(read_survey(copy), select=["S"])
    assert finding.repair == "Write 'report-generation'"
    assert finding.where == "tags.task.1"


def test_a_term_that_is_near_by_its_meaning_only_is_reported(copy):
    put(copy, tags={"contribution": ["method"], "domain": ["medical"], "task": ["organ-outlines"]})
    (finding,) = run_rules(read_survey(copy), select=["T002"])
    assert finding.repair == "Perhaps segmentation of task"


def test_a_term_of_another_axis_is_reported_with_that_axis(copy):
    put(copy, tags={"contribution": ["method"], "domain": ["medical"], "task": ["zero-shot"]})
    (finding,) = run_rules(read_survey(copy), select=["T002"])
    assert finding.repair == "'zero-shot' is a term of property"


@pytest.mark.parametrize(
    ("title", "modality", "expected"),
    [
        ("Bough on MIMIC-CXR", ["ultrasound"], True),
        ("Bough for Chest X-rays", ["ultrasound"], True),
        ("Bough for chest X-Ray", ["chest-xray"], False),
        ("Bough on CheXpert", ["multimodal"], False),
        ("Bough in a Chest of Drawers", ["ultrasound"], False),
    ],
)
def test_a_chest_xray_collection_in_the_title_asks_for_its_modality(copy, title, modality, expected):
    put(copy, title=title, tags={"contribution": ["method"], "domain": ["medical"], "modality": modality})
    assert bool(run_rules(read_survey(copy), select=["T103"])) is expected


def test_an_agent_that_was_instruction_tuned_is_no_contradiction(copy):
    wide = {"contribution": ["method"], "domain": ["medical"], "learning": ["instruction-tuning"]}
    put(copy, tags={**wide, "adaptation": ["agent"]})
    assert run_rules(read_survey(copy), select=["T102"]) == []


@pytest.mark.parametrize(
    ("key", "author", "expected"),
    [
        ("siskin2024bough", "Siskin, Ulf", False),
        ("siskin2019bough", "Siskin, Ulf", False),
        ("vandersiskin2024bough", "van der Siskin, Ulf", False),
        ("siskin2024bough", "van der Siskin, Ulf", False),
        ("siskin2024bough", "Šiškin, Ulf", False),
        ("siskin2024bough", "西斯, 金", False),
        ("bough-of-2024", "Siskin, Ulf", False),
        ("siskin2024bough", "{Siskin Group}", False),
        ("siskin2024bough", "Serin, Ida", True),
    ],
)
def test_a_key_is_compared_with_the_first_authors_family_only(copy, key, author, expected):
    put(copy, f"papers/2024/{key}.yaml", text=sound(authors=[author]))
    assert bool(run_rules(read_survey(copy), select=["K001"])) is expected


@pytest.mark.parametrize(
    ("author", "proposal"),
    [
        ("Ada Müller", '"Müller, Ada"'),
        ("Ludwig van Beethoven", '"van Beethoven, Ludwig"'),
        ("Samuel G. Armato III", '"Armato, III, Samuel G."'),
        ("李 春元", '"李, 春元"'),
        ("Wading Bird Consortium", '"{Wading Bird Consortium}" for a group'),
        ("Müller, Ada", None),
        ("Plato", None),
        ("李春元", None),
        ("李, 春元", None),
        ("{Ada Müller}", None),
        ("{Gemini Team}", None),
    ],
)
def test_a_name_without_a_comma_gets_a_proposal_unless_it_is_one_word_or_a_group(copy, author, proposal):
    put(copy, authors=["Siskin, Ulf", author])
    found = run_rules(read_survey(copy), select=["N001"])
    assert [finding.where for finding in found] == (["authors.2"] if proposal else [])
    assert all(proposal in finding.repair for finding in found)


@pytest.mark.parametrize("author", ["et al.", "al., et", "and others", "-", "n/a", "{Anonymous}", "Siskin, Bo et al."])
def test_an_entry_that_is_not_a_name_is_an_error_and_no_advice_makes_it_one(copy, author):
    put(copy, authors=["Siskin, Ulf", author])
    found = run_rules(read_survey(copy), select=["N001", "N002"])
    assert [(finding.code, finding.where) for finding in found] == [("N002", "authors.2")]


@pytest.mark.parametrize(
    "title", ["COtextsubscript2 of Owls", r"Owls at \alpha", "On enquote Owls", r"\mkbibemph Owls"]
)
def test_a_title_that_names_a_command_of_latex_is_found(copy, title):
    put(copy, title=title)
    assert "title" in [finding.where for finding in run_rules(read_survey(copy), select=["F011"])]


REPAIR = (
    "If yours has new facts, put them into that file; then delete yours. If they are two papers, correct the wrong one"
)


def test_a_paper_that_is_there_is_reported_with_its_key_file_and_what_to_do(copy):
    put(copy, ids={"arxiv": "2405.99902"})
    found = run_rules(read_survey(copy), select=["D001"], paths=["papers/2024/siskin2024bough.yaml"])
    assert [(finding.found, finding.repair) for finding in found] == [
        (
            "the paper already exists as niaojie2024 (papers/2024/niaojie2024.yaml), with arXiv 2405.99902",
            REPAIR,
        )
    ]


@pytest.mark.parametrize("path", ["papers/siskin2024bough.yaml", "papers/birds/siskin2024bough.yaml"])
def test_a_file_outside_a_folder_of_a_year_is_reported_with_its_right_place(copy, path):
    put(copy, path)
    (finding,) = run_rules(read_survey(copy), select=["K002"])
    assert finding.repair == "Move it to papers/2024/siskin2024bough.yaml"


def test_a_yml_file_must_end_in_yaml(copy):
    put(copy, "papers/2024/siskin2024bough.yml")
    (finding,) = run_rules(read_survey(copy), select=["K002"])
    assert finding.found == "the file's name ends in '.yml'"


def test_a_dated_record_among_the_undated_is_fine(copy):
    put(copy, "papers/undated/siskin2024bough.yaml")
    assert run_rules(read_survey(copy), paths=["papers/undated/siskin2024bough.yaml"]) == []


def test_a_survey_made_of_values_alone_is_checked_too(library):
    bare = replace(library, files={})
    assert run_rules(bare) == [replace(finding, line=1) for finding in run_rules(library)]


def test_a_key_in_use_that_is_anothers_former_key_is_reported_on_both(copy):
    put(copy, former_keys=["finch2022seed"])
    found = run_rules(read_survey(copy), select=["D005"])
    assert [finding.key for finding in found] == ["finch2022seed", "siskin2024bough"]


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("exclusions.yaml", "record: lindqvist2023owlnet", "record: lindqvist2023owlnets", "lindqvist2023owlnets"),
        ("exclusions.yaml", "list: lark2024", "list: lark2042", "lark2042"),
    ],
)
def test_an_exclusion_that_leads_nowhere_is_reported(copy, file, old, new, said):
    path = copy / file
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    (finding,) = run_rules(read_survey(copy), select=["R002"])
    assert said in finding.found
    assert "Nearest" in finding.repair


@pytest.mark.parametrize(
    ("summary", "codes"),
    [
        ("字" * 60, []),
        (" ".join(["word"] * 45), []),
        (" ".join(["word"] * 46), ["W001"]),
        (SUMMARY.replace("Matches", "We match"), ["W003"]),
        (SUMMARY.replace("Matches", "Weighs"), []),
        (SUMMARY.replace("invented clinics", "novelists' superior homes"), ["W002"]),
    ],
)
def test_summaries_are_measured_by_words_and_wording(copy, summary, codes):
    put(copy, summary=summary)
    assert [finding.code for finding in run_rules(read_survey(copy), select=["W"])] == codes


def test_the_page_of_rules_has_them_all_by_code():
    page = rules_markdown()
    assert re.findall(r"^## (\w+)$", page, re.MULTILINE) == [rule.code for rule in RULES]
    assert all(rule.summary in page for rule in RULES)
    assert page.endswith("\n")
    assert not page.endswith("\n\n")


@pytest.mark.parametrize(
    ("author", "torn"),
    [
        ("Patr´ıcio, Ida", True),
        ("MÃ¼ller, Ida", True),
        ("M�ller, Ida", True),
        ("O’Tern, Ãna Łucja", False),
        ("Yazıcı, Ida", False),
    ],
)
def test_a_letter_that_lost_its_accent_is_reported_in_names_too(copy, author, torn):
    put(copy, authors=["Siskin, Ulf", author])
    found = run_rules(read_survey(copy), select=["F012"], paths=["papers/2024/siskin2024bough.yaml"])
    assert [finding.where for finding in found] == (["authors.2"] if torn else [])


@pytest.mark.parametrize(
    ("path", "old", "new", "code", "where"),
    [
        ("datasets/nocturne-9k.yaml", "https://example.org/owlnet/data\n", "https://10.0.0.7/data\n", "L008", "home"),
        ("models/owlnet.yaml", "at: https://github.com", "at: http://github.com", "L001", "sources.2.at"),
        ("models/owlnet.yaml", "task: [diagnosis", "task: [diagnosing", "T002", "tags.task.1"),
        ("models/owlnet.yaml", "task: [diagnosis", "task: [classification, diagnosis", "T003", "tags.task.1"),
        ("models/owlnet.yaml", "domain: [medical]", "domain: [general, medical]", "T004", "tags.domain"),
        ("models/owlnet.yaml", "NestBERT", '"<b>NestBERT</b>"', "F011", "built_on.2.model"),
        ("results/feather-vqa.yaml", "Told by ear.", '"<script>Told</script>"', "F010", "rows.4.note"),
        ("docs/survey/birds-that-read.md", "Nothing in this", '"NothÃ¼ng in this', "F012", "notes"),
    ],
)
def test_rules_on_links_tags_and_text_are_for_records_of_every_kind(copy, path, old, new, code, where):
    file = copy / path
    text = file.read_text(encoding="utf-8")
    assert old in text
    changed = text.replace(old, new, 1)
    file.write_text(changed.replace("is true.", 'is true."') if code == "F012" else changed, encoding="utf-8")
    found = [finding for finding in run_rules(read_survey(copy), paths=[path]) if finding.code == code]
    assert [finding.where for finding in found] == [where]


def test_a_chapter_may_explain_a_term_and_those_below_it(copy):
    path = "docs/survey/birds-that-read.md"
    file = copy / path
    tags = "tags: {domain: [general, medical], task: [classification, diagnosis]}"
    text = file.read_text(encoding="utf-8").replace("tags: {task: [report-generation]}", tags)
    file.write_text(text, encoding="utf-8")
    assert tags in text
    assert [finding.code for finding in run_rules(read_survey(copy), paths=[path])] == []


def test_a_fix_reaches_a_value_deep_in_a_record(library):
    owl = library.by_key["owlnet"]
    plain = replace_values(owl, {("sources", 1, "at"): Link.parse("http://github.com/example/owlnet?utm_source=x")})
    assert apply_fixes(replace(library, files={}), plain) == owl
    assert replace_values(owl, {}) is owl


def test_a_key_of_a_record_that_was_left_out_is_not_used_again(copy):
    file = copy / "exclusions.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("gull2020four", "siskin2024bough"), encoding="utf-8")
    put(copy)
    (finding,) = run_rules(read_survey(copy), select=["D005"])
    assert finding.key == "siskin2024bough"
    assert "left out" in finding.found
