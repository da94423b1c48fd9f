"""Answer issue forms and pull requests."""
