"""Measurements with pinned inputs; each prints what it found and asserts nothing."""
