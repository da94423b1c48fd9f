"""Chapters on the website: their Markdown made ready for MkDocs, and its pages filled with what the survey says."""
