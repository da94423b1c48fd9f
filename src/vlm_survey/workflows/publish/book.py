"""Make the book: the chapters as PDF and EPUB, by pandoc and typst, from the same sources as the website."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pypandoc

from vlm_survey.book import Manuscript, manuscript
from vlm_survey.errors import BuildError
from vlm_survey.store import read_address, read_survey, write_bytes, write_text
from vlm_survey.workflows.publish.texts import check_texts

FOLDER, NAME = "book", "vlm-survey"
MANUSCRIPT = "markdown-raw_html-raw_tex-tex_math_dollars+tex_math_double_backslash"
"""How pandoc reads the manuscript: titles may have dollar signs, so a formula is between `\\\\[` and `\\\\]`."""
_MOMENT = 1763769600
"""A fixed time in place of the current time, so that the output does not depend on the day."""
_LOOK = """\
#let sect = sym.inter
#show figure: set block(breakable: true)
#show table: set par(justify: false)
#show table: set text(size: 9pt)
#set table(stroke: none, inset: 4pt)
#show figure.caption: set align(left)
#show heading.where(level: 1): it => pagebreak(weak: true) + it
"""
"""Layout of the PDF, in addition to pandoc's template; pandoc writes `sect` for ∩, which typst now calls `inter`."""
_INSTALL = "Run 'make book', which installs it, or 'pip install typst'"


def build_book(root: Path, *, say: Callable[[str], None] = lambda _: None) -> tuple[Path, Path]:
    """Write build/book/vlm-survey.pdf and .epub, and return their paths. Raises BuildError, LibraryError or SurveyError."""
    survey = read_survey(root)
    check_texts(survey)
    if not survey.chapters:
        raise BuildError(
            "there is no chapter yet", where="docs/survey/", repair="Write one: docs/contribute/chapters.md"
        )
    text = manuscript(survey, read_address(root).site)
    out = root / "build" / FOLDER
    with tempfile.TemporaryDirectory() as folder:
        parts = _write_parts(Path(folder), text)
        epub, pdf = out / f"{NAME}.epub", out / f"{NAME}.pdf"
        write_bytes(epub, _epub(parts))
        say(f"wrote {epub.relative_to(root)}")
        write_bytes(pdf, _pdf(parts))
        say(f"wrote {pdf.relative_to(root)}")
    return pdf, epub


def _write_parts(folder: Path, text: Manuscript) -> Path:
    """Write the parts of the manuscript below `folder`, and return the path of its Markdown."""
    for name, svg in text.figures.items():
        write_text(folder / name, svg)
    write_text(folder / "works.json", text.bibliography)
    head = "".join(f"{name}: {_quoted(value)}\n" for name, value in text.metadata.items() if value)
    write_text(folder / "book.md", f"---\n{head}---\n\n{text.markdown}")
    return folder / "book.md"


def _epub(text: Path) -> bytes:
    _pandoc(text, "book.epub", ["--to=epub3", "--toc", "--toc-depth=2", "--split-level=1"])
    return (text.parent / "book.epub").read_bytes()


def _pdf(text: Path) -> bytes:
    """Return the PDF, set by typst with its built-in fonts, so that every machine gives the same bytes."""
    try:
        import typst  # noqa: PLC0415 - only the book needs it
    except ModuleNotFoundError as error:
        raise BuildError("typst is not installed", repair=_INSTALL) from error
    settings = ["--variable=papersize:a4", "--variable=fontsize:10.5pt", "--variable=section-numbering:1.1"]
    write_text(text.parent / "look.typ", _LOOK)
    settings.append("--include-in-header=look.typ")
    _pandoc(text, "book.typ", ["--to=typst", "--toc", "--toc-depth=2", *settings])
    try:
        pdf = typst.compile(
            str(text.parent / "book.typ"),
            root=str(text.parent),
            ignore_system_fonts=True,
            timestamp=datetime.fromtimestamp(_MOMENT, UTC),
        )
    except RuntimeError as error:
        raise BuildError(
            f"typst cannot set the book: {error}", where="build/book", repair="Check the text that it names"
        ) from error
    return bytes(pdf)


def _pandoc(text: Path, out: str, options: Sequence[str]) -> None:
    command = [
        pypandoc.get_pandoc_path(),
        text.name,
        f"--from={MANUSCRIPT}",
        "--standalone",
        "--mathml",
        "--citeproc",
        "--bibliography=works.json",
        "--metadata=link-citations:true",
        f"--output={out}",
        *options,
    ]
    quiet = {**os.environ, "SOURCE_DATE_EPOCH": str(_MOMENT)}
    run = subprocess.run(command, cwd=text.parent, env=quiet, capture_output=True, text=True, check=False)
    if run.returncode or run.stderr.strip():
        raise BuildError(f"pandoc: {run.stderr.strip()[:2000]}", where=out, repair="Fix the text that it names")


def _quoted(value: str) -> str:
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
