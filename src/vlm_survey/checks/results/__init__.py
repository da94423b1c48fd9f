"""Rules for result tables."""
