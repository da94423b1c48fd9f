"""Import a file of papers."""
