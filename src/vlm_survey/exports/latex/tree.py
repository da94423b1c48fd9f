"""Export the taxonomy as a LaTeX tree (`forest`) with the number of papers and the citations at each term.

The file lists each paper once with its terms; LaTeX counts and cites from these lines. Adding or removing a line
therefore updates every number, and nodes can be renamed, moved or removed by hand.
"""

from __future__ import annotations

from collections.abc import Iterator

from vlm_survey.exports.format import Frame
from vlm_survey.exports.latex.tex import escape_tex
from vlm_survey.model import Paper
from vlm_survey.survey import Survey
from vlm_survey.taxonomy import Axis, Term

_HEAD = r"""% The taxonomy of vlm-survey (CC BY 4.0) with the number of papers and citations at each term. Keys are those of the
% BibTeX export of the same papers. In the preamble: \usepackage[edges]{forest}
%   \vscount{AXIS/TERM}  how many of the papers below carry the term or a narrower one
%   \vscites{AXIS/TERM}  citations of the first of them, at most as many as \vsmost says
\makeatletter
\providecommand\vsmost{6}
\newcommand\vspaper[2]{\@for\vs@term:=#2\do{\vs@add{\vs@term}{#1}}}
\newcommand\vs@add[2]{%
  \ifcsname vs@count@#1\endcsname\else\expandafter\gdef\csname vs@count@#1\endcsname{0}\fi
  \expandafter\xdef\csname vs@count@#1\endcsname{\number\numexpr\csname vs@count@#1\endcsname+1\relax}%
  \ifnum\csname vs@count@#1\endcsname=1 \expandafter\xdef\csname vs@keys@#1\endcsname{#2}%
  \else\ifnum\csname vs@count@#1\endcsname>\vsmost\relax\else
    \expandafter\xdef\csname vs@keys@#1\endcsname{\csname vs@keys@#1\endcsname,#2}\fi\fi}
\newcommand\vscount[1]{\ifcsname vs@count@#1\endcsname\csname vs@count@#1\endcsname\else 0\fi}
\newcommand\vscites[1]{\ifcsname vs@keys@#1\endcsname~\edef\vs@keys{\csname vs@keys@#1\endcsname}%
  \expandafter\cite\expandafter{\vs@keys}\ifnum\vscount{#1}>\vsmost\relax\ and more\fi\fi}
\makeatother
\forestset{vs/.style={if={equal(\vscount{#1},0)}{delay={remove}}{}}}

% One line a paper: its key and its terms.
"""
_FOREST = """
\\begin{{forest}}
  for tree={{grow'=0, folder, draw, rounded corners=2pt, inner sep=3pt, font=\\footnotesize, l sep=6mm}}
{tree}
\\end{{forest}}\\par\\medskip
"""


def frame(survey: Survey) -> Frame:
    """Return the frame of the trees: the counting commands, and one tree for each axis. Terms without a paper are not drawn."""
    trees = "".join(_FOREST.format(tree="\n".join(_axis(axis))) for axis in survey.taxonomy)
    return Frame(head=_HEAD, tail=trees)


def entry(survey: Survey, paper: Paper) -> str:
    """Return the line of `paper`: its key, and its terms with all ancestors."""
    terms = (f"{axis.id}/{term}" for axis in survey.taxonomy for term in survey.implied(paper, axis.id))
    return f"\\vspaper{{{paper.key}}}{{{','.join(terms)}}}\n"


def _axis(axis: Axis) -> Iterator[str]:
    yield f"  [{{{escape_tex(axis.label.en)}}}"
    for root in axis.roots():
        yield from _term(axis, root)
    yield "  ]"


def _term(axis: Axis, term: Term) -> Iterator[str]:
    place = f"{axis.id}/{term.id}"
    indent = "  " * (term.depth + 2)
    node = f"{indent}[{{{escape_tex(term.label.en)} (\\vscount{{{place}}})\\vscites{{{place}}}}}, vs={place}"
    if not term.children:
        yield f"{node}]"
        return
    yield node
    for child in term.children:
        yield from _term(axis, axis.terms[child])
    yield f"{indent}]"
