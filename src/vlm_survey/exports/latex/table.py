"""Export a LaTeX `longtable` with one row for each paper, and citations by the keys of the BibTeX export."""

from __future__ import annotations

from vlm_survey.exports.format import Frame
from vlm_survey.exports.latex.tex import escape_tex
from vlm_survey.model import Paper
from vlm_survey.survey import Survey

_AXES = ("task", "modality", "learning", "adaptation")
"""The axes with a column, if the taxonomy has them."""
_HEAD = r"""% Papers from vlm-survey (CC BY 4.0), one row for each paper. The keys are those of the BibTeX export.
% In the preamble: \usepackage{array,booktabs,longtable}. Titles in other scripts need LuaLaTeX or XeLaTeX and a font.
\begingroup
\footnotesize
\setlength{\tabcolsep}{4pt}
"""


def frame(survey: Survey) -> Frame:
    """Return the frame of the table: its columns and headings, which are repeated on every page."""
    axes = [survey.taxonomy.axes[axis] for axis in _AXES if axis in survey.taxonomy.axes]
    share = 0.52 / max(len(axes), 1)
    columns = _column(0.32) + _column(0.1) + _column(share) * len(axes)
    headings = " & ".join(["Paper", "Venue", *(escape_tex(axis.label.en) for axis in axes)])
    table = f"\\begin{{longtable}}{{@{{}}{columns}@{{}}}}\n\\toprule\n{headings} \\\\\n\\midrule\n\\endhead\n"
    return Frame(head=f"{_HEAD}{table}\\bottomrule\n\\endfoot\n", tail="\\end{longtable}\n\\endgroup\n")


def entry(survey: Survey, paper: Paper) -> str:
    """Return the row of `paper`: title with citation, venue and year, and its most specific terms."""
    place = " ".join(str(part) for part in (paper.venue, paper.year) if part)
    axes = [survey.taxonomy.axes[axis] for axis in _AXES if axis in survey.taxonomy.axes]
    terms = (
        ", ".join(axis.terms[term].label.en for term in paper.terms(axis.id) if term in axis.terms) for axis in axes
    )
    cells = [f"{escape_tex(paper.title)}~\\cite{{{paper.key}}}", escape_tex(place), *map(escape_tex, terms)]
    return " & ".join(cells) + " \\\\\n"


def _column(share: float) -> str:
    return f">{{\\raggedright\\arraybackslash}}p{{{share:.2f}\\linewidth}}"
