"""Find new papers: ask the services for new entries, score them by cues, and propose relevant ones."""
