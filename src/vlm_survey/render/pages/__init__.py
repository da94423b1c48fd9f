"""Build the pages of the website."""
