"""MkDocs: from docs/ to the hand-written pages and the shell. It is run again only when what it is given has changed."""

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
from vlm_survey.render.chapters.prepare import navigation, prepared_texts
from vlm_survey.render.pages.benchmark_results import PAGE, RESULTS, with_results
from vlm_survey.store import write_text
from vlm_survey.survey import Survey
from vlm_survey.workflows.publish.inputs import code_sum, folder_sum
from vlm_survey.workflows.publish.kept import keep, kept

KEPT = Path("build") / "mkdocs.kept"
"""Where the last output is kept, as a zip."""
_EPOCH = "1763769600"
"""A fixed moment for what MkDocs would otherwise stamp with today."""


def hand_written(root: Path, folder: Path, survey: Survey, *, remember: bool = False) -> dict[str, bytes]:
    """What MkDocs makes of docs/, by path. Raises BuildError with its words when it finds fault.

    It is given a copy in `folder`, in which citations and directives are marks that are filled afterwards. With `remember`
    its output is kept in build/ by the hash of all that it is given, and used as long as that is the same.
    """
    source = folder / "source"
    shutil.copytree(root / "docs", source / "docs")
    for path, text in prepared_texts(survey):
        write_text(source / path, text)
    _show_benchmarks(source / "docs")
    settings = (root / "mkdocs.yml").read_text(encoding="utf-8")
    write_text(source / "mkdocs.yml", navigation(settings, survey.chapters))
    given = folder_sum(source) if remember else None
    if given is None:
        return _run(source, folder / "pages")
    made_of = f"MkDocs {given} {code_sum()}"
    if raw := kept(root / KEPT, made_of):
        return _unpacked(raw)
    pages = _run(source, folder / "pages")
    keep(root / KEPT, made_of, _packed(pages))
    return pages


def _show_benchmarks(docs: Path) -> None:
    """Put the saved results of `make bench` on their page, if this library has it."""
    page, saved = docs / PAGE, docs / RESULTS
    if page.is_file():
        results = saved.read_text(encoding="utf-8") if saved.is_file() else None
        write_text(page, with_results(page.read_text(encoding="utf-8"), results))


def _run(source: Path, out: Path) -> dict[str, bytes]:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(out)]
    quiet = {**os.environ, "SOURCE_DATE_EPOCH": _EPOCH, "NO_MKDOCS_2_WARNING": "1"}
    run = subprocess.run(command, cwd=source, env=quiet, capture_output=True, text=True, check=False)
    if run.returncode:
        lines = [line for line in (run.stdout + run.stderr).splitlines() if not line.startswith("INFO")]
        raise BuildError("\n".join(lines[-20:]), where="mkdocs build", repair="Fix the page that it names")
    found = sorted(path for path in out.rglob("*") if path.is_file())
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in found}


def _unpacked(raw: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(raw)) as archive:
        return {path: archive.read(path) for path in archive.namelist()}


def _packed(pages: Mapping[str, bytes]) -> bytes:
    held = BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for path, raw in pages.items():
            archive.writestr(zipfile.ZipInfo(path), raw)
    return held.getvalue()
