"""Run MkDocs to render the hand-written pages and the shell. It runs only if its input has changed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

from vlm_survey.errors import BuildError
from vlm_survey.render.bundles import bundle_assets
from vlm_survey.render.chapters.prepare import navigation, prepare_texts
from vlm_survey.render.compact import compact
from vlm_survey.render.pages.benchmark_results import PAGE, RESULTS, insert_results
from vlm_survey.render.shell import SHELL
from vlm_survey.render.theme_files import correct_faults
from vlm_survey.store import write_text
from vlm_survey.survey import Survey
from vlm_survey.workflows.publish.cache_file import read_cache, write_cache
from vlm_survey.workflows.publish.inputs import code_sum, folder_sum

KEPT = Path("build") / "mkdocs.kept"
"""The cached result of the last run, as a zip."""
_EPOCH = "1763769600"
"""A fixed time in place of the current time, so that the output does not depend on the day."""


def render_pages(root: Path, folder: Path, survey: Survey, *, remember: bool = False) -> dict[str, bytes]:
    """Return the files that MkDocs makes of docs/, by path, joined and corrected. Raises BuildError if it fails.

    MkDocs gets a copy in `folder`, in which citations and directives are replaced by marks that are filled afterwards. With
    `remember` its output is cached in build/ and used again as long as the hash of its input is the same.
    """
    source = folder / "source"
    shutil.copytree(root / "docs", source / "docs")
    for path, text in prepare_texts(survey):
        write_text(source / path, text)
    _show_benchmarks(source / "docs")
    settings = (root / "mkdocs.yml").read_text(encoding="utf-8")
    write_text(source / "mkdocs.yml", navigation(settings, survey.chapters))
    input_sum = folder_sum(source) if remember else None
    if input_sum is None:
        return _correct(_run(source, folder / "pages"))
    made_of = f"MkDocs {input_sum} {code_sum()}"
    if raw := read_cache(root / KEPT, made_of):
        return _unpack(raw)
    pages = _correct(_run(source, folder / "pages"))
    write_cache(root / KEPT, made_of, _pack(pages))
    return pages


def _show_benchmarks(docs: Path) -> None:
    """Put the saved results of `make bench` on their page, if this library has it."""
    page, saved = docs / PAGE, docs / RESULTS
    if page.is_file():
        results = saved.read_text(encoding="utf-8") if saved.is_file() else None
        write_text(page, insert_results(page.read_text(encoding="utf-8"), results))


def _run(source: Path, out: Path) -> dict[str, bytes]:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(out)]
    quiet = {**os.environ, "SOURCE_DATE_EPOCH": _EPOCH, "NO_MKDOCS_2_WARNING": "1"}
    run = subprocess.run(command, cwd=source, env=quiet, capture_output=True, text=True, check=False)
    if run.returncode:
        lines = [line for line in (run.stdout + run.stderr).splitlines() if not line.startswith("INFO")]
        raise BuildError("\n".join(lines[-20:]), where="mkdocs build", repair="Fix the page that it names")
    files = sorted(path for path in out.rglob("*") if path.is_file())
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in files}


def _correct(pages: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return `pages` with joined style sheets and scripts, and HTML without faults of the theme and without indentation."""
    return {
        path: compact(correct_faults(raw.decode())).encode() if path.endswith(".html") else raw
        for path, raw in bundle_assets(pages, SHELL).items()
    }


def _unpack(raw: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(raw)) as archive:
        return {path: archive.read(path) for path in archive.namelist()}


def _pack(pages: Mapping[str, bytes]) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for path, raw in pages.items():
            archive.writestr(zipfile.ZipInfo(path), raw)
    return buffer.getvalue()
