"""Decide whether two descriptions belong to the same work, and merge them."""
