"""The check as a whole: which records, which rules, what is written and what is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from vlm_survey.checks import RULES
from vlm_survey.errors import LibraryError, SurveyError, UnknownName
from vlm_survey.workflows.publish.check import check

OWL = "papers/2023/lindqvist2023owlnet.yaml"
GULL = "papers/undated/a-lost-page-about-gulls.yaml"


def edit(root, path, *changes):
    file = root / path
    text = file.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    file.write_text(text, encoding="utf-8")
    return file


def test_all_records_are_checked_by_all_rules(copy):
    result = check(copy)
    assert result.records == 20
    assert result.rules == RULES
    assert result.fixed == ()
    assert {finding.level for finding in result.findings} == {"warning"}


def test_checking_writes_nothing(copy):
    edit(copy, OWL, ("venue: BIRDS", "venue: BIRDS Conference"))
    before = {path: path.stat().st_mtime_ns for path in copy.rglob("*")}
    assert check(copy).findings
    assert {path: path.stat().st_mtime_ns for path in copy.rglob("*")} == before


def test_fixing_writes_what_is_safe_and_reports_the_rest(copy):
    file = edit(
        copy,
        OWL,
        ("venue: BIRDS", "venue: BIRDS Conference"),
        ("project: https://example.org/owlnet", "project: http://owlnet.github.io/?utm_source=x"),
        ("[diagnosis, retrieval]", "[retrieval, diagnosis, classification]"),
        ("section: Sorting", "section: 'Sorting'"),
        ("{list: wren-list}", "{list: wren-lits}"),
        ("links:", "links:\n  paper: https://www.arxiv.org/pdf/2303.99901v4.pdf"),
    )
    result = check(copy, fix=True)
    text = file.read_text(encoding="utf-8")

    assert result.fixed == (OWL,)
    assert [finding.code for finding in result.findings if finding.path == OWL] == ["R001"]
    for piece in (
        "venue: BIRDS\n",
        "project: https://owlnet.github.io/\n",
        "[diagnosis, retrieval]",
        "section: Sorting",
    ):
        assert piece in text
    assert "paper:" not in text.replace("basis: paper", "")
    assert check(copy, fix=True).fixed == ()


def test_fixing_moves_identifiers_out_of_links(copy):
    file = edit(
        copy,
        GULL,
        (
            "authors: []",
            "authors: []\nids: {doi: 10.48550/arXiv.2401.90009}\nlinks: {paper: https://doi.org/10.5555/gull}",
        ),
    )
    assert check(copy, fix=True).fixed == (GULL,)
    assert 'ids: {arxiv: "2401.90009", doi: "10.5555/gull"}' in file.read_text(encoding="utf-8")
    assert "links" not in file.read_text(encoding="utf-8")


def test_only_the_chosen_rules_mend(copy):
    file = edit(
        copy, OWL, ("venue: BIRDS", "venue: 'BIRDS Conference'"), ("[diagnosis, retrieval]", "[retrieval, diagnosis]")
    )
    assert check(copy, select=["T007"], fix=True).fixed == (OWL,)
    text = file.read_text(encoding="utf-8")
    assert "venue: BIRDS Conference" in text
    assert "[diagnosis, retrieval]" in text

    edit(copy, OWL, ("year: 2023", "year: '2023'"))
    assert check(copy, select=["T007"], fix=True).fixed == ()
    assert check(copy, ignore=["V"], fix=True).fixed == (OWL,)


def test_a_file_with_a_comment_is_never_written(copy):
    file = edit(
        copy, OWL, ("venue: BIRDS", "venue: BIRDS Conference # what I was told"), ("year: 2023", "year: '2023'")
    )
    before = file.read_bytes()
    result = check(copy, fix=True)
    assert file.read_bytes() == before
    assert result.fixed == ()
    ours = [finding for finding in result.findings if finding.path == OWL]
    assert [(finding.code, finding.fixable) for finding in ours] == [("F002", False), ("V002", False)]


def test_a_hash_in_a_text_is_no_comment(copy):
    file = edit(copy, OWL, ("notes: The", "notes: 'Number # 1: The"), ("Nocturne-8k.\n", "Nocturne-8k.'\n"))
    assert check(copy, fix=True).fixed == (OWL,)
    assert 'notes: "Number # 1: The preprint' in file.read_text(encoding="utf-8")


def test_what_is_reported_as_mendable_is_fixed(copy):
    edit(
        copy,
        OWL,
        ("venue: BIRDS", "venue: BIRDS Conference"),
        ("[zero-shot]", "[Zero-shot]"),
        ("OwlNet\n", "OwlNet \n"),
    )
    edit(copy, GULL, ("[medical]", "[clinical]"), ("title: A", "title:  A"))
    before = check(copy).findings
    after = check(copy, fix=True).findings
    assert sum(finding.fixable for finding in before) >= 2
    assert not [finding for finding in after if finding.fixable]


@pytest.mark.parametrize(
    ("path", "count"),
    [
        ("papers", 13),
        ("papers/2024", 4),
        (OWL, 1),
        ("papers/undated/", 1),
        ("docs/survey", 2),
        (".", 20),
        ("papers/../papers", 13),
    ],
)
def test_paths_are_files_or_folders_below_the_root_or_where_one_stands(copy, monkeypatch, path, count):
    assert check(copy, [copy / path]).records == count
    monkeypatch.chdir(copy.parent)
    assert (
        check(copy, [copy / path]).records
        == check(copy.relative_to(copy.parent), [copy.relative_to(copy.parent) / path]).records
    )
    monkeypatch.chdir(copy)
    assert check(copy, [copy.__class__(path)]).records == count


def test_findings_and_fixes_stay_within_the_paths(copy):
    edit(copy, OWL, ("venue: BIRDS", "venue: BIRDS Conference"))
    edit(copy, GULL, ("[medical]", "[clinical]"))
    result = check(copy, [copy / GULL], fix=True)
    assert result.fixed == (GULL,)
    assert result.findings == ()
    assert [finding.path for finding in check(copy, select=["V"]).findings] == [OWL]


@pytest.mark.parametrize("path", ["papers/1999", "papers/2024/nobody.yaml", "taxonomy.yaml", "..", "/etc"])
def test_a_path_without_records_is_wrong_use(copy, path):
    with pytest.raises(SurveyError, match="no record or folder of records"):
        check(copy, [copy / path])


def test_a_file_that_is_not_read_is_reported_when_it_is_named(copy):
    path = copy / "papers" / "2024" / "lark2024.yaml.txt"
    path.write_text("title: x\n")
    link = copy / "papers" / "2024" / "link2024.yaml"
    link.symlink_to(copy / OWL)
    for named in (path, link):
        (finding,) = check(copy, [named]).findings
        assert (finding.code, finding.level, copy / finding.path) == ("S001", "error", named)


def test_a_misspelt_path_is_reported_the_nearest(copy):
    with pytest.raises(SurveyError, match="lindqvist2023owlnet"):
        check(copy, [copy.__class__("papers/2023/lindqvist2023owlnt.yaml")])


def test_an_unknown_rule_is_reported_before_anything_is_read(tmp_path):
    with pytest.raises(SurveyError, match="no rule is called 'Z'"):
        check(tmp_path, select=["Z"])


def test_a_folder_without_a_library_is_reported(tmp_path):
    with pytest.raises(LibraryError, match="has no records"):
        check(tmp_path)


def test_no_rules_left_mean_no_findings(copy):
    result = check(copy, select=["V001"], ignore=["V"])
    assert result.rules == ()
    assert result.findings == ()


def astray(root):
    """The owl's file in the folder of another year."""
    path = root / "papers" / "2024" / "lindqvist2023owlnet.yaml"
    (root / OWL).rename(path)
    return path


def test_a_file_in_the_folder_of_another_year_is_moved(copy):
    path = astray(copy)
    text = path.read_text(encoding="utf-8")
    (told,) = check(copy, select=["K003"]).findings
    assert told.fixable
    result = check(copy, fix=True)
    assert result.fixed == (OWL,)
    assert not [finding for finding in result.findings if finding.code == "K003"]
    assert (copy / OWL).read_text(encoding="utf-8") == text
    assert not path.exists()
    assert check(copy, fix=True).fixed == ()


def test_a_file_is_moved_only_by_its_own_rule(copy):
    path = astray(copy)
    assert check(copy, ignore=["K003"], fix=True).fixed == ()
    assert path.exists()


@pytest.mark.parametrize("kind", ["a broken record", "a link", "a comment in it"])
def test_a_file_is_never_moved_over_another_nor_with_a_comment(copy, kind):
    path = astray(copy)
    if kind == "a broken record":
        (copy / OWL).write_text("title: [\n", encoding="utf-8")
    elif kind == "a link":
        (copy / OWL).symlink_to(copy / "nowhere")
    else:
        path.write_text(path.read_text(encoding="utf-8") + "# mine\n", encoding="utf-8")
    before = path.read_bytes()
    result = check(copy, fix=True)
    assert result.fixed == ()
    assert path.read_bytes() == before
    assert [finding.fixable for finding in result.findings if finding.code == "K003"] == [False]


def test_what_is_remembered_changes_no_finding(copy):
    edit(copy, OWL, ("venue: BIRDS", "venue: BIRDS Conference"), ("year: 2023", "year: '2023'"))
    edit(copy, GULL, ("[medical]", "[clinical]"))
    plain = check(copy).findings
    assert plain
    assert check(copy, remember=True).findings == plain
    assert check(copy, remember=True).findings == plain
    assert check(copy, fix=True, remember=True).fixed == (OWL, GULL)
    assert check(copy, remember=True).findings == check(copy).findings


def test_a_record_can_be_named_by_its_key_and_by_a_path_below_the_root(copy, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("lindqvist2023owlnet", OWL, "./" + OWL):
        assert check(copy, [Path(name)]).records == 1
    assert check(copy, [Path("papers/2023")]).records == len(list((copy / "papers" / "2023").iterdir()))
    with pytest.raises(UnknownName, match="Nearest: lindqvist2023owlnet"):
        check(copy, [Path("lindqvist2023owl")])


def test_all_findings_of_a_file_are_reported_although_a_value_cannot_be_read(copy):
    edit(
        copy, OWL,
        ("year: 2023", "year: MMXXIII"), ("venue: BIRDS", "venue: BIRDS\ncolour: red"),
        ("[diagnosis, retrieval]", "[VQA, nonsense]"),
        ("{list: wren-list}", "{list: wren-lits}"),
    )  # fmt: skip
    found = {(one.code, one.where) for one in check(copy).findings if one.path == OWL and one.level == "error"}
    assert found == {
        ("S001", "year"), ("S001", "colour"), ("S001", "tags.task.1"), ("T002", "tags.task.2"), ("R001", "listed.2.list"),
    }  # fmt: skip


def test_of_a_broken_record_nothing_is_reported_that_only_its_wrong_values_are_to_blame_for(copy):
    edit(copy, OWL, ("year: 2023", "year: [2023]"), ("venue: BIRDS", "venue: {a: b}"), ("added: 2", "added: x2"))
    found = {(one.code, one.where) for one in check(copy).findings if one.path == OWL}
    assert found == {("S001", "year"), ("S001", "venue"), ("S001", "added")}


def test_a_broken_record_is_still_compared_with_the_others(copy):
    text = (copy / OWL).read_text(encoding="utf-8").replace("year: 2023", "year: soon")
    (copy / "papers" / "2023" / "twin2023owlnet.yaml").write_text(text, encoding="utf-8")
    found = {one.code for one in check(copy).findings if one.path == "papers/2023/twin2023owlnet.yaml"}
    assert {"S001", "D001"} <= found


def test_in_a_file_whose_name_is_no_key_all_else_is_looked_at_too(copy):
    text = (copy / OWL).read_text(encoding="utf-8")
    text = text.replace("year: 2023", "year: 2023\ndoi: 10.5555/x").replace("[diagnosis,", "[nonsense,")
    name = "papers/2023/Owl Net.yaml"
    (copy / name).write_text(text, encoding="utf-8")
    found = {(one.code, one.where): one.repair for one in check(copy).findings if one.path == name}
    assert {("S001", "key"), ("S001", "doi"), ("T002", "tags.task.1"), ("D001", "ids.arxiv")} <= found.keys()
    assert found["S001", "doi"] == "Nearest: ids: {doi: ...}"
