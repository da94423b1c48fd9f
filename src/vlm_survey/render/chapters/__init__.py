"""Render chapters for the website: prepare their Markdown for MkDocs, and fill its pages with answers of the survey."""
