"""The stories, told in order: check, import, curate, publish, serve, export."""
