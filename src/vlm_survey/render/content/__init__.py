"""Compute from the survey what pages show: trends, history, related papers, starting points, questions."""
