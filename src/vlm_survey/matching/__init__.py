"""Decide whether two descriptions are the same work, and merge them."""
