"""Publish the library as README, lists, schemas and website. Works offline; the same commit gives the same bytes."""

from __future__ import annotations

import gc
import gzip
import tempfile
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from time import perf_counter

from jinja2 import FileSystemLoader

from vlm_survey import checks
from vlm_survey.citations import References, references
from vlm_survey.errors import BuildError
from vlm_survey.exports import schema
from vlm_survey.render.readme.contributing import SOURCE, contributing_markdown
from vlm_survey.render.site import site
from vlm_survey.render.sums import Sums
from vlm_survey.render.templates import templates
from vlm_survey.render.theme_files import is_published, remove_source_map
from vlm_survey.store import read_address, read_survey, read_yaml, write_output, write_text
from vlm_survey.store.parse_cache import ParseCache
from vlm_survey.store.yaml_reader import LIBRARY
from vlm_survey.survey import Survey
from vlm_survey.workflows.publish.folders import MADE, prune, refuse_links
from vlm_survey.workflows.publish.inputs import RULES, library_sum
from vlm_survey.workflows.publish.manifest import SITE, Manifest
from vlm_survey.workflows.publish.mkdocs import render_pages
from vlm_survey.workflows.publish.texts import check_texts

_TEXT = (".html", ".json", ".xml")
REFERENCES = Path("build") / "references"
"""The cache of formatted references, by content; the folder may be deleted at any time."""


_COLLECTED_AFTER = 20_000
"""New objects after which the garbage collector looks for cycles; with the usual 700 it takes a twentieth of a build."""


@dataclass(slots=True)
class Built:
    """What a build did: files in all, files whose bytes changed, files removed, and seconds by step."""

    files: int = 0
    changed: int = 0
    removed: int = 0
    seconds: dict[str, float] = field(default_factory=dict)


def _ignore(_text: str) -> None:
    """Do nothing."""


def build(
    root: Path,
    *,
    say: Callable[[str], None] = _ignore,
    written: Callable[[str], None] = _ignore,
    remember: bool = False,
    cache: ParseCache | None = None,
    pages_first: Collection[str] = (),
) -> Built:
    """Write build/site, README, lists and schema. Raises BuildError, or LibraryError for a broken library.

    `written` is called with the path below build/site of each file of the website whose bytes changed, right after it was
    written. The pages at the paths in `pages_first` come first, then those of changed records, files with all records last.

    With `remember` what was read and made is kept in build/. Where no input and no output has changed since the last such
    build, nothing is read, rendered or written; else parts of the website that would be the same are not made again, and
    MkDocs is run only when what it is given has changed. A program that builds again and again gives the same `cache`.
    """
    built = Built()
    started = perf_counter()
    refuse_links(root)
    inputs = library_sum(root) if remember else None
    manifest = Manifest(root, remember=inputs is not None)
    if inputs and (files := manifest.untouched(inputs)) is not None:
        built.files = files
        _step(built, "compare", started, say, f"nothing has changed since the last build of {files:,} files")
        return built
    survey = read_survey(root, remember=remember, cache=cache)
    # The records are needed until the end, so the garbage collector can skip them. Pages leave little in cycles.
    gc.unfreeze()
    gc.freeze()
    gc.set_threshold(_COLLECTED_AFTER)
    if survey.problems:
        first = survey.problems[0]
        raise BuildError(
            f"{len(survey.problems)} problems in records, the first: {first.found}",
            where=f"{first.path}:{first.line}",
            repair="Run 'vlm-survey check'",
        )
    sums = Sums(survey)
    manifest.check_once("texts", sums.texts, lambda: check_texts(survey))
    started = _step(built, "read", started, say, f"read {len(survey.records):,} records")
    # MkDocs reads this page, so it is written before MkDocs runs; README and lists can wait until the website is there.
    _write(built, root, manifest, _rules(manifest))
    with tempfile.TemporaryDirectory() as folder:
        pages = render_pages(root, Path(folder), survey, remember=remember)
        started = _step(built, "mkdocs", started, say, "rendered the hand-written pages and the shell with MkDocs")
        cached_hashes = partial(manifest.cached_texts, "items", sums.cited)
        cited = references(survey, root / REFERENCES, cached_hashes=cached_hashes)
        started = _step(built, "references", started, say, f"formatted references in {len(cited)} citation styles")
        build_site(built, root, manifest, survey, pages, cited, written, sums, pages_first)
    started = _step(built, "site", started, say, f"wrote the website: {built.changed:,} files changed")
    _write(built, root, manifest, generated_files(root, survey, manifest, sums))
    built.files = len(manifest.written)
    if inputs:
        manifest.save(inputs)
    _step(
        built,
        "text",
        started,
        say,
        f"wrote README, lists and schema: {built.files:,} files in all, {built.changed:,} changed",
    )
    return built


def generated_files(
    root: Path, survey: Survey, manifest: Manifest | None = None, sums: Sums | None = None
) -> dict[str, str]:
    """Return the generated files that are committed, by path below the root.

    README, lists, schemas, the page of rules, and CONTRIBUTING where the library has the page that it is made from. Details
    of papers that did not change since the last build are taken from `manifest`.
    """
    from vlm_survey.render.readme.readme import readme_files  # noqa: PLC0415

    jinja = templates(FileSystemLoader(root / "templates" / "readme"), manifest.templates if manifest else None)
    files = readme_files(survey, jinja, read_address(root), manifest, sums)
    schemas = {f"schema/{kind.name}.schema.json": schema(survey, kind) for kind in survey.kinds}
    return {**files, **schemas, **_contributing(root), **_rules(manifest or Manifest(root, remember=False))}


def _rules(manifest: Manifest) -> Mapping[str, str]:
    """Return the page of all rules by its path; the modules of rules are loaded only if `manifest` is of other code."""
    return manifest.cached_value("rules", RULES, lambda: {RULES: checks.rules_markdown()})


def _contributing(root: Path) -> dict[str, str]:
    page = root / SOURCE
    if not page.is_file():
        return {}
    folder = root / ".github" / "ISSUE_TEMPLATE"
    forms = {_form_name(path): path.name for path in sorted(folder.glob("*.yml"))}
    return {"CONTRIBUTING.md": contributing_markdown(page.read_text(encoding="utf-8"), forms)}


def _form_name(path: Path) -> str:
    form = read_yaml(path.read_text(encoding="utf-8"), LIBRARY).data
    return str(form.get("name")) if isinstance(form, dict) else ""


def build_site(
    built: Built,
    root: Path,
    manifest: Manifest,
    survey: Survey,
    pages: Mapping[str, bytes],
    cited: References,
    written: Callable[[str], None] = _ignore,
    sums: Sums | None = None,
    pages_first: Collection[str] = (),
) -> None:
    """Write the website to build/site: only files whose bytes changed; remove files of pages that no longer exist.

    `written` is called with the path of each changed file. The pages at the paths in `pages_first` are written first.
    """
    texts = {path: raw.decode() for path, raw in pages.items() if path.endswith(_TEXT)}
    jinja = templates(FileSystemLoader(root / "templates" / "site"), manifest.templates)

    def put(path: str, content: str | bytes) -> None:
        raw = content.encode() if isinstance(content, str) else content
        changed = write_output(f"{root}/{SITE}{path}", raw)
        manifest.add(SITE + path)
        if changed:
            built.changed += 1
            written(path)

    for path, text in site(
        survey, read_address(root), texts, jinja, cited, manifest, sums or Sums(survey), pages_first
    ):
        put(path, text)
        if path == "sitemap.xml" and isinstance(text, str):
            put("sitemap.xml.gz", gzip.compress(text.encode(), mtime=0))
        del text  # while the next file is made
    for path, raw in pages.items():
        if SITE + path not in manifest.written and is_published(path):
            put(path, remove_source_map(path, raw))
    paths = {path.removeprefix(SITE) for path in manifest.written if path.startswith(SITE)}
    built.removed += prune(root / SITE, paths)
    manifest.add(SITE.rstrip("/") + MADE)


def _write(built: Built, root: Path, manifest: Manifest, files: Mapping[str, str]) -> None:
    for path, text in files.items():
        built.changed += write_text(root / path, text)
        manifest.add(path)


def _step(built: Built, name: str, started: float, say: Callable[[str], None], label: str) -> float:
    now = perf_counter()
    built.seconds[name] = now - started
    say(f"{label} ({now - started:.1f} s)")
    return now
