"""Export formats for LaTeX: BibTeX, BibLaTeX, tables and trees, and the escaping of TeX."""
