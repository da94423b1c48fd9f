"""Detect changes of recorded papers and harvest citations. Results are proposals; no curated record is written."""
