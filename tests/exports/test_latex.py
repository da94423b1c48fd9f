"""LaTeX for authors of surveys: rows and trees that TeX reads, with the keys of the BibTeX export."""

from __future__ import annotations

import re
import shutil
import subprocess

import pytest
from pylatexenc.latexwalker import LatexWalker

from vlm_survey.exports import FORMATS

DOCUMENT = r"""
\documentclass{article}
\usepackage[T1]{fontenc}
\usepackage{array,booktabs,longtable}
\usepackage[edges]{forest}
\begin{document}
\input{table}
\input{tree}
\end{document}
"""


def papers(library):
    """Those whose titles are in Latin letters, which every TeX has."""
    return [paper for paper in library.papers if paper.title.isascii()]


@pytest.mark.parametrize("form", ["latex-table", "latex-tree"])
def test_every_brace_and_environment_is_closed(library, form):
    walker = LatexWalker(FORMATS[form].write(library, library.papers), tolerant_parsing=False)
    assert walker.get_latex_nodes()[0]


def test_the_table_has_a_row_a_paper_with_its_citation_and_as_many_cells_as_heads(library):
    text = FORMATS["latex-table"].write(library, library.papers)
    body = text.partition("\\endfoot\n")[2].partition("\\end{longtable}")[0]
    rows = body.removesuffix(" \\\\\n").split(" \\\\\n")
    heads = re.search(r"\\toprule\n(.*) \\\\\n", text).group(1)
    assert len(rows) == len(library.papers)
    for row, paper in zip(rows, library.papers, strict=True):
        assert f"~\\cite{{{paper.key}}} & " in row
        assert len(re.findall(r"(?<!\\)&", row)) == len(re.findall(r"(?<!\\)&", heads))


def test_the_tree_names_each_paper_with_all_that_its_terms_imply_and_each_term_once(library):
    text = FORMATS["latex-tree"].write(library, library.papers)
    lines = dict(re.findall(r"^\\vspaper\{([\w-]+)\}\{(.*)\}$", text, re.MULTILINE))
    assert lines.keys() == {paper.key for paper in library.papers}
    for axis in library.taxonomy:
        for term in axis:
            place = f"{axis.id}/{term.id}"
            assert text.count(f"\\vscount{{{place}}}") == 1
            carriers = {key for key, terms in lines.items() if place in terms.split(",")}
            assert carriers == {paper.key for paper in library.tagged(axis.id, term.id)}


@pytest.mark.skipif(shutil.which("pdflatex") is None, reason="no TeX here")
def test_tex_sets_both_and_counts_as_the_survey_does(library, tmp_path):
    chosen = papers(library)
    (tmp_path / "table.tex").write_text(FORMATS["latex-table"].write(library, chosen))
    tree = FORMATS["latex-tree"].write(library, chosen)
    term = library.taxonomy.term("domain", "medical")
    (tmp_path / "tree.tex").write_text(tree + r"\typeout{counted: \vscount{domain/medical}}" + "\n")
    (tmp_path / "paper.tex").write_text(DOCUMENT)
    command = ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "paper.tex"]
    for _ in range(2):
        run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)  # noqa: S607
        if "not found" in run.stdout:
            pytest.skip("TeX lacks a package")
        assert run.returncode == 0, run.stdout[-2000:]
    counted = sum(term.id in paper.terms("domain") for paper in chosen)
    assert f"counted: {counted}" in run.stdout
