"""Compute facts about the survey for several outputs: trends, history, related papers, starting points, questions."""
