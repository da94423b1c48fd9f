"""Read BibTeX."""
