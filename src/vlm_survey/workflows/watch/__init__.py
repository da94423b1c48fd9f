"""Find new papers: ask the services what appeared, judge it by cues, and propose what may belong here."""
