"""The logic of `make bench`: samples, ratios, tables, edits, commands; and a small run, whose figures are not judged."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from benchmarks.__main__ import main
from benchmarks.speed.builds import measure_builds, measure_site
from benchmarks.speed.commands import CommandFailed, environment, floor_seconds, run
from benchmarks.speed.edits import edit_record, edit_template, edit_term, middle_record
from benchmarks.speed.paper_pages import make
from benchmarks.speed.peers import Peer, measure_peers, peers, require_pages
from benchmarks.speed.plan import Plan, measure
from benchmarks.speed.results import SAVED, machine, save
from benchmarks.speed.samples import Samples, Spread
from benchmarks.speed.tables import all_tables, judged_table
from benchmarks.speed.workplace import PREFIX, copy_library, made_up_library, workplace

from vlm_survey.errors import BuildError
from vlm_survey.render.pages.benchmark_results import (
    MARK,
    PAGE,
    RESULTS,
    insert_results,
    meets_bound,
    quantity,
    results_markdown,
)
from vlm_survey.store import read_survey

ROOT = Path(__file__).parents[1]


@pytest.fixture
def samples() -> Samples:
    """Two rounds at 10,000 papers and one of 100,000, as a run would collect them."""
    made = Samples()
    for cold, unchanged, floor in ((40.0, 1.0, 1.0), (50.0, 2.0, 1.0)):
        made.add("10000", "cold", cold)
        made.add("10000", "unchanged", unchanged)
        made.add("10000", "floor", floor)
    made.add("10000", "papers", 10_000)
    made.add("100000", "papers", 100_000)
    made.add("100000", "cold", 900.0)
    made.add("100000", "cold, memory", 2.5e9)
    return made


def test_a_ratio_compares_values_of_the_same_round(samples):
    assert samples.ratio("10000", "unchanged", "cold") == Spread(0.025, 0.0325, 0.04, 2)


def test_a_ratio_to_what_was_not_measured_is_unknown(samples):
    assert samples.ratio("10000", "unchanged", "nothing of the kind") is None
    assert samples.ratio("no such library", "unchanged", "cold") is None
    assert samples.spread("10000", "check, warm") is None


def test_a_spread_has_the_lowest_the_middle_and_the_highest():
    assert Spread.of([3, 1, 2]) == Spread(1, 2, 3, 3)
    assert Spread.of([]) is None


def test_the_judged_table_compares_with_the_floor_and_with_the_largest_library(samples):
    rows = {row["label"]: row for row in judged_table(samples)["rows"]}
    assert rows["Cold build / floor"]["cells"] == [{"unit": "times", "low": 40, "middle": 45, "high": 50, "rounds": 2}]
    assert rows["Growth to the largest library"]["cells"][0]["middle"] == 2
    assert rows["Peak memory of 100,000 papers"]["cells"][0]["middle"] == 2_500_000_000
    assert rows["Search typed in the explorer"]["cells"] == [None]


def test_tables_have_a_column_for_each_library_and_no_row_without_a_value(samples):
    builds = next(table for table in all_tables(samples) if table["title"] == "Builds")
    assert builds["columns"] == ["10,000 papers", "100,000 papers"]
    assert [row["label"] for row in builds["rows"]] == ["Cold: no caches", "Nothing changed", "Floor"]
    assert builds["rows"][1]["cells"][0]["share"] == pytest.approx(0.0325)
    assert builds["rows"][1]["cells"][1] is None


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        (0.0123, "seconds", "12.3 ms"),
        (123.4, "seconds", "123 s"),
        (1_234_567, "bytes", "1.23 MB"),
        (12, "bytes", "12 bytes"),
        (0, "bytes", "0 bytes"),
        (3.456, "times", "3.46"),
        (16_848, "number", "16,848"),
        (1500, "milliseconds", "1.5 s"),
    ],
)
def test_quantities_have_three_digits_and_the_largest_unit_that_fits(value, unit, words):
    assert quantity(value, unit) == words


def test_a_bound_is_met_up_to_its_own_value_and_unknown_without_a_measurement():
    wanted = {"unit": "times", "middle": 30}
    assert [meets_bound({"middle": value}, wanted) for value in (29, 30, 31)] == ["yes", "yes", "**no**"]
    assert meets_bound(None, wanted) == ""


def test_saved_results_become_a_page_with_every_table(samples, tmp_path):
    saved = _saved(samples, tmp_path)
    page = insert_results(f"# Speed\n\n{MARK}\n", saved)
    assert "| Cold build / floor | 45 | 40 to 50 | 30 | **no** |" in page
    assert "| Search typed in the explorer | not measured |  | 50 ms |  |" in page
    assert "- **Cold build / floor.** A whole build" in page
    assert "| Nothing changed | 1.5 s (0.0325)<br>1 s to 2 s | – |" in page
    assert "Measured on 28 November 2026 at commit `0123abcd`" in page
    assert "**Not measured:** browser of 10,000 papers." in page
    assert MARK not in page


def test_without_saved_results_the_page_says_so():
    assert "Nothing is saved yet" in insert_results(f"a\n{MARK}\n", None)


@pytest.mark.parametrize("saved", ["", "[]", "{}", '{"format": 99, "tables": []}', '{"format": 1, "tables": []}'])
def test_damaged_results_stop_the_build_with_their_place(saved):
    with pytest.raises(BuildError) as found:
        results_markdown(saved)
    assert found.value.where == f"docs/{RESULTS}"


def test_the_page_and_its_saved_results_fit_together():
    page = (ROOT / "docs" / PAGE).read_text(encoding="utf-8")
    saved = ROOT / "docs" / RESULTS
    assert page.count(MARK) == 1
    assert MARK not in insert_results(page, saved.read_text(encoding="utf-8") if saved.is_file() else None)


def test_the_machine_is_described_and_not_named():
    assert set(machine()) == {"system", "architecture", "cores", "memory GB", "Python"}


def _saved(samples: Samples, folder: Path) -> str:
    result = {
        "format": 1,
        "measured": "2026-11-28",
        "commit": "0123abcd",
        "quick": True,
        "machine": {**machine(), "files": "in memory", "load before": 0.1},
        "programs": {"Hugo": "0.168.0"},
        "failed": ["browser of 10,000 papers"],
        "tables": all_tables(samples),
        "samples": samples.plain(),
    }
    save(result, folder / "saved.json")
    text = (folder / "saved.json").read_text(encoding="utf-8")
    assert json.loads(text) == json.loads(json.dumps(result))
    return text


def test_a_command_is_measured_with_its_child_processes():
    child = "import hashlib; hashlib.pbkdf2_hmac('sha256', b'a', b'b', 200_000)"
    used = run([sys.executable, "-c", f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"])
    alone = run([sys.executable, "-c", "pass"])
    assert used.processor > alone.processor
    assert used.memory >= used.largest > 0


def test_a_command_that_fails_is_named_with_its_last_words():
    with pytest.raises(CommandFailed, match=r"-c import sys; sys.exit\('no disk'\)' failed:\n  no disk"):
        run([sys.executable, "-c", "import sys; sys.exit('no disk')"])
    assert run([sys.executable, "-c", "raise SystemExit(1)"], accept=(0, 1)).processor > 0


def test_measured_commands_may_use_caches_in_continuous_integration_too(monkeypatch):
    monkeypatch.setenv("CI", "true")
    assert "CI" not in environment()


def test_the_floor_writes_the_same_files(tmp_path):
    (tmp_path / "site" / "papers").mkdir(parents=True)
    (tmp_path / "site" / "papers" / "a.html").write_bytes(b"abc")
    (tmp_path / "site" / "empty.txt").write_bytes(b"")
    assert floor_seconds(tmp_path / "site", tmp_path / "out") >= 0
    assert (tmp_path / "out" / "papers" / "a.html").read_bytes() == b"abc"
    assert (tmp_path / "out" / "empty.txt").read_bytes() == b""


def test_the_website_is_weighed_page_by_page(tmp_path):
    for path, size in {
        "index.html": 10,
        "papers/a/index.html": 30,
        "papers/b/index.html": 50,
        "data/a.csv": 100,
    }.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(b"x" * size)
    assert measure_site(tmp_path) == {
        "files": 4,
        "site bytes": 190,
        "largest page bytes": 50,
        "largest file bytes": 100,
        "paper page bytes": 40,
    }


def test_each_edit_changes_one_file_each_time_and_leaves_a_library_without_problems(tmp_path):
    root = made_up_library(tmp_path / "library", 5)
    for edit, path in (
        (edit_record, middle_record(root)),
        (edit_template, root / "templates" / "site" / "paper.html"),
        (edit_term, root / "taxonomy.yaml"),
    ):
        texts = [path.read_bytes()]
        for number in (1, 2):
            before = _texts(root)
            edit(root, number)
            assert {name for name, raw in _texts(root).items() if raw != before[name]} == {path}
            texts.append(path.read_bytes())
        assert len(set(texts)) == 3
        assert len(texts[1]) == len(texts[2])
    assert read_survey(root).problems == ()


def test_an_edit_that_finds_nothing_to_edit_says_so(tmp_path):
    (tmp_path / "taxonomy.yaml").write_text("axes: {}\n")
    with pytest.raises(ValueError, match="the term 'segmentation' with a meaning 0 times"):
        edit_term(tmp_path, 1)


def _texts(root: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_a_copy_of_a_library_has_records_and_pages_but_no_programs_and_no_outputs(tmp_path, copy):
    (copy / "build" / "site").mkdir(parents=True)
    (copy / ".git").mkdir()
    made = copy_library(copy, tmp_path / "made")
    assert {path.name for path in made.iterdir()} == {path.name for path in copy.iterdir()} - {"build", ".git"}


def test_the_workplace_is_removed_after_an_interruption_too():
    made = []
    with pytest.raises(KeyboardInterrupt):
        _interrupted(made)
    assert made[0].name.startswith(PREFIX)
    assert not made[0].exists()


def _interrupted(made: list[Path]) -> None:
    with workplace(10) as place:
        made.append(place.folder)
        (place.folder / "file").write_text("x")
        raise KeyboardInterrupt


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Samples]:
    """A library of twenty made-up papers, and the samples of its builds."""
    root = made_up_library(tmp_path_factory.mktemp("bench") / "library", 20)
    found = Samples()
    found.add("20", "papers", 20)
    measure_builds(root, "20", found, 1, lambda _words: None)
    return root, found


def test_a_small_run_of_builds_measures_every_step_once(small):
    _root, found = small
    for what in ("cold", "unchanged", "one record", "one template", "one term"):
        assert len(found.values("20", what)) == 1
        assert found.values("20", f"{what}, memory")[0] > 0
    assert found.ratio("20", "cold", "floor")
    assert found.values("20", "bytes a paper")[0] * 20 == found.values("20", "site bytes")[0]


def test_the_paper_pages_that_are_measured_are_those_of_the_website(small, tmp_path):
    root, _found = small
    made = make(root, tmp_path)
    assert made["pages"] == 20
    pages = sorted(tmp_path.glob("papers/*/index.html"))
    assert len(pages) == 20
    assert [
        page
        for page in pages
        if page.read_bytes() != (root / "build" / "site" / page.relative_to(tmp_path)).read_bytes()
    ] == []


def test_other_programs_make_a_page_for_each_paper(small):
    root, _found = small
    found = Samples()
    measure_peers(root, "20", found, 1, lambda _words: None)
    assert found.values("20", "MkDocs, pages") == [20]
    assert found.ratio("20", "paper pages", "MkDocs")
    assert [peer.name for peer in peers()][-1] == "MkDocs"
    assert not (root.parent / "peer").exists()


def test_pages_of_other_programs_without_the_content_are_refused(small, tmp_path):
    from benchmarks.speed.peer_data import peer_papers  # noqa: PLC0415

    papers = peer_papers(small[0])
    with pytest.raises(CommandFailed, match="Nobody wrote no page for 20 of 20 papers"):
        require_pages(tmp_path, papers, "Nobody")
    for paper in papers:
        (tmp_path / "papers" / paper.key).mkdir(parents=True)
        (tmp_path / "papers" / paper.key / "index.html").write_text(paper.title)
    with pytest.raises(CommandFailed, match="Nobody shows on the page of"):
        require_pages(tmp_path, papers, "Nobody")


def test_a_part_that_fails_is_named_and_the_others_are_measured(monkeypatch, tmp_path, capsys):
    broken = Peer(
        "Broken", lambda folder, _papers: folder.mkdir(), (sys.executable, "-c", "raise SystemExit('bad')"), "out"
    )
    monkeypatch.setattr("benchmarks.speed.peers.peers", lambda: [broken])
    monkeypatch.setattr("benchmarks.speed.plan.ensure_built", lambda _root, _say: None)
    monkeypatch.setattr("benchmarks.speed.peers._ours", lambda *_words: None)
    plan = Plan(papers=(3,), cold=(), rounds=1, parts=("check", "peers"), real=None)
    assert measure(plan, tmp_path / "saved.json") == 1
    saved = json.loads((tmp_path / "saved.json").read_text())
    assert "peers of 3 papers" in saved["failed"]
    assert saved["samples"]["3"]["check, warm"]
    assert "peers failed, going on without it: 'python" in capsys.readouterr().err
    assert "Check of all, with caches" in results_markdown(json.dumps(saved))


@pytest.mark.parametrize(
    ("words", "papers", "cold", "saved"),
    [
        ([], (10_000, 30_000), (100_000,), SAVED),
        (["--quick"], (10_000,), (), SAVED),
        (["--quick", "--cold", "100_000"], (10_000,), (100_000,), SAVED),
        (["--quick", "--cold", "1000"], (10_000,), (1000,), None),
        (["--papers", "30000,10000"], (10_000, 30_000), (), None),
        (["--papers", "500", "--cold", "100000", "--save", "here.json"], (500,), (100_000,), Path("here.json")),
    ],
)
def test_options_choose_what_is_measured_and_only_whole_runs_are_saved_unasked(monkeypatch, words, papers, cold, saved):
    plans = []
    monkeypatch.setattr(
        "benchmarks.__main__.measure", lambda plan, place: plans.append((plan.papers, plan.cold, place))
    )
    main(words)
    assert plans == [(papers, cold, saved)]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--only", "build,paint"], "'paint' is no part; write some of check,build,browser,peers"),
        (["--papers", "many"], "'many' is no whole number above 0"),
        (["--rounds", "0"], "'0' is no whole number above 0"),
    ],
)
def test_wrong_options_are_refused_with_what_can_be_written(words, said, capsys):
    with pytest.raises(SystemExit) as stopped:
        main(words)
    assert stopped.value.code == 2
    assert said in capsys.readouterr().err
