"""`vlm-survey import`: import papers from a file."""
