"""The stories, told in order: check, publish, import, curate, add."""
