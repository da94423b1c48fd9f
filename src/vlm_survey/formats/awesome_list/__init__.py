"""Read awesome lists in Markdown."""
