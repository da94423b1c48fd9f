"""Rules for papers: completeness, tags, names, links and duplicates."""
