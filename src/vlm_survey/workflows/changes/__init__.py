"""Notice what changed of the papers that are here, and who cites them. Results are proposals; no curated record is written."""
