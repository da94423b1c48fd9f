"""Write the Markdown files that the repository shows: README.md, the full lists, CONTRIBUTING.md."""
