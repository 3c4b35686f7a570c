"""Scoring: from a page to a score, with every point accounted for."""
