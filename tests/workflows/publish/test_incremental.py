"""A build that uses what an earlier one kept: nothing is done where nothing changed, and else the result is a clean build's."""

from __future__ import annotations

import json
import os
import pickle
import re
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random

import pytest
from tests.harvest import GRAPH
from tests.site_sources import add_site_sources
from tests.workflows.publish.shared_work import work_shared

from vlm_survey.errors import BuildError
from vlm_survey.model.harvest.citation_graph import Citations
from vlm_survey.render.filling import Filling
from vlm_survey.store.harvest import CITATIONS, write_harvest
from vlm_survey.store.parse_cache import ParseCache
from vlm_survey.workflows.publish import build as build_module
from vlm_survey.workflows.publish import mkdocs
from vlm_survey.workflows.publish.build import REFERENCES, build
from vlm_survey.workflows.publish.cache_file import write_cache
from vlm_survey.workflows.publish.inputs import RULES, code_sum, library_sum
from vlm_survey.workflows.publish.manifest import PLACE, TEXTS, Manifest

LIBRARY = Path(__file__).parents[2] / "library"
PAPER = "papers/2022/finch2022seed.yaml"
OWL = "papers/2023/lindqvist2023owlnet.yaml"
MADE = ("build/site", "schema", "lists", "README.md", "docs/contribute/checks.md")


@pytest.fixture
def folder(copy: Path) -> Path:
    """A library with a website, built from nothing."""
    write_harvest(add_site_sources(copy), CITATIONS, GRAPH)
    build(copy, remember=True)
    return copy


@pytest.fixture(scope="module")
def unchanged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Such a library that no test may change."""
    copy = Path(shutil.copytree(LIBRARY, tmp_path_factory.mktemp("unchanged") / "library"))
    write_harvest(add_site_sources(copy), CITATIONS, GRAPH)
    with work_shared():
        build(copy, remember=True)
    return copy


def generator(seed: int) -> Random:
    return Random(seed)  # noqa: S311


def made(folder: Path) -> dict[str, bytes]:
    places = (folder / name for name in MADE)
    paths = (path for place in places for path in [place, *place.rglob("*")] if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def clean(folder: Path, place: Path) -> dict[str, bytes]:
    """What a build from nothing makes of the same library."""
    left_out = shutil.ignore_patterns("build", "lists", "schema", "README.md")
    shutil.copytree(folder, place, ignore=left_out)
    shutil.copytree(folder / REFERENCES, place / REFERENCES)
    build(place)
    found = made(place)
    shutil.rmtree(place)
    return found


def test_a_build_in_which_nothing_changed_reads_nothing_and_says_so(unchanged, monkeypatch):
    before = {path: path.stat().st_mtime_ns for path in unchanged.rglob("*")}
    monkeypatch.setattr(build_module, "read_survey", None)
    said: list[str] = []
    done = build(unchanged, say=said.append, remember=True)
    assert done.changed == done.removed == 0
    assert done.files > 400
    assert "nothing has changed" in said[0]
    assert {path: path.stat().st_mtime_ns for path in unchanged.rglob("*")} == before


def test_new_time_stamps_of_inputs_mean_nothing(unchanged, monkeypatch):
    for path in (unchanged / "papers").rglob("*.yaml"):
        path.touch()
    monkeypatch.setattr(build_module, "read_survey", None)
    assert build(unchanged, remember=True).changed == 0


def test_nothing_is_believed_where_nothing_may_be_remembered(unchanged):
    assert "read" in build(unchanged).seconds


def test_what_another_version_of_the_code_or_of_a_package_made_is_not_used(unchanged, monkeypatch):
    inputs = library_sum(unchanged)
    assert Manifest(unchanged).untouched(inputs)
    assert Manifest(unchanged).untouched("other inputs") is None
    monkeypatch.setattr("vlm_survey.workflows.publish.manifest.code_sum", lambda: "another")
    assert Manifest(unchanged).untouched(inputs) is None


def test_a_changed_record_runs_no_mkdocs_and_a_changed_page_does(folder, monkeypatch):
    runs: list[Path] = []
    run = mkdocs._run
    monkeypatch.setattr(mkdocs, "_run", lambda source, out: runs.append(source) or run(source, out))
    change_record(folder, generator(1))
    assert build(folder, remember=True).changed > 0
    assert runs == []
    (folder / mkdocs.KEPT).write_bytes(b"damaged")
    change_record(folder, generator(2))
    build(folder, remember=True)
    assert len(runs) == 1
    change_page(folder, generator(3))
    build(folder, remember=True)
    assert len(runs) == 2


def test_only_pages_that_show_a_changed_record_are_made_again(folder, monkeypatch):
    made_pages: list[str] = []
    page = Filling.page
    monkeypatch.setattr(Filling, "page", lambda self, one: made_pages.append(one.path) or page(self, one))
    change_record(folder, generator(1))
    build(folder, remember=True)
    finch = "papers/finch2022seed/"
    assert finch in made_pages
    assert {"contribution/foundation-model/", "collections/provisional/"} <= {*made_pages}
    assert "papers/lindqvist2023owlnet/" in made_pages, "it shows the finch as a related paper"
    assert len(made_pages) < 40
    made_pages.clear()
    change_page(folder, generator(1))
    build(folder, remember=True)
    assert made_pages == ["data/"]
    made_pages.clear()
    paper = folder / "templates" / "site" / "paper.html"
    paper.write_text(f"{paper.read_text(encoding='utf-8')}\n", encoding="utf-8")
    build(folder, remember=True)
    assert {one for one in made_pages if not one.startswith("papers/")} == {"data/"}
    assert len(made_pages) > 13


def test_a_new_summary_makes_only_pages_again_that_show_it(folder, monkeypatch):
    made_pages: list[str] = []
    page = Filling.page
    monkeypatch.setattr(Filling, "page", lambda self, one: made_pages.append(one.path) or page(self, one))
    path = folder / OWL
    text = path.read_text(encoding="utf-8")
    assert "\nsummary: " in text
    path.write_text(re.sub(r"(?m)^summary: .*$", "summary: An owl reads.", text), encoding="utf-8")
    written: list[str] = []
    build(folder, written=written.append, remember=True)
    assert {*made_pages} >= {"papers/lindqvist2023owlnet/", "data/"}
    assert not {one for one in made_pages if one.startswith(("collections/", "papers/")) and "owlnet" not in one}
    assert "papers/index.html" not in written
    assert "assets/data/summaries.js" in written
    assert "assets/data/papers.js" not in written


def test_the_pages_that_a_browser_shows_are_written_first(folder):
    for name in ("paper", "fill/browse"):
        template = folder / "templates" / "site" / f"{name}.html"
        template.write_text(f"{template.read_text(encoding='utf-8')}<!-- new -->\n", encoding="utf-8")
    written: list[str] = []
    shown = {"papers/qoppa2020mirror/", "browse/"}
    build(folder, written=written.append, remember=True, pages_first=shown)
    assert {path.removesuffix("index.html") for path in written[:2]} == shown


def test_the_page_of_a_changed_record_is_written_first_and_what_shows_all_records_last(folder):
    change_record(folder, generator(1))
    written: list[str] = []
    build(folder, written=written.append, remember=True)
    assert written[0] == "papers/finch2022seed/index.html"
    assert written.index("contribution/foundation-model/index.html") < written.index("data/papers.json")
    written.clear()
    build(folder, written=written.append, remember=True)
    assert written == []


def test_entries_that_are_kept_hold_texts_and_run_no_program(tmp_path):
    def texts(own, make):
        return Manifest(tmp_path).cached_texts("bibtex", {"finch": own}, make)

    assert texts("sum", lambda key: f"{key}!") == {"finch": "finch!"}
    assert texts("sum", lambda _: "?") == {"finch": "finch!"}
    assert texts("another", lambda _: "?") == {"finch": "?"}
    write_cache(tmp_path / TEXTS / "bibtex.kept", code_sum(), pickle.dumps({"another": os.getcwd}))
    with pytest.raises(pickle.UnpicklingError):
        texts("another", lambda _: "?")


def test_a_record_in_a_wrong_place_ends_the_next_build_too(unchanged):
    for name in ("finch.yaml", "paper.txt"):
        shutil.copy(unchanged / PAPER, unchanged / name)
        with pytest.raises(BuildError, match="outside the folders of records"):
            build(unchanged, remember=True)
        (unchanged / name).unlink()


def test_a_page_of_rules_that_is_out_of_date_is_written_and_the_build_is_remembered(folder):
    (folder / RULES).write_text("# Old\n", encoding="utf-8")
    build(folder, remember=True)
    assert "# Old" not in (folder / RULES).read_text(encoding="utf-8")
    said: list[str] = []
    build(folder, say=said.append, remember=True)
    assert "nothing has changed" in said[0]


def test_an_edit_during_a_build_is_seen_by_the_next(folder, monkeypatch):
    change_record(folder, generator(1))
    read = build_module.read_survey

    def read_then_edit(root, **how):
        survey = read(root, **how)
        change_record(folder, generator(2))
        return survey

    monkeypatch.setattr(build_module, "read_survey", read_then_edit)
    build(folder, remember=True)
    monkeypatch.setattr(build_module, "read_survey", read)
    assert build(folder, remember=True).changed > 0


def test_a_linked_folder_of_pages_is_never_taken_for_unchanged(copy, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    add_site_sources(copy)
    assert library_sum(copy)
    (copy / "docs" / "linked").symlink_to(tmp_path / "elsewhere")
    assert library_sum(copy) is None


# Edits: each changes the library, or what an earlier build left, at a place that the generator chooses.


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text, path
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def change_record(folder: Path, random: Random) -> None:
    replace(folder / PAPER, "without being told how", f"{random.random()} without being told how")


def change_summary(folder: Path, random: Random) -> None:
    """Give a paper a summary, another one, or none."""
    path = folder / random.choice((PAPER, OWL))
    text = re.sub(r"(?m)^summary: .*\n", "", path.read_text(encoding="utf-8"))
    line = random.choice(("", f"summary: Seeds are counted {random.randrange(10_000)} times.\n"))
    path.write_text(re.sub(r"(?m)^(?=tags:)", line, text, count=1), encoding="utf-8")


def change_tags(folder: Path, random: Random) -> None:
    text = (folder / PAPER).read_text(encoding="utf-8")
    kind = random.choice(("foundation-model", "method", "method, foundation-model"))
    domain = random.choice(("general", "medical"))
    text = re.sub(r"(?m)^tags: .*$", f"tags: {{contribution: [{kind}], domain: [{domain}]}}", text)
    text = re.sub(r"(?m)^added: .*$", f"added: 2026-01-{random.randrange(10, 30)}", text)
    (folder / PAPER).write_text(text, encoding="utf-8")


def change_authors(folder: Path, random: Random) -> None:
    text = (folder / PAPER).read_text(encoding="utf-8")
    names = random.sample(("Finch, Bo", "Wren, Jenny", "The Gull Group", "Li, Na"), random.randrange(1, 4))
    text = re.sub(r"(?m)^authors: .*$", f"authors: {json.dumps(names)}", text)
    (folder / PAPER).write_text(text, encoding="utf-8")


def change_link(folder: Path, random: Random) -> None:
    """Give a paper a link to code, another one, or none."""
    text = (folder / PAPER).read_text(encoding="utf-8")
    link = random.choice(("", f'links: {{code: "https://github.com/example/finch-{random.randrange(10_000)}"}}\n'))
    text = re.sub(r"(?m)^(links: .*\n)?(?=tags: )", link, text, count=1)
    (folder / PAPER).write_text(text, encoding="utf-8")


def move_year(folder: Path, _random: Random) -> None:
    """Move a paper to the next year; its key stays."""
    if path := added(folder):
        text = re.sub(r"(?m)^year: .*$", "year: 2023", path.read_text(encoding="utf-8"))
        (folder / "papers" / "2023" / path.name).write_text(text, encoding="utf-8")
        path.unlink()


def note_change(folder: Path, random: Random) -> None:
    """Say in a record that it was corrected."""
    text = (folder / PAPER).read_text(encoding="utf-8").partition("changes:")[0]
    day = f"2026-{random.randrange(3, 12):02d}-02"
    (folder / PAPER).write_text(
        f"{text}changes: [{{date: {day}, what: corrected, fields: [title]}}]\n", encoding="utf-8"
    )


def add_record(folder: Path, random: Random) -> None:
    text = (folder / PAPER).read_text(encoding="utf-8").replace("finch", "gull")
    number = random.randrange(10_000)
    text = text.replace("2207.99907", f"2207.8{number:04d}").replace("seed: counting", f"gulls {number}: counting")
    text = re.sub(r"(?m)^added: .*$", f"added: 2026-{random.randrange(1, 12):02d}-03", text)
    (folder / "papers" / "2022" / f"gull2022x{number}.yaml").write_text(text, encoding="utf-8")


def added(folder: Path) -> Path | None:
    return min((folder / "papers" / "2022").glob("gull*.yaml"), default=None)


def rename_record(folder: Path, random: Random) -> None:
    if path := added(folder):
        path.rename(path.with_name(f"gull2022y{random.randrange(10_000)}.yaml"))


def delete_record(folder: Path, _random: Random) -> None:
    if path := added(folder):
        path.unlink()


def add_term(folder: Path, random: Random) -> None:
    file, name = folder / "taxonomy.yaml", f"mood-{random.randrange(10_000)}"
    term = f"{name}: {{label: {{en: {name.capitalize()}, zh: {name}}}, means: Of a mood.}}\n"
    replace(file, "      classification:", f"      {term}      classification:")


def swap_axes(folder: Path, _random: Random) -> None:
    """Let the axes of contributions and domains change places."""
    swap(folder / "taxonomy.yaml", "  contribution:", "  domain:")


def swap_terms(folder: Path, _random: Random) -> None:
    """Let two terms that one paper has change places."""
    swap(folder / "taxonomy.yaml", "      method:", "      foundation-model:")


def swap(path: Path, first: str, second: str) -> None:
    """Let two blocks of a YAML file, one right after the other in either order, change places; they begin with these lines."""
    text = path.read_text(encoding="utf-8")
    depth = len(first) - len(first.lstrip())
    blocks = re.split(rf"(?m)^(?= {{{depth}}}\S)", text)
    a, b = (next(n for n, block in enumerate(blocks) if block.startswith(name)) for name in (first, second))
    assert abs(a - b) == 1
    blocks[a], blocks[b] = blocks[b], blocks[a]
    path.write_text("".join(blocks), encoding="utf-8")


def add_alias(folder: Path, random: Random) -> None:
    number = random.randrange(10_000)
    file, name = folder / "taxonomy.yaml", f"air-{number}"
    term = f"{name}: {{label: {{en: {name.capitalize()}, zh: {name}}}, aliases: [an-{number}], means: Of air.}}\n"
    replace(file, "      classification:", f"      {term}      classification:")


def numbered(text: str, random: Random, word: str) -> str:
    """`text` with a number after `word`, in place of one that an earlier edit set there."""
    return re.sub(rf"(?<={re.escape(word)})( 0\.\d+)?", f" {random.random():.6f}", text, count=1)


def change_shared(folder: Path, random: Random) -> None:
    """Change a word in a record of another kind, a chapter, a shared file, or a definition."""
    name, word = random.choice(WORDS)
    text = (folder / name).read_text(encoding="utf-8")
    assert word in text, name
    (folder / name).write_text(numbered(text, random, word), encoding="utf-8")


WORDS = (
    ("models/owlnet.yaml", "Two encoders"),
    ("datasets/nocturne-9k.yaml", "summary: "),
    ("docs/survey/birds-that-read.md", "learned to write"),
    ("docs/survey/birds-that-read.md", "The first to read was"),
    ("venues.yaml", "Annals of Avian Medical Imaging"),
    ("lists.yaml", "A Survey of Seeing and Saying"),
    ("reading-paths.yaml", "Two papers that say"),
    ("metrics.yaml", "High only when"),
    ("glossary.yaml", "means: "),
    ("taxonomy.yaml", "means: "),
    ("taxonomy.yaml", "label: {en: "),
)
"""Words that an edit follows with a number, each with its file."""


def change_citations(folder: Path, random: Random) -> None:
    """Change how often a paper is cited, and whom another cites."""
    papers = GRAPH.model_dump(mode="json", exclude_defaults=True)
    papers["papers"]["finch2022seed"]["works"][0]["cited_by"] = random.randrange(99)
    papers["papers"]["lark2024survey"]["works"][0]["references"] = random.sample(["W1", "W2", "W3", "W11"], 2)
    write_harvest(folder, CITATIONS, Citations.model_validate(papers))


def change_template(folder: Path, random: Random) -> None:
    path = random.choice(sorted((folder / "templates" / "site").glob("*.html")))
    path.write_text(f"{path.read_text(encoding='utf-8')}\n<!-- {random.random()} -->\n", encoding="utf-8")


def change_page(folder: Path, random: Random) -> None:
    """Add a line to a page, with or without a citation."""
    path = folder / "docs" / "about" / "inclusion.md"
    cited = random.choice(("", " [@hedgehog2024quills]", " [@qoppa2020mirror]"))
    path.write_text(f"{path.read_text(encoding='utf-8')}\nAlso {random.random()}{cited}.\n", encoding="utf-8")


def change_style(folder: Path, random: Random) -> None:
    path = folder / "docs" / "assets" / "css" / "base.css"
    path.write_text(f"{path.read_text(encoding='utf-8')}\n.x {{ width: {random.random()}px; }}\n", encoding="utf-8")


def interrupt(folder: Path, random: Random) -> None:
    """Change a record, end a build half-way, and take the change back or not."""
    before = (folder / PAPER).read_bytes()
    change_record(folder, random)
    left, write = random.randrange(40), build_module.write_output

    def stop(path: str, raw: bytes) -> bool:
        nonlocal left
        left -= 1
        if left < 0:
            raise KeyboardInterrupt
        if left == 0:
            write(path, raw[: len(raw) // 2])
            raise KeyboardInterrupt
        return write(path, raw)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(build_module, "write_output", stop)
        with pytest.raises(KeyboardInterrupt):
            build(folder, remember=True)
    if random.random() < 0.5:
        (folder / PAPER).write_bytes(before)


def an_output(folder: Path, random: Random) -> Path:
    return folder / random.choice(sorted(made(folder)))


def change_output(folder: Path, random: Random) -> None:
    """Change one byte, so that the size stays."""
    path = an_output(folder, random)
    raw = path.read_bytes()
    path.write_bytes(raw[:-1] + b"#")


def remove_output(folder: Path, random: Random) -> None:
    an_output(folder, random).unlink()


def damage_manifest(folder: Path, random: Random) -> None:
    raw = (folder / PLACE).read_bytes()
    at = random.randrange(len(raw))
    (folder / PLACE).write_bytes(random.choice((b"", raw[:at], raw[:at] + b"7" + raw[at + 1 :], random.randbytes(999))))


def older_manifest(folder: Path, random: Random) -> None:
    old = (folder / PLACE).read_bytes()
    change_record(folder, random)
    build(folder, remember=True)
    (folder / PLACE).write_bytes(old)


def damage_what_mkdocs_made(folder: Path, random: Random) -> None:
    (folder / mkdocs.KEPT).write_bytes((folder / mkdocs.KEPT).read_bytes()[: random.randrange(9_999)])
    remove_output(folder, random)


def build_twice_at_once(folder: Path, random: Random) -> None:
    change_record(folder, random)
    with ThreadPoolExecutor(2) as pool:
        for done in [pool.submit(build, folder, remember=True) for _ in range(2)]:
            done.result()


def do_nothing(_folder: Path, _random: Random) -> None:
    """The strange case."""


EDITS: dict[Callable[[Path, Random], None], int] = {
    add_record: 2,
    change_record: 1,
    change_summary: 3,
    change_tags: 2,
    change_authors: 1,
    change_link: 2,
    move_year: 1,
    note_change: 1,
    rename_record: 1,
    delete_record: 1,
    add_term: 1,
    add_alias: 1,
    swap_axes: 1,
    swap_terms: 1,
    change_shared: 6,
    change_citations: 1,
    change_template: 1,
    change_page: 2,
    change_style: 1,
    interrupt: 2,
    change_output: 3,
    remove_output: 3,
    damage_manifest: 3,
    older_manifest: 1,
    damage_what_mkdocs_made: 1,
    build_twice_at_once: 1,
    do_nothing: 5,
}
"""Each edit and how often it is made."""
ROUNDS, SEED = (int(os.environ.get(f"VLM_SURVEY_{name}", least)) for name, least in (("ROUNDS", 1), ("SEED", 17)))
"""How often all edits are made, in an order that the seed decides. For hundreds of edits set VLM_SURVEY_ROUNDS."""
PARTS = 4
"""The number of tests that share the edits, so that no process is busy long after the others."""


@pytest.mark.parametrize("part", range(PARTS))
def test_after_any_edit_a_build_gives_what_a_clean_build_gives(folder, tmp_path, part):
    random = generator(SEED + part)
    edits = [edit for edit, times in EDITS.items() for _ in range(times * ROUNDS)]
    generator(SEED).shuffle(edits)
    edits = edits[part::PARTS]
    served = {"cache": ParseCache(folder), "pages_first": ("papers/finch2022seed/", "browse/")}
    known: tuple[str | None, dict[str, bytes]] = (None, {})
    for number, edit in enumerate(edits):
        edit(folder, random)
        build(folder, remember=True, **random.choice(({}, served)))
        inputs = library_sum(folder)
        if known[0] != inputs:
            known = (inputs, clean(folder, tmp_path / "clean"))
        wrong = {path for path, _ in made(folder).items() ^ known[1].items()}
        assert not wrong, f"edit {number}, {edit.__name__}"
