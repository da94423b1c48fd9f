"""The table of export formats, used by the website, the command, the data pages and the explorer's menu."""

from __future__ import annotations

from vlm_survey.exports import csl, data, endnote, ris, table
from vlm_survey.exports.format import Format
from vlm_survey.exports.latex import biblatex, bibtex
from vlm_survey.exports.latex import table as latex_table
from vlm_survey.exports.latex import tree as latex_tree

_ROWS = (
    Format(
        id="bibtex",
        label="BibTeX",
        ending="bib",
        media_type="application/x-bibtex",
        use="LaTeX, and most reference managers",
        entry=bibtex.entry,
        frame=bibtex.frame,
        each=True,
        comment="% ",
    ),
    Format(
        id="biblatex",
        label="BibLaTeX",
        ending="biblatex.bib",
        media_type="application/x-bibtex",
        use="LaTeX with biblatex and biber",
        entry=biblatex.entry,
        frame=biblatex.frame,
    ),
    Format(
        id="ris",
        label="RIS",
        ending="ris",
        media_type="application/x-research-info-systems",
        use="reference managers",
        entry=ris.entry,
        frame=ris.frame,
        each=True,
    ),
    Format(
        id="csl",
        label="CSL-JSON",
        ending="csl.json",
        media_type="application/vnd.citationstyles.csl+json",
        use="Pandoc, Zotero, citation processors",
        entry=csl.entry,
        frame=csl.frame,
        each=True,
    ),
    Format(
        id="endnote",
        label="EndNote XML",
        ending="endnote.xml",
        media_type="application/xml",
        use="EndNote",
        entry=endnote.entry,
        frame=endnote.frame,
    ),
    Format(
        id="csv",
        label="CSV",
        ending="csv",
        media_type="text/csv",
        use="spreadsheets",
        entry=table.entry,
        frame=table.frame,
    ),
    Format(
        id="json",
        label="JSON",
        ending="json",
        media_type="application/json",
        use="programs: records, taxonomy and lists in one file",
        entry=data.entry,
        frame=data.frame,
    ),
    Format(
        id="jsonl",
        label="JSON lines",
        ending="jsonl",
        media_type="application/jsonl",
        use="programs, one record on each line",
        entry=data.entry,
        frame=data.lines_frame,
    ),
    Format(
        id="latex-table",
        label="LaTeX table",
        ending="table.tex",
        media_type="application/x-tex",
        use="a table of the papers in a survey of your own (longtable)",
        entry=latex_table.entry,
        frame=latex_table.frame,
    ),
    Format(
        id="latex-tree",
        label="LaTeX tree",
        ending="tree.tex",
        media_type="application/x-tex",
        use="the taxonomy with counts and citations in a survey of your own (forest)",
        entry=latex_tree.entry,
        frame=latex_tree.frame,
    ),
)
FORMATS: dict[str, Format] = {row.id: row for row in _ROWS}
"""Every export format by id, in display order."""
